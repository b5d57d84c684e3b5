import Mathematics

/// Documents made of pieces that are hard to tell apart.
struct RandomMarkdown {
  private var random: SeededGenerator
  /// What closes the last fence.
  private var closing: String?

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The next document whose items cmark 0.30.2 tells as the scanner should.
  mutating func next() -> String {
    while true {
      let document = chance(25) ? paragraph() : blocks()
      if !RandomMarkdown.isToldDifferently(document) { return document }
    }
  }

  /// Whether cmark 0.30.2 may be mistaken, or tells something in another way.
  private static func isToldDifferently(_ document: String) -> Bool {
    // Once it sought some backticks in vain, it forgets where others are.
    let runs = document.split { $0 != "`" }.map(\.count)
    if Set(runs).count > 1, (1...2).contains(where: { length in runs.count { $0 == length } > 3 }) {
      return true
    }
    // It does not see a definition on a line that goes on with a paragraph.
    if document.ranges(of: "]:").count > 1 { return true }
    // It takes the end of a line behind a backslash for escaped where a link goes to.
    if document.contains(#/\]\(<[^\r\n]*\\[\r\n]/#) { return true }
    // It resolves escapes behind a fence, which the scanner leaves as they are.
    if document.contains(#/(?:```|~~~)[^\r\n]*[\\&]/#) { return true }
    // It counts a tab before a fence as one column.
    return document.contains(#/\t[^\r\n`~]*(?:```|~~~)/#)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements.randomElement(using: &random)!
  }

  // MARK: - Pieces

  private static let markers = ["> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "-\t", ">\t"]

  private static let texts = [
    "foo", "foo bar", "", "", " ", "\t", "# head", "## <!-- h --> ##", "===", "---", "- - -", "***",
    "--", "=", "[a]: /u", "[a]: /u 'title'", "[b]:", "/u", "\"title\"", "[a]: <!-- d -->", "[a]",
    "[x](<!-- l -->)", "[x [a] y](<!-- l -->)", "[x](/u \"<!-- t -->\")", "[x](/u '<!--", "t -->')",
    "foo <!-- c -->", "<!-- c -->", "<!-- c -->", "<!-- c --> foo", "<!-- c --> <!-- d -->",
    "<!-- c", "c -->", "-->", "<!--", "<!-->", "<!---->", "<!-- a -- b -->", "foo <!-- a -- b -->",
    "`<!-- c -->`", "` foo", "``<!-- c -->``", "\\<!-- c -->", "\\`<!-- c -->`", "\\\\<!-- c -->",
    "<pre>", "</pre>", "<script>", "</script>", "<style", "<textarea> <!-- c -->", "<div>",
    "</div>",
    "<div", "<table><!-- c -->", "<p title=\"<!-- c -->\">", "<a>", "<b x='<!-- c -->' y>",
    "foo <b x=\"<!-- c -->\"> <!-- d -->", "foo <i x=\"", "\">", ">", "<http://x`y> `<!-- c -->`",
    "<a@b.c`> <!-- c -->`", "foo <!-- c", "| <!-- c --> | b |", "|--|--|", "<hr/>", "-", "1.", "*",
    "1. a", "2. a", "- a", "é ẞ", "<!-- c -->\t ", "<!-- é -->", "\\", "!", "&lt;!-- c -->",
  ]

  private static let inlines = [
    "<!-- c -->", "<!-- c -->", "<!-- c -->", "<!--", "-->", "--", "`", "`", "\\", "[", "]", "![",
    "](", "](u", ")", " \"", "\"", " '", "'", "<", ">", "<a b=", "<a b='", "<a b=\"", "<c d=\"",
    " e=\"", "\">", "a", "b", " ", " ", "\n", "\n", "\n> ", "](<", ">)", "[a]", "][a]", "[]",
    "<http:", "<a@b", "\t", "\\`", "*", "/>", "</a", "(", " (", "é", "&amp;", "\n===\n", "\\]",
  ]

  private mutating func text() -> String {
    // Most fences would never be closed by chance alone.
    if let closing, chance(35) {
      self.closing = nil
      return closing
    }
    if chance(15) { return "<!-- c -->" }
    guard chance(30) else { return pick(RandomMarkdown.texts) }
    let fence = String(repeating: pick(["`", "~"]), count: pick([3, 3, 3, 3, 4, 5]))
    closing = fence
    return fence + pick(["", "", "", "swift", "multigrad x", " swift {a=b} ", "a~b"])
  }

  private mutating func indentation() -> String {
    chance(10) ? "\t" : String(repeating: " ", count: Int.random(in: 0...5, using: &random))
  }

  /// A paragraph of what may stand in one.
  private mutating func paragraph() -> String {
    let count = Int.random(in: 2...30, using: &random)
    let text = (0..<count).map { _ in pick(RandomMarkdown.inlines) }.joined()
    return pick(["", "x ", "# ", "> "]) + text + pick(["", "\n\n[a]: /u"])
  }

  /// Blocks in quotes and lists, some of whose lines lack what these want.
  private mutating func blocks() -> String {
    var document = chance(3) ? "\u{FEFF}" : ""
    let ends = pick([["\n"], ["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    var open: [String] = []
    closing = nil
    for _ in 0..<Int.random(in: 1...pick([6, 14, 14, 40]), using: &random) {
      while !open.isEmpty, chance(12) { open.removeLast() }
      for marker in open where !chance(6) {
        document +=
          marker.hasPrefix(">")
          ? marker : String(repeating: " ", count: marker == "-\t" ? 4 : marker.count)
      }
      while chance(22) {
        open.append(pick(RandomMarkdown.markers))
        document += (chance(20) ? indentation() : "") + open[open.count - 1]
      }
      document += (chance(40) ? indentation() : "") + text()
      if chance(10) { document += pick([" ", "\t"]) + pick(RandomMarkdown.texts) }
      document += pick(ends)
    }
    return chance(30) ? mutated(document) : document
  }

  private mutating func mutated(_ document: String) -> String {
    var characters = Array(document)
    for _ in 0..<Int.random(in: 1...6, using: &random) where !characters.isEmpty {
      let place = Int.random(in: 0..<characters.count, using: &random)
      if chance(50) { characters.remove(at: place) }
      characters.insert(
        pick(Array(">-`~<!# \t\n\r\\[]()'\"*+1.=x")), at: min(place, characters.count))
    }
    return String(characters)
  }
}
