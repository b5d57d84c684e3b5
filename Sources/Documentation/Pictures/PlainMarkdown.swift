/// Text that every reader of Markdown takes as it is.
///
/// Some of them drop what is escaped, backslash and character alike, and others show the backslash. So
/// nothing is escaped: a character that may mean something is replaced by one that looks like it.
enum PlainMarkdown {
  /// The text on one line, with no character in it that means something where it stands.
  static func text(_ text: String) -> String {
    let characters = Array(text)
    let brackets = hasLinkOrLoneBracket(characters) ? ("(", ")") : ("[", "]")
    var result = ""
    for (index, character) in characters.enumerated() {
      // Of several alike, as in "x ** 2", what is around all of them counts.
      let before = characters[..<index].last { $0 != character } ?? " "
      let after = characters[(index + 1)...].first { $0 != character } ?? " "
      switch character {
      case "[": result += brackets.0
      case "]": result += brackets.1
      case "*" where !(before.isWhitespace && after.isWhitespace): result += "∗"
      case "_" where !(before.isWord && after.isWord): result += "＿"
      case "<" where !after.isWhitespace && !after.isNumber: result += "‹"
      case "&" where after.isLetter || after == "#": result += "＆"
      case "`": result += "'"
      case "\\": result += "∖"
      case "|": result += "¦"
      case "$": result += "＄"
      case "~": result += "∼"
      default: result.append(character)
      }
    }
    return result
  }

  /// Whether brackets are not in pairs, or a link might begin behind one.
  private static func hasLinkOrLoneBracket(_ characters: [Character]) -> Bool {
    var depth = 0
    for (index, character) in characters.enumerated() {
      if character == "[" { depth += 1 }
      if character == "]" {
        depth -= 1
        let next = index + 1 < characters.count ? characters[index + 1] : " "
        if depth < 0 || next == "(" || next == "[" || next == ":" { return true }
      }
    }
    return depth != 0
  }
}

extension Character {
  fileprivate var isWord: Bool { isLetter || isNumber }
}
