/// A value of a JSON document, with where it was in it.
package struct JSONValue: Sendable {
  package enum Content: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the document; of two with one name, readers take the last.
    case object([(key: String, value: JSONValue)])
  }

  package let content: Content
  /// Where the first byte is in the document, from 0.
  package let offset: Int

  /// The member of an object, or `nil` where there is none.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  package var string: String? {
    if case .string(let value) = content { value } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let values) = content { values } else { nil }
  }

  package var bool: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// A number, or one of the strings that stand for what JSON has no number for.
  package var double: Double? {
    switch content {
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  package var integer: Int? {
    if case .number(let value) = content { Int(exactly: value) } else { nil }
  }
}
