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
        try members.allKeys.map { ($0.stringValue, try members.decode(Self.self, forKey: $0)) })
    } else if (try? decoder.unkeyedContainer()) != nil {
      content = .array(try [JSONValue](from: decoder))
    } else if try decoder.singleValueContainer().decodeNil() {
      content = .null
    } else if let bool = try? Bool(from: decoder) {
      content = .bool(bool)
    } else if let number = try? Double(from: decoder) {
      content = .number(number)
    } else {
      content = .string(try String(from: decoder))
    }
  }

  /// Encodes the value.
  package func encode(to encoder: any Encoder) throws {
    switch content {
    case .null: try Bool?.none.encode(to: encoder)
    case .bool(let bool): try bool.encode(to: encoder)
    case .number(let number): try number.encode(to: encoder)
    case .string(let string): try string.encode(to: encoder)
    case .array(let values): try values.encode(to: encoder)
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (key, value) in members { try container.encode(value, forKey: Key(stringValue: key)) }
    }
  }
}
