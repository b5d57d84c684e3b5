/// A value that can be formatted.
enum FormatArgument: Equatable {
  case integer(Int128)
  case float(Double)
  case text(String)
  case boolean(Bool)

  /// The value as Python's `str` writes it.
  var plainText: String {
    switch self {
    case .integer(let value): String(value)
    case .float(let value): PythonText.float(value)
    case .text(let text): text
    case .boolean(let value): value ? "True" : "False"
    }
  }

  /// The value as Python's `repr` writes it, or its `ascii`.
  func representation(isASCII: Bool = false) -> String {
    if case .text(let text) = self { return PythonText.quoted(text, isASCII: isASCII) }
    return plainText
  }

  /// Python's name of the type.
  var typeName: String {
    switch self {
    case .integer: "int"
    case .float: "float"
    case .text: "str"
    case .boolean: "bool"
    }
  }
}
