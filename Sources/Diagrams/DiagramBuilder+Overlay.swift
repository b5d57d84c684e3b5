internal import ComputationGraph

/// Marks on cards, faint ghosts, and the legend.
extension DiagramBuilder {
  /// How many marks a group's card shows; the rest is counted.
  private static let groupMarks = 3

  /// The marks of some nodes as they stand on one card, the worst first.
  ///
  /// Both stages have them, so that geometry is one.
  private func marks(at places: [Int]) -> [Overlay.Mark] {
    guard let overlay = options.overlay else { return [] }
    let marks = places.flatMap { overlay.marks[$0] ?? [] }
    if places.count == 1 { return marks }
    let order: [Overlay.Tone] = [.bad, .removed, .added, .warning, .notice, .good, .neutral]
    let sorted = order.flatMap { tone in marks.filter { $0.tone == tone } }
    let rest = sorted.count - DiagramBuilder.groupMarks
    guard rest > 0 else { return sorted }
    return sorted.prefix(DiagramBuilder.groupMarks)
      + [Overlay.Mark(key: "and", text: "\(rest) more", tone: .neutral)]
  }

  /// The rows that an overlay puts on a card.
  func markRows(at places: [Int], width: Int) -> [Diagram.Row] {
    marks(at: places).map { markRow($0, width: width) }
  }

  /// The columns that the marks of a card take.
  func markColumns(at places: [Int]) -> Int { marks(at: places).map(columns).max() ?? 0 }

  /// A card of its own that says what the colours mean.
  func addLegend(to diagram: inout Diagram) {
    guard let legend = options.overlay?.legend, !legend.isEmpty else { return }
    let width = self.width(columns: legend.map(columns).max() ?? 0) + 2 * TextStyle.padding
    diagram.nodes.append(
      Diagram.Node(
        id: "legend", classes: ["legend"], shape: .box,
        rows: legend.map { markRow($0, width: width) }, outline: options.theme.frameLine,
        outlineWidth: 1, hasDividers: false, tooltip: "What the colours mean", isDimmed: false))
  }

  private func columns(of mark: Overlay.Mark) -> Int {
    TextStyle.columns(of: mark.key) + 2 + TextStyle.columns(of: mark.text)
  }

  private func markRow(_ mark: Overlay.Mark, width: Int) -> Diagram.Row {
    row(
      mark.key, mark.text, 0, width: width,
      fill: options.theme.card.mixed(with: options.theme.color(of: mark.tone), 0.45))
  }
}

extension Theme {
  /// The colour of a tone.
  func color(of tone: Overlay.Tone) -> Color {
    switch tone {
    case .neutral: frameLine
    case .good: Color(0x2A9D6F)
    case .notice: Color(0x4C9BE8)
    case .warning: Color(0xF0C23B)
    case .bad: Color(0xD4472F)
    case .added: Color(0x2A9D6F)
    case .removed: Color(0xD4472F)
    }
  }
}
