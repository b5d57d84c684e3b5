internal import Autograd
internal import ComputationGraph

/// What is said of a node in words: its tag, its classes, its tooltip, and the picture's own title
/// and description.
extension DiagramBuilder {
  /// How many inputs of a node are named at most; a sum may have a hundred thousand.
  private static let namedInputs = 12

  /// What a node is, in a word: its operation, or the role of a leaf.
  func tag(of node: GraphSnapshot.Node) -> String {
    if node.isDropped { return "dropped" }
    return switch node.builtIn {
    case .leaf: node.role.map(DiagramBuilder.tag) ?? "leaf"
    case .constant: "constant"
    case .add: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .divide: "÷"
    case .powerOfConstant: "**\(parameterText(node))"
    case .leakyReLU: "leaky_relu \(parameterText(node))"
    default: TextStyle.name(node.operation)
    }
  }

  /// An exponent or a slope, which says what is computed and so is not rounded as results are.
  private func parameterText(_ node: GraphSnapshot.Node) -> String {
    NumberStyle(digits: 12).text(node.parameter ?? 0)
  }

  private static func tag(of role: LeafRole) -> String {
    switch role {
    case .input: "input"
    case .parameter: "param"
    case .target: "target"
    }
  }

  /// What a node is, as classes for style sheets.
  func classes(of node: GraphSnapshot.Node, isRoot: Bool) -> [String] {
    var classes: [String] =
      switch node.builtIn {
      case .leaf: ["leaf"]
      case .constant: ["constant"]
      default: ["operation"]
      }
    if let role = node.role { classes.append(role.rawValue) }
    if node.isDropped { classes.append("dropped") }
    if isRoot { classes.append("output") }
    return classes
  }

  /// Everything that is known of a node, in full precision, a line each.
  func tooltip(at place: Int, of graph: GraphSnapshot) -> String {
    let node = graph.nodes[place]
    var lines = [formula(of: node, in: graph), "data \(node.data)"]
    if node.builtIn != .constant {
      let passes = node.passes > 1 ? " over \(node.passes) passes" : ""
      lines.append("grad " + (node.gradient.map { "\($0)\(passes)" } ?? "–"))
    }
    for (input, slope) in zip(node.inputs, node.localDerivatives).prefix(DiagramBuilder.namedInputs)
    {
      lines.append("∂/∂\(TextStyle.name(name(of: graph.nodes[input], in: graph))) \(slope)")
    }
    if let group = node.group { lines.append(group) }
    return lines.joined(separator: "\n")
  }

  /// How deep the expression of a node without a label is spelled out.
  private static let spelledDepth = 2

  /// A node's label, a constant's number, or the expression of what has no name.
  private func name(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    if let label = node.label { return label }
    switch node.builtIn {
    case .constant: return options.numbers.text(node.data)
    case .leaf: return tag(of: node)
    case .add, .subtract, .multiply, .divide, .power, .powerOfConstant, .negate:
      return depth == 0 ? "…" : "(\(expression(of: node, in: graph, depth: depth - 1)))"
    default: return depth == 0 ? "…" : expression(of: node, in: graph, depth: depth - 1)
    }
  }

  /// What a node computes, as "tanh(n)" or "(e - 1) / (e + 1)".
  private func expression(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    var inputs = node.inputs.prefix(DiagramBuilder.namedInputs).map {
      name(of: graph.nodes[$0], in: graph, depth: depth)
    }
    if inputs.count < node.inputs.count { inputs.append("…") }
    return switch node.builtIn {
    case .leaf, .constant: tag(of: node)
    case .add, .subtract, .multiply, .divide, .power:
      inputs.joined(separator: " \(node.operation) ")
    case .negate: "-\(inputs[0])"
    case .powerOfConstant: "\(inputs[0]) ** \(parameterText(node))"
    case .leakyReLU: "leaky_relu(\(inputs[0]), \(parameterText(node)))"
    default: "\(node.operation)(\(inputs.joined(separator: ", ")))"
    }
  }

  /// How a node was computed, as "o = tanh(n)", or without the name where there is none.
  private func formula(of node: GraphSnapshot.Node, in graph: GraphSnapshot) -> String {
    (node.label.map { "\($0) = " } ?? "") + expression(of: node, in: graph)
  }

  /// The picture's title where none is given.
  func title(of graph: GraphSnapshot) -> String {
    let root = graph.nodes[graph.root]
    let stage = graph.stage == .before ? "before" : "after"
    return "Expression graph\(root.label.map { " of \($0)" } ?? ""), \(stage) backward"
  }

  /// The picture in a sentence or two, for those who do not see it.
  func description(of graph: GraphSnapshot) -> String {
    let root = graph.nodes[graph.root]
    let nodes = graph.nodes.count == 1 ? "1 node" : "\(graph.nodes.count) nodes"
    let value = options.numbers.text(root.data)
    var text = "Expression graph of \(nodes), \(graph.stage.rawValue) backward. "
    text += "Output \(formula(of: root, in: graph)), which is \(value)."
    if let outline {
      text += " Groups are drawn as single cards: \(outline.units.count) for all nodes."
    }
    let leaves = graph.nodes.filter { $0.builtIn == .leaf && $0.gradient != nil }
    if graph.stage == .after, (1...12).contains(leaves.count) {
      let gradients = leaves.map {
        "\(name(of: $0, in: graph)) \(options.numbers.text($0.gradient ?? 0))"
      }
      text += " Gradients: \(gradients.joined(separator: ", "))."
    }
    return text
  }
}
