public import Mathematics

extension Value.Operation {
  /// The value of the operation at its inputs, in IEEE arithmetic, untouched.
  ///
  /// No epsilon hides in division or log: `1 / 0` is infinity and `log(0)` its negative. NaN passes
  /// through ReLU, maximum and minimum. A unary operation ignores `y`; ``sum`` adds the two, and
  /// ``leaf``, ``constant`` and ``custom`` have no rule of their own and give `x` back.
  @inlinable @inline(__always)
  public func evaluate(_ x: Double, _ y: Double = 0, parameter: Double = 0) -> Double {
    switch self {
    case .leaf, .constant, .custom: x
    case .add, .sum: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .negate: -x
    case .powerOfConstant: parameter == 2 ? x * x : LibM.pow(x, parameter)
    case .power: LibM.pow(x, y)
    case .tanh: PortableMath.tanh(x)
    case .sigmoid: Operation.logistic(x)
    case .relu: x <= 0 ? 0 : x
    case .leakyReLU: x <= 0 ? parameter * x : x
    case .elu: x <= 0 ? parameter * LibM.expm1(x) : x
    case .gelu: x * Operation.normalCDF(x)
    case .silu: x * Operation.logistic(x)
    case .softplus: LibM.log1p(PortableMath.exp(-x.magnitude)) + (x <= 0 ? 0 : x)
    case .exp: PortableMath.exp(x)
    case .expm1: LibM.expm1(x)
    case .log: LibM.log(x)
    case .log2: LibM.log2(x)
    case .log10: LibM.log10(x)
    case .log1p: LibM.log1p(x)
    case .sqrt: x.squareRoot()
    case .sin: LibM.sin(x)
    case .cos: LibM.cos(x)
    case .tan: LibM.tan(x)
    case .asin: LibM.asin(x)
    case .acos: LibM.acos(x)
    case .atan: LibM.atan(x)
    case .sinh: LibM.sinh(x)
    case .cosh: LibM.cosh(x)
    case .erf: LibM.erf(x)
    case .abs: x.magnitude
    case .maximum: Operation.firstIsGreatest(x, y) ? x : y
    case .minimum: Operation.firstIsLeast(x, y) ? x : y
    }
  }

  /// The logistic function, by the branch whose exponential cannot overflow.
  @inlinable @inline(__always)
  static func logistic(_ x: Double) -> Double {
    let e = PortableMath.exp(-x.magnitude)
    return x < 0 ? e / (1 + e) : 1 / (1 + e)
  }

  /// The part of a standard normal distribution below `x`, Φ(x), without cancellation far below 0.
  @inlinable
  static func normalCDF(_ x: Double) -> Double { 0.5 * LibM.erfc(-x * 0.5.squareRoot()) }

  /// The density of a standard normal distribution, Φ′(x).
  static func normalDensity(_ x: Double) -> Double {
    PortableMath.exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
  }

  /// Whether a maximum takes its first operand: on a tie, and where it is NaN.
  @inlinable @inline(__always)
  static func firstIsGreatest(_ x: Double, _ y: Double) -> Bool { x >= y || x.isNaN }

  /// Whether a minimum takes its first operand: on a tie, and where it is NaN.
  @inlinable @inline(__always)
  static func firstIsLeast(_ x: Double, _ y: Double) -> Bool { x <= y || x.isNaN }
}

extension Value.Operation {
  /// The local derivatives ∂output/∂x and ∂output/∂y: the one table of rules.
  ///
  /// Backward multiplies the adjoint of the output by these, whatever they are: an adjoint of 0
  /// times an infinite derivative is NaN. At kinks: relu′(0) = abs′(0) = 0, leaky_relu′(0) is the
  /// slope, elu′(0) its parameter, a tie of maximum or minimum goes to the first operand, and `x ** 0` has derivative 0.
  ///
  /// - Parameters:
  ///   - x: The first input.
  ///   - y: The second input; a unary operation ignores it, and its second derivative is 0.
  ///   - parameter: The exponent, the slope, or the depth of an ELU.
  ///   - output: The operation's value at these inputs.
  @inline(__always)
  public func derivatives(
    _ x: Double, _ y: Double = 0, parameter: Double = 0, output: Double
  ) -> (x: Double, y: Double) {
    switch self {
    case .leaf, .constant, .custom: (0, 0)
    case .add, .sum: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (y, x)
    case .divide: (1 / y, -output / y)
    case .negate: (-1, 0)
    case .powerOfConstant: (Operation.powerByBase(x, parameter), 0)
    case .power: (Operation.powerByBase(x, y), Operation.powerByExponent(x, y, output))
    case .tanh: (1 - output * output, 0)
    case .sigmoid: (output * (1 - output), 0)
    case .relu: (x <= 0 ? 0 : 1, 0)
    case .leakyReLU: (x <= 0 ? parameter : 1, 0)
    case .elu: (x <= 0 ? parameter * PortableMath.exp(x) : 1, 0)
    case .gelu: (Operation.normalCDF(x) + x * Operation.normalDensity(x), 0)
    case .silu: (Operation.siluSlope(x), 0)
    case .softplus: (Operation.logistic(x), 0)
    case .exp: (output, 0)
    case .expm1: (PortableMath.exp(x), 0)
    case .log: (1 / x, 0)
    case .log2: (Operation.binaryLogOfE / x, 0)
    case .log10: (Operation.decimalLogOfE / x, 0)
    case .log1p: (1 / (1 + x), 0)
    case .sqrt: (0.5 / output, 0)
    case .sin: (LibM.cos(x), 0)
    case .cos: (-LibM.sin(x), 0)
    case .tan: (1 + output * output, 0)
    case .asin: (Operation.arcsineSlope(x), 0)
    case .acos: (-Operation.arcsineSlope(x), 0)
    case .atan: (1 / (1 + x * x), 0)
    case .sinh: (LibM.cosh(x), 0)
    case .cosh: (LibM.sinh(x), 0)
    case .erf: (Operation.erfSlopeAtZero * PortableMath.exp(-x * x), 0)
    case .abs: (x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x, 0)
    case .maximum: Operation.firstIsGreatest(x, y) ? (1, 0) : (0, 1)
    case .minimum: Operation.firstIsLeast(x, y) ? (1, 0) : (0, 1)
    }
  }

  /// ∂(base ** exponent)/∂base, with x ** 0 constant even at x = 0.
  static func powerByBase(_ base: Double, _ exponent: Double) -> Double {
    exponent == 2 ? 2 * base : exponent == 0 ? 0 : exponent * LibM.pow(base, exponent - 1)
  }

  /// ∂(base ** exponent)/∂exponent; 0 ** e is 0 for every e > 0, so its slope there is 0.
  static func powerByExponent(_ base: Double, _ exponent: Double, _ power: Double) -> Double {
    base == 0 && exponent >= 0 ? 0 : power * LibM.log(base)
  }

  /// ∂(x · sigmoid(x))/∂x, with 1 - sigmoid(x) as sigmoid(-x), which keeps its digits far out.
  static func siluSlope(_ x: Double) -> Double {
    logistic(x) * (1 + x * logistic(-x))
  }

  /// 1/√(1 - x²), infinite at ±1, with a product that keeps its digits near there.
  static func arcsineSlope(_ x: Double) -> Double {
    1 / ((1 - x) * (1 + x)).squareRoot()
  }

  /// The derivatives of log2 and log10 at 1, and that of erf at 0: 2/√π.
  static let binaryLogOfE = 1.4426950408889634
  static let decimalLogOfE = 0.4342944819032518
  static let erfSlopeAtZero = 1.1283791670955126
}
