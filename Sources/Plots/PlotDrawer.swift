internal import Diagrams
internal import Drawings

/// Draws a plot, given the layout of everything.
struct PlotDrawer {
  typealias Part = PlotDrawing.Part

  let plot: LinePlot
  let layout: PlotLayout
  let theme: Theme

  func drawing() -> PlotDrawing {
    PlotDrawing(
      width: layout.width, height: layout.height, theme: theme,
      parts: title() + zip(plot.panels, layout.panels).map(panel)
        + (layout.panels.last.map { [xLabels(below: $0.area)] } ?? []))
  }

  /// A panel from back to front: ground, grid, frame, lines, texts.
  private func panel(_ panel: LinePlot.Panel, in panelLayout: PlotLayout.Panel) -> Part {
    let area = panelLayout.area
    let lines = panel.series.map { PlotLine($0, x: layout.x, y: panelLayout.y, in: area) }
    var parts = zones(in: area)
    parts.append(grid(of: panelLayout))
    parts.append(
      .rectangle(PlotDrawing.Rectangle(role: "area", box: area.box, outline: theme.line)))
    parts += zip(lines, panel.series).map(series)
    if lines.allSatisfy(\.pieces.isEmpty) { parts.append(emptiness(of: area)) }
    if !panelLayout.legend.isEmpty { parts.append(legend(of: panelLayout)) }
    parts.append(yLabels(of: panelLayout))
    return .group(role: "panel", parts)
  }

  private func zones(in area: PlotArea) -> [Part] {
    func position(_ value: Double) -> Double { layout.x.position(of: value) ?? 0 }
    let range = layout.x.range
    return layout.zones.map { zone in
      // A bound that cannot be shown, such as infinity, is beyond the axis.
      let (from, to) = (zone.range.lowerBound, zone.range.upperBound)
      let left = area.point(across: from <= range.lowerBound ? 0 : position(from), up: 1).x
      let right = area.point(across: to >= range.upperBound ? 1 : position(to), up: 0).x
      let part = PlotArea(left: left, right: right, top: area.top, bottom: area.bottom)
      return .group(
        role: "zone", title: zone.label,
        [.rectangle(PlotDrawing.Rectangle(box: part.box, fill: zoneFill))])
    }
  }

  /// The grid; the lines through 0 are the axes of mathematics: stronger, and over the others.
  private func grid(of panelLayout: PlotLayout.Panel) -> Part {
    let area = panelLayout.area
    func vertical(_ value: Double) -> [Layout.Point] {
      let x = area.point(across: layout.x.position(of: value) ?? 0, up: 0).x
      return [Layout.Point(x: x, y: area.top), Layout.Point(x: x, y: area.bottom)]
    }
    func horizontal(_ value: Double) -> [Layout.Point] {
      let y = area.point(across: 0, up: panelLayout.y.position(of: value) ?? 0).y
      return [Layout.Point(x: area.left, y: y), Layout.Point(x: area.right, y: y)]
    }
    let named =
      layout.xTicks.map { (value: $0.value, line: vertical($0.value)) }
      + panelLayout.ticks.map { (value: $0.value, line: horizontal($0.value)) }
    let layers = [
      (theme.frameFill(depth: 1), panelLayout.unnamedTicks.map(horizontal)),
      (
        theme.frameLine.mixed(with: theme.background, 0.4),
        named.filter { $0.value != 0 }.map(\.line)
      ),
      (
        theme.line.mixed(with: theme.frameLine, 0.5),
        named.filter { $0.value == 0 }.map(\.line)
      ),
    ]
    return .group(
      role: "grid",
      layers.filter { !$0.1.isEmpty }.map { color, lines in
        .line(PlotDrawing.Line(pieces: lines, color: color))
      })
  }

  private func series(_ line: PlotLine, of series: LinePlot.Series) -> Part {
    let color = color(of: series)
    let path = PlotDrawing.Line(
      pieces: line.pieces, color: color, width: PlotDrawer.lineWidth, style: series.style)
    return .group(
      role: "series", title: series.name,
      (line.pieces.isEmpty ? [] : [.line(path)])
        + line.markers.map { .dot(PlotDrawing.Dot(center: $0, radius: 3, color: color)) })
  }

  /// The width of the lines of series, in points.
  static let lineWidth = 2.0

  /// Behind a zone: dark enough to be seen beside white, and light enough for what lies on it.
  var zoneFill: Color { theme.frameFill(depth: 2) }

  /// The colour of a series; lighter, or darker, where it would not stand out from the ground.
  func color(of series: LinePlot.Series) -> Color {
    // A shaded zone is the ground that is nearest to it.
    let day = series.color.standingOut(from: zoneFill, towards: theme.text)
    guard let night = zoneFill.dark else { return day }
    return Color(
      light: day,
      dark: (series.color.dark ?? series.color).standingOut(
        from: night, towards: theme.text.dark ?? theme.text))
  }
}

extension Color {
  /// The contrast that the lines of a plot need at least (WCAG 2.2, 1.4.11).
  private static let leastContrast = 3.0

  /// The colour, mixed with another as far as it needs to stand out from a ground.
  fileprivate func standingOut(from ground: Color, towards other: Color) -> Color {
    for part in stride(from: 0, to: 1, by: 0.125) {
      let color = mixed(with: Color(other.number), part)
      if color.contrast(to: ground) >= Color.leastContrast { return color }
    }
    return Color(other.number)
  }
}
