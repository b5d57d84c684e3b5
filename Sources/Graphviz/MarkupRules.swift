internal import Text

/// What Graphviz cannot bear in an HTML-like label.
enum MarkupRules {
  /// Refuses control characters, images, declarations, too many lines, and cells that span too
  /// much.
  ///
  /// Complexity: linear in the length of the markup.
  static func check(_ markup: String, of name: String) throws(GraphvizError) {
    guard !markup.unicodeScalars.contains(where: isControl) else {
      throw .markupRefused(attribute: name, .controlCharacter)
    }
    var lines = 1
    var rest = Array(markup.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let tag = tagText(rest[(start + 1)...])
      rest = rest[tag.endIndex...]
      let lowercase = tag.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      if lowercase.starts(with: "br".utf8) { lines += 1 }
      if let reason = reason(against: lowercase) {
        throw .markupRefused(attribute: name, reason)
      }
    }
    guard AttributeRules.lines.contains(lines) else {
      throw .tooManyLines(attribute: name, lines, limit: AttributeRules.lines.upperBound)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t" && scalar.isForbiddenInXML
  }

  /// The text up to the `>` that ends a tag, which is not one between quotes.
  private static func tagText(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8?
    let end = text.firstIndex { byte in
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      return quote == nil && byte == UInt8(ascii: ">")
    }
    return text[..<(end ?? text.endIndex)]
  }

  private static func reason(against tag: [UInt8]) -> GraphvizError.MarkupReason? {
    if tag.starts(with: "img".utf8) { return .image }
    if tag.first == UInt8(ascii: "!") || tag.first == UInt8(ascii: "?") { return .declaration }
    let word = Array("span".utf8)
    for start in tag.indices where tag[start...].starts(with: word) {
      let value = tag[(start + word.count)...].split(maxSplits: 2) { quotes.contains($0) }
      // Only plain digits: an entity could stand for more of them.
      let text = value.count > 1 ? String(decoding: value[1], as: UTF8.self) : ""
      let span = Int(text) ?? 0
      if !AttributeRules.span.contains(span) {
        return .span(span, limit: AttributeRules.span.upperBound)
      }
    }
    return nil
  }

  private static let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
}
