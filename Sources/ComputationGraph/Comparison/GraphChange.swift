public import Autograd

/// One thing that differs between a node of one graph and the same node of another.
public struct GraphChange: Sendable, Equatable {
  /// Where: the indices of the node in both graphs.
  public let pair: GraphComparison.Pair
  /// What differs, with both values.
  public let aspect: Aspect

  /// A change of a node.
  public init(pair: GraphComparison.Pair, aspect: Aspect) {
    self.pair = pair
    self.aspect = aspect
  }

  /// What can differ: the value of the first graph, then that of the second.
  public enum Aspect: Sendable, Equatable {
    /// What the node was computed by.
    case operation(NodeOperation, NodeOperation)
    /// The exponent or the slope.
    case parameter(Double?, Double?)
    /// The operands, as indices in the graph of each side.
    case inputs([Int], [Int])
    /// The name.
    case label(String?, String?)
    /// The path of the group.
    case group(GroupPath?, GroupPath?)
    /// What a leaf is in a network.
    case role(LeafRole?, LeafRole?)
    /// Whether backward starts here.
    case root(Bool, Bool)
    /// Whether dropout took the neuron out.
    case dropped(Bool, Bool)
    /// The value.
    case data(Double, Double)
    /// The gradient; `nil` where there is none.
    case gradient(Double?, Double?)
    /// The derivative with respect to one operand, counted from 0.
    case local(operand: Int, Double, Double)
    /// How many passes the gradient holds.
    case passes(Int, Int)
  }

  /// How far two numbers are apart, from 0 to 2: their difference by the greater of their
  /// magnitudes; infinite where one of them is absent or not finite, and for structure.
  public var relativeChange: Double {
    switch aspect {
    case .data(let a, let b), .local(_, let a, let b): RelativeDifference.of(a, b)
    case .gradient(let a?, let b?): RelativeDifference.of(a, b)
    case .passes(let a, let b): RelativeDifference.of(Double(a), Double(b))
    default: .infinity
    }
  }
}

extension GraphChange.Aspect {
  /// Whether a number differs, and not the structure.
  public var isNumeric: Bool {
    switch self {
    case .data, .gradient, .local, .passes: true
    case .operation, .parameter, .inputs, .label, .group, .role, .root, .dropped: false
    }
  }
}

/// The difference of two numbers by the greater of their magnitudes.
enum RelativeDifference {
  static func of(_ a: Double, _ b: Double) -> Double {
    if a == b || a.isNaN && b.isNaN { return 0 }
    guard a.isFinite && b.isFinite else { return .infinity }
    // Halves, so that the difference of the greatest numbers is finite.
    let greater = Swift.max(a.magnitude, b.magnitude)
    let half = (a / 2 - b / 2).magnitude
    // Of the smallest numbers there are no halves.
    return greater < 1e-300 ? (a - b).magnitude / greater : 2 * (half / greater)
  }
}
