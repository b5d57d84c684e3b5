internal import Text
internal import Autograd
internal import ComputationGraph

/// How nodes were computed, and all that is known of them, in words.
extension DrawnGraph {
  /// How many inputs of a node are named at most; a sum may have a hundred thousand.
  private static let namedInputs = 12
  /// How deep the expression of a node without a label is spelled out.
  private static let spelledDepth = 2

  /// A node's label, a constant's number, or the expression of what has no name; in parentheses where
  /// it would not stand alone among others.
  func spelled(
    _ node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    let text = argument(node, in: graph, depth: depth)
    let isAlone = node.label != nil || depth == 0 || !node.builtIn.isOperator
    return isAlone ? text : "(\(text))"
  }

  /// The same as an argument of a function, which needs no parentheses of its own.
  private func argument(
    _ node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int
  ) -> String {
    if let label = node.label { return label }
    switch node.builtIn {
    case .constant: return dataText(node)
    case .leaf: return tag(of: node)
    default: return depth == 0 ? "…" : expression(of: node, in: graph, depth: depth - 1)
    }
  }

  /// What a node computes, as "tanh(n)" or "(e - 1) / (e + 1)".
  func expression(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    if node.inputs.isEmpty { return tag(of: node) }
    var operands = node.inputs.prefix(DrawnGraph.namedInputs).map { input in
      node.builtIn.isOperator
        ? spelled(graph.nodes[input], in: graph, depth: depth)
        : argument(graph.nodes[input], in: graph, depth: depth)
    }
    if operands.count < node.inputs.count { operands.append("…") }
    return node.builtIn.formula(
      of: operands, parameter: node.builtIn.hasParameter ? parameterText(node) : nil,
      name: node.operation.name)
  }

  /// How a node was computed, as "o = tanh(n)", or without the name where there is none.
  func formula(of node: GraphSnapshot.Node, in graph: GraphSnapshot) -> String {
    (node.label.map { "\($0) = " } ?? "") + expression(of: node, in: graph)
  }

  /// Some nodes added up, as "a + b".
  func sum(of inputs: [Int], in graph: GraphSnapshot) -> String {
    var terms = inputs.prefix(DrawnGraph.namedInputs).map { spelled(graph.nodes[$0], in: graph) }
    if terms.count < inputs.count { terms.append("…") }
    return Value.Operation.add.formula(of: terms)
  }

  /// Everything that is known of a node, in full precision, a line each.
  func tooltip(of card: GraphOutline.Card, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[card.node]
    let name = node.label.map { "\($0) = " } ?? ""
    let isSum = card.members.count > 1
    let terms =
      isSum
      ? self.terms(of: card, in: graph) : zip(node.inputs, node.localDerivatives).map { ($0, $1) }
    let what = isSum ? sum(of: terms.map(\.0), in: graph) : expression(of: node, in: graph)
    var lines = [name + what] + DrawnGraph.facts(of: node)
    if asks(in: graph) { return lines.joined(separator: "\n") }
    if node.builtIn != .constant {
      let passes = node.passes > 1 ? " over \(node.passes) passes" : ""
      lines.append(
        (node.isTensor ? "‖grad‖ " : "grad ") + (node.gradient.map { "\($0)\(passes)" } ?? "–"))
    }
    // Of tensors no derivative is a number.
    let slopes = graph.isOverTensors(card.node) ? [] : terms.prefix(DrawnGraph.namedInputs)
    for (input, slope) in slopes {
      lines.append("∂/∂\(TextStyle.name(spelled(graph.nodes[input], in: graph))) \(slope)")
    }
    if let group = node.group { lines.append(group.description) }
    return lines.joined(separator: "\n")
  }

  private static func facts(of node: GraphSnapshot.Node) -> [String] {
    guard let tensor = node.tensor, node.isTensor else { return ["data \(node.data)"] }
    let shape = tensor.shape.isEmpty ? [] : ["shape \(tensor)"]
    return shape + (tensor.summary?.numbers ?? []).map { "\($0.key) \($0.value)" }
  }

  /// What a folded sum adds up: the inputs of its members that are no members themselves.
  private func terms(
    of card: GraphOutline.Card, in graph: GraphSnapshot
  ) -> [(input: Int, slope: Double)] {
    let members = Set(card.members)
    return card.members.flatMap { graph.nodes[$0].inputs }.filter { !members.contains($0) }
      .map { ($0, 1) }
  }

  /// Where a click on a card leads.
  func link(name: String, id: Int, _ style: NodeStyle?) -> String? {
    let template =
      options.link?.replacing("{id}", with: "\(id)")
      .replacing("{name}", with: LinkText.escape(name))
    return (style?.link ?? template).flatMap(LinkText.safe)
  }
}

/// The title and the description of a picture, where none are given.
extension DrawnGraph {
  /// The picture's title.
  func title(at stage: Int) -> String {
    if let title = options.title { return title }
    let root = stages[stage].nodes[stages[stage].root]
    return "Expression graph\(root.label.map { " of \($0)" } ?? ""), \(moment(at: stage))"
  }

  func moment(at stage: Int) -> String {
    if options.asksForGradients {
      return asks(in: stages[stage]) ? "gradients to fill in" : "gradients filled in"
    }
    return step(at: stage).map { "step \($0.number) of \(stepCount) of backward" }
      ?? "\(stages[stage].stage == .before ? "before" : "after") backward"
  }

  /// What is collapsed, and what is left out, in a sentence.
  var view: String {
    let count = stages[0].nodes.count
    let left = outline.cards.filter { $0.kind == .rest }.reduce(0) { $0 + $1.members.count }
    let all = DrawnGraph.grouped(count)
    let shown = left == 0 ? all : "\(DrawnGraph.grouped(count - left)) of \(all)"
    let cards = outline.cards.count { $0.kind != .rest }
    let text =
      "\(shown) \(count == 1 ? "value is" : "values are") drawn as \(cards.counted("card"))"
    return left == 0
      ? "\(text)." : "\(text), \(DrawnGraph.grouped(left)) \(left == 1 ? "is" : "are") left out."
  }

  /// The picture in a sentence or two, for those who do not see it.
  func description(at stage: Int) -> String {
    if let comparison { return comparison.description }
    let graph = stages[stage]
    let root = graph.nodes[graph.root]
    var text = "Expression graph of \(graph.nodes.count.counted("node")), \(moment(at: stage)). "
    let name = root.label.map { "\($0) = " } ?? ""
    text += "Output \(name)\(dataText(root))"
    text += root.inputs.isEmpty ? "." : ", computed as \(expression(of: root, in: graph))."
    if let network {
      text += " \(network.description)"
    } else if outline.cards.count < graph.nodes.count {
      text += " \(view)"
    }
    let leaves = graph.reachedLeaves(most: 13)
    if graph.stage == .after, (1...12).contains(leaves.count) {
      let gradients = leaves.map { graph.nodes[$0] }.map {
        "\(spelled($0, in: graph)) \(options.numbers.text($0.gradient ?? 0))"
      }
      text += " Gradients: \(gradients.joined(separator: ", "))."
    }
    return text
  }
}

extension GraphSnapshot {
  /// The first leaves that have a gradient.
  fileprivate func reachedLeaves(most: Int) -> [Int] {
    let columns = nodes.columns
    var leaves: [Int] = []
    for node in nodes.indices where columns.operations[node] == .leaf {
      if leaves.count == most { break }
      if !columns.gradients[node].isNone { leaves.append(node) }
    }
    return leaves
  }
}
