internal import Autograd

/// What a graph holds of a tensor, whose numbers would have no place on a card: how many there are, and how
/// large they are.
///
/// A class, so that the many nodes that are single numbers pay one word for it.
public final class Tensor: Sendable {
  /// The size of each dimension; empty for a single number.
  public let shape: [Int]
  /// What its numbers are like; `nil` where they were not kept.
  public let summary: Summary?
  /// Whether it is one number, which is the data of its node.
  public let isNumber: Bool

  /// Some numbers, seen as one.
  public struct Summary: Sendable, Equatable {
    /// Their mean: not finite where one of them is not.
    public var mean: Double
    /// The square root of the sum of their squares.
    public var norm: Double
    /// The least of them.
    public var min: Double
    /// The greatest of them.
    public var max: Double

    /// A summary of some numbers.
    public init(mean: Double, norm: Double, min: Double, max: Double) {
      (self.mean, self.norm, self.min, self.max) = (mean, norm, min, max)
    }

    /// Its numbers, as files and tooltips call them.
    package var numbers: [(key: String, value: Double)] {
      [("mean", mean), ("norm", norm), ("min", min), ("max", max)]
    }
  }

  /// A tensor of a shape.
  public init(shape: [Int], summary: Summary? = nil, isNumber: Bool = false) {
    (self.shape, self.summary, self.isNumber) = (shape, summary, isNumber)
  }
}

extension Tensor: Equatable {
  /// Whether all that is known of both is the same.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a === b || (a.shape, a.isNumber) == (b.shape, b.isNumber) && a.summary == b.summary
  }
}

extension Tensor: CustomStringConvertible {
  /// The shape as "32×10".
  public var description: String { shape.map(String.init).joined(separator: "×") }
}

extension GraphSnapshot.Node {
  /// Whether the node is more than one number, or one that was not kept.
  ///
  /// Its data is then the mean of its numbers, and 0 where that is not known; its gradient is the norm of
  /// what it stands for.
  public var isTensor: Bool { tensor?.isNumber == false }

  /// Whether the node is a number that somebody wrote.
  package var isNumberConstant: Bool { builtIn == .constant && !isTensor }
}

extension GraphSnapshot {
  /// Whether a node is a tensor or computed from one, so that no rule of ours holds for it, and it has no
  /// local derivatives that would be numbers.
  package func isOverTensors(_ index: Int) -> Bool {
    hasTensors && nodes.columns.isOverTensors(index)
  }

  /// The same for each node; empty where there is no tensor.
  var overTensors: [Bool] {
    hasTensors ? nodes.indices.map(nodes.columns.isOverTensors) : []
  }

  /// Whether any node is a tensor.
  public var hasTensors: Bool { nodes.columns.tensors.values.contains { $0?.isNumber == false } }
}
