/// A piece of a JSON document that knows where in it it stood.
struct JSONValue {
  enum Content {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the document; of two with one name, readers take the last.
    case object([(key: String, value: JSONValue)])
  }

  let content: Content
  /// The place of the first byte in the document.
  let offset: Int

  /// The member of an object, or `nil` where there is none.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  var isNull: Bool {
    if case .null = content { true } else { false }
  }

  var string: String? {
    if case .string(let value) = content { value } else { nil }
  }

  var array: [JSONValue]? {
    if case .array(let values) = content { values } else { nil }
  }

  var bool: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// A number, or one of the strings that stand for what JSON has no number for.
  var double: Double? {
    switch content {
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  var integer: Int? {
    if case .number(let value) = content { Int(exactly: value) } else { nil }
  }
}
