internal import Diagrams
internal import Text

extension PlotWriter {
  /// Samples and names over the area.
  mutating func writeLegend(of panelLayout: PlotLayout.Panel) {
    if panelLayout.legend.isEmpty { return }
    text += "<g class=\"legend\">"
    for entry in panelLayout.legend {
      let middle = panelLayout.legendTop + (Double(entry.row) + 0.5) * PlotLayout.rowHeight
      let end = entry.x + PlotLegend.sampleWidth
      switch entry.subject {
      case .series(let series):
        text += "<path fill=\"none\"\(stroke(of: series))"
        text += " d=\"M\(number(entry.x + 1)) \(number(middle))H\(number(end - 1))\"/>"
      case .zone:
        text += "<rect x=\"\(number(entry.x))\" y=\"\(number(middle - 6))\""
        text += " width=\"\(number(PlotLegend.sampleWidth))\" height=\"12\""
        text += " fill=\"\(zoneFill.hexadecimal)\" stroke=\"\(theme.frameLine.hexadecimal)\""
        text += "\(classes(fill: zoneFill, stroke: theme.frameLine))/>"
      }
      writeText(
        entry.text, x: end + PlotLegend.sampleGap, middle: middle, anchor: "start",
        color: theme.text)
    }
    text += "</g>\n"
  }

  /// Says that a panel is not empty by mistake.
  mutating func writeEmptiness(of area: PlotArea) {
    writeText(
      PlotLayout.shortened("no finite numbers to plot", to: area.width),
      x: (area.left + area.right) / 2, middle: (area.top + area.bottom) / 2, anchor: "middle",
      color: theme.mutedText)
    text += "\n"
  }

  mutating func writeYLabels(of panel: LinePlot.Panel, in panelLayout: PlotLayout.Panel) {
    let area = panelLayout.area
    text += "<g class=\"axis y\">"
    for tick in panelLayout.ticks {
      let y = area.point(across: 0, up: panelLayout.y.position(of: tick.value) ?? 0).y
      writeText(
        tick.text, x: area.left - PlotLayout.labelGap, middle: y, anchor: "end",
        color: theme.mutedText)
    }
    if !panel.yAxis.title.isEmpty {
      let x = PlotLayout.margin + PlotLayout.rowHeight / 2
      let middle = (area.top + area.bottom) / 2
      let title = PlotLayout.shortened(panel.yAxis.title, to: area.height)
      writeText(
        title, x: x, middle: middle, anchor: "middle", color: theme.text, isUpright: true)
    }
    text += "</g>\n"
  }

  mutating func writeXLabels(below area: PlotArea) {
    text += "<g class=\"axis x\">"
    let middle = area.bottom + PlotLayout.labelGap + PlotLayout.rowHeight / 2 - 2
    for tick in layout.xTicks {
      let x = area.point(across: layout.x.position(of: tick.value) ?? 0, up: 0).x
      writeText(tick.text, x: x, middle: middle, anchor: "middle", color: theme.mutedText)
    }
    if !plot.xAxis.title.isEmpty {
      writeText(
        PlotLayout.shortened(plot.xAxis.title, to: area.width), x: (area.left + area.right) / 2,
        middle: middle + PlotLayout.rowHeight, anchor: "middle", color: theme.text)
    }
    text += "</g>\n"
  }

  /// A text around its middle line; upright ones read from bottom to top.
  private mutating func writeText(
    _ words: String, x: Double, middle: Double, anchor: String, color: Color,
    isUpright: Bool = false
  ) {
    let shift = PlotWriter.baseline * PlotLayout.textSize
    let (left, bottom) = isUpright ? (x + shift, middle) : (x, middle + shift)
    text += "<text x=\"\(number(left))\" y=\"\(number(bottom))\""
    if anchor != "start" { text += " text-anchor=\"\(anchor)\"" }
    if isUpright { text += " transform=\"rotate(-90 \(number(left)) \(number(bottom)))\"" }
    text += " fill=\"\(color.hexadecimal)\"\(classes(fill: color))>\(XMLText.escape(words))</text>"
  }
}
