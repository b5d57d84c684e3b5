public import Autograd

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
