internal import ComputationGraph

extension NetworkSetter {
  /// What circles and lines mean, of those that the picture has at any stage.
  func chips() -> [Diagram.Header.Chip] {
    let theme = drawn.options.theme
    var chips: [Diagram.Header.Chip] = []
    func add(_ text: String, _ fill: Color? = nil) {
      chips.append(Diagram.Header.Chip(text: text, fill: fill ?? theme.background))
    }
    let lines = drawn.stages.flatMap { graph in network.weights.compactMap { $0.number(in: graph) }
    }
    let units = drawn.stages.flatMap { graph in
      let scale = scale(in: graph)
      return network.units.indices.filter { drawn.worstMark(on: drawn.outline.cards[$0]) == nil }
        .compactMap { scale.values[$0] }
    }
    if (lines + units).contains(where: { $0 > 0 }) { add("> 0", theme.positive) }
    if lines.contains(where: { $0 < 0 }) {
      add("< 0, line dashed", theme.negative)
    } else if units.contains(where: { $0 < 0 }) {
      add("< 0", theme.negative)
    }
    add("thick line: large")
    add("in a circle: activation, gradient below")
    if texts.stages.joined().contains(where: { $0.gradient.map { $0.value == nil } ?? false }) {
      add("– no gradient yet")
    }
    if drawn.stages[0].nodes.contains(where: \.isDropped) { add("crossed out: dropped") }
    if network.units.contains(where: { $0.kind == .rest }) { add("+n: units that are not drawn") }
    if let reasons = drawn.faintnessOfCards() { add("dashed circle: \(reasons)") }
    if !drawn.steps.isEmpty { add("at work", theme.accent) }
    return chips
  }
}
