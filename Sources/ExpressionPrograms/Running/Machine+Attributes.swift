internal import Autograd
internal import Text

extension Machine {
  /// The names that a Value has.
  private static let valueNames =
    ["data", "grad", "label", "backward"] + UnaryFunction.allCases.map(\.rawValue)
    + ParameterFunction.allCases.map(\.rawValue) + ["pow", "ReLU", "item"]

  mutating func attribute(_ name: String, of object: Object) throws(Raised) -> Object {
    switch object {
    case .value(let value):
      switch name {
      case "data": return .float(value.data)
      // Gradients are added to 0.0 in Python, so that none is -0.0.
      case "grad": return .float((value.gradient ?? 0) + 0)
      case "label": return .string(value.label ?? "")
      case "_prev":
        let set = DictionaryObject()
        for input in value.inputs { set.set(.none, for: .value(input), key: .value(input)) }
        try charge(3 * set.count + 2)
        return .set(set)
      case "_op": return .string(Machine.operationText(of: value))
      default: if Machine.valueMethods.contains(name) { return .method(MethodObject(object, name)) }
      }
    case .network(let network):
      if let found = try attribute(name, of: network) { return found }
      if name == "parameters" || name == "zero_grad" { return .method(MethodObject(object, name)) }
    case .text, .list, .tuple, .dictionary, .set:
      if object.methodNames.contains(name) { return .method(MethodObject(object, name)) }
    case .builtin(.string) where Object.textMethods.contains(name):
      // `str.upper` takes the text as its argument.
      return .method(MethodObject(object, name))
    default: break
    }
    throw unknownAttribute(name, of: object, among: object.methodNames)
  }

  private static let valueMethods = Set(
    UnaryFunction.allCases.map(\.rawValue) + ParameterFunction.allCases.map(\.rawValue)
      + ["pow", "ReLU", "backward", "_backward", "item"])

  func unknownAttribute(_ name: String, of object: Object, among names: [String]) -> Raised {
    var candidates = names
    if case .value = object { candidates = Machine.valueNames }
    let suggestion = Suggestion.closestFunction(to: name, among: candidates)
    return Raised(
      .unknownAttribute(type: object.typeName, name: name),
      suggestion: suggestion == name ? nil : suggestion)
  }

  /// The operation as micrograd writes it: "+", "**2", "tanh", "ReLU"; of a leaf "".
  private static func operationText(of value: Value) -> String {
    switch value.operation {
    case .leaf, .constant: return ""
    case .relu: return "ReLU"
    case .powerOfConstant:
      return "**\(value.tape[value.index].parameter.map(\.typed) ?? "")"
    default: return value.operation.symbol
    }
  }

  mutating func setAttribute(
    _ name: String, of object: Object, to new: Object
  ) throws(Raised) {
    guard case .value(let value) = object else {
      throw Raised(.settingAttribute(type: object.typeName, name: name))
    }
    switch name {
    case "data":
      guard let number = plain(new).number else {
        throw Raised(.type("the data of a Value is a plain number, not \(new.typeName)"))
      }
      if value.operation == .constant { return }
      if value.operation != .leaf {
        throw Raised(.dataOfResult(operation: value.operation.symbol))
      }
      write(number, to: value)
    case "grad":
      guard let number = plain(new).number else {
        throw Raised(.type("a gradient is a plain number, not \(new.typeName)"))
      }
      touchesGradients = true
      value.assignGradient(number)
    case "label": value.label = try labelText(new)
    default:
      throw Raised(
        .settingAttribute(type: "Value", name: name),
        suggestion: NearestWord.to(name, among: ["data", "grad", "label"]))
    }
  }

  /// Sets the data of a leaf, and keeps what it was for those that were computed from it.
  private mutating func write(_ number: Double, to leaf: Value) {
    writes.append(DataWrite(leaf: leaf.index, nodeCount: tape.count, data: leaf.data))
    leaf.data = number
    if shorthandNumbers[leaf.index] != nil { shorthandNumbers[leaf.index] = .float(number) }
  }

  // MARK: - Methods

  mutating func callMethod(
    _ name: String, of object: Object, _ arguments: Arguments
  ) throws(Raised) -> Object {
    func call(_ usage: String) -> Call { Call(.named(name), arguments, usage) }
    switch object {
    case .value(let value): return try callMethod(name, of: value, object, arguments)
    case .network(let network):
      return try callMethod(name, of: network, call("net.@()"))
    case .text(let text): return try callMethod(name, of: text, call("text.@(…)"))
    case .list(let list): return try callMethod(name, of: list, call("xs.@(…)"))
    case .tuple(let tuple) where name == "index" || name == "count":
      return try callMethod(name, of: tuple, call("xs.@(x)"))
    case .dictionary(let dictionary):
      return try callMethod(name, of: dictionary, call("d.@(…)"))
    case .set(let set): return try callSetMethod(name, of: set, call("s.@(x)"))
    case .builtin(.string):
      guard case .text(let text)? = arguments.positions.first else { break }
      var rest = arguments
      rest.positions.removeFirst()
      return try callMethod(name, of: text, Call(.named(name), rest, "str.@(text)"))
    default: break
    }
    if case .none = object, Compiler.drawing.contains(name) { return .none }
    throw unknownAttribute(name, of: object, among: object.methodNames)
  }

  private mutating func callMethod(
    _ name: String, of value: Value, _ object: Object, _ arguments: Arguments
  ) throws(Raised) -> Object {
    func call(_ usage: String) -> Call { Call(.named(name), arguments, usage) }
    switch name {
    case "backward":
      _ = try call("y.backward()").take(0...0)
      touchesGradients = true
      if value.operation == .constant {
        throw Raised(.type("backward() of a constant has no meaning: it depends on nothing"))
      }
      // One unit for some nodes that are visited, and for many that are not.
      try charge(value.runBackward() / 4 + value.index / 4096 + 1)
      roots.lastBackward = value
      return .none
    case "_backward":
      _ = try call("y._backward()").take(0...0)
      touchesGradients = true
      if value.operation.inputCount != 0 { value.handOnGradient() }
      return .none
    case "item":
      _ = try call("x.item()").take(0...0)
      return .float(value.data)
    default: break
    }
    var all = arguments
    all.positions.insert(object, at: 0)
    if let function = UnaryFunction(name: name) {
      return try callBuiltin(.unary(function, isIEEE: true), all)
    }
    if let function = ParameterFunction(rawValue: name) {
      return try callBuiltin(.withParameter(function), all)
    }
    switch name {
    case "pow": return try callBuiltin(.power(isFloat: false), all)
    case "max": return try callBuiltin(.extremum(.maximum), all)
    case "min": return try callBuiltin(.extremum(.minimum), all)
    default: throw unknownAttribute(name, of: object, among: [])
    }
  }
}

extension Object {
  static let textMethods = [
    "upper", "lower", "strip", "lstrip", "rstrip", "split", "join", "replace", "startswith",
    "endswith", "format", "count", "find", "index", "title", "capitalize", "isdigit", "isalpha",
    "ljust", "rjust", "center", "zfill",
  ]

  /// The methods that a collection or a text has.
  var methodNames: [String] {
    switch self {
    case .text: Object.textMethods
    case .list:
      [
        "append", "extend", "pop", "index", "count", "insert", "remove", "reverse", "sort", "copy",
        "clear",
      ]
    case .tuple: ["index", "count"]
    case .dictionary:
      ["get", "keys", "values", "items", "pop", "setdefault", "update", "copy", "clear"]
    case .set: ["add", "discard", "remove", "update", "union", "copy", "clear"]
    default: []
    }
  }
}
