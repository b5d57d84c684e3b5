internal import Mathematics

extension Value.Operation {
  /// The value of the operation at its inputs, in IEEE arithmetic, untouched.
  ///
  /// No epsilon hides in division or log: `1 / 0` is infinity and `log(0)` its negative. NaN passes
  /// through ReLU, maximum and minimum. A unary operation ignores `y`; ``sum`` adds the two, and
  /// ``leaf``, ``constant`` and ``custom`` have no rule of their own and give `x` back.
  @inline(__always)
  public func evaluate(_ x: Double, _ y: Double = 0, parameter: Double = 0) -> Double {
    switch self {
    case .leaf, .constant, .custom: x
    case .add, .sum: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .negate: -x
    case .powerOfConstant: LibM.pow(x, parameter)
    case .power: LibM.pow(x, y)
    case .tanh: LibM.tanh(x)
    case .sigmoid: Operation.logistic(x)
    case .relu: x <= 0 ? 0 : x
    case .leakyReLU: x <= 0 ? parameter * x : x
    case .softplus: LibM.log1p(LibM.exp(-x.magnitude)) + (x <= 0 ? 0 : x)
    case .exp: LibM.exp(x)
    case .log: LibM.log(x)
    case .sqrt: x.squareRoot()
    case .sin: LibM.sin(x)
    case .cos: LibM.cos(x)
    case .abs: x.magnitude
    case .maximum: Operation.firstIsGreatest(x, y) ? x : y
    case .minimum: Operation.firstIsLeast(x, y) ? x : y
    }
  }

  /// The logistic function, by the branch whose exponential cannot overflow.
  @inline(__always)
  static func logistic(_ x: Double) -> Double {
    let e = LibM.exp(-x.magnitude)
    return x < 0 ? e / (1 + e) : 1 / (1 + e)
  }

  /// Whether a maximum takes its first operand: on a tie, and where it is NaN.
  @inline(__always)
  static func firstIsGreatest(_ x: Double, _ y: Double) -> Bool { x >= y || x.isNaN }

  /// Whether a minimum takes its first operand: on a tie, and where it is NaN.
  @inline(__always)
  static func firstIsLeast(_ x: Double, _ y: Double) -> Bool { x <= y || x.isNaN }
}
