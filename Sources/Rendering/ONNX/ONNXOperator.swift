internal import Autograd
internal import ComputationGraph

/// What a node of a model computes.
struct ONNXOperator: Hashable {
  enum Attribute: Hashable {
    /// What `Constant` gives: a number, or a list of them.
    case constant([Double], isList: Bool)
    /// What `Cast` makes of its input.
    case elementType(Int)
  }

  let name: String
  /// Who defined it: ONNX where it is empty.
  var domain = ""
  var attributes: [Attribute] = []

  /// Operations of the user's, which nobody has defined.
  static let userDomain = "multigrad"
  /// Those of ours that ONNX has not, or that onnxruntime cannot compute in doubles; the model brings
  /// their definitions.
  static let functionDomain = "multigrad.functions"

  static func function(_ name: String) -> ONNXOperator {
    ONNXOperator(name: name, domain: functionDomain)
  }
}

extension ONNXOperator {
  /// What computes an operation; `nil` for numbers that are given.
  init?(_ operation: NodeOperation) {
    switch operation {
    case .custom(let name): self.init(name: name, domain: ONNXOperator.userDomain)
    case .builtIn(let operation):
      guard let standard = ONNXOperator.standardName(of: operation) else { return nil }
      self = standard.isEmpty ? .function(operation.symbol) : ONNXOperator(name: standard)
    }
  }

  /// The operator of ONNX that onnxruntime computes in doubles as we do, empty where there is none;
  /// `nil` for numbers that are given.
  ///
  /// Its Sigmoid is 0 below -37, where ours is small, and its Cos is of floats up to version 1.22.
  private static func standardName(of operation: Value.Operation) -> String? {
    switch operation {
    case .leaf, .constant: nil
    case .add: "Add"
    case .subtract: "Sub"
    case .multiply: "Mul"
    case .divide: "Div"
    case .negate: "Neg"
    case .powerOfConstant, .power: "Pow"
    case .tanh: "Tanh"
    case .relu: "Relu"
    case .exp: "Exp"
    case .log: "Log"
    case .sqrt: "Sqrt"
    case .sin: "Sin"
    case .abs: "Abs"
    case .maximum: "Max"
    case .minimum: "Min"
    case .sum: "Sum"
    case .sigmoid, .leakyReLU, .elu, .gelu, .silu, .softplus, .expm1, .log2, .log10, .log1p, .cos,
      .tan,
      .asin, .acos, .atan, .sinh, .cosh, .erf, .custom:
      ""
    }
  }
}
