/// The marks of a Markdown document: fenced blocks, and comments.
enum MarkdownMarks {
  static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    for item in MarkdownScanner.items(of: bytes) {
      switch item {
      case .fence(let fence):
        if let mark = mark(fence, after: marks.last, in: bytes) {
          if mark.range.lowerBound <= marks.last?.range.lowerBound ?? -1 { marks.removeLast() }
          marks.append(mark)
        }
      case .comment(let comment):
        guard let content = content(ofComment: comment.text) else { continue }
        marks.append(
          Mark(
            content: content, range: comment.range, line: comment.lineNumber,
            isAlone: comment.isAlone, prefix: comment.prefix,
            spoilsLine: comment.beginsBlock && !comment.isAlone))
      }
    }
    return marks
  }

  private static func mark(
    _ fence: MarkdownItem.Fence, after last: Mark?, in bytes: [UInt8]
  ) -> Mark? {
    var start = (offset: fence.range.lowerBound, line: fence.lineNumbers.lowerBound)
    var words = words(ofInfo: fence.info)
    // The comment above a block says what its info string cannot: many readers know no options there.
    if words == nil, let last, case .directive(let own, nil) = last.content, last.isAlone,
      !MarkWords.nameSource(own), bytes.isBlank(last.range.upperBound..<start.offset)
    {
      words = own
      start = (last.range.lowerBound, last.line)
    }
    guard let words else {
      return MarkWords.nearMiss(in: fence.info).map { mark(.nearMiss($0), fence, from: start) }
    }
    let program =
      fence.code.allSatisfy(\.isWhitespace)
      ? nil
      : BlockProgram(
        text: fence.code, line: fence.lineNumbers.lowerBound + 1,
        column: (fence.lines.first?.removedColumns ?? 0) + 1)
    return mark(
      fence.isClosed ? .directive(words: words, program: program) : .unclosedFence, fence,
      from: start)
  }

  private static func mark(
    _ content: Mark.Content, _ fence: MarkdownItem.Fence, from start: (offset: Int, line: Int)
  ) -> Mark {
    Mark(
      content: content, range: start.offset..<fence.range.upperBound, line: start.line,
      isAlone: true, prefix: fence.prefix)
  }

  /// What an info string asks for; `nil` where it is not of ours.
  ///
  /// Our word is the first, or the second behind the language that others highlight the program as, as in
  /// `python multigrad name=neuron`. In braces, as Pandoc has them, both are classes.
  static func words(ofInfo info: String) -> String? {
    if let brace = info.firstIndex(of: "{"), info.last == "}" {
      let isBehindWord = info[..<brace].split(whereSeparator: \.isWhitespace).count < 2
      let attributes = info[info.index(after: brace)...].dropLast()
      let words = attributes.split(whereSeparator: \.isWhitespace)
      let isOurs =
        words.prefix(2).contains { $0 == ".\(MarkWords.own)" } || words.first ?? "" == MarkWords.own
      // What else may stand there are classes and ids.
      return isBehindWord && isOurs
        ? attributes.trimmingWord { $0.first == "." || $0.first == "#" || $0 == MarkWords.own }
        : nil
    }
    let rest = Substring(info)
    return MarkWords.afterOwn(rest).map(String.init)
      ?? MarkWords.afterOwn(rest.drop { !$0.isWhitespace }).map(String.init)
  }

  /// What a comment is to us; `nil` where it is not of ours.
  static func content(ofComment text: String) -> Mark.Content? {
    let text = Substring(text).trimmingBlanks
    if text == "/\(MarkWords.own)" { return .end }
    guard let rest = MarkWords.afterOwn(text, orColon: true) else {
      return MarkWords.nearMiss(in: text).map { .nearMiss($0) }
    }
    guard rest.first == ":" else { return .directive(words: String(rest), program: nil) }
    let words = rest.dropFirst().split(whereSeparator: \.isWhitespace)
    // No name has a dot or an equals sign: it is a block, written as in other documents.
    if words.first?.contains(".") == true || words.contains(where: { $0.contains("=") }) {
      return .directive(words: String(rest.dropFirst()), program: nil)
    }
    let name = words.first.map(String.init) ?? ""
    return words.count < 2
      ? .begin(name: name)
      : .number(name: name, query: words.dropFirst().joined(separator: " "))
  }
}

extension Substring {
  /// The text without the words at its start of which something holds.
  fileprivate func trimmingWord(where holds: (Substring) -> Bool) -> String {
    var rest = trimmingBlanks
    while true {
      let word = rest.prefix { !$0.isWhitespace }
      if word.isEmpty || !holds(word) { return String(rest) }
      rest = rest[word.endIndex...].drop(while: \.isWhitespace)
    }
  }
}
