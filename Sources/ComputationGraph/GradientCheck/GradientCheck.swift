public import Autograd

/// A gradient check: analytic derivatives beside numerical ones, (f(x+h) - f(x-h)) / 2h.
///
///     let report = loss.check()
///     print(report)
///
/// Every local derivative is checked on its own against the node's own inputs, in linear work, so
/// that a wrong rule is named; and the gradient of every leaf is checked from end to end.
///
/// Where the difference with the step of 1e-5 is not within the tolerance, other steps are tried, and
/// the one counts whose neighbour agrees with it best: a step that is too great for a sharp bend, or
/// that leaves the domain of `log`, is no fault of the rule. Where only one side is in the domain, the
/// derivative is taken from that side; where it does not settle, nothing is said of the rule.
///
/// (CS231n, "Gradient checks".)
public struct GradientCheck: Sendable, Equatable {
  /// The step that is used where none is given.
  public static let defaultStep = 1e-5
  /// The k of the relative error |fa - fn| / max(|fa|, |fn|, k).
  public static let smallestScale = 1e-8
  /// The relative error below which all is well.
  static let goodError = 1e-7
  /// The relative error above which something is wrong.
  static let wrongError = 1e-2

  /// The step s of h = s · max(1, |x|); `nil` for 1e-5, with others where that does not do.
  ///
  /// A given step is used as it is.
  public var step: Double?
  /// The relative error up to which a derivative passes.
  public var tolerance: Double
  /// How many of the operations are checked, chosen at random; `nil` for all.
  public var operationSample: Int?
  /// How many of the leaves are checked, chosen at random; `nil` for all.
  public var leafSample: Int?
  /// Where the random choice starts.
  public var seed: UInt64

  /// A gradient check.
  public init(
    step: Double? = nil, tolerance: Double = 1e-4, operationSample: Int? = nil,
    leafSample: Int? = nil, seed: UInt64 = 1
  ) {
    self.step = step
    self.tolerance = tolerance
    self.operationSample = operationSample
    self.leafSample = leafSample
    self.seed = seed
  }

  /// What the gradients of the leaves are taken from.
  public enum GradientSource: Sendable {
    /// One pass over the local derivatives that the graph holds.
    case ownPass
    /// The graph's own gradients, except those that are of several passes, or that are not there.
    case graph
    /// The same of a graph whose program computed the gradients itself, as far as it did: one that is
    /// not there is unchecked, and not wrong.
    case program
  }

  /// Checks a graph at the numbers that it holds.
  ///
  /// O(edges) for the operations, and O(nodes above) for each leaf.
  ///
  /// An operation of the user's that is not among the given ones cannot be evaluated. Its own
  /// derivatives are not checked then, and a leaf below is checked as if the operation were linear,
  /// with the local derivatives that the graph holds.
  ///
  /// - Parameters:
  ///   - graph: The graph; of one before backward, the gradients are those of a pass of our own.
  ///   - customOperations: The operations of the user's, by the ids of their nodes.
  ///   - gradients: What the gradients of the leaves are taken from.
  public func report(
    on graph: GraphSnapshot, customOperations: [Int: CustomOperation] = [:],
    gradients: GradientSource = .graph
  ) -> GradientCheckReport {
    let arrays = EvaluationGraph(graph, customOperations: customOperations)
    let baseline = Baseline(arrays, tolerance: tolerance)
    let held = gradients != .ownPass && graph.stage == .after ? HeldGradients(graph, arrays) : nil
    var operations = operationRows(of: arrays, graph)
    let leaves = leafRows(
      of: arrays, baseline, graph: graph, held: held, mayLack: gradients == .program)
    operations.settleKinks(smoothInRoot(arrays, leaves))
    return GradientCheckReport(
      graph: graph, operations: operations, leaves: leaves, dataFaults: baseline.faults,
      gradientFault: held?.fault, heldErrors: held?.errors(above: tolerance) ?? [:])
  }

  /// Checks the local derivatives alone.
  ///
  /// O(edges).
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - customOperations: The operations of the user's, by the ids of their nodes.
  public func operationReport(
    on graph: GraphSnapshot, customOperations: [Int: CustomOperation] = [:]
  ) -> GradientCheckReport {
    let arrays = EvaluationGraph(graph, customOperations: customOperations)
    return GradientCheckReport(
      graph: graph, operations: operationRows(of: arrays, graph), leaves: [], dataFaults: [],
      gradientFault: nil, heldErrors: [:])
  }

  var judge: GradientJudge {
    GradientJudge(
      step: step ?? GradientCheck.defaultStep, isStepFixed: step != nil, tolerance: tolerance)
  }
}

extension Value {
  /// Checks every derivative that this value's gradient is made of.
  ///
  /// The graph is left as it is, and needs no backward pass before. O(nodes) for the operations, and
  /// O(nodes above) for each leaf.
  ///
  /// - Parameter check: Step, tolerance, and how much is checked.
  public func check(_ check: GradientCheck = GradientCheck()) -> GradientCheckReport {
    let graph = GraphSnapshot(root: self)
    return check.report(
      on: graph, customOperations: customOperations(of: graph), gradients: .ownPass)
  }

  /// The user's operations among the nodes of a graph that was captured from this value's tape.
  public func customOperations(of graph: GraphSnapshot) -> [Int: CustomOperation] {
    let tape = tape
    var operations: [Int: CustomOperation] = [:]
    for node in graph.nodes {
      if let operation = tape.customOperation(at: node.id) { operations[node.id] = operation }
    }
    return operations
  }
}
