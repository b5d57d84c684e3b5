// Measures what the browser makes of each picture, in the user space of that picture, and leaves the
// measures in the document. Nothing is judged here.

"use strict";

// The box round an element, which may be scaled or turned against the picture.
function box(element, svg) {
  const { x, y, width, height } = element.getBBox();
  const matrix = svg.getScreenCTM().inverse().multiply(element.getScreenCTM());
  const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]]
    .map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  return {
    minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys),
  };
}

// The outline of a card or frame: its first shape. A group without one has no box.
function outline(group, svg) {
  const shape = group.querySelector(":scope > rect, :scope > ellipse");
  return {
    name: group.id || group.getAttribute("class"), isRound: shape?.localName === "ellipse", box: shape && box(shape, svg),
  };
}

// How wide a column of each font of some texts is, in parts of its size.
function advances(texts) {
  const fonts = texts.map((text) => {
    const { fontFamily, fontWeight } = getComputedStyle(text);
    return `${fontWeight} 1000px ${fontFamily}`;
  });
  const context = document.createElement("canvas").getContext("2d");
  return [...new Set(fonts)].map((font) => {
    context.font = font;
    return context.measureText("M").width / 1000;
  });
}

// The measures of one picture; null where there is none to be seen.
function measure(frame) {
  const svg = frame.contentDocument?.documentElement;
  if (svg?.localName !== "svg" || svg.querySelector("parsererror")) return null;
  const { x, y, width, height } = svg.viewBox.baseVal;
  const cards = [...svg.querySelectorAll("g.node")];
  const frames = [...svg.querySelectorAll("g.frame")];
  // Over the arrows, and in the order of their frames.
  const titles = [...svg.querySelectorAll("g.title")];
  // What is only seen while a picture moves replaces something else.
  const texts = [...svg.querySelectorAll("text")]
    .filter((text) => text.closest("[opacity='0']") === null);
  return {
    viewBox: { minX: x, minY: y, maxX: x + width, maxY: y + height },
    cards: cards.map((group) => outline(group, svg)),
    frames: frames.map((group) => outline(group, svg)),
    advances: advances(texts),
    texts: texts.map((text) => ({
      content: text.textContent,
      box: box(text, svg),
      card: cards.indexOf(text.closest("g.node")),
      frame: Math.max(
        frames.indexOf(text.closest("g.frame")), titles.indexOf(text.closest("g.title"))),
      isOnEdge: text.closest("g.edge, g.number") !== null,
    })),
  };
}

// By then all pictures are there, and the document is handed out only when this is done.
addEventListener("load", () => {
  const measures = [...document.querySelectorAll("iframe")].map(measure);
  const result = document.createElement("output");
  // Encoded, so that nothing in it can be taken for markup.
  result.textContent = encodeURIComponent(JSON.stringify(measures));
  document.body.append(result);
});
