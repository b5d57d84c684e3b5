internal import Diagrams
internal import Drawings

extension PlotDrawer {
  /// The title over everything, where there is one.
  func title() -> [Part] {
    guard !plot.title.isEmpty, let area = layout.panels.first?.area else { return [] }
    let size = PlotLayout.titleSize
    let words = PlotLayout.shortened(
      plot.title, to: layout.width - area.left - PlotLayout.margin, size: size)
    let middle = PlotLayout.margin + 0.65 * size
    return [
      .text(
        PlotDrawing.Text(
          role: "title", words: words, place: Layout.Point(x: area.left, y: middle), size: size,
          isBold: true, color: theme.text))
    ]
  }

  /// The name of the y axis, and samples with their names, over the area.
  func legend(of panelLayout: PlotLayout.Panel) -> Part {
    .group(
      role: "legend",
      panelLayout.legend.flatMap { entry -> [Part] in
        let middle = panelLayout.legendTop + (Double(entry.row) + 0.5) * PlotLayout.rowHeight
        let sample = sample(of: entry.subject, at: Layout.Point(x: entry.x, y: middle))
        let words = PlotDrawing.Text(
          words: entry.text, place: Layout.Point(x: entry.textX, y: middle), color: theme.text)
        return sample + [.text(words)]
      })
  }

  private func sample(of subject: PlotLegend.Subject, at start: Layout.Point) -> [Part] {
    let width = PlotLegend.sampleWidth
    switch subject {
    case .axis: return []
    case .series(let series):
      let ends = [1, width - 1].map { Layout.Point(x: start.x + $0, y: start.y) }
      return [
        .line(
          PlotDrawing.Line(
            role: "sample", pieces: [ends], color: color(of: series),
            width: PlotDrawer.lineWidth, style: series.style))
      ]
    case .zone:
      let box = Layout.Box(
        center: Layout.Point(x: start.x + width / 2, y: start.y), width: width, height: 12)
      return [
        .rectangle(
          PlotDrawing.Rectangle(role: "sample", box: box, fill: zoneFill, outline: theme.frameLine))
      ]
    }
  }

  /// Says that a panel is not empty by mistake.
  func emptiness(of area: PlotArea) -> Part {
    .text(
      PlotDrawing.Text(
        words: PlotLayout.shortened("no finite numbers to plot", to: area.width),
        place: area.box.center, anchor: .middle, color: theme.mutedText))
  }

  func yLabels(of panelLayout: PlotLayout.Panel) -> Part {
    let area = panelLayout.area
    return .group(
      role: "axis y",
      panelLayout.ticks.map { tick in
        let y = area.point(across: 0, up: panelLayout.y.position(of: tick.value) ?? 0).y
        return .text(
          PlotDrawing.Text(
            words: tick.text, place: Layout.Point(x: area.left - PlotLayout.labelGap, y: y),
            anchor: .end, color: theme.mutedText))
      })
  }

  func xLabels(below area: PlotArea) -> Part {
    let middle = area.bottom + PlotLayout.labelGap + PlotLayout.rowHeight / 2 - 2
    var parts = layout.xTicks.map { tick -> Part in
      let x = area.point(across: layout.x.position(of: tick.value) ?? 0, up: 0).x
      return .text(
        PlotDrawing.Text(
          words: tick.text, place: Layout.Point(x: x, y: middle), anchor: .middle,
          color: theme.mutedText))
    }
    if !plot.xAxis.title.isEmpty {
      let place = Layout.Point(x: area.box.center.x, y: middle + PlotLayout.rowHeight)
      parts.append(
        .text(
          PlotDrawing.Text(
            words: PlotLayout.shortened(plot.xAxis.title, to: area.width), place: place,
            anchor: .middle, color: theme.text)))
    }
    return .group(role: "axis x", parts)
  }
}
