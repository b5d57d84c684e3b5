internal import Diagrams
internal import Text

/// Writes a plot as SVG, given the layout of everything.
struct PlotWriter {
  let plot: LinePlot
  let layout: PlotLayout
  let theme: Theme
  var text = ""
  /// The colours that follow the reader's colour scheme.
  private var adaptiveColors = AdaptiveColors()

  init(plot: LinePlot, layout: PlotLayout, theme: Theme) {
    (self.plot, self.layout, self.theme) = (plot, layout, theme)
  }

  /// How far below its middle a text's baseline is, as a part of the size.
  static let baseline = 0.35

  /// The whole file.
  mutating func document() -> String {
    let (width, height) = (number(layout.width), number(layout.height))
    let ground = classes("background", fill: theme.background)
    writeDrawing()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)">
      <title>\(XMLText.escape(plot.title))</title>
      <desc>\(XMLText.escape(plot.description))</desc>
      \(adaptiveColors.styleSheet)<rect\(ground) width="\(width)" height="\(height)" \
      fill="\(theme.background.hexadecimal)"/>
      <g font-family="\(TextStyle.cssFontFamilies)" font-size="\(number(PlotLayout.textSize))">
      \(text)</g>
      </svg>

      """
  }

  private mutating func writeDrawing() {
    if !plot.title.isEmpty, let area = layout.panels.first?.area {
      let size = PlotLayout.titleSize
      let title = PlotLayout.shortened(
        plot.title, to: layout.width - area.left - PlotLayout.margin, size: size)
      text += "<text\(classes("title", fill: theme.text)) x=\"\(number(area.left))\""
      text += " y=\"\(number(PlotLayout.margin + size))\" font-size=\"\(number(size))\""
      text += " font-weight=\"bold\" fill=\"\(theme.text.hexadecimal)\">"
      text += "\(XMLText.escape(title))</text>\n"
    }
    for (panel, panelLayout) in zip(plot.panels, layout.panels) {
      writePanel(panel, in: panelLayout)
    }
    if let area = layout.panels.last?.area { writeXLabels(below: area) }
  }

  /// The classes of an element: its own, and one for colours that follow the reader's scheme.
  mutating func classes(
    _ own: String? = nil, fill: Color? = nil, stroke: Color? = nil
  ) -> String {
    let color = adaptiveColors.name(fill: fill, stroke: stroke)
    let names = [own ?? "", color].filter { !$0.isEmpty }
    return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
  }

  /// A panel from back to front: ground, grid, frame, lines, texts.
  private mutating func writePanel(_ panel: LinePlot.Panel, in panelLayout: PlotLayout.Panel) {
    let area = panelLayout.area
    text += "<g class=\"panel\">\n"
    writeZones(in: area)
    writeGrid(of: panelLayout)
    let size = "width=\"\(number(area.width))\" height=\"\(number(area.height))\""
    text +=
      "<rect\(classes("area", stroke: theme.line)) x=\"\(number(area.left))\" y=\"\(number(area.top))\" \(size)"
    text += " fill=\"none\" stroke=\"\(theme.line.hexadecimal)\"/>\n"
    let lines = panel.series.map { PlotLine($0, x: layout.x, y: panelLayout.y, in: area) }
    for (series, line) in zip(panel.series, lines) { write(line, of: series) }
    if lines.allSatisfy(\.pieces.isEmpty) { writeEmptiness(of: area) }
    writeLegend(of: panelLayout)
    writeYLabels(of: panel, in: panelLayout)
    text += "</g>\n"
  }

  private mutating func writeZones(in area: PlotArea) {
    func position(_ value: Double) -> Double { layout.x.position(of: value) ?? 0 }
    let range = layout.x.range
    for zone in layout.zones {
      // A bound that cannot be shown, such as infinity, is beyond the axis.
      let (from, to) = (zone.range.lowerBound, zone.range.upperBound)
      let start = from <= range.lowerBound ? 0 : position(from)
      let end = to >= range.upperBound ? 1 : position(to)
      let left = area.point(across: start, up: 1)
      let right = area.point(across: end, up: 0)
      text += "<g class=\"zone\"><title>\(XMLText.escape(zone.label))</title>"
      text += "<rect x=\"\(number(left.x))\" y=\"\(number(left.y))\""
      text += " width=\"\(number(right.x - left.x))\" height=\"\(number(area.height))\""
      text += " fill=\"\(zoneFill.hexadecimal)\"\(classes(fill: zoneFill))/></g>\n"
    }
  }

  /// The grid; the lines through 0 are the axes of mathematics: stronger, and over the others.
  private mutating func writeGrid(of panelLayout: PlotLayout.Panel) {
    let area = panelLayout.area
    func vertical(_ value: Double) -> String {
      let x = area.point(across: layout.x.position(of: value) ?? 0, up: 0).x
      return "M\(number(x)) \(number(area.top))V\(number(area.bottom))"
    }
    func horizontal(_ value: Double) -> String {
      let y = area.point(across: 0, up: panelLayout.y.position(of: value) ?? 0).y
      return "M\(number(area.left)) \(number(y))H\(number(area.right))"
    }
    let named =
      layout.xTicks.map { (value: $0.value, path: vertical($0.value)) }
      + panelLayout.ticks.map { (value: $0.value, path: horizontal($0.value)) }
    let layers = [
      (theme.frameFill(depth: 1), panelLayout.unnamedTicks.map(horizontal)),
      (
        theme.frameLine.mixed(with: theme.background, 0.4),
        named.filter { $0.value != 0 }.map(\.path)
      ),
      (
        theme.line.mixed(with: theme.frameLine, 0.5),
        named.filter { $0.value == 0 }.map(\.path)
      ),
    ]
    text += "<g class=\"grid\" fill=\"none\">"
    for (color, paths) in layers where !paths.isEmpty {
      text +=
        "<path\(classes(stroke: color)) stroke=\"\(color.hexadecimal)\" d=\"\(paths.joined())\"/>"
    }
    text += "</g>\n"
  }

  /// Behind a zone: dark enough to be seen beside white, and light enough for what lies on it.
  var zoneFill: Color { theme.frameFill(depth: 2) }

  private mutating func write(_ line: PlotLine, of series: LinePlot.Series) {
    text += "<g class=\"series\"><title>\(XMLText.escape(series.name))</title>"
    if !line.pieces.isEmpty {
      text += "<path fill=\"none\"\(stroke(of: series)) d=\""
      for piece in line.pieces { writePath(piece) }
      text += "\"/>"
    }
    for marker in line.markers {
      text += "<circle cx=\"\(number(marker.x))\" cy=\"\(number(marker.y))\" r=\"3\""
      let color = color(of: series)
      text += " fill=\"\(color.hexadecimal)\"\(classes(fill: color))/>"
    }
    text += "</g>\n"
  }

  /// A piece of a line; a lone point is a line of no length, which round ends make a dot.
  private mutating func writePath(_ piece: [PlotArea.Point]) {
    for (index, point) in piece.enumerated() {
      text += "\(index == 0 ? "M" : index == 1 ? "L" : " ")\(number(point.x)),\(number(point.y))"
    }
    if piece.count == 1 { text += "h0" }
  }

  /// The colour of a series; lighter, or darker, where it would not stand out from the ground.
  private func color(of series: LinePlot.Series) -> Color {
    // A shaded zone is the ground that is nearest to it.
    let day = series.color.standingOut(from: zoneFill, towards: theme.text)
    guard let night = zoneFill.dark else { return day }
    return Color(
      light: day,
      dark: (series.color.dark ?? series.color).standingOut(
        from: night, towards: theme.text.dark ?? theme.text))
  }

  mutating func stroke(of series: LinePlot.Series) -> String {
    let dashes =
      switch series.style {
      case .solid: ""
      case .dashed: " stroke-dasharray=\"7 5\""
      case .dotted: " stroke-dasharray=\"0.1 4.5\""
      }
    let color = color(of: series)
    return classes(stroke: color)
      + " stroke=\"\(color.hexadecimal)\" stroke-width=\"2\" stroke-linejoin=\"round\""
      + " stroke-linecap=\"round\"\(dashes)"
  }

  func number(_ value: Double) -> String { DecimalText.text(value) }
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
