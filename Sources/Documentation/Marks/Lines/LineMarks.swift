internal import Text

/// The marks of a document whose comments are lines: `.. multigrad: flow.mg`, `// multigrad: flow.mg`,
/// `% multigrad: flow.mg`.
enum LineMarks {
  /// The marks in the order of the text.
  ///
  /// O(length).
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - comment: What a line of comment begins with; blanks may follow.
  ///   - literal: Which lines are not read, since they are shown as they are.
  static func marks(
    in bytes: [UInt8], comment: String, literal: some LiteralLines
  ) -> [Mark] {
    var literal = literal
    var marks: [Mark] = []
    for (index, range) in SourceLine.ranges(in: bytes).enumerated() {
      let line = String(decoding: bytes[range], as: UTF8.self)
      if literal.isLiteral(line) { continue }
      let indent = bytes[range].prefix(while: \.isBlank)
      guard line.dropFirst(indent.count).hasPrefix(comment),
        let content = content(of: line.dropFirst(indent.count + comment.count))
      else { continue }
      marks.append(
        Mark(
          content: content, range: range.lowerBound + indent.count..<range.upperBound,
          line: index + 1, isAlone: true, prefix: Array(indent)))
    }
    return marks
  }

  /// What a comment is to us; `nil` where it is not of ours.
  private static func content(of comment: Substring) -> Mark.Content? {
    let text = comment.trimmingBlanks
    if text == "/\(MarkWords.own)" { return .end }
    let beginning = "\(MarkWords.own) pictures:"
    if text.hasPrefix(beginning) {
      return .begin(name: String(text.dropFirst(beginning.count).trimmingBlanks))
    }
    // Two colons would make a directive of reStructuredText.
    guard let words = MarkWords.afterOwn(text, orColon: true), words.first == ":",
      words.dropFirst().first != ":"
    else { return nil }
    return .directive(words: String(words.dropFirst()), program: nil)
  }
}

/// Finds lines that a document shows as they are, such as those of code.
protocol LiteralLines {
  /// Whether the next line is one; it is asked of each in their order.
  mutating func isLiteral(_ line: String) -> Bool
}
