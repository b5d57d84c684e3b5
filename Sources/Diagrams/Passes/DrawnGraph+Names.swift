internal import Autograd
internal import ComputationGraph

/// What nodes are called: their names, tags and classes.
extension DrawnGraph {
  /// A name as it is written: on one line, not too long, and with signs of mathematics if asked.
  func name(_ label: String) -> String {
    TextStyle.name(options.labels == .math ? MathNames.text(label) : label)
  }

  /// What a node is, in a word: its operation, or the role of a leaf.
  func tag(of node: GraphSnapshot.Node) -> String {
    if node.isDropped { return "dropped" }
    return switch node.builtIn {
    case .leaf: node.role.map(DrawnGraph.tag) ?? "leaf"
    case .constant: "constant"
    case .add: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .divide: "÷"
    case .powerOfConstant: "**\(parameterText(node))"
    case .leakyReLU, .elu: "\(node.operation.name) \(parameterText(node))"
    default: TextStyle.name(node.operation.name)
    }
  }

  private static func tag(of role: LeafRole) -> String {
    switch role {
    case .input: "input"
    case .parameter: "param"
    case .target: "target"
    }
  }

  /// What the card of a node is: its operation, with the constants that are written on it.
  func tag(of card: GraphOutline.Card, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[card.node]
    if card.members.count > 1 {
      let constants = card.members.flatMap { graph.nodes[$0].inputs }.filter { isInlined($0) }
      return (["Σ"] + operandTexts(constants, in: graph)).joined(separator: " + ")
    }
    guard hasInlinedOperand(card, in: graph) else { return tag(of: node) }
    let symbol = tag(of: node)
    let operands = operandTexts(Array(node.inputs), in: graph)
    switch node.builtIn {
    case .add, .subtract, .multiply, .divide, .power:
      // "× 2" for what comes in times 2; what stands on the left is written out.
      let left = node.builtIn.operand(operands[0], isFirst: true)
      return (operands[0] == "·" ? "" : "\(left) ") + "\(symbol) \(operands[1])"
    case .powerOfConstant:
      return "\(node.builtIn.operand(operands[0], isFirst: true)) \(symbol)"
    case .leakyReLU, .elu:
      return "\(node.operation.name)(\(operands[0]), \(parameterText(node)))"
    default: return "\(symbol)(\(operands.joined(separator: ", ")))"
    }
  }

  /// How many operands are written on a card at most.
  private static let writtenOperands = 4

  /// The constants among some operands, and a dot for each that has a card of its own.
  private func operandTexts(_ operands: [Int], in graph: GraphSnapshot) -> [String] {
    let texts = operands.prefix(DrawnGraph.writtenOperands).map { operand in
      isInlined(operand) ? dataText(graph.nodes[operand]) : "·"
    }
    return operands.count > texts.count ? texts + ["…"] : texts
  }

  /// Whether a constant is written on a card.
  func hasInlinedOperand(_ card: GraphOutline.Card, in graph: GraphSnapshot) -> Bool {
    graph.nodes[card.node].inputs.contains { isInlined($0) }
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

  /// What the head of a card says that it is; `nil` where it has none.
  func headKind(of card: GraphOutline.Card) -> HeadKind? {
    let graph = stages[0]
    let isCard = card.kind == .group || card.kind == .node && options.style.setting.hasColors
    if !isCard { return nil }
    if card.members.contains(graph.root) { return .output }
    if card.kind == .node { return headKind(of: graph.nodes[card.node]) }
    let first = graph.nodes[card.members[0]]
    let isOneKind = card.members.allSatisfy {
      graph.nodes[$0].inputs.isEmpty && graph.nodes[$0].role == first.role
    }
    return isOneKind ? headKind(of: first) : .operation
  }

  private func headKind(of node: GraphSnapshot.Node) -> HeadKind {
    switch (node.builtIn, node.role) {
    case (.constant, _): .constant
    case (.leaf, .input?): .input
    case (.leaf, .parameter?): .parameter
    case (.leaf, .target?): .target
    case (.leaf, nil): .leaf
    default: .operation
    }
  }
}

/// Names as they are written in mathematics: "x1" is x₁, "sigma" is σ.
private enum MathNames {
  /// A text with each of its names so: "x1*w1" is x₁*w₁.
  static func text(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let first = rest.first {
      let word = rest.prefix { isOfName($0) == isOfName(first) }
      result += isOfName(first) ? name(word) : String(word)
      rest.removeFirst(word.count)
    }
    return result
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func name(_ name: Substring) -> String {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    var stem = name.dropLast(digits.count)
    // A number is no name.
    guard stem.first?.isLetter == true else { return String(name) }
    // "x_1" as "x1"; "x_" itself stays.
    if !digits.isEmpty && stem.count > 1 && stem.last == "_" { stem.removeLast() }
    let subscripts = String.UnicodeScalarView(
      digits.reversed().compactMap { digit in
        digit.wholeNumberValue.flatMap { Unicode.Scalar(0x2080 + UInt32($0)) }
      })
    return (greek[String(stem)] ?? String(stem)) + String(subscripts)
  }

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "lam": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
}
