internal import ComputationGraph

/// The colours of what takes part in a step of a backward pass, in its arithmetic as in the picture.
struct StepColors {
  /// Of the gradient that a node has.
  let upstream: Color
  /// Of the derivative of the node by an input.
  let local: Color
  /// Of the gradient that the input gets.
  let product: Color
}

extension Theme {
  var step: StepColors { StepColors(upstream: accent, local: forward, product: backward) }
}

extension Diagram {
  /// Marks the node that hands its gradient on, the arrows on which that goes, which run back, and what it
  /// gives.
  mutating func highlight(
    _ step: BackwardStep, of drawn: DrawnGraph, at ports: [CardSetter.Port]
  ) {
    guard let card = drawn.cardOf[step.node] else { return }
    let colors = theme.step
    for box in ports[card].entry...ports[card].exit {
      nodes[box].outline = colors.upstream
      nodes[box].outlineWidth = 3
      nodes[box].classes.append("active")
      nodes[box].wire?.highlight(in: colors.upstream)
      nodes[box].markGradient(in: colors.upstream, theme)
    }
    let tails = Set(step.contributions.map(\.input))
    let exits = Set(
      zip(ports, drawn.outline.cards).filter { !tails.isDisjoint(with: $1.members) }.map(\.0.exit))
    for exit in exits {
      nodes[exit].wire?.highlight(in: colors.local)
      nodes[exit].markGradient(in: colors.product, theme)
    }
    for index in edges.indices
    where edges[index].head == ports[card].entry && exits.contains(edges[index].tail) {
      edges[index].color = colors.local
      edges[index].width = max(2, edges[index].width)
      edges[index].runsBack = true
    }
  }
}

extension Diagram.Node {
  /// Puts a colour behind the gradient: in a card behind its whole row.
  fileprivate mutating func markGradient(in color: Color, _ theme: Theme) {
    let fillsRow = shape == .box && !hasDividers
    func mark(_ rows: inout [Diagram.Row]) {
      for row in rows.indices where rows[row].cells.contains(where: \.isGradient) {
        if fillsRow { rows[row].fill = color }
        for cell in rows[row].cells.indices {
          let isGradient = rows[row].cells[cell].isGradient
          if isGradient && !fillsRow { rows[row].cells[cell].fill = color }
          if isGradient || fillsRow { rows[row].cells[cell].color = theme.text(on: color) }
          if isGradient { rows[row].cells[cell].isBold = true }
        }
      }
    }
    mark(&rows)
    if wire != nil {
      mark(&wire!.above)
      mark(&wire!.below)
    }
  }
}

extension Diagram.Wire {
  /// Marks the wire as one at work.
  fileprivate mutating func highlight(in color: Color) {
    self.color = color
    lineWidth = 2
  }
}
