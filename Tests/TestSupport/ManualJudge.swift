/// A program that sets manual pages, and tells what is wrong in their source.
package enum ManualJudge: String, CaseIterable, Sendable {
  case groff, mandoc

  /// Whether tests with it run: where it is installed, and where it must be.
  package var isExpected: Bool { Command.path(of: rawValue) != nil || Environment.isCI }

  /// What it says against a page; nothing where all is well.
  package func complaints(about source: String) throws -> [String] {
    let words = self == .groff ? ["-man", "-ww", "-Tutf8", "-z"] : ["-Tlint"]
    let result = try run(words, on: source)
    return "\(result.text)\n\(result.errors)".split(separator: "\n").map(String.init)
      // That the same command has the same page is worth more than a date.
      .filter { !$0.contains("missing date, using \"\": TH") }
  }

  /// The page as it is read, without bold and italics.
  package func text(of source: String) throws -> String {
    // Without the marks of a terminal, groff would overstrike letters.
    let words =
      self == .groff ? ["-man", "-Tutf8", "-P-cbou"] : ["-Tutf8", "-Owidth=80"]
    let overstruck = try run(words, on: source).text
    return overstruck.reduce(into: "") { text, character in
      if character == "\u{8}" { text.removeLast() } else { text.append(character) }
    }
  }

  private func run(_ words: [String], on source: String) throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write("page.1", source)
    let result = try Command.tool(rawValue, words + ["page.1"], in: folder)
    guard let result else { throw Missing(program: rawValue) }
    return result
  }

  private struct Missing: Error {
    let program: String
  }
}
