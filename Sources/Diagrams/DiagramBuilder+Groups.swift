internal import Autograd
internal import ComputationGraph

/// Whole groups as single cards, where every value on a card of its own would be too much to read.
extension DiagramBuilder {
  func addUnits(of graph: GraphSnapshot, _ outline: GraphOutline, to diagram: inout Diagram) {
    diagram.nodes = outline.units.map { unit in
      unit.isNode ? card(at: unit.members[0], of: graph) : card(of: unit, in: graph)
    }
    diagram.edges = outline.edges.map { edge(from: $0.tail, to: $0.head, in: diagram) }
    // A card stands in the frames of the groups round its own.
    diagram.frames =
      FrameTree(
        groups: outline.units.map { unit in
          unit.group.flatMap { path in
            path.lastIndex(of: "/").map { String(path[..<$0]) }
          }
        }
      ).frames
  }

  /// The card of a group: what it computes, how many parameters it has, the range of its outputs,
  /// and the norm of its gradient.
  private func card(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> Diagram.Node {
    let isRoot = unit.members.contains(graph.root)
    let shown = facts(of: unit, in: graph)
    let names = (title(of: unit, in: graph), tag(of: unit, in: graph))
    let head = TextStyle.columns(of: names.0) + 2 + TextStyle.columns(of: names.1)
    let rowColumns = stages.flatMap { facts(of: unit, in: $0) }
      .map { TextStyle.columns(of: $0.key) + 2 + TextStyle.columns(of: $0.text) }
    let width =
      self.width(
        columns: max(head, rowColumns.max() ?? 0, markColumns(at: unit.members))) + 2
      * TextStyle.padding
    let theme = options.theme
    let rows = [
      self.head(
        names.0, tag: names.1, fill: isRoot ? theme.heads.output : headFill(of: unit, in: graph),
        color: isRoot ? theme.heads.outputText : theme.text, width: width)
    ]
    return Diagram.Node(
      id: "g\(graph.nodes[unit.members[0]].id)", classes: ["group"] + (isRoot ? ["output"] : []),
      shape: .box,
      rows: rows + shown.map { row($0.key, $0.text, $0.value, width: width, fill: $0.fill) }
        + markRows(at: unit.members, of: graph, width: width),
      outline: isRoot ? theme.heads.output : theme.line, outlineWidth: isRoot ? 2 : 1,
      hasDividers: false, tooltip: tooltip(of: unit, in: graph),
      isDimmed: unit.members.allSatisfy { isDimmed[$0] })
  }

  /// A line of a group's card.
  private struct Fact {
    let key: String
    let text: String
    /// The number that decides about a warning colour; `nil` where there is none yet.
    let value: Double?
    var fill: Color?
  }

  private func facts(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> [Fact] {
    let members = unit.members.map { graph.nodes[$0] }
    var facts: [Fact] = []
    let parameters = members.filter { $0.role == .parameter }
    if !parameters.isEmpty {
      facts.append(Fact(key: "params", text: "\(parameters.count)", value: 0))
    }
    let outputs = unit.outputs.map { graph.nodes[$0] }.filter { $0.role != .parameter }
    let data = (outputs.isEmpty ? members : outputs).map(\.data)
    facts.append(Fact(key: "data", text: range(data), value: data.reduce(0, +)))
    let carriers = (parameters.isEmpty ? (outputs.isEmpty ? members : outputs) : parameters)
      .compactMap(\.gradient)
    if carriers.count == 1 {
      let signed = options.numbers.signedText(carriers[0])
      facts.append(
        Fact(
          key: "grad", text: signed, value: carriers[0],
          fill: scale.fill(carriers[0], options.theme)))
    } else {
      let norm = carriers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      facts.append(
        Fact(
          key: "‖grad‖", text: carriers.isEmpty ? "–" : options.numbers.text(norm),
          value: carriers.isEmpty ? nil : norm))
    }
    return facts
  }

  /// The least and the greatest of some numbers, "0.1 … 0.9"; NaN where one is.
  private func range(_ values: [Double]) -> String {
    if values.contains(where: \.isNaN) { return "NaN" }
    guard let low = values.min(), let high = values.max() else { return "–" }
    let (first, last) = (options.numbers.text(low), options.numbers.text(high))
    return first == last ? first : "\(first) … \(last)"
  }

  private func title(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let name =
      unit.group?.split(separator: "/").last.map(String.init)
      ?? graph.nodes[unit.members[0]].label ?? ""
    return TextStyle.name(name)
  }

  /// What a group computes in the end, and over how many samples.
  private func tag(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let last = unit.outputs.last { !graph.nodes[$0].inputs.isEmpty }
    let what = (last ?? unit.members.first).map { tag(of: graph.nodes[$0]) } ?? ""
    return unit.sampleCount > 1 ? "\(what) ×\(unit.sampleCount)" : what
  }

  private func headFill(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> Color {
    let first = graph.nodes[unit.members[0]]
    let isOneKind = unit.members.allSatisfy {
      graph.nodes[$0].inputs.isEmpty && graph.nodes[$0].role == first.role
    }
    return isOneKind ? headFill(of: first) : options.theme.heads.operation
  }

  private func tooltip(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    var lines = [unit.group ?? title(of: unit, in: graph)]
    lines.append("\(unit.members.count) nodes" + sampleWords(unit))
    for fact in facts(of: unit, in: graph) { lines.append("\(fact.key) \(fact.text)") }
    return lines.joined(separator: "\n")
  }

  private func sampleWords(_ unit: GraphOutline.Unit) -> String {
    unit.sampleCount > 1 ? " over \(unit.sampleCount) samples" : ""
  }
}
