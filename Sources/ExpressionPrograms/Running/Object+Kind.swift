internal import Autograd

extension Object {
  /// What Python calls the type.
  var typeName: String {
    switch self {
    case .unbound, .none, .cell, .loop: "None"
    case .boolean: "bool"
    case .integer: "int"
    case .float: "float"
    case .value: "Value"
    case .text: "str"
    case .list: "list"
    case .tuple: "tuple"
    case .dictionary: "dict"
    case .set: "set"
    case .range: "range"
    case .iterator(let iterator): iterator.name
    case .function, .builtin, .method: "function"
    case .network(let network): network.typeName
    }
  }

  /// The object as a plain number; `nil` where it is none.
  var number: Double? {
    switch self {
    case .integer(let number): PythonNumber.double(number)
    case .float(let number): number
    case .boolean(let truth): truth ? 1 : 0
    default: nil
    }
  }

  /// The object as an integer, as a truth value counts as one too.
  var integer: Int128? {
    switch self {
    case .integer(let number): number
    case .boolean(let truth): truth ? 1 : 0
    default: nil
    }
  }
}

extension Machine {
  /// The object, or of a node of a shorthand program its number, where a plain number is needed.
  func plain(_ object: Object) -> Object {
    guard program.isShorthand, case .value(let value) = object else { return object }
    return shorthandNumbers[value.index] ?? .float(value.data)
  }

  /// Whether a condition holds: what is 0, empty or None does not.
  func isTrue(_ object: Object) -> Bool {
    switch object {
    case .boolean(let truth): truth
    case .none, .unbound: false
    case .integer(let number): number != 0
    case .float(let number): number != 0
    case .text(let text): text.count > 0
    case .list(let list), .tuple(let list): !list.elements.isEmpty
    case .dictionary(let dictionary), .set(let dictionary): dictionary.count > 0
    case .range(let range): range.count > 0
    case .value(let value): program.isShorthand ? value.data != 0 : true
    default: true
    }
  }
}
