internal import Autograd
internal import Text

/// A function of one value; the raw value is its name in programs.
enum UnaryFunction: String, CaseIterable, BitwiseCopyable {
  case tanh, sigmoid, relu, gelu, softplus, exp, log, sqrt, sin, cos, abs

  func callAsFunction(_ x: Value) -> Value {
    switch self {
    case .tanh: x.tanh()
    case .sigmoid: x.sigmoid()
    case .relu: x.relu()
    case .gelu: x.gelu()
    case .softplus: x.softplus()
    case .exp: x.exp()
    case .log: x.log()
    case .sqrt: x.sqrt()
    case .sin: x.sin()
    case .cos: x.cos()
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

/// What a name before parentheses stands for: a name space apart from that of variables.
enum Function {
  case unary(UnaryFunction)
  case leakyReLU
  case power
  case fold(BinaryOperation)
  case sum

  init?(name: String) {
    switch name {
    case "leaky_relu": self = .leakyReLU
    case "pow": self = .power
    case "max": self = .fold(.maximum)
    case "min": self = .fold(.minimum)
    case "sum": self = .sum
    default:
      guard let function = UnaryFunction(rawValue: name) else { return nil }
      self = .unary(function)
    }
  }

  /// Every name that ``init(name:)`` knows.
  static let names =
    UnaryFunction.allCases.map(\.rawValue) + ["leaky_relu", "pow", "max", "min", "sum"]

  /// How many arguments it takes, the value before a dot included.
  var arity: ClosedRange<Int> {
    switch self {
    case .unary: 1...1
    case .leakyReLU: 1...2
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

  /// What other tools call functions that are here under another name.
  private static let synonyms = [
    "ln": "log", "maximum": "max", "minimum": "min", "power": "pow", "fabs": "abs",
    "sigma": "sigmoid", "logistic": "sigmoid", "square": "pow", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "display": "print", "gradient": "grad",
  ]
}
