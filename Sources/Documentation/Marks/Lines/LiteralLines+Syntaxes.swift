/// The literal lines of reStructuredText: what is indented below `::`, a directive of code, or a
/// comment.
struct ReStructuredTextLiterals: LiteralLines {
  /// The indentation of what the literal lines belong to; `nil` where there are none.
  private var owner: Int?

  /// The directives whose content is not a text of the same kind.
  private static let codes: Set<Substring> = [
    "code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math", "raw",
    "highlight", "doctest", "testcode", "testoutput", "ipython", "prompt", "graphviz", "mermaid",
    "plot", "csv-table", "jupyter-execute",
  ]

  mutating func isLiteral(_ line: String) -> Bool {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    let text = line.dropFirst(indent)
    if text.isEmpty { return owner != nil }
    if let owner, indent > owner { return true }
    owner = ReStructuredTextLiterals.ownsLiterals(text) ? indent : nil
    return false
  }

  /// Whether what is indented below a line is literal.
  private static func ownsLiterals(_ text: Substring) -> Bool {
    guard text.hasPrefix("..") else { return text.hasSuffix("::") }
    let markup = text.dropFirst(2).trimmingBlanks
    if let colons = markup.firstRange(of: "::"), !markup[..<colons.lowerBound].contains(" ") {
      return codes.contains(markup[..<colons.lowerBound])
    }
    // What is no target, footnote or substitution is a comment, with all that is indented below it.
    return !["_", "[", "|"].contains { markup.hasPrefix($0) }
  }
}

/// The literal lines of AsciiDoc: what stands between two lines of `----` and its like.
struct AsciiDocLiterals: LiteralLines {
  private var fence: Substring?
  /// How long the line before is, where it is one of text.
  private var lengthBefore = 0

  mutating func isLiteral(_ line: String) -> Bool {
    var text = Substring(line)
    while text.last?.isWhitespace == true { text.removeLast() }
    defer { lengthBefore = fence == nil ? text.count : 0 }
    if let fence {
      if text == fence { self.fence = nil }
      return true
    }
    let isFence =
      text.count >= 4 && "-.+/`".contains(text[text.startIndex])
      && text.allSatisfy { $0 == text.first } && !isUnderline(text)
    // Behind backticks there may be the name of a language.
    let backticks = text.prefix { $0 == "`" }
    if isFence || backticks.count == 3 { fence = isFence ? text : backticks }
    return fence != nil
  }

  /// Whether a line makes a title of the one before, which has the same length, or nearly.
  private func isUnderline(_ text: Substring) -> Bool {
    lengthBefore > 0 && abs(text.count - lengthBefore) <= 1 && "-+".contains(text.first ?? " ")
  }
}

/// The literal lines of LaTeX: those of environments that show what is in them.
struct LaTeXLiterals: LiteralLines {
  private var environment: String?

  private static let environments = [
    "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents",
    "filecontents*", "alltt",
  ]

  mutating func isLiteral(_ line: String) -> Bool {
    if let environment {
      if line.contains("\\end{\(environment)}") { self.environment = nil }
      return true
    }
    environment = LaTeXLiterals.environments.first { name in
      let code = line.prefix { $0 != "%" }
      return code.contains("\\begin{\(name)}") && !code.contains("\\end{\(name)}")
    }
    return false
  }
}
