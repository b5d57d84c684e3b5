extension Value {
  /// What a node of the tape computes from its inputs.
  ///
  /// An operation is data, not a closure: its value and its derivative are each one exhaustive
  /// `switch` (``evaluate(_:_:parameter:)`` and ``derivatives(_:_:parameter:output:)``), so that a new
  /// case does not compile until it has both.
  public enum Operation: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// A number that a gradient is wanted for: an input, a parameter, a target.
    case leaf
    /// A number that takes part in an expression but never carries a gradient.
    case constant
    case add, subtract, multiply, divide, negate
    /// A power whose exponent is a plain number, held as the node's parameter.
    case powerOfConstant
    /// A power whose exponent is a node of its own.
    case power
    case tanh, sigmoid, relu
    /// ReLU whose slope for negative inputs is the node's parameter.
    case leakyReLU
    /// The exponential linear unit; what it falls to far below 0, without its sign, is the node's
    /// parameter.
    case elu
    case gelu, silu, softplus
    case exp, expm1, log, log2, log10, log1p, sqrt
    case sin, cos, tan, asin, acos, atan, sinh, cosh, erf, abs
    case maximum, minimum
    /// A sum of any number of inputs.
    case sum
    /// An operation of the user's: see ``CustomOperation``.
    case custom
  }
}

/// Inside of this module the name alone is clear; beside Foundation, which has an `Operation` of its
/// own, users write `Value.Operation`.
@usableFromInline
typealias Operation = Value.Operation

extension Value.Operation {
  /// The name that graph files and pictures use; both kinds of power are `**`.
  public var symbol: String {
    switch self {
    case .leaf: "leaf"
    case .constant: "constant"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .negate: "neg"
    case .powerOfConstant, .power: "**"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .relu: "relu"
    case .leakyReLU: "leaky_relu"
    case .elu: "elu"
    case .gelu: "gelu"
    case .silu: "silu"
    case .softplus: "softplus"
    case .exp: "exp"
    case .expm1: "expm1"
    case .log: "log"
    case .log2: "log2"
    case .log10: "log10"
    case .log1p: "log1p"
    case .sqrt: "sqrt"
    case .sin: "sin"
    case .cos: "cos"
    case .tan: "tan"
    case .asin: "asin"
    case .acos: "acos"
    case .atan: "atan"
    case .sinh: "sinh"
    case .cosh: "cosh"
    case .erf: "erf"
    case .abs: "abs"
    case .maximum: "max"
    case .minimum: "min"
    case .sum: "sum"
    case .custom: "custom"
    }
  }

  /// How many inputs the operation takes; `nil` where any number will do.
  public var inputCount: Int? {
    switch self {
    case .leaf, .constant: 0
    case .negate, .powerOfConstant, .tanh, .sigmoid, .relu, .leakyReLU, .elu, .gelu, .silu,
      .softplus, .exp, .expm1, .log, .log2, .log10, .log1p, .sqrt, .sin, .cos, .tan, .asin, .acos,
      .atan, .sinh, .cosh, .erf, .abs:
      1
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: 2
    case .sum, .custom: nil
    }
  }

  /// Whether it matters in which order the inputs are given: also for a tie of max and min, and for
  /// operations of which nothing is known.
  public var ordersOperands: Bool {
    switch self {
    case .subtract, .divide, .power, .maximum, .minimum, .custom: true
    default: false
    }
  }

  /// Whether a node of this operation carries a plain number beside its inputs.
  public var hasParameter: Bool {
    self == .powerOfConstant || self == .leakyReLU || self == .elu
  }

  /// Whether the local derivatives are finite wherever the inputs and the output are.
  @inlinable @inline(__always)
  var hasFiniteSlopes: Bool {
    switch self {
    case .leaf, .constant, .add, .subtract, .multiply, .negate, .tanh, .sigmoid, .relu, .leakyReLU,
      .sin, .cos, .atan, .abs, .exp, .maximum, .minimum, .sum:
      true
    default: false
    }
  }

  /// The built-in operation of a name and a number of inputs, or `nil` where the name is not ours.
  ///
  /// The number of inputs distinguishes the two kinds of `**` and is not checked otherwise.
  public init?(symbol: String, inputCount: Int) {
    guard let operation = Operation.bySymbol[symbol] else { return nil }
    self = operation == .power && inputCount == 1 ? .powerOfConstant : operation
  }

  /// Whether a name is that of a built-in operation.
  static func isBuiltIn(_ symbol: String) -> Bool { bySymbol[symbol] != nil }

  private static let bySymbol = Dictionary(
    uniqueKeysWithValues: allCases.filter { $0 != .custom && $0 != .powerOfConstant }
      .map { ($0.symbol, $0) })
}
