internal import Autograd
internal import Text

/// A function of one value; the raw value is its name in programs.
enum UnaryFunction: String, CaseIterable, BitwiseCopyable {
  case tanh, sigmoid, relu, gelu, silu, softplus, exp, expm1, log, log2, log10, log1p, sqrt
  case sin, cos, tan, asin, acos, atan, sinh, cosh, erf, abs

  func callAsFunction(_ x: Value) -> Value {
    switch self {
    case .tanh: x.tanh()
    case .sigmoid: x.sigmoid()
    case .relu: x.relu()
    case .gelu: x.gelu()
    case .silu: x.silu()
    case .softplus: x.softplus()
    case .exp: x.exp()
    case .expm1: x.expm1()
    case .log: x.log()
    case .log2: x.log2()
    case .log10: x.log10()
    case .log1p: x.log1p()
    case .sqrt: x.sqrt()
    case .sin: x.sin()
    case .cos: x.cos()
    case .tan: x.tan()
    case .asin: x.asin()
    case .acos: x.acos()
    case .atan: x.atan()
    case .sinh: x.sinh()
    case .cosh: x.cosh()
    case .erf: x.erf()
    case .abs: x.abs()
    }
  }
}

/// What two values are joined by.
enum BinaryOperation: BitwiseCopyable {
  case add, subtract, multiply, divide, power, maximum, minimum

  func callAsFunction(_ x: Value, _ y: Value) -> Value {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: x.pow(y)
    case .maximum: max(x, y)
    case .minimum: min(x, y)
    }
  }

  /// How tightly an operator binds; a sign stands between `*` and `**`.
  var precedence: Int {
    switch self {
    case .add, .subtract: 1
    case .multiply, .divide: 2
    case .power: 4
    case .maximum, .minimum: 5
    }
  }
}

/// A function of one value and a plain number, which has a default; the raw value is its name.
enum ParameterFunction: String, CaseIterable, BitwiseCopyable {
  case leakyReLU = "leaky_relu"
  case elu

  func callAsFunction(_ x: Value, _ parameter: Double) -> Value {
    switch self {
    case .leakyReLU: x.leakyReLU(slope: parameter)
    case .elu: x.elu(alpha: parameter)
    }
  }

  /// What the number is called where it is written with its name, as in PyTorch.
  var argument: String {
    switch self {
    case .leakyReLU: "slope"
    case .elu: "alpha"
    }
  }

  /// The number where none is written.
  var defaultParameter: Double {
    switch self {
    case .leakyReLU: 0.01
    case .elu: 1
    }
  }
}

/// What a name before parentheses stands for: a name space apart from that of variables.
enum Function {
  case unary(UnaryFunction)
  case withParameter(ParameterFunction)
  case power
  case fold(BinaryOperation)
  case sum

  init?(name: String) {
    switch name {
    case "pow": self = .power
    case "max": self = .fold(.maximum)
    case "min": self = .fold(.minimum)
    case "sum": self = .sum
    default:
      if let function = UnaryFunction(rawValue: name) {
        self = .unary(function)
      } else if let function = ParameterFunction(rawValue: name) {
        self = .withParameter(function)
      } else {
        return nil
      }
    }
  }

  /// Every name that ``init(name:)`` knows.
  static let names =
    UnaryFunction.allCases.map(\.rawValue) + ParameterFunction.allCases.map(\.rawValue) + [
      "pow", "max", "min", "sum",
    ]

  /// How many arguments it takes, the value before a dot included.
  var arity: ClosedRange<Int> {
    switch self {
    case .unary: 1...1
    case .withParameter: 1...2
    case .power: 2...2
    case .fold: 2...Int.max
    case .sum: 1...Int.max
    }
  }
}

/// "Did you mean": the known name that is closest to one that is not known.
enum Suggestion {
  /// What other tools call it where that is known, or else the nearest of the candidates.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let known = Array(candidates)
    if let other = synonyms[name], known.contains(other) { return other }
    return NearestWord.to(name, among: known)
  }

  /// The function of ours that a name is likely meant for.
  ///
  /// That is what other tools call it, or what it is with a typing error. Who writes the name of a function that other tools have means that one.
  static func closestFunction(to name: String, among candidates: [String]) -> String? {
    if synonyms[name] != nil || candidates.contains(where: { $0.lowercased() == name.lowercased() })
    {
      return closest(to: name, among: candidates)
    }
    return WellKnownFunctions.contain(name) ? nil : closest(to: name, among: candidates)
  }

  /// What other tools call functions that are here under another name.
  private static let synonyms = [
    "ln": "log", "maximum": "max", "minimum": "min", "power": "pow", "fabs": "abs",
    "sigma": "sigmoid", "absolute": "abs",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "swish": "silu", "logistic": "sigmoid",
    "square": "pow", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "display": "print", "gradient": "grad",
  ]
}
