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
    if overlay.isOfGradients { return marks.max { $0.weight < $1.weight }.map { [$0] } ?? [] }
    let order: [Overlay.Tone] = [.bad, .removed, .added, .warning, .notice, .good, .neutral]
    var shown: [Overlay.Mark] = []
    for mark in order.flatMap({ tone in marks.filter { $0.tone == tone } })
    where !shown.contains(where: { $0.text == mark.text }) {
      shown.append(mark)
      if shown.count == DiagramBuilder.groupMarks { break }
    }
    let rest = marks.filter { mark in !shown.contains { $0.text == mark.text } }.count
    return rest == 0
      ? shown : shown + [Overlay.Mark(key: "and", text: "\(rest) more", tone: .neutral)]
  }

  /// The rows that an overlay puts on a card.
  func markRows(at places: [Int], of graph: GraphSnapshot, width: Int) -> [Diagram.Row] {
    let isSilent = options.overlay?.isOfGradients == true && graph.stage == .before
    return marks(at: places).map { mark in
      isSilent
        ? row(mark.key, "–", nil, width: width, fill: nil) : markRow(mark, width: width)
    }
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
