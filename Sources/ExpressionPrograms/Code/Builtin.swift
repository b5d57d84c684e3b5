internal import Autograd

/// What programs find without defining it: functions, and what makes Values and networks.
enum Builtin: Hashable {
  /// A function of one number or Value; NumPy's give infinities where those of `math` raise.
  case unary(UnaryFunction, isIEEE: Bool)
  case withParameter(ParameterFunction)
  case power(isFloat: Bool)
  case extremum(Extremum)
  case sum, softmax
  case value
  case neuron(NetworkStyle), layer(NetworkStyle), mlp(NetworkStyle)
  case print, len, range, zip, enumerate, sorted, reversed, map, filter, any, all
  case list, tuple, dictionary, set, integer, float, string, boolean
  case round, repr, isinstance
  case math(MathFunction)
  case random(RandomFunction)

  enum Extremum { case maximum, minimum }
}

/// Whose networks `Neuron`, `Layer` and `MLP` are.
enum NetworkStyle {
  /// Those of the lecture: uniform weights and biases, tanh everywhere.
  case lecture
  /// Those of micrograd's package: biases of 0, ReLU but for the last layer.
  case package
}

/// A function of one Value or number; the raw value is its name in programs.
enum UnaryFunction: String, CaseIterable {
  case tanh, sigmoid, relu, gelu, silu, softplus, exp, expm1, log, log2, log10, log1p, sqrt
  case sin, cos, tan, asin, acos, atan, sinh, cosh, erf, abs

  /// The function that a name stands for, as other libraries spell it too.
  init?(name: String) {
    switch name {
    case "ReLU": self = .relu
    case "arcsin": self = .asin
    case "arccos": self = .acos
    case "arctan": self = .atan
    default: self.init(rawValue: name)
    }
  }

  var operation: Value.Operation {
    switch self {
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .gelu: .gelu
    case .silu: .silu
    case .softplus: .softplus
    case .exp: .exp
    case .expm1: .expm1
    case .log: .log
    case .log2: .log2
    case .log10: .log10
    case .log1p: .log1p
    case .sqrt: .sqrt
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .asin: .asin
    case .acos: .acos
    case .atan: .atan
    case .sinh: .sinh
    case .cosh: .cosh
    case .erf: .erf
    case .abs: .abs
    }
  }
}

/// A function of one Value and a plain number, which has a default; the raw value is its name.
enum ParameterFunction: String, CaseIterable {
  case leakyReLU = "leaky_relu"
  case elu

  func callAsFunction(_ x: Value, _ parameter: Double) -> Value {
    switch self {
    case .leakyReLU: x.leakyReLU(slope: parameter)
    case .elu: x.elu(alpha: parameter)
    }
  }

  var operation: Value.Operation {
    switch self {
    case .leakyReLU: .leakyReLU
    case .elu: .elu
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

/// Functions of Python's `math` that are of plain numbers alone; the raw value is the name.
enum MathFunction: String, CaseIterable {
  case floor, ceil, trunc, fabs, isnan, isinf, isfinite, hypot, atan2, copysign, fmod, degrees
  case radians, factorial, gcd, comb, fsum, prod, isclose
}

/// Functions of Python's `random`; the raw value is the name.
enum RandomFunction: String, CaseIterable {
  case seed, random, uniform, randint, randrange, gauss, normalvariate, choice, shuffle
}

extension Builtin {
  /// The built-in that a name stands for, where a program does not bind it.
  init?(name: String) {
    if let function = UnaryFunction(name: name) {
      self = .unary(function, isIEEE: false)
    } else if let function = ParameterFunction(rawValue: name) {
      self = .withParameter(function)
    } else if let known = Builtin.byName[name] {
      self = known
    } else {
      return nil
    }
  }

  private static let byName: [String: Builtin] = [
    "pow": .power(isFloat: false), "max": .extremum(.maximum), "min": .extremum(.minimum),
    "sum": .sum, "softmax": .softmax, "Value": .value, "Neuron": .neuron(.lecture),
    "Layer": .layer(.lecture), "MLP": .mlp(.lecture), "print": .print, "len": .len,
    "range": .range, "zip": .zip, "enumerate": .enumerate, "sorted": .sorted,
    "reversed": .reversed, "map": .map, "filter": .filter, "any": .any, "all": .all,
    "list": .list, "tuple": .tuple, "dict": .dictionary, "set": .set, "int": .integer,
    "float": .float, "str": .string, "bool": .boolean, "round": .round, "repr": .repr,
    "isinstance": .isinstance,
  ]

  /// The same of micrograd's package.
  var ofPackage: Builtin {
    switch self {
    case .neuron: .neuron(.package)
    case .layer: .layer(.package)
    case .mlp: .mlp(.package)
    default: self
    }
  }

  /// Whether it is a type in Python, which a call makes an object of.
  var isType: Bool {
    switch self {
    case .value, .neuron, .layer, .mlp, .list, .tuple, .dictionary, .set, .integer, .float,
      .string, .boolean, .range, .zip, .enumerate, .reversed, .map, .filter:
      true
    default: false
    }
  }

  /// The functions that are listed where a name is not known.
  static let functionNames =
    UnaryFunction.allCases.map(\.rawValue) + ParameterFunction.allCases.map(\.rawValue) + [
      "pow", "max", "min", "sum", "softmax",
    ]

  /// Every name that ``init(name:)`` knows.
  static let names = functionNames + byName.keys.sorted()

  /// What a program calls it.
  var name: String {
    switch self {
    case .unary(let function, _): function.rawValue
    case .withParameter(let function): function.rawValue
    case .neuron: "Neuron"
    case .layer: "Layer"
    case .mlp: "MLP"
    case .power: "pow"
    case .math(let function): "math.\(function.rawValue)"
    case .random(let function): "random.\(function.rawValue)"
    default: Builtin.byName.first { $0.value == self }?.key ?? "?"
    }
  }
}
