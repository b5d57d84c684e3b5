internal import Autograd
internal import ComputationGraph
internal import Text

/// The pass that says what stands over a picture.
extension DrawnGraph {
  /// The header, with the lines of all stages and of the first in particular.
  func header() -> Diagram.Header {
    var header = Diagram.Header()
    header.title = options.title.map(TextStyle.line) ?? ""
    if options.leftOutCount > 0 {
      header.note =
        "\(options.leftOutCount.counted("earlier value")) left out: no name leads to them"
    }
    header.captions = captions()
    header.chips = options.hasLegend ? roleChips() : []
    header.chips += (options.overlay?.legend ?? []).map {
      Chip(text: "\($0.key): \($0.text)", fill: options.theme.fill(of: $0.tone))
    }
    header.theme = options.theme
    return header
  }

  private typealias Chip = Diagram.Header.Chip

  /// What the colours of heads and gradients mean, of those that the picture has.
  private func roleChips() -> [Chip] {
    if let network { return chips(of: network) }
    let theme = options.theme
    let heads = headFills()
    var chips = options.style.setting.drawsWires ? wireChips() : []
    chips += [
      Chip(text: "leaf", fill: theme.heads.leaf), Chip(text: "input", fill: theme.heads.input),
      Chip(text: "parameter", fill: theme.heads.parameter),
      Chip(text: "target", fill: theme.heads.target),
      Chip(text: "constant", fill: theme.heads.constant),
      Chip(text: "operation", fill: theme.heads.operation),
      Chip(text: "output", fill: theme.heads.output),
    ].filter { heads.contains($0.fill) }
    if options.style.setting.hasColors, stages.contains(where: { $0.stage == .after }) {
      chips.append(Chip(text: "grad > 0", fill: theme.positive))
      chips.append(Chip(text: "grad < 0", fill: theme.negative))
    }
    let hasBefore = !options.asksForGradients && stages.contains { $0.stage == .before }
    if hasUnreached || hasBefore || !steps.isEmpty {
      chips.append(Chip(text: "– no gradient yet", fill: theme.background))
    }
    let reasons =
      (hasUnreached ? ["output does not depend on it"] : [])
      + (hasGhosts ? ["not asked for"] : [])
      + (options.overlay?.ghosts.isEmpty == false ? ["nothing to say of it"] : [])
    if !reasons.isEmpty {
      let text = "dashed: \(reasons.joined(separator: ", or "))"
      chips.append(Chip(text: text, fill: theme.background))
    }
    switch options.edges {
    case .none: break
    case .local where options.style.setting.drawsWires:
      chips.append(Chip(text: "at a gate's input: ∂out/∂in", fill: theme.background))
    case .flow where options.style.setting.drawsWires:
      chips.append(Chip(text: "at a gate's input: what flows back", fill: theme.background))
    case .local:
      chips.append(Chip(text: "arrows: ∂out/∂in, thick is large", fill: theme.background))
    case .flow: chips.append(Chip(text: "arrows: gradient, thick is large", fill: theme.background))
    case .weights: break
    }
    if outline.edges.contains(where: isMarked) {
      chips.append(Chip(text: "arrow with a ring: second operand", fill: theme.background))
    }
    if !steps.isEmpty { chips.append(Chip(text: "at work", fill: theme.accent)) }
    return chips
  }

  /// What stands above and below wires.
  private func wireChips() -> [Chip] {
    let sides = options.direction.isHorizontal ? ("above", "below") : ("left of", "right of")
    return [
      Chip(text: "data, \(sides.0) the wire", fill: options.theme.forward),
      Chip(text: "gradient, \(sides.1) it", fill: options.theme.backward),
    ]
  }

  /// What circles and lines of a network mean, of those that the picture has.
  private func chips(of network: NetworkOutline) -> [Chip] {
    let theme = options.theme
    var chips = [
      Chip(text: "> 0", fill: theme.positive), Chip(text: "< 0, line dashed", fill: theme.negative),
    ]
    func note(_ text: String) { chips.append(Chip(text: text, fill: theme.background)) }
    note("thick line: large")
    note("in a circle: activation, gradient below")
    if stages.contains(where: { $0.stage == .before }) { note("– no gradient yet") }
    if stages[0].nodes.contains(where: \.isDropped) { note("crossed out: dropped") }
    if network.units.contains(where: { $0.kind == .rest }) { note("+n: units that are not drawn") }
    if !steps.isEmpty { chips.append(Chip(text: "at work", fill: theme.accent)) }
    return chips
  }

  /// The heads that cards have, whatever style of their own they have beside that.
  private func headFills() -> Set<Color> {
    let graph = stages[0]
    return Set(
      outline.cards.compactMap { card in
        if card.kind == .node, options.style.setting.drawsWires { return nil }
        if card.members.contains(graph.root) { return options.theme.heads.output }
        switch card.kind {
        case .node:
          return options.style.setting.hasColors ? headFill(of: graph.nodes[card.node]) : nil
        case .group: return headFill(ofGroup: card, in: graph)
        case .rest: return nil
        }
      })
  }
}
