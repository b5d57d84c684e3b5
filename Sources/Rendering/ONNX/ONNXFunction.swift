/// A function that a model brings with it, since onnxruntime has it for floats alone or not exactly.
///
/// Each has the digits of a double, also near 0 and far out, which its textbook formula has not.
struct ONNXFunction {
  let name: String
  let formula: ONNXFormula

  private init(_ name: String, _ formula: ONNXFormula) {
    (self.name, self.formula) = (name, formula)
  }

  var message: ProtobufMessage {
    let inputs = formula.parts.inputs
    return ONNXSchema.function(
      name, domain: ONNXOperator.functionDomain,
      inputs: ["x", "parameter"].filter(inputs.contains), output: "y",
      nodes: formula.nodes(result: "y"), domains: ["", ONNXOperator.functionDomain])
  }

  /// Those that are used, with those that they use, in the order of ``all``.
  static func needed(by used: Set<String>) -> [ONNXFunction] {
    var needed = used
    // A function uses those before it.
    for function in all.reversed() where needed.contains(function.name) {
      needed.formUnion(function.formula.parts.functions)
    }
    return all.filter { needed.contains($0.name) }
  }

  private static let x = ONNXFormula.x

  /// Whatever is used by another one stands before it.
  static let all: [ONNXFunction] = [
    ONNXFunction("sigmoid", logistic),
    ONNXFunction("silu", x * .own("sigmoid", x)),
    ONNXFunction("leaky_relu", (x <= 0).select(.parameter * x, x)),
    // tanh(x/2) is (eˣ - 1) / (eˣ + 1).
    ONNXFunction("expm1", (x / 2).tanh * (x.exp + 1)),
    ONNXFunction("elu", (x <= 0).select(.parameter * .own("expm1", x), x)),
    ONNXFunction("log1p", logOfOneMore),
    ONNXFunction("softplus", .own("log1p", (-x.magnitude).exp) + .call("Relu", x)),
    ONNXFunction("log2", x.log / 0.6931471805599453),
    ONNXFunction("log10", x.log / 2.302585092994046),
    ONNXFunction("cos", cosine),
    ONNXFunction("tan", x.sin / .own("cos", x)),
    ONNXFunction("atan", arctangent),
    ONNXFunction("asin", .own("atan", x / ((1 - x) * (1 + x)).squareRoot)),
    ONNXFunction("acos", 2 * .own("atan", ((1 - x) / (1 + x)).squareRoot)),
    ONNXFunction("cosh", hyperbolicCosine),
    ONNXFunction("sinh", x.tanh * .own("cosh", x)),
    ONNXFunction(erfcAbove0, complementOfErf),
    ONNXFunction("erf", errorFunction),
    ONNXFunction("gelu", x * normalCDF),
  ]

  /// By the branch whose exponential cannot overflow.
  private static var logistic: ONNXFormula {
    let e = (-x.magnitude).exp
    return (x < 0).select(e, 1) / (1 + e)
  }

  /// log(1 + x), with what was lost as 1 + x was rounded; of -1 and infinity that is NaN.
  private static var logOfOneMore: ONNXFormula {
    let sum = 1 + x
    let lost = (x - (sum - 1)) / sum
    return sum.log + .call("IsNaN", lost).select(0, lost)
  }

  /// By the square of √eˣ, which overflows no earlier than the result.
  private static var hyperbolicCosine: ONNXFormula {
    let root = (x.magnitude / 2).exp
    return 0.5 * root * root + 0.5 / (root * root)
  }

  /// By the halved angle, and near its zeros by the doubled one.
  private static var cosine: ONNXFormula {
    let half = (x / 2).sin
    return (0.7 < x.sin.magnitude).select((2 * x).sin / (2 * x.sin), 1 - 2 * (half * half))
  }

  /// The first 7 digits by floats, and the others by the tangent of what is missing, which is that itself.
  private static var arctangent: ONNXFormula {
    let finite = (1e300 < x.magnitude).select(1e300 * x.sign, x)
    let first = finite.inFloats("Atan")
    let (sine, cosine) = (first.sin, ONNXFormula.own("cos", first))
    return first + (finite * cosine - sine) / (cosine + finite * sine)
  }

  /// Φ(x), the part of a standard normal distribution below x, without cancellation far below 0.
  private static var normalCDF: ONNXFormula {
    let tail = 0.5 * .own(erfcAbove0, x.magnitude * 0.7071067811865476)
    return (x < 0).select(tail, 1 - tail)
  }

  /// By a series near 0, and else by its complement.
  private static var errorFunction: ONNXFormula {
    (x.magnitude < 0.7).select(
      x * (x * x).polynomial(erfSeries), x.sign * (1 - .own(erfcAbove0, x.magnitude)))
  }

  private static let erfcAbove0 = "erfc_above_0"

  /// t · exp(P(2t - 1) - x²) with t = 2 / (2 + x), for x ≥ 0.
  private static var complementOfErf: ONNXFormula {
    let t = 2 / (2 + x)
    return t * ((2 * t - 1).polynomial(erfcExponent) - x * x).exp
  }

  /// log(erfc(x) · exp(x²) / t) as a polynomial of 2t - 1, by a fit at the nodes of Chebyshev to 2e-16.
  private static let erfcExponent = [
    -0.6717940840566922, 0.6726432239776567, 0.047343306841863754, -0.046895610231160824,
    -0.00987268936410846, 0.00882493855611383, 0.0017589335075480397, -0.0023458124784660516,
    -0.00014624628859718252, 0.0006736785371369921, -9.373894209180262e-5, -0.00017430116360991256,
    7.141808767204543e-5, 3.1737328155349395e-5, -3.023780825572967e-5, 1.6080205095439494e-7,
    8.662494482986981e-6, -2.994294118363313e-6, -1.4094127307024207e-6, 1.3137199073509803e-6,
    -4.1484920834124593e-8, -3.086559820402206e-7, 7.746001345360312e-8, 3.675878538183882e-8,
    -1.2776506237493277e-8, -1.1141466421901909e-9,
  ]

  /// erf(x) / x as a polynomial of x² up to 0.49, to 3e-17.
  private static let erfSeries = [
    1.1283791670955126, -0.37612638903183, 0.1128379167090445, -0.026866170631867414,
    0.0052239774489421026, -0.0008548313512283057, 0.0001205470182217529, -1.4907327674129658e-5,
    1.613807835065832e-6, -1.3129738669415532e-7,
  ]
}
