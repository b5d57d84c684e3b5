internal import Autograd
internal import ComputationGraph

/// What one step of a backward pass does, in words and in colour.
extension DrawnGraph {
  /// How many inputs are written out at most; a sum may have a hundred thousand.
  private static let writtenInputs = 6

  /// The lines over each stage: what its step does.
  func captions() -> [[Diagram.Header.Line]] {
    if steps.isEmpty {
      return stages.map { stage in network.map { [.init($0.caption(of: stage))] } ?? [] }
    }
    return zip(stages, steps).map { graph, step in step.map { lines(of: $0, in: graph) } ?? [] }
  }

  /// The arithmetic of a step, a line for each input, with upstream gradient, local derivative and product
  /// in the colours that they have in the picture: "x1.grad += out.grad × w1.data = 0.5 × (-3) = -1.5".
  private func lines(
    of step: BackwardStep, in graph: GraphSnapshot
  ) -> [Diagram.Header.Line] {
    let node = graph.nodes[step.node]
    let isFolded = step.contributions.contains { $0.operand.node != step.node }
    let own = isFolded && node.label == nil ? "Σ" : reference(to: step.node, in: graph)
    let what =
      isFolded
      ? "\(own) = \(sum(of: step.contributions.map(\.input), in: graph))"
      : formula(of: node, in: graph)
    let colors = options.theme.step
    var lines: [Diagram.Header.Line] = [
      .init("backward, step \(step.number) of \(stepCount): \(what)")
    ]
    for contribution in step.contributions.prefix(DrawnGraph.writtenInputs) {
      let input = reference(to: contribution.input, in: graph)
      let slope = slope(contribution, of: node, own: own, in: graph)
      let (a, b) = (
        factor(options.numbers.text(contribution.slope)),
        factor(options.numbers.text(step.gradient))
      )
      let amount = options.numbers.text(contribution.amount)
      let more =
        contribution.total == contribution.amount
        ? "" : ", now \(options.numbers.text(contribution.total))"
      lines.append(
        .init([
          .init("\(input).grad", colors.product), .init(" += "),
          .init("\(own).grad", colors.upstream), .init(" × "), .init(slope, colors.local),
          .init(" = "), .init(b, colors.upstream), .init(" × "), .init(a, colors.local),
          .init(" = "), .init(amount, colors.product), .init(more),
        ]))
    }
    let rest = step.contributions.count - DrawnGraph.writtenInputs
    if rest > 0 { lines.append(.init("and \(rest) more in the same way")) }
    return lines
  }

  /// A number as a factor: in parentheses where its sign would be read as an operation.
  private func factor(_ text: String) -> String { text.hasPrefix("-") ? "(\(text))" : text }

  /// The derivative of a power whose exponent is a number: "3·x.data²".
  private func power(of x: String, _ exponent: Double) -> String {
    let rest =
      switch exponent - 1 {
      case 0: ""
      case 1: "·\(x)"
      case 2: "·\(x)²"
      default: "·\(x)**\(factor(DrawnGraph.exact(exponent - 1)))"
      }
    return factor(DrawnGraph.exact(exponent)) + rest
  }

  /// What a node is called in the arithmetic: its name, or its expression in parentheses.
  private func reference(to index: Int, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[index]
    if let label = node.label, let text = cardName(of: index, in: graph) {
      let isAlone = hasOrdinal(index) || FormulaBinding(of: text) == .alone
      // A name that other groups have stands with the id.
      let isShared = repeatedLabels.contains(label) && !hasOrdinal(index)
      return (isAlone ? text : "(\(text))") + (isShared ? "[\(CardID.node(node.id))]" : "")
    }
    let text = spelled(node, in: graph)
    return text.hasPrefix("(") || node.inputs.isEmpty ? text : "(\(text))"
  }

  /// ∂(node)/∂(input) as the rule of the operation has it.
  private func slope(
    _ contribution: BackwardStep.Contribution, of node: GraphSnapshot.Node, own: String,
    in graph: GraphSnapshot
  ) -> String {
    let inputs = node.inputs.prefix(2).map { input in
      graph.nodes[input].builtIn == .constant
        ? factor(dataText(graph.nodes[input])) : "\(reference(to: input, in: graph)).data"
    }
    let isFirst = contribution.operand.index == 0
    let x = inputs[0]
    let output = "\(own).data"
    return switch node.builtIn {
    case .add, .sum: "1"
    case .subtract: isFirst ? "1" : "(-1)"
    case .negate: "(-1)"
    case .multiply: inputs[isFirst ? 1 : 0]
    case .divide: isFirst ? "1/\(inputs[1])" : "(-\(x)/\(inputs[1])²)"
    case .powerOfConstant: power(of: x, node.parameter ?? 0)
    case .power:
      isFirst ? "\(inputs[1])·\(x)**(\(inputs[1]) - 1)" : "\(output)·log(\(x))"
    case .tanh: "(1 - \(output)²)"
    case .sigmoid: "\(output)·(1 - \(output))"
    case .relu: "[\(x) > 0]"
    case .leakyReLU: "(1 or \(parameterText(node)))"
    case .elu: "(1 or \(parameterText(node))·exp(\(x)))"
    case .gelu: "(Φ(\(x)) + \(x)·φ(\(x)))"
    case .silu: "sigmoid(\(x))·(1 + \(x)·sigmoid(-\(x)))"
    case .softplus: "sigmoid(\(x))"
    case .exp: output
    case .expm1: "exp(\(x))"
    case .log: "1/\(x)"
    case .log2: "1/(\(x)·log(2))"
    case .log10: "1/(\(x)·log(10))"
    case .log1p: "1/(1 + \(x))"
    case .sqrt: "1/(2·\(output))"
    case .sin: "cos(\(x))"
    case .cos: "(-sin(\(x)))"
    case .tan: "(1 + \(output)²)"
    case .asin: "1/sqrt(1 - \(x)²)"
    case .acos: "(-1/sqrt(1 - \(x)²))"
    case .atan: "1/(1 + \(x)²)"
    case .sinh: "cosh(\(x))"
    case .cosh: "sinh(\(x))"
    case .erf: "2/sqrt(π)·exp(-\(x)²)"
    case .abs: "sign(\(x))"
    case .maximum, .minimum: "[\(isFirst ? "first" : "second") wins]"
    case .leaf, .constant, .custom: "∂out/∂in"
    }
  }
}
