extension Value {
  /// This value to the power of a plain number.
  @inlinable
  public func pow(_ exponent: Double) -> Value {
    applying(.powerOfConstant, parameter: exponent)
  }

  /// This value to the power of another; the gradient of the exponent is NaN for a negative base.
  @inlinable
  public func pow(_ exponent: Value) -> Value { applying(.power, exponent) }

  /// The hyperbolic tangent.
  @inlinable
  public func tanh() -> Value { applying(.tanh) }

  /// The logistic function 1 / (1 + exp(-x)).
  @inlinable
  public func sigmoid() -> Value { applying(.sigmoid) }

  /// The rectifier max(0, x).
  @inlinable
  public func relu() -> Value { applying(.relu) }

  /// The rectifier with a slope of its own for negative inputs.
  public func leakyReLU(slope: Double = 0.01) -> Value {
    applying(.leakyReLU, parameter: slope)
  }

  /// The exponential linear unit: x above 0, and α · (exp(x) - 1) below.
  public func elu(alpha: Double = 1) -> Value { applying(.elu, parameter: alpha) }

  /// The Gaussian error linear unit x · Φ(x), exactly and not by tanh (Hendrycks and Gimpel 2016).
  public func gelu() -> Value { applying(.gelu) }

  /// The sigmoid linear unit x · sigmoid(x), which is called swish as well.
  public func silu() -> Value { applying(.silu) }

  /// The smooth rectifier log(1 + exp(x)), which does not overflow.
  public func softplus() -> Value { applying(.softplus) }

  /// The exponential.
  @inlinable
  public func exp() -> Value { applying(.exp) }

  /// exp(x) - 1, without loss of digits near 0.
  public func expm1() -> Value { applying(.expm1) }

  /// The natural logarithm.
  @inlinable
  public func log() -> Value { applying(.log) }

  /// The binary logarithm.
  public func log2() -> Value { applying(.log2) }

  /// The decimal logarithm.
  public func log10() -> Value { applying(.log10) }

  /// The natural logarithm of 1 + x, without loss of digits near 0.
  public func log1p() -> Value { applying(.log1p) }

  /// The square root.
  public func sqrt() -> Value { applying(.sqrt) }

  /// The sine.
  public func sin() -> Value { applying(.sin) }

  /// The cosine.
  public func cos() -> Value { applying(.cos) }

  /// The tangent.
  public func tan() -> Value { applying(.tan) }

  /// The arcsine; its slope at ±1 is infinite.
  public func asin() -> Value { applying(.asin) }

  /// The arccosine; its slope at ±1 is infinite.
  public func acos() -> Value { applying(.acos) }

  /// The arctangent.
  public func atan() -> Value { applying(.atan) }

  /// The hyperbolic sine.
  public func sinh() -> Value { applying(.sinh) }

  /// The hyperbolic cosine.
  public func cosh() -> Value { applying(.cosh) }

  /// The error function 2/√π · ∫₀ˣ exp(-t²) dt.
  public func erf() -> Value { applying(.erf) }

  /// The magnitude.
  public func abs() -> Value { applying(.abs) }

  /// The sum of any number of values as one node.
  ///
  /// Traps on none.
  public static func sum(_ values: [Value]) -> Value {
    guard let first = values.first else { Misuse.wrongNumberOfInputs("sum", 0) }
    let total = values.dropFirst().reduce(first.data) { Operation.sum.evaluate($0, $1.data) }
    return first.tape.recordList(.sum, inputs: values, data: total)
  }
}

/// The greater of two values; on a tie the first, as in the hinge `max(0, margin)` of CS231n.
public func max(_ a: Value, _ b: Value) -> Value { a.applying(.maximum, b) }

/// The greater of a plain number and a value.
public func max(_ a: Double, _ b: Value) -> Value {
  max(Value.constant(a, on: b.tape), b)
}

/// The greater of a value and a plain number.
public func max(_ a: Value, _ b: Double) -> Value {
  max(a, Value.constant(b, on: a.tape))
}

/// The lesser of two values; on a tie the first.
public func min(_ a: Value, _ b: Value) -> Value { a.applying(.minimum, b) }

/// The lesser of a plain number and a value.
public func min(_ a: Double, _ b: Value) -> Value {
  min(Value.constant(a, on: b.tape), b)
}

/// The lesser of a value and a plain number.
public func min(_ a: Value, _ b: Double) -> Value {
  min(a, Value.constant(b, on: a.tape))
}
