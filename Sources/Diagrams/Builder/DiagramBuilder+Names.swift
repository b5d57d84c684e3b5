internal import Autograd
internal import ComputationGraph

/// What nodes are called: their names, tags and classes.
extension DiagramBuilder {
  /// A name as it is written: on one line, not too long, and with signs of mathematics if asked.
  func name(_ label: String) -> String {
    TextStyle.name(options.labels == .math ? MathNames.text(label) : label)
  }

  /// What a unit of one node is: its operation, with the constants that are written on its card.
  func tag(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[unit.place]
    if unit.members.count > 1 {
      let constants = unit.members.flatMap { graph.nodes[$0].inputs }.filter { isInlined[$0] }
      return (["Σ"] + operandTexts(constants, in: graph)).joined(separator: " + ")
    }
    guard hasInlinedOperand(unit, in: graph) else { return tag(of: node) }
    let symbol = tag(of: node)
    let operands = operandTexts(node.inputs, in: graph)
    switch node.builtIn {
    case .add, .subtract, .multiply, .divide, .power:
      // "× 2" for what comes in times 2; what stands on the left is written out.
      return (operands[0] == "·" ? "" : "\(operands[0]) ") + "\(symbol) \(operands[1])"
    case .powerOfConstant: return "\(operands[0]) \(symbol)"
    case .leakyReLU: return "leaky_relu(\(operands[0]), \(parameterText(node)))"
    default: return "\(symbol)(\(operands.joined(separator: ", ")))"
    }
  }

  /// How many operands are written on a card at most.
  private static let writtenOperands = 4

  /// The constants among some operands, and a dot for each that has a card of its own.
  private func operandTexts(_ places: [Int], in graph: GraphSnapshot) -> [String] {
    let texts = places.prefix(DiagramBuilder.writtenOperands).map { place in
      isInlined[place] ? dataText(graph.nodes[place]) : "·"
    }
    return places.count > texts.count ? texts + ["…"] : texts
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
    default: TextStyle.name(node.operation.name)
    }
  }

  /// An exponent or a slope, which says what is computed and so is not rounded as results are.
  func parameterText(_ node: GraphSnapshot.Node) -> String {
    DiagramBuilder.exact(node.parameter ?? 0)
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
}
