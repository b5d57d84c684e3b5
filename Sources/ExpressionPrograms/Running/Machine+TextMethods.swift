/// The methods of texts.
extension Machine {
  mutating func callMethod(
    _ name: String, of text: TextObject, _ call: Call
  ) throws(Raised) -> Object {
    let string = text.string
    try charge(string.utf8.count / 8 + 2)
    func part(_ object: Object) throws(Raised) -> String {
      guard case .text(let text) = object else { throw call.expected("a text", object) }
      return text.string
    }
    switch name {
    case "upper", "lower", "title", "capitalize", "isdigit", "isalpha":
      _ = try call.take(0...0)
      switch name {
      case "upper": return .string(string.uppercased())
      case "lower": return .string(string.lowercased())
      case "title": return .string(Machine.titled(string))
      case "capitalize":
        return .string(string.prefix(1).uppercased() + string.dropFirst().lowercased())
      case "isdigit":
        return .boolean(
          !string.isEmpty && string.unicodeScalars.allSatisfy { $0.decimalDigit != nil })
      default:
        return .boolean(
          !string.isEmpty && string.unicodeScalars.allSatisfy(\.properties.isAlphabetic))
      }
    case "strip", "lstrip", "rstrip":
      let given = try call.take(0...1)
      var characters: Set<Unicode.Scalar>?
      if let object = given.first, !object.isNone {
        characters = Set(try part(object).unicodeScalars)
      }
      return .string(
        Machine.stripped(string, characters, left: name != "rstrip", right: name != "lstrip"))
    case "split":
      let given = try call.take(0...2, names: ["sep", "maxsplit"])
      let most = given.count > 1 ? given[1] : call.arguments.names["maxsplit"] ?? .integer(-1)
      guard let limit = plain(most).integer else { throw call.expected("an integer", most) }
      var separator: String?
      if let object = call.argument(0, "sep"), !object.isNone { separator = try part(object) }
      if separator?.isEmpty == true { throw Raised(.value("the separator is empty")) }
      let parts = Machine.split(
        string, by: separator, most: limit < 0 ? .max : Int(clamping: limit))
      try charge(3 * parts.count + 2)
      return .list(ListObject(parts.map { .string($0) }))
    case "join":
      var joined = ""
      for (index, element) in try elements(of: try call.take(1...1)[0]).enumerated() {
        guard case .text(let part) = element else {
          throw Raised(.type("only texts can be joined, not \(element.typeName)"))
        }
        if index > 0 { joined += string }
        joined += part.string
        if joined.utf8.count / 8 > limits.data - dataCount { throw Raised(.tooMuchData) }
      }
      try charge(joined.utf8.count / 8 + 2)
      return .string(joined)
    case "replace":
      let given = try call.take(2...3)
      let (old, new) = (try part(given[0]), try part(given[1]))
      var most = Int.max
      if given.count == 3, let limit = plain(given[2]).integer, limit >= 0 {
        most = Int(clamping: limit)
      }
      return .string(try replaced(string, old, new, most: most))
    case "startswith", "endswith":
      let object = try call.take(1...1)[0]
      var parts: [String] = []
      if case .tuple(let tuple) = object {
        for element in tuple.elements { parts.append(try part(element)) }
      } else {
        parts = [try part(object)]
      }
      return .boolean(
        parts.contains {
          name == "startswith"
            ? string.utf8.starts(with: $0.utf8)
            : string.utf8.reversed().starts(with: $0.utf8.reversed())
        })
    case "count", "find", "index":
      let wanted = try part(try call.take(1...1)[0])
      if name == "count" {
        if wanted.isEmpty { return .integer(Int128(text.count + 1)) }
        return .integer(Int128(string.offsets(of: wanted).count))
      }
      if wanted.isEmpty { return .integer(0) }
      guard let offset = string.offsets(of: wanted, most: 1).first else {
        if name == "find" { return .integer(-1) }
        throw Raised(.value("\(PythonText.quoted(wanted)) is not in the text"))
      }
      let before = String(decoding: string.utf8.prefix(offset), as: UTF8.self)
      return .integer(Int128(before.unicodeScalars.count))
    case "format":
      return .string(
        try filled(
          string, positions: call.arguments.positions, names: call.arguments.names))
    case "ljust", "rjust", "center", "zfill": return .string(try padded(name, text, call))
    default:
      let object = Object.text(text)
      throw unknownAttribute(name, of: object, among: object.methodNames)
    }
  }

  private static func titled(_ string: String) -> String {
    var result = ""
    var isInWord = false
    for character in string {
      result += isInWord ? character.lowercased() : character.uppercased()
      isInWord = character.isLetter
    }
    return result
  }

  private static func stripped(
    _ string: String, _ characters: Set<Unicode.Scalar>?, left: Bool, right: Bool
  ) -> String {
    func goes(_ scalar: Unicode.Scalar) -> Bool {
      characters?.contains(scalar) ?? scalar.properties.isWhitespace
    }
    var scalars = string.unicodeScalars[...]
    if left { scalars = scalars.drop(while: goes) }
    if right { while let last = scalars.last, goes(last) { scalars.removeLast() } }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func split(_ string: String, by separator: String?, most: Int) -> [String] {
    var parts: [String] = []
    guard let separator else {
      var rest = string.unicodeScalars.drop { $0.properties.isWhitespace }
      while !rest.isEmpty {
        if parts.count == most {
          parts.append(stripped(String(rest), nil, left: false, right: true))
          break
        }
        let word = rest.prefix { !$0.properties.isWhitespace }
        parts.append(String(word))
        rest = rest[word.endIndex...].drop { $0.properties.isWhitespace }
      }
      return parts
    }
    var start = 0
    let bytes = Array(string.utf8)
    for offset in string.offsets(of: separator, most: most) {
      parts.append(String(decoding: bytes[start..<offset], as: UTF8.self))
      start = offset + separator.utf8.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  private mutating func replaced(
    _ string: String, _ old: String, _ new: String, most: Int
  ) throws(Raised) -> String {
    if old.isEmpty {
      var result = ""
      var count = 0
      for scalar in string.unicodeScalars {
        if count < most { result += new }
        count += 1
        result.unicodeScalars.append(scalar)
      }
      if count < most { result += new }
      try charge(result.utf8.count / 8 + 2)
      return result
    }
    let parts = Machine.split(string, by: old, most: most)
    let length = string.utf8.count + parts.count * new.utf8.count
    try charge(length / 8 + 2)
    return parts.joined(separator: new)
  }

  private mutating func padded(
    _ name: String, _ text: TextObject, _ call: Call
  ) throws(Raised) -> String {
    let given = try call.take(1...(name == "zfill" ? 1 : 2))
    guard let width = plain(given[0]).integer else { throw call.expected("an integer", given[0]) }
    var fill = name == "zfill" ? "0" : " "
    if given.count == 2 {
      guard case .text(let other) = given[1], other.count == 1 else {
        throw call.expected("one character to fill with", given[1])
      }
      fill = other.string
    }
    let missing = width - Int128(text.count)
    if missing <= 0 { return text.string }
    try charge(Int(clamping: missing / 8))
    let count = Int(missing)
    switch name {
    case "ljust": return text.string + String(repeating: fill, count: count)
    case "rjust": return String(repeating: fill, count: count) + text.string
    case "center":
      // As CPython has it, the odd one goes to the left where the width is odd.
      let left = count / 2 + (count & Int(width) & 1)
      return String(repeating: fill, count: left) + text.string
        + String(repeating: fill, count: count - left)
    default:
      let hasSign = text.string.hasPrefix("-") || text.string.hasPrefix("+")
      return (hasSign ? String(text.string.prefix(1)) : "")
        + String(repeating: fill, count: count) + text.string.dropFirst(hasSign ? 1 : 0)
    }
  }
}
