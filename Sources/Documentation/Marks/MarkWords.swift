internal import Text

/// The words of a mark: what stands between blanks, or in quotes.
enum MarkWords {
  /// Splits a text as a shell would: `alt="a b"` is one word.
  ///
  /// - Returns: `nil` where a quote is never closed.
  static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\\", quote != "'", let next = rest.first, next == "\\" || next == "\"" {
        word = (word ?? "") + String(rest.removeFirst())
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if quote != nil { return nil }
    return words + (word.map { [$0] } ?? [])
  }

  /// The word that every mark of ours begins with.
  static let own = "multigrad"

  /// What follows our own word in an info string or a comment; `nil` where it is not of ours.
  static func afterOwn(_ text: Substring, orColon: Bool = false) -> Substring? {
    let trimmed = text.trimmingBlanks
    guard trimmed.hasPrefix(own) else { return nil }
    let rest = trimmed.dropFirst(own.count)
    return rest.first.map { $0.isWhitespace || orColon && $0 == ":" } ?? true ? rest : nil
  }

  /// The first word of a text that is no mark of ours, where it is nearly our word.
  static func nearMiss(in text: some StringProtocol) -> String? {
    let word = text.drop { !$0.isLetter }.prefix(while: \.isLetter)
    guard word.count > 6, NearestWord.to(String(word), among: [own]) != nil else { return nil }
    return String(text.split(whereSeparator: \.isWhitespace).first ?? "")
  }

  /// Whether the words of a mark say what is drawn, and not only how: a file, a command, a program.
  static func nameSource(_ text: String) -> Bool {
    guard let first = text.split(whereSeparator: \.isWhitespace).first else { return false }
    return !(first.contains("=") || first.first == "-") || text.contains("expression=")
  }
}

extension Substring {
  var trimmingBlanks: Substring {
    var result = drop(while: \.isWhitespace)
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}
