internal import Autograd

/// One step of a backward pass: a node that has its whole gradient hands it on to its inputs.
public struct BackwardStep: Sendable, Equatable {
  /// What one input gets.
  public struct Contribution: Sendable, Equatable {
    /// Which input it is.
    public let operand: GraphOutline.Operand
    /// The input's place in the graph.
    public let input: Int
    /// ∂(node)/∂(input).
    public let slope: Double
    /// The gradient that the node hands on: its own, times the slope.
    public let amount: Double
    /// The gradient of the input from here on.
    public let total: Double
  }

  /// Which step it is, from 1.
  public let number: Int
  /// The place of the node that hands its gradient on.
  public let node: Int
  /// Its gradient.
  public let gradient: Double
  /// What its inputs get, in operand order; constants get nothing.
  public let contributions: [Contribution]
}

extension GraphSnapshot {
  /// The steps of one backward pass from the root, in the order in which they are made.
  ///
  /// O(nodes + edges). Derivatives are those of ``afterBackward()``.
  public func backwardSteps() -> [BackwardStep] {
    var gradients = [Double?](repeating: nil, count: nodes.count)
    gradients[root] = 1
    var steps: [BackwardStep] = []
    for place in stride(from: root, through: 0, by: -1) {
      guard let gradient = gradients[place], !nodes[place].inputs.isEmpty else { continue }
      var contributions: [BackwardStep.Contribution] = []
      let slopes = localDerivativesByRule(at: place)
      for (index, (input, slope)) in zip(nodes[place].inputs, slopes).enumerated()
      where nodes[input].builtIn != .constant {
        let total = (gradients[input] ?? 0) + gradient * slope
        gradients[input] = total
        contributions.append(
          BackwardStep.Contribution(
            operand: GraphOutline.Operand(node: place, index: index), input: input, slope: slope,
            amount: gradient * slope, total: total))
      }
      if contributions.isEmpty { continue }
      steps.append(
        BackwardStep(
          number: steps.count + 1, node: place, gradient: gradient, contributions: contributions))
    }
    return steps
  }

  /// The graph once some steps of a backward pass are made: only what they reached has a gradient.
  ///
  /// - Parameter steps: The first steps of ``backwardSteps()``; none for the moment in which the root
  ///   alone has its gradient, which is 1.
  public func after(_ steps: some Sequence<BackwardStep>) -> GraphSnapshot {
    var result = beforeBackward()
    result.stage = .after
    result.nodes[root].gradient = 1
    for contribution in steps.lazy.flatMap(\.contributions) {
      result.nodes[contribution.input].gradient = contribution.total
    }
    for place in nodes.indices
    where result.nodes[place].gradient != nil && nodes[place].builtIn == .leaf {
      result.nodes[place].passes = 1
    }
    return result
  }
}
