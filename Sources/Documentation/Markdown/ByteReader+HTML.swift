extension ByteReader {
  /// Takes the name of a tag, which is empty if there is none.
  mutating func takeTagName() -> String {
    guard let next, next.isLetter else { return "" }
    let start = offset
    skip { $0.isAlphanumeric || $0 == "-" }
    return String(decoding: bytes[start..<offset].map(\.lowercased), as: UTF8.self)
  }

  /// Takes an opening or closing tag behind its `<`.
  mutating func takeTag() -> Bool {
    let isClosing = take("/")
    guard take(where: \.isLetter) else { return false }
    skip { $0.isAlphanumeric || $0 == "-" }
    if !isClosing {
      while attempt({ $0.takeAttribute() }) {}
    }
    skip(while: \.isWhitespace)
    if !isClosing { _ = take("/") }
    return take(">")
  }

  private mutating func takeAttribute() -> Bool {
    guard skip(while: \.isWhitespace) > 0,
      take(where: { $0.isLetter || $0 == "_" || $0 == ":" })
    else { return false }
    skip { $0.isAlphanumeric || "_.:-".utf8.contains($0) }
    return attempt { $0.takeAttributeValue() } || true
  }

  private mutating func takeAttributeValue() -> Bool {
    skip(while: \.isWhitespace)
    guard take("=") else { return false }
    skip(while: \.isWhitespace)
    if take("\"") { return skip(through: "\"") }
    if take("'") { return skip(through: "'") }
    return skip { !$0.isWhitespace && !"\"'=<>`".utf8.contains($0) } > 0
  }

  /// Takes raw HTML other than a comment behind its `<`.
  mutating func takeMarkup() -> Bool {
    if take("?") { return skip(through: "?>") }
    if take("![CDATA[") { return skip(through: "]]>") }
    if take("!") { return take(where: \.isLetter) && skip(through: ">") }
    return takeTag()
  }

  /// Takes a comment behind its `<`, as it may stand within a block of HTML.
  mutating func takeComment() -> Bool {
    guard take("!--") else { return false }
    return take(">") || take("->") || skip(through: "-->")
  }

  /// Takes a comment behind its `<`, as CommonMark 0.30 allows it within a paragraph.
  mutating func takeInlineComment() -> Bool {
    guard take("!--"), next != UInt8(ascii: ">"), !take("->") else { return false }
    return skip(through: "--") && take(">")
  }

  /// Takes an address behind its `<`, where nothing else can be hidden in.
  mutating func takeAutolink() -> Bool {
    attempt { $0.takeAddress() } || attempt { $0.takeMailAddress() }
  }

  private mutating func takeAddress() -> Bool {
    guard take(where: \.isLetter) else { return false }
    let count = skip { $0.isAlphanumeric || "+.-".utf8.contains($0) }
    guard 1...31 ~= count, take(":") else { return false }
    skip { $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    return take(">")
  }

  private mutating func takeMailAddress() -> Bool {
    guard skip(while: { $0.isAlphanumeric || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }) > 0,
      take("@")
    else { return false }
    repeat {
      let start = offset
      guard 1...63 ~= skip(while: { $0.isAlphanumeric || $0 == "-" }),
        bytes[start].isAlphanumeric, bytes[offset - 1].isAlphanumeric
      else { return false }
    } while take(".")
    return take(">")
  }
}
