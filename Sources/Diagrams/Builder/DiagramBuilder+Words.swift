internal import Autograd
internal import ComputationGraph

/// What is said of a node in words: its tag, its classes, its tooltip, and the picture's own title
/// and description.
extension DiagramBuilder {
  /// How many inputs of a node are named at most; a sum may have a hundred thousand.
  private static let namedInputs = 12

  /// A name as it is written: on one line, not too long, and with signs of mathematics if asked.
  func name(_ label: String) -> String {
    TextStyle.name(options.labels == .math ? MathNames.text(label) : label)
  }

  /// What a unit of one node is: its operation, with the constants that are written on its card.
  func tag(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[unit.place]
    if unit.members.count > 1 {
      let constants = unit.members.flatMap { graph.nodes[$0].inputs }.filter { isInlined[$0] }
      return (["Σ"] + constants.map { options.numbers.text(graph.nodes[$0].data) })
        .joined(separator: " + ")
    }
    guard hasInlinedOperand(unit, in: graph) else { return tag(of: node) }
    let symbol = tag(of: node)
    let operands = node.inputs.map { place in
      isInlined[place] ? options.numbers.text(graph.nodes[place].data) : "·"
    }
    let isInfix: Set<Operation> = [.add, .subtract, .multiply, .divide, .power]
    if isInfix.contains(node.builtIn) {
      // "× 2" for what comes in times 2; what stands on the left is written out.
      return (operands[0] == "·" ? "" : "\(operands[0]) ") + "\(symbol) \(operands[1])"
    }
    return "\(symbol)(\(operands.joined(separator: ", ")))"
  }

  /// Whether a constant is written on the card of a unit.
  func hasInlinedOperand(_ unit: GraphOutline.Unit, in graph: GraphSnapshot) -> Bool {
    graph.nodes[unit.place].inputs.contains { isInlined[$0] }
  }

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
  func parameterText(_ node: GraphSnapshot.Node) -> String {
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
    if let group = node.group { lines.append(group) }
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

  private func sum(of inputs: [Int], in graph: GraphSnapshot) -> String {
    var terms = inputs.prefix(DiagramBuilder.namedInputs).map {
      spelled(graph.nodes[$0], in: graph)
    }
    if terms.count < inputs.count { terms.append("…") }
    return terms.joined(separator: " + ")
  }

  /// Where a click on a node leads.
  func link(to node: GraphSnapshot.Node) -> String? {
    guard let link = options.link else { return nil }
    return link.replacing("{id}", with: "\(node.id)")
      .replacing("{name}", with: LinkText.escape(node.label ?? "n\(node.id)"))
  }

  /// How deep the expression of a node without a label is spelled out.
  private static let spelledDepth = 2

  /// A node's label, a constant's number, or the expression of what has no name; in parentheses where
  /// it would not stand alone among others.
  func spelled(
    _ node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    let isInfix: Set<Operation> = [
      .add, .subtract, .multiply, .divide, .power, .powerOfConstant, .negate,
    ]
    let text = argument(node, in: graph, depth: depth)
    let isAlone = node.label != nil || depth == 0 || !isInfix.contains(node.builtIn)
    return isAlone ? text : "(\(text))"
  }

  /// The same as an argument of a function, which needs no parentheses of its own.
  private func argument(
    _ node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int
  ) -> String {
    if let label = node.label { return label }
    switch node.builtIn {
    case .constant: return options.numbers.text(node.data)
    case .leaf: return tag(of: node)
    default: return depth == 0 ? "…" : expression(of: node, in: graph, depth: depth - 1)
    }
  }

  /// What a node computes, as "tanh(n)" or "(e - 1) / (e + 1)".
  private func expression(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    let operands = node.inputs.prefix(DiagramBuilder.namedInputs).map { graph.nodes[$0] }
    func inputs(_ spell: (GraphSnapshot.Node, GraphSnapshot, Int) -> String) -> [String] {
      operands.map { spell($0, graph, depth) } + (operands.count < node.inputs.count ? ["…"] : [])
    }
    let terms = inputs { spelled($0, in: $1, depth: $2) }
    let arguments = inputs { argument($0, in: $1, depth: $2) }
    return switch node.builtIn {
    case .leaf, .constant: tag(of: node)
    case .add, .subtract, .multiply, .divide, .power:
      terms.joined(separator: " \(node.operation) ")
    case .negate: "-\(terms[0])"
    case .powerOfConstant: "\(terms[0]) ** \(parameterText(node))"
    case .leakyReLU: "leaky_relu(\(arguments[0]), \(parameterText(node)))"
    default: "\(node.operation)(\(arguments.joined(separator: ", ")))"
    }
  }

  /// How a node was computed, as "o = tanh(n)", or without the name where there is none.
  func formula(of node: GraphSnapshot.Node, in graph: GraphSnapshot) -> String {
    (node.label.map { "\($0) = " } ?? "") + expression(of: node, in: graph)
  }

  /// The picture's title where none is given.
  func title(of graph: GraphSnapshot) -> String {
    let root = graph.nodes[graph.root]
    let stage = graph.stage == .before ? "before" : "after"
    return "Expression graph\(root.label.map { " of \($0)" } ?? ""), \(stage) backward"
  }

  /// What is collapsed, and what is left out, in a sentence.
  public var view: String { viewWords(of: stages[0]) }

  private func viewWords(of graph: GraphSnapshot) -> String {
    let left = outline.units.filter { $0.kind == .rest }.reduce(0) { $0 + $1.members.count }
    let all = DiagramBuilder.grouped(graph.nodes.count)
    let shown = left == 0 ? all : "\(DiagramBuilder.grouped(graph.nodes.count - left)) of \(all)"
    let cards = outline.units.count { $0.kind != .rest }
    let text = "\(shown) values are drawn as \(cards) \(cards == 1 ? "card" : "cards")"
    return left == 0 ? "\(text)." : "\(text), \(DiagramBuilder.grouped(left)) are left out."
  }

  /// The picture in a sentence or two, for those who do not see it.
  func description(of graph: GraphSnapshot) -> String {
    let root = graph.nodes[graph.root]
    let nodes = graph.nodes.count == 1 ? "1 node" : "\(graph.nodes.count) nodes"
    let value = options.numbers.text(root.data)
    var text = "Expression graph of \(nodes), \(graph.stage.rawValue) backward. "
    let name = root.label.map { "\($0) = " } ?? ""
    text += "Output \(name)\(value), computed as \(expression(of: root, in: graph))."
    if !outline.isWhole { text += " \(viewWords(of: graph))" }
    let leaves = graph.nodes.filter { $0.builtIn == .leaf && $0.gradient != nil }
    if graph.stage == .after, (1...12).contains(leaves.count) {
      let gradients = leaves.map {
        "\(spelled($0, in: graph)) \(options.numbers.text($0.gradient ?? 0))"
      }
      text += " Gradients: \(gradients.joined(separator: ", "))."
    }
    return text
  }
}
