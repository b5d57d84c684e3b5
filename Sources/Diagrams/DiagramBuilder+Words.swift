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
    case .powerOfConstant: "**\(options.numbers.text(node.parameter ?? 0))"
    case .leakyReLU: "leaky_relu \(options.numbers.text(node.parameter ?? 0))"
    default: TextStyle.name(node.operation)
    }
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
      lines.append("∂/∂\(name(of: graph.nodes[input])) \(slope)")
    }
    if let group = node.group { lines.append(group) }
    return lines.joined(separator: "\n")
  }

  /// A node's label, or else its number.
  private func name(of node: GraphSnapshot.Node) -> String {
    node.label ?? (node.builtIn == .constant ? options.numbers.text(node.data) : "#\(node.id)")
  }

  /// How a node was computed, as "o = tanh(n)" or "n = a + b".
  private func formula(of node: GraphSnapshot.Node, in graph: GraphSnapshot) -> String {
    var inputs = node.inputs.prefix(DiagramBuilder.namedInputs).map { name(of: graph.nodes[$0]) }
    if inputs.count < node.inputs.count { inputs.append("…") }
    let right =
      switch node.builtIn {
      case .leaf, .constant: tag(of: node)
      case .add, .subtract, .multiply, .divide, .power:
        inputs.joined(separator: " \(node.operation) ")
      case .negate: "-\(inputs[0])"
      case .powerOfConstant: "\(inputs[0]) ** \(options.numbers.text(node.parameter ?? 0))"
      default: "\(node.operation)(\(inputs.joined(separator: ", ")))"
      }
    return "\(name(of: node)) = \(right)"
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
    text += "Output \(root.label ?? "#\(root.id)") = \(value)"
    if !root.inputs.isEmpty { text += ", computed as \(formula(of: root, in: graph))" }
    text += "."
    if let outline {
      text += " Groups are drawn as single cards: \(outline.units.count) for all nodes."
    }
    let leaves = graph.nodes.filter { $0.builtIn == .leaf && $0.gradient != nil }
    if graph.stage == .after, (1...12).contains(leaves.count) {
      let gradients = leaves.map {
        "\(name(of: $0)) \(options.numbers.text($0.gradient ?? 0))"
      }
      text += " Gradients: \(gradients.joined(separator: ", "))."
    }
    return text
  }
}
