internal import Text
public import ComputationGraph
internal import Autograd

/// One step of a backward pass: a node that has its whole gradient hands it on to its inputs.
public struct BackwardStep: Sendable, Equatable {
  /// What one input gets.
  public struct Contribution: Sendable, Equatable {
    /// Which input it is.
    public let operand: GraphOutline.Operand
    /// The input's index in the graph.
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
  /// The index of the node that hands its gradient on.
  public let node: Int
  /// Its gradient.
  public let gradient: Double
  /// What its inputs get, in operand order; constants get nothing.
  public let contributions: [Contribution]
}

/// Why a backward pass cannot be drawn step by step.
public enum BackwardStepError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are no steps.
  case nothingComputed
  /// There are more than was allowed.
  case tooMany(Int)
  /// Steps hand on tensors, whose numbers the graph does not hold.
  case tensors

  /// One sentence with what happened.
  public var description: String {
    switch self {
    case .nothingComputed: "There are no steps: nothing was computed."
    case .tooMany(let count): "The backward pass has \(count.counted("step"))."
    case .tensors:
      "The steps of a backward pass need numbers, and the graph holds summaries of tensors."
    }
  }
}

extension GraphSnapshot {
  /// The steps of one backward pass from the root, in the order in which they are made.
  ///
  /// O(nodes + edges). Derivatives are those of ``afterBackward()``.
  ///
  /// - Parameter outline: What is drawn: a folded sum hands on to all its terms in one step. `nil` where
  ///   every node makes a step of its own.
  public func backwardSteps(in outline: GraphOutline? = nil) -> [BackwardStep] {
    let folded = FoldedSums(outline, of: self)
    var gradients = [Double?](repeating: nil, count: nodes.count)
    gradients[root] = 1
    var steps: [BackwardStep] = []
    for index in stride(from: root, through: 0, by: -1) where !folded.isInner[index] {
      guard let gradient = gradients[index], !nodes[index].inputs.isEmpty else { continue }
      var contributions: [BackwardStep.Contribution] = []
      for (operand, slope) in folded.terms[index] ?? operands(of: index) {
        let input = nodes[operand.node].inputs[operand.index]
        if nodes[input].builtIn == .constant { continue }
        let total = (gradients[input] ?? 0) + gradient * slope
        gradients[input] = total
        contributions.append(
          BackwardStep.Contribution(
            operand: operand, input: input, slope: slope, amount: gradient * slope, total: total))
      }
      if contributions.isEmpty { continue }
      steps.append(
        BackwardStep(
          number: steps.count + 1, node: index, gradient: gradient, contributions: contributions))
    }
    return steps
  }

  private func operands(of index: Int) -> [(GraphOutline.Operand, slope: Double)] {
    localDerivativesByRule(at: index).prefix(nodes[index].inputs.count).enumerated().map {
      (GraphOutline.Operand(node: index, index: $0), $1)
    }
  }

  /// The graph once some steps of a backward pass are made: only what they reached has a gradient.
  ///
  /// - Parameter steps: The first steps of `backwardSteps()`; none for the moment in which the root
  ///   alone has its gradient, which is 1.
  public func after(_ steps: some Sequence<BackwardStep>) -> GraphSnapshot {
    var result = beforeBackward()
    result.stage = .after
    // In the columns, since there may be a thousand stages of a thousand nodes.
    result.nodes.columns.setGradient(1, at: root)
    for contribution in steps.lazy.flatMap(\.contributions) {
      result.nodes.columns.setGradient(contribution.total, at: contribution.input)
      // The sums inside of a folded one have its gradient.
      if result.nodes.columns.gradients[contribution.operand.node].isNone {
        result.nodes.columns.setGradient(contribution.amount, at: contribution.operand.node)
      }
    }
    return result
  }
}

/// The sums that are drawn as one.
private struct FoldedSums {
  /// For each node, whether it is inside of a folded sum and does nothing of its own.
  private(set) var isInner: [Bool]
  /// What the folded sums add up, by the index of the one that is drawn; all slopes are 1.
  private(set) var terms: [Int: [(GraphOutline.Operand, slope: Double)]] = [:]

  init(_ outline: GraphOutline?, of graph: GraphSnapshot) {
    isInner = Array(repeating: false, count: graph.nodes.count)
    for card in outline?.cards ?? [] where card.kind == .node && card.members.count > 1 {
      let members = Set(card.members)
      for member in card.members.dropLast() { isInner[member] = true }
      terms[card.node] = card.members.flatMap { member in
        graph.nodes[member].inputs.enumerated().filter { !members.contains($0.element) }.map {
          (GraphOutline.Operand(node: member, index: $0.offset), 1)
        }
      }
    }
  }
}
