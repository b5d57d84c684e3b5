internal import Autograd
internal import ComputationGraph

/// All that is known of a node, and where it leads.
extension DiagramBuilder {
  /// Everything that is known of a node, in full precision, a line each.
  func tooltip(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[unit.place]
    let name = node.label.map { "\($0) = " } ?? ""
    let isSum = unit.members.count > 1
    let terms =
      isSum
      ? self.terms(of: unit, in: graph) : zip(node.inputs, node.localDerivatives).map { ($0, $1) }
    let what = isSum ? sum(of: terms.map(\.0), in: graph) : expression(of: node, in: graph)
    var lines = [name + what, "data \(node.data)"]
    if node.builtIn != .constant {
      let passes = node.passes > 1 ? " over \(node.passes) passes" : ""
      lines.append("grad " + (node.gradient.map { "\($0)\(passes)" } ?? "–"))
    }
    for (input, slope) in terms.prefix(DiagramBuilder.namedInputs) {
      lines.append("∂/∂\(TextStyle.name(spelled(graph.nodes[input], in: graph))) \(slope)")
    }
    if let group = node.group { lines.append(group.description) }
    return lines.joined(separator: "\n")
  }

  /// What a folded sum adds up: the inputs of its members that are no members themselves.
  private func terms(
    of unit: GraphOutline.Unit, in graph: GraphSnapshot
  ) -> [(input: Int, slope: Double)] {
    let members = Set(unit.members)
    return unit.members.flatMap { graph.nodes[$0].inputs }.filter { !members.contains($0) }
      .map { ($0, 1) }
  }

  func sum(of inputs: [Int], in graph: GraphSnapshot) -> String {
    var terms = inputs.prefix(DiagramBuilder.namedInputs).map {
      spelled(graph.nodes[$0], in: graph)
    }
    if terms.count < inputs.count { terms.append("…") }
    return terms.joined(separator: " + ")
  }

  /// Where a click on a node leads.
  func link(to node: GraphSnapshot.Node, _ style: NodeStyle?) -> String? {
    (style?.link ?? filledLink(name: node.label ?? "n\(node.id)", id: node.id))
      .flatMap(LinkText.safe)
  }

  /// Where a click on a group leads: its name is its path.
  func link(toGroup unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String? {
    let first = graph.nodes[unit.members[0]]
    return filledLink(name: unit.group?.description ?? first.label ?? "g\(first.id)", id: first.id)
      .flatMap(LinkText.safe)
  }

  private func filledLink(name: String, id: Int) -> String? {
    options.link?.replacing("{id}", with: "\(id)")
      .replacing("{name}", with: LinkText.escape(name))
  }
}
