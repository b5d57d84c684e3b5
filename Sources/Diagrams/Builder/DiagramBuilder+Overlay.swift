internal import ComputationGraph

/// Marks on cards.
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

  /// The nodes whose marks stand on a card: its own, and the constants that are written on it.
  func marked(_ unit: GraphOutline.Unit) -> [Int] {
    guard let overlay = options.overlay, unit.kind == .node, !options.folding.isEmpty else {
      return unit.members
    }
    let inputs = unit.members.flatMap { stages[0].nodes[$0].inputs }
    return unit.members + inputs.filter { isInlined[$0] && overlay.marks[$0] != nil }
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
  func markColumns(at places: [Int]) -> Int {
    marks(at: places).map { columns(of: $0.key, $0.text) }.max() ?? 0
  }

  private func markRow(_ mark: Overlay.Mark, width: Int) -> Diagram.Row {
    row(mark.key, mark.text, 0, width: width, fill: options.theme.fill(of: mark.tone))
  }
}
