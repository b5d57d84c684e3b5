/// The names of the y axis, of lines and of zones, in rows over the area, where they cover nothing.
enum PlotLegend {
  /// What an entry stands for.
  enum Subject {
    case axis
    case series(LinePlot.Series)
    case zone

    /// The room that a sample and the gap behind it take, in points.
    fileprivate var sampleRoom: Double {
      switch self {
      case .axis: 0
      case .series, .zone: PlotLegend.sampleWidth + PlotLegend.sampleGap
      }
    }
  }

  /// A name, and where its sample begins.
  struct Entry {
    let subject: Subject
    let text: String
    let row: Int
    let x: Double

    /// Where the name begins.
    var textX: Double { x + subject.sampleRoom }
  }

  /// The width of the sample before a name, in points.
  static let sampleWidth = 28.0
  /// The room between a sample and its name.
  private static let sampleGap = 6.0
  /// The room between two entries.
  private static let gap = 18.0

  /// The entries, broken into rows where one is full.
  static func entries(
    of panel: LinePlot.Panel, zones: [LinePlot.Zone], left: Double, right: Double
  ) -> [Entry] {
    var subjects: [(Subject, String)] = []
    if !panel.yAxis.title.isEmpty { subjects.append((.axis, panel.yAxis.title)) }
    if panel.hasLegend {
      subjects += panel.series.map { (.series($0), $0.name) }
      var named: Set<String> = []
      for zone in zones where named.insert(zone.label).inserted {
        subjects.append((.zone, zone.label))
      }
    }
    var entries: [Entry] = []
    var (x, row) = (left, 0)
    for (subject, name) in subjects {
      let text = PlotLayout.shortened(name, to: right - left - subject.sampleRoom)
      let width = subject.sampleRoom + PlotLayout.width(of: text)
      if x + width > right && x > left { (x, row) = (left, row + 1) }
      entries.append(Entry(subject: subject, text: text, row: row, x: x))
      x += width + gap
    }
    return entries
  }
}
