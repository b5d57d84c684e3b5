internal import Diagrams
internal import Text

/// Where everything in a plot is, in points, from the metrics of the text alone.
struct PlotLayout {
  /// Where a panel is, and what is in it.
  struct Panel {
    let area: PlotArea
    let y: PlotAxis
    let ticks: [PlotTick]
    /// Lines of the grid that have no label.
    let unnamedTicks: [Double]
    /// The top of the legend's rows, which are between it and the area.
    let legendTop: Double
    let legend: [PlotLegend.Entry]
  }

  /// The size of the title in points.
  static let titleSize = 14.0
  /// The size of all other text in points.
  static let textSize = 11.0
  /// The height of a row of text in points.
  static let rowHeight = Double(TextStyle.frameTitleHeight)
  /// The room around everything.
  static let margin = 12.0
  /// The room between an axis and its labels.
  static let labelGap = 6.0

  let width: Double
  private(set) var height: Double
  let x: PlotAxis
  private(set) var xTicks: [PlotTick] = []
  private(set) var panels: [Panel] = []
  /// The zones that have a part on the x axis.
  let zones: [LinePlot.Zone]

  init(_ plot: LinePlot) {
    width = Double(Swift.min(Swift.max(plot.width, 240), 100_000))
    let shown = plot.panels.flatMap(\.series).lazy.flatMap(\.points)
    let x = PlotAxis(plot.xAxis, values: shown.map(\.x), padding: 0)
    self.x = x
    zones = plot.zones.filter { zone in
      zone.range.lowerBound < x.range.upperBound && zone.range.upperBound > x.range.lowerBound
    }
    let axes = plot.panels.map { panel in
      PlotAxis(panel.yAxis, values: PlotLayout.values(in: panel, on: x), padding: 0.06)
    }
    let heights = plot.panels.map { Double(Swift.min(Swift.max($0.height, 80), 100_000)) }
    let yTicks = zip(plot.panels, zip(axes, heights)).map { panel, measures in
      let (axis, height) = measures
      return axis.ticks(intervals: Int(height / 32), isWhole: panel.yAxis.isWhole)
    }

    let margin = PlotLayout.margin
    let finest = x.ticks(intervals: 10, isWhole: plot.xAxis.isWhole)
    let overhang = PlotLayout.widest(finest) / 2
    let labels = yTicks.map(PlotLayout.widest).max() ?? 0
    let left = (margin + Swift.max(labels + PlotLayout.labelGap, overhang)).rounded(.up)
    let right = Swift.max(width - margin - overhang, left + 40).rounded(.down)
    xTicks = PlotLayout.fittingTicks(of: x, isWhole: plot.xAxis.isWhole, in: right - left)

    var top = margin + (plot.title.isEmpty ? 0 : 28)
    for (index, panel) in plot.panels.enumerated() {
      let legend = PlotLegend.entries(
        of: panel, zones: index == 0 ? zones : [], left: left, right: width - margin)
      let rows = Double((legend.last?.row ?? -1) + 1)
      let areaTop = top + rows * PlotLayout.rowHeight + (rows > 0 ? 4 : 0)
      let area = PlotArea(
        left: left, right: right, top: areaTop, bottom: areaTop + heights[index])
      panels.append(
        Panel(
          area: area, y: axes[index], ticks: yTicks[index],
          unnamedTicks: axes[index].unnamedTicks(beside: yTicks[index]), legendTop: top,
          legend: legend))
      top = area.bottom + (index == plot.panels.count - 1 ? 0 : 20)
    }
    height =
      top + PlotLayout.labelGap + PlotLayout.rowHeight
      + (plot.xAxis.title.isEmpty ? 0 : PlotLayout.rowHeight) + margin - 4
  }

  static func width(of text: String, size: Double = textSize) -> Double {
    TextMetrics.width(of: text, size: size)
  }

  /// A text on one line that is no wider than a number of points.
  static func shortened(_ text: String, to width: Double, size: Double = textSize) -> String {
    TextMetrics.shortened(
      TextStyle.line(text), to: Swift.max(Int(width / (size * TextMetrics.advance)), 1))
  }

  private static func widest(_ ticks: [PlotTick]) -> Double {
    ticks.map { width(of: $0.text) }.max() ?? 0
  }

  /// The y values of the points that can be seen along x, or whose lines can.
  private static func values(in panel: LinePlot.Panel, on x: PlotAxis) -> [Double] {
    var values: [Double] = []
    for series in panel.series {
      for (index, point) in series.points.enumerated() {
        let following = series.points[Swift.min(index + 1, series.points.count - 1)]
        let next = following.x.isFinite ? following : point
        if point.x.isFinite && Swift.max(point.x, next.x) >= x.range.lowerBound
          && Swift.min(point.x, next.x) <= x.range.upperBound
        {
          values.append(point.y)
          values.append(next.y)
        }
      }
    }
    return values
  }

  /// As many ticks as their labels have room beside each other.
  private static func fittingTicks(
    of axis: PlotAxis, isWhole: Bool, in width: Double
  ) -> [PlotTick] {
    for intervals in stride(from: 10, to: 0, by: -1) {
      let ticks = axis.ticks(intervals: intervals, isWhole: isWhole)
      let fits = zip(ticks, ticks.dropFirst()).allSatisfy { tick, next in
        let positions = [tick, next].map { (axis.position(of: $0.value) ?? 0) * width }
        let room = (self.width(of: tick.text) + self.width(of: next.text)) / 2
        return positions[1] - positions[0] >= room + 8
      }
      if fits { return ticks }
    }
    return Array(axis.ticks(intervals: 1, isWhole: isWhole).prefix(1))
  }
}
