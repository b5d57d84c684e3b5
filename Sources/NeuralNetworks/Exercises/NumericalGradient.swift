// For the exercises of the course alone: `GradientCheck` checks graphs, node by node.

/// How a derivative is approximated by a quotient of differences.
public enum DifferenceMethod: Sendable, CaseIterable {
  /// (f(x + h) - f(x)) / h, with an error of the order of h.
  case forward
  /// (f(x + h) - f(x - h)) / 2h, with an error of the order of h²; the one to prefer.
  case centered

  /// The step that is used where none is given: 1e-4 for forward, 1e-5 for centred differences.
  public var defaultStep: Double {
    switch self {
    case .forward: 1e-4
    case .centered: 1e-5
    }
  }
}

/// The gradient of any function of an array, approximated by differences.
///
/// It needs one call of the function for each number, and one more, with forward differences (the
/// notes' `evaluate_grad`), and two for each number with centred ones. Source: CS231n, "Computing
/// the gradient numerically with finite differences".
///
/// - Parameters:
///   - function: What is differentiated.
///   - point: Where; each number is moved in turn, and put back.
///   - step: How far each number is moved; ``DifferenceMethod/defaultStep`` where none is given.
///   - method: Which quotient of differences is taken.
/// - Returns: One partial derivative for each number of the point.
/// - Throws: What the function throws.
public func numericalGradient(
  of function: ([Double]) throws -> Double, at point: [Double], step: Double? = nil,
  method: DifferenceMethod = .centered
) rethrows -> [Double] {
  let step = step ?? method.defaultStep
  var moved = point
  func value(at index: Int, movedBy distance: Double) throws -> Double {
    moved[index] = point[index] + distance
    defer { moved[index] = point[index] }
    return try function(moved)
  }
  switch method {
  case .forward:
    let here = try function(point)
    return try point.indices.map { (try value(at: $0, movedBy: step) - here) / step }
  case .centered:
    return try point.indices.map { index in
      let ahead = try value(at: index, movedBy: step)
      return (ahead - (try value(at: index, movedBy: -step))) / (2 * step)
    }
  }
}
