public import Autograd
internal import Mathematics

/// The non-linearity at the end of a neuron.
///
/// Sources: CS231n, "Commonly used activation functions"; the derivative of each is its operation's.
public enum Activation: Sendable, Equatable {
  /// The hyperbolic tangent: squashes into (-1, 1), centred at zero.
  case tanh
  /// The logistic function: squashes into (0, 1).
  case sigmoid
  /// max(0, x).
  case relu
  /// ReLU with a slope of its own for negative inputs.
  case leakyReLU(slope: Double)
  /// Nothing: the neuron is linear.
  case identity

  /// Applies the activation; the identity records no node.
  public func callAsFunction(_ value: Value) -> Value {
    switch self {
    case .tanh: value.tanh()
    case .sigmoid: value.sigmoid()
    case .relu: value.relu()
    case .leakyReLU(let slope): value.leakyReLU(slope: slope)
    case .identity: value
    }
  }
}

extension Activation: CaseIterable {
  /// One of each kind; the leaky ReLU with the usual slope of 0.01.
  public static let allCases: [Activation] = [
    .tanh, .sigmoid, .relu, .leakyReLU(slope: 0.01), .identity,
  ]

  /// The name that the command and pictures use.
  public var name: String {
    switch self {
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .relu: "relu"
    case .leakyReLU: "leaky_relu"
    case .identity: "identity"
    }
  }

  /// The activation of ``allCases`` that has a name, if there is one.
  public init?(name: String) {
    guard let activation = Activation.allCases.first(where: { $0.name == name }) else { return nil }
    self = activation
  }
}

// MARK: - As a function of plain numbers, for plots

extension Activation {
  /// The operation that the activation records; `nil` for the identity.
  package var operation: Value.Operation? { rule?.operation }

  /// The operation with its parameter.
  var rule: (operation: Value.Operation, parameter: Double)? {
    switch self {
    case .tanh: (.tanh, 0)
    case .sigmoid: (.sigmoid, 0)
    case .relu: (.relu, 0)
    case .leakyReLU(let slope): (.leakyReLU, slope)
    case .identity: nil
    }
  }

  /// The activation of a number.
  public func value(at x: Double) -> Double {
    guard let rule else { return x }
    return rule.operation.evaluate(x, parameter: rule.parameter)
  }

  /// The derivative at a number: what backward multiplies by.
  public func derivative(at x: Double) -> Double { derivative(at: x, output: value(at: x)) }

  /// The same where the activation of the number is known.
  func derivative(at x: Double, output: Double) -> Double {
    guard let rule else { return 1 }
    return rule.operation.derivatives(x, parameter: rule.parameter, output: output).x
  }

  /// Where the activation saturates: where its derivative is below a fraction of its greatest.
  ///
  /// At the default of 1 % that is beyond ±2.99 for tanh, whose derivative is 1 at most, beyond
  /// ±5.99 for the sigmoid, whose derivative is 1/4 at most, and the negative side of the ReLU. A
  /// leaky ReLU with a slope of 0.01 is not below 1 %, and has no such zone. The sign of the
  /// derivative does not matter.
  ///
  /// - Parameter fraction: Above 0, and 1 at most.
  /// - Returns: Ranges from left to right, from and to infinity. Their other end is at a kink, or
  ///   where the derivative is exactly at the fraction.
  public func saturationZones(below fraction: Double = 0.01) -> [ClosedRange<Double>] {
    require(
      fraction > 0 && fraction <= 1,
      "The fraction that counts as saturated must be above 0 and at most 1, not \(fraction).")
    switch self {
    // tanh′(x) is 1/cosh²(x), and sigmoid′(x) is 1/4 of the same at x/2.
    case .tanh: return Activation.tails(from: Activation.inverseCosh(1 / fraction.squareRoot()))
    case .sigmoid:
      return Activation.tails(from: 2 * Activation.inverseCosh(1 / fraction.squareRoot()))
    case .relu: return Activation.sides(slope: 0, fraction: fraction)
    case .leakyReLU(let slope): return Activation.sides(slope: slope, fraction: fraction)
    case .identity: return []
    }
  }

  /// What lies beyond a distance from zero.
  private static func tails(from distance: Double) -> [ClosedRange<Double>] {
    [-.infinity ... -distance, distance ... .infinity]
  }

  /// The sides of a kink at zero that are too flat, with a slope on the left and 1 on the right.
  private static func sides(slope: Double, fraction: Double) -> [ClosedRange<Double>] {
    let limit = fraction * max(slope.magnitude, 1)
    return (slope.magnitude < limit ? [-.infinity...0] : []) + (1 < limit ? [0 ... .infinity] : [])
  }

  private static func inverseCosh(_ x: Double) -> Double {
    LibM.log(x + (x * x - 1).squareRoot())
  }
}
