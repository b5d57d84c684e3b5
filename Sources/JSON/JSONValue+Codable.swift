/// Any document through any encoder or decoder.
extension JSONValue: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes a value; offsets, which a decoder does not know, are 0.
  package init(from decoder: any Decoder) throws {
    offset = 0
    if let members = try? decoder.container(keyedBy: Key.self) {
      content = .object(
        try members.allKeys.map {
          ($0.stringValue, try members.decode(JSONValue.self, forKey: $0))
        })
    } else if var list = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
      content = .array(values)
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        content = .null
      } else if let bool = try? value.decode(Bool.self) {
        content = .bool(bool)
      } else if let number = try? value.decode(Double.self) {
        content = .number(number)
      } else {
        content = .string(try value.decode(String.self))
      }
    }
  }

  /// Encodes the value.
  package func encode(to encoder: any Encoder) throws {
    switch content {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (key, value) in members { try container.encode(value, forKey: Key(stringValue: key)) }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .null, .bool, .number, .string:
      var container = encoder.singleValueContainer()
      switch content {
      case .bool(let bool): try container.encode(bool)
      case .number(let number): try container.encode(number)
      case .string(let string): try container.encode(string)
      case .null, .array, .object: try container.encodeNil()
      }
    }
  }
}
