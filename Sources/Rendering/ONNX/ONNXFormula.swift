/// A formula over the inputs of a function, of operators that onnxruntime computes in doubles.
indirect enum ONNXFormula: Hashable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  case input(String)
  case apply(ONNXOperator, [ONNXFormula])

  static let x = input("x")
  /// The plain number beside the input.
  static let parameter = input("parameter")

  init(floatLiteral value: Double) { self = .list([value], isList: false) }
  init(integerLiteral value: Int) { self.init(floatLiteral: Double(value)) }

  static func list(_ numbers: [Double], isList: Bool = true) -> ONNXFormula {
    apply(ONNXOperator(name: "Constant", attributes: [.constant(numbers, isList: isList)]), [])
  }

  /// An operator of ONNX.
  static func call(_ name: String, _ operands: ONNXFormula...) -> ONNXFormula {
    apply(ONNXOperator(name: name), operands)
  }

  /// Another function of ours.
  static func own(_ name: String, _ operand: ONNXFormula) -> ONNXFormula {
    apply(.function(name), [operand])
  }

  static func + (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("Add", a, b) }
  static func - (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("Sub", a, b) }
  static func * (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("Mul", a, b) }
  static func / (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("Div", a, b) }
  static prefix func - (a: ONNXFormula) -> ONNXFormula { call("Neg", a) }
  static func < (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("Less", a, b) }
  static func <= (a: ONNXFormula, b: ONNXFormula) -> ONNXFormula { call("LessOrEqual", a, b) }

  var magnitude: ONNXFormula { .call("Abs", self) }
  var exp: ONNXFormula { .call("Exp", self) }
  var log: ONNXFormula { .call("Log", self) }
  var squareRoot: ONNXFormula { .call("Sqrt", self) }
  var sin: ONNXFormula { .call("Sin", self) }
  var tanh: ONNXFormula { .call("Tanh", self) }
  var sign: ONNXFormula { .call("Sign", self) }

  /// One of two, which are both computed.
  func select(_ yes: ONNXFormula, _ no: ONNXFormula) -> ONNXFormula {
    .call("Where", self, yes, no)
  }

  /// The same operator on floats, which have 7 digits.
  func inFloats(_ name: String) -> ONNXFormula {
    func cast(_ formula: ONNXFormula, to type: Int) -> ONNXFormula {
      .apply(ONNXOperator(name: "Cast", attributes: [.elementType(type)]), [formula])
    }
    return cast(.call(name, cast(self, to: 1)), to: ONNXSchema.double)
  }

  /// c₀ + c₁x + c₂x² + …, as a product of all powers with all coefficients.
  func polynomial(_ coefficients: [Double]) -> ONNXFormula {
    let powers = ONNXFormula.call("Pow", self, .list(coefficients.indices.map(Double.init)))
    return .call("MatMul", powers, .list(coefficients))
  }
}

extension ONNXFormula {
  /// The names of the inputs in it, and the functions that it calls.
  var parts: (inputs: Set<String>, functions: Set<String>) {
    switch self {
    case .input(let name): return ([name], [])
    case .apply(let operation, let operands):
      let isFunction = operation.domain == ONNXOperator.functionDomain
      return operands.reduce(([], isFunction ? [operation.name] : [])) { parts, operand in
        let own = operand.parts
        return (parts.0.union(own.inputs), parts.1.union(own.functions))
      }
    }
  }

  /// The formula as nodes, equal parts once; the last has the result, which is called `result`.
  func nodes(result: String) -> [ProtobufMessage] {
    var nodes: [ProtobufMessage] = []
    var names: [ONNXFormula: String] = [:]
    func name(of formula: ONNXFormula, as given: String? = nil) -> String {
      guard case .apply(let operation, let operands) = formula else {
        guard case .input(let name) = formula else {
          fatalError("A formula is an input or a call.")
        }
        return name
      }
      if let known = names[formula] { return known }
      let inputs = operands.map { name(of: $0) }
      let output = given ?? "v\(nodes.count + 1)"
      nodes.append(ONNXSchema.node(operation, inputs: inputs, output: output))
      names[formula] = output
      return output
    }
    _ = name(of: self, as: result)
    return nodes
  }
}
