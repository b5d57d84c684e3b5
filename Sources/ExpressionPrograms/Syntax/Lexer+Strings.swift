internal import Text

extension Lexer {
  /// What the lexer is inside of while it reads a string.
  private enum Layer {
    case text(quote: UInt8, isTriple: Bool, isFormatted: Bool)
    /// A replacement field `{…}`, where quotes begin strings of their own.
    case field

    var spansLines: Bool {
      if case .text(_, true, _) = self { true } else { false }
    }
  }

  /// Goes past a string whose opening quote stands here.
  ///
  /// The fields of an f-string may hold strings with the same quotes, and those again fields; a
  /// list of what is open replaces recursion.
  mutating func scanString(prefix: Range<Int>) -> Token.Kind {
    var layers: [Layer] = [openQuote(prefix: bytes[prefix])]
    while let layer = layers.last {
      guard position < end else {
        // A backslash at the end has nothing behind it.
        position = end
        return .unterminatedString
      }
      let here = byte()
      if here.endsLine, !layers.contains(where: \.spansLines) { return .unterminatedString }
      switch layer {
      case .text(let quote, let isTriple, let isFormatted):
        if here == UInt8(ascii: "\\") {
          // A joined line of CR and LF is one character more.
          position += byte(1) == UInt8(ascii: "\r") && byte(2) == UInt8(ascii: "\n") ? 3 : 2
        } else if here == quote, !isTriple || (byte(1) == quote && byte(2) == quote) {
          position += isTriple ? 3 : 1
          layers.removeLast()
        } else if isFormatted, here == UInt8(ascii: "{") {
          let isEscaped = byte(1) == here
          position += isEscaped ? 2 : 1
          if !isEscaped { layers.append(.field) }
        } else {
          position += 1
        }
      case .field:
        if here == UInt8(ascii: "}") {
          position += 1
          layers.removeLast()
        } else if here == UInt8(ascii: "{") {
          position += 1
          layers.append(.field)
        } else if here == UInt8(ascii: "'") || here == UInt8(ascii: "\"") {
          layers.append(openQuote(prefix: prefixBeforeQuote()))
        } else {
          position += 1
        }
      }
    }
    return .string
  }

  private mutating func openQuote(prefix: ArraySlice<UInt8>) -> Layer {
    let quote = byte()
    let isTriple = byte(1) == quote && byte(2) == quote
    position += isTriple ? 3 : 1
    let isFormatted = prefix.contains { $0 | 0x20 == UInt8(ascii: "f") }
    return .text(quote: quote, isTriple: isTriple, isFormatted: isFormatted)
  }

  /// The letters right before a quote inside a field, where they are the prefix of a string.
  private func prefixBeforeQuote() -> ArraySlice<UInt8> {
    var start = position
    while start > 0, bytes[start - 1].startsName || bytes[start - 1].isDigit { start -= 1 }
    let letters = bytes[start..<position]
    return StringLiteral.isPrefix(letters) ? letters : []
  }
}
