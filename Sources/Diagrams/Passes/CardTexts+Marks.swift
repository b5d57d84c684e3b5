internal import ComputationGraph

/// The rows that an overlay puts on cards.
extension DrawnGraph {
  /// How many marks a group's card shows; the rest is counted.
  private static let groupMarks = 3

  /// The marks that take the place of a card's own rows, where it stands for one node.
  func marksOfRows(on card: GraphOutline.Card) -> [Overlay.Mark] {
    guard let overlay = options.overlay, card.members.count == 1 else { return [] }
    return (overlay.marks[card.members[0]] ?? []).filter { $0.quantity != nil }
  }

  /// The other marks of all nodes that a card stands for, the worst first.
  func marks(on card: GraphOutline.Card) -> [Overlay.Mark] {
    let nodes = marked(card)
    let marks = nodes.flatMap { node in
      (options.overlay?.marks[node] ?? []).compactMap { mark in
        if mark.quantity == nil { return mark }
        if card.members == [node] { return nil }
        // A number that is written on the card.
        var mark = mark
        if isInlined(node) { mark.key = "constant" }
        return mark
      }
    }
    return nodes.count == 1 ? marks : worst(of: marks)
  }

  func line(of mark: Overlay.Mark) -> CardText.Line {
    .init(
      key: mark.key, text: mark.text, fill: options.theme.fill(of: mark.tone), isMark: true)
  }

  /// The nodes whose marks stand on a card: its own, and the constants that are written on it.
  private func marked(_ card: GraphOutline.Card) -> [Int] {
    guard let overlay = options.overlay, card.kind == .node, !options.folding.isEmpty else {
      return card.members
    }
    let inputs = card.members.flatMap { stages[0].nodes[$0].inputs }
    return card.members + inputs.filter { isInlined($0) && overlay.marks[$0] != nil }
  }

  /// Those that a card of several nodes has room for.
  private func worst(of marks: [Overlay.Mark]) -> [Overlay.Mark] {
    if options.overlay?.isOfGradients == true {
      return marks.max { $0.weight < $1.weight }.map { [$0] } ?? []
    }
    var shown: [Overlay.Mark] = []
    for mark in Overlay.Tone.byWeight.flatMap({ tone in marks.filter { $0.tone == tone } })
    where !shown.contains(where: { $0.text == mark.text }) {
      shown.append(mark)
      if shown.count == DrawnGraph.groupMarks { break }
    }
    let rest = marks.filter { mark in !shown.contains { $0.text == mark.text } }.count
    return rest == 0
      ? shown : shown + [Overlay.Mark(key: "and", text: "\(rest) more", tone: .neutral)]
  }
}
