internal import Autograd
internal import ComputationGraph

/// How nodes were computed, in words.
extension DiagramBuilder {
  /// How many inputs of a node are named at most; a sum may have a hundred thousand.
  static let namedInputs = 12

  /// How deep the expression of a node without a label is spelled out.
  private static let spelledDepth = 2

  /// A node's label, a constant's number, or the expression of what has no name; in parentheses where
  /// it would not stand alone among others.
  func spelled(
    _ node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    let isInfix: Set<Value.Operation> = [
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
    case .constant: return dataText(node)
    case .leaf: return tag(of: node)
    default: return depth == 0 ? "…" : expression(of: node, in: graph, depth: depth - 1)
    }
  }

  /// What a node computes, as "tanh(n)" or "(e - 1) / (e + 1)".
  func expression(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot, depth: Int = spelledDepth
  ) -> String {
    let operands = node.inputs.prefix(DiagramBuilder.namedInputs).map { graph.nodes[$0] }
    func inputs(_ spell: (GraphSnapshot.Node, GraphSnapshot, Int) -> String) -> [String] {
      operands.map { spell($0, graph, depth) } + (operands.count < node.inputs.count ? ["…"] : [])
    }
    // Each spells a whole expression, and only one of them is asked for.
    var terms: [String] { inputs { spelled($0, in: $1, depth: $2) } }
    var arguments: [String] { inputs { argument($0, in: $1, depth: $2) } }
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
}
