internal import Autograd
internal import ComputationGraph

/// Whole groups as single cards, where every value on a card of its own would be too much to read.
extension DiagramBuilder {
  /// The card of a group: what it computes, how many values and parameters it has, the range of its
  /// outputs and how they are spread, and the norm of its gradient.
  func card(
    ofGroup unit: GraphOutline.Unit, _ room: CardRoom, in graph: GraphSnapshot
  ) -> Diagram.Node {
    let isRoot = unit.members.contains(graph.root)
    let width = cellWidth(columns: max(room.head, room.others))
    let theme = options.theme
    var rows = [
      self.head(
        title(of: unit, in: graph), tag: tag(ofGroup: unit, in: graph),
        fill: isRoot ? theme.heads.output : headFill(of: unit, in: graph),
        width: width)
    ]
    let facts = facts(of: unit, in: graph)
    rows += facts.map {
      row($0.key, $0.text, $0.value, width: width, fill: $0.fill)
    }
    if let bars = Histogram.bars(of: values(of: unit, in: graph)) {
      let cell = Diagram.Cell(text: "", width: width, color: theme.mutedText, bars: bars)
      rows.append(Diagram.Row(height: Histogram.rowHeight, fill: nil, cells: [cell]))
    }
    return Diagram.Node(
      id: "g\(graph.nodes[unit.members[0]].id)", classes: ["group"] + (isRoot ? ["output"] : []),
      shape: .box, rows: rows + markRows(at: unit.members, of: graph, width: width),
      outline: isRoot ? theme.heads.output : theme.line, outlineWidth: isRoot ? 2 : 1,
      hasDividers: false, tooltip: tooltip(ofGroup: unit, facts, in: graph),
      link: link(toGroup: unit, in: graph),
      isDimmed: unit.members.allSatisfy { isDimmed[$0] })
  }

  /// The columns that the head and the facts of a group take.
  func groupWords(
    _ unit: GraphOutline.Unit, in graph: GraphSnapshot
  ) -> (head: Int, facts: Int) {
    let head = columns(of: title(of: unit, in: graph), tag(ofGroup: unit, in: graph))
    let facts = facts(of: unit, in: graph).map { columns(of: $0.key, $0.text) }
    return (head, facts.max() ?? 0)
  }

  /// The card that counts what is left out.
  func card(
    ofRest unit: GraphOutline.Unit, _ room: CardRoom, in graph: GraphSnapshot
  ) -> Diagram.Node {
    let text = "+\(DiagramBuilder.grouped(unit.members.count)) more"
    let width = cellWidth(columns: max(TextStyle.columns(of: text), room.others))
    let cell = Diagram.Cell(
      text: text, width: width, alignment: .center, color: options.theme.mutedText)
    return Diagram.Node(
      id: "m\(graph.nodes[unit.members[0]].id)", classes: ["rest"], shape: .box,
      rows: [Diagram.Row(height: DiagramBuilder.headHeight, fill: nil, cells: [cell])]
        + markRows(at: unit.members, of: graph, width: width),
      outline: options.theme.frameLine, outlineWidth: 1, hasDividers: false,
      tooltip: "\(unit.members.count) values that are not drawn", isDimmed: false)
  }

  /// A whole number with a comma at each thousand.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      let rest = digits.count - index
      return (index > 0 && rest % 3 == 0 ? "," : "") + String(digits[index])
    }.joined()
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
    var facts: [Fact] = []
    if unit.group != nil {
      let count = DiagramBuilder.grouped(unit.members.count)
      facts.append(Fact(key: "values", text: count, value: 0))
    }
    let parameterCount = unit.members.count { graph.nodes[$0].role == .parameter }
    if parameterCount > 0 {
      let count = DiagramBuilder.grouped(parameterCount)
      facts.append(Fact(key: "params", text: count, value: 0))
    }
    let data = values(of: unit, in: graph)
    facts.append(Fact(key: "data", text: range(data), value: data.reduce(0, +)))
    let carriers = carriers(of: unit, in: graph)
    let gradients = carriers.compactMap { graph.nodes[$0].gradient }
    if carriers.count == 1 {
      let gradient = gradients.first
      facts.append(
        Fact(
          key: "grad", text: gradient.map(options.numbers.signedText) ?? "–", value: gradient,
          fill: scale.fill(gradient, options.theme)))
    } else {
      let norm = gradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
      facts.append(
        Fact(
          key: "‖grad‖", text: gradients.isEmpty ? "–" : options.numbers.text(norm),
          value: gradients.isEmpty ? nil : norm))
    }
    return facts
  }

  /// The numbers that a group hands on.
  private func values(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> [Double] {
    results(of: unit, in: graph).map { graph.nodes[$0].data }
  }

  /// The places whose gradients a group shows: of its parameters; where it has none, of what it hands
  /// on.
  private func carriers(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> [Int] {
    let parameters = unit.members.filter { graph.nodes[$0].role == .parameter }
    return parameters.isEmpty ? results(of: unit, in: graph) : parameters
  }

  /// The places of what a group hands on; of all its nodes where that is nothing.
  private func results(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> [Int] {
    let outputs = unit.outputs.filter { graph.nodes[$0].role != .parameter }
    return outputs.isEmpty ? unit.members : outputs
  }

  /// The least and the greatest of some numbers, "0.1 … 0.9"; NaN where one is.
  private func range(_ values: [Double]) -> String {
    if values.contains(where: \.isNaN) { return "NaN" }
    guard let low = values.min(), let high = values.max() else { return "–" }
    let (first, last) = (options.numbers.text(low), options.numbers.text(high))
    return first == last ? first : "\(first) … \(last)"
  }

  private func title(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    guard let group = unit.group else {
      return graph.nodes[unit.members[0]].label.map(name) ?? ""
    }
    // Alone in its frame, a card says the name of both.
    let path = group.names
    let count = isAloneInFrame(unit) ? 2 : 1
    return TextStyle.name(path.suffix(count).joined(separator: "/"))
  }

  /// What a group computes in the end, and over how many samples.
  private func tag(ofGroup unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let last = unit.outputs.last { !graph.nodes[$0].inputs.isEmpty }
    let what = (last ?? unit.members.first).map { tag(of: graph.nodes[$0]) } ?? ""
    return unit.sampleCount > 1 ? "\(what) ×\(unit.sampleCount)" : what
  }

  func headFill(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> Color {
    let first = graph.nodes[unit.members[0]]
    let isOneKind = unit.members.allSatisfy {
      graph.nodes[$0].inputs.isEmpty && graph.nodes[$0].role == first.role
    }
    return isOneKind ? headFill(of: first) : options.theme.heads.operation
  }

  private func tooltip(
    ofGroup unit: GraphOutline.Unit, _ facts: [Fact], in graph: GraphSnapshot
  ) -> String {
    let samples = unit.sampleCount > 1 ? " over \(unit.sampleCount) samples" : ""
    var lines = [unit.group?.description ?? title(of: unit, in: graph)]
    lines.append("\(unit.members.count) nodes" + samples)
    for fact in facts where fact.key != "values" {
      let isNorm = fact.key.hasPrefix("‖")
      let carriers = isNorm ? self.carriers(of: unit, in: graph) : []
      let kind =
        carriers.first.map { graph.nodes[$0].role == .parameter ? "parameters" : "results" } ?? ""
      lines.append("\(fact.key) \(fact.text)" + (isNorm ? " of \(carriers.count) \(kind)" : ""))
    }
    return lines.joined(separator: "\n")
  }
}
