/// The names of lines and zones, in rows over the area, where they cover nothing.
enum PlotLegend {
  /// What an entry stands for.
  enum Subject {
    case series(LinePlot.Series)
    case zone
  }

  /// A name, and where its sample begins.
  struct Entry {
    let subject: Subject
    let text: String
    let row: Int
    let x: Double
  }

  /// The width of the sample before a name, in points.
  static let sampleWidth = 28.0
  /// The room between a sample and its name.
  static let sampleGap = 6.0
  /// The room between two entries.
  private static let gap = 18.0

  /// The entries, broken into rows where one is full.
  static func entries(
    of panel: LinePlot.Panel, zones: [LinePlot.Zone], left: Double, right: Double
  ) -> [Entry] {
    var subjects = panel.series.map { (Subject.series($0), $0.name) }
    var named: Set<String> = []
    for zone in zones where named.insert(zone.label).inserted {
      subjects.append((.zone, zone.label))
    }
    var entries: [Entry] = []
    var (x, row) = (left, 0)
    for (subject, name) in subjects {
      let text = PlotLayout.shortened(name, to: right - left - sampleWidth - sampleGap)
      let width = sampleWidth + sampleGap + PlotLayout.width(of: text)
      if x + width > right && x > left { (x, row) = (left, row + 1) }
      entries.append(Entry(subject: subject, text: text, row: row, x: x))
      x += width + gap
    }
    return entries
  }
}
