/// A module that a program may import or name, and what it finds there.
enum ProgramModule: Equatable {
  case math, numpy, random
  case micrograd, engine, networks
  /// What only draws or sets up: all that is called there is skipped.
  case skipped(String)
  case foreign(String)

  /// A module by its path, as in `import matplotlib.pyplot`.
  init(path: String) {
    switch path {
    case "math", "cmath": self = .math
    case "numpy", "jax.numpy", "autograd.numpy": self = .numpy
    case "random": self = .random
    case "micrograd": self = .micrograd
    case "micrograd.engine": self = .engine
    case "micrograd.nn": self = .networks
    default:
      let package = String(path.prefix { $0 != "." })
      self = ProgramModule.drawing.contains(package) ? .skipped(package) : .foreign(path)
    }
  }

  private static let drawing: Set<String> = [
    "matplotlib", "seaborn", "plotly", "graphviz", "IPython", "warnings", "sys", "os", "logging",
  ]

  /// The modules that may be named without an import, as notebooks do whose first cell is not here.
  static let known: [String: ProgramModule] = [
    "math": .math, "np": .numpy, "numpy": .numpy, "random": .random,
    "plt": .skipped("plt"), "torch": .foreign("torch"),
  ]

  var path: String {
    switch self {
    case .math: "math"
    case .numpy: "numpy"
    case .random: "random"
    case .micrograd: "micrograd"
    case .engine: "micrograd.engine"
    case .networks: "micrograd.nn"
    case .skipped(let path), .foreign(let path): path
    }
  }

  /// The names that a module has, for suggestions.
  var memberNames: [String] {
    switch self {
    case .math:
      ["pi", "e", "tau", "inf", "nan", "pow"] + UnaryFunction.allCases.map(\.rawValue)
        + MathFunction.allCases.map(\.rawValue)
    case .numpy: ["pi", "e"] + UnaryFunction.allCases.map(\.rawValue)
    case .random: RandomFunction.allCases.map(\.rawValue)
    case .networks: ["Neuron", "Layer", "MLP"]
    default: []
    }
  }

  /// What a name of a module stands for.
  enum Member {
    case builtin(Builtin)
    case number(Double)
    case module(ProgramModule)
  }

  subscript(name: String) -> Member? {
    switch self {
    case .math: ProgramModule.mathMember(name)
    case .numpy: ProgramModule.numpyMember(name)
    case .random: RandomFunction(rawValue: name).map { .builtin(.random($0)) }
    case .micrograd:
      switch name {
      case "engine": .module(.engine)
      case "nn": .module(.networks)
      default: nil
      }
    case .engine: name == "Value" ? .builtin(.value) : nil
    case .networks:
      switch name {
      case "Neuron": .builtin(.neuron(.package))
      case "Layer": .builtin(.layer(.package))
      case "MLP": .builtin(.mlp(.package))
      case "Value": .builtin(.value)
      default: nil
      }
    case .skipped, .foreign: nil
    }
  }

  private static func mathMember(_ name: String) -> Member? {
    switch name {
    case "pi": return .number(.pi)
    case "e": return .number(2.718281828459045)
    case "tau": return .number(2 * .pi)
    case "inf": return .number(.infinity)
    case "nan": return .number(.nan)
    case "pow": return .builtin(.power(isFloat: true))
    // Python has these without a module.
    case "max", "min": return Builtin(name: name).map { .builtin($0) }
    default: break
    }
    if let function = MathFunction(rawValue: name) { return .builtin(.math(function)) }
    return function(name, isIEEE: false)
  }

  private static func numpyMember(_ name: String) -> Member? {
    switch name {
    case "pi", "e", "inf", "nan": return mathMember(name)
    case "absolute", "fabs": return .builtin(.unary(.abs, isIEEE: true))
    case "maximum": return .builtin(.extremum(.maximum))
    case "minimum": return .builtin(.extremum(.minimum))
    case "power": return .builtin(.power(isFloat: true))
    case "max", "min", "sum", "round": return Builtin(name: name).map { .builtin($0) }
    case "floor", "ceil", "isnan", "isinf", "isfinite":
      return MathFunction(rawValue: name).map { .builtin(.math($0)) }
    default: return function(name, isIEEE: true)
    }
  }

  private static func function(_ name: String, isIEEE: Bool) -> Member? {
    if let function = ParameterFunction(rawValue: name) {
      return .builtin(.withParameter(function))
    }
    // Only NumPy has other spellings.
    let function = isIEEE ? UnaryFunction(name: name) : UnaryFunction(rawValue: name)
    return function.map { .builtin(.unary($0, isIEEE: isIEEE)) }
  }
}
