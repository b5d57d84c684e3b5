import Mathematics
import Text

@testable import Documentation

/// Documents as people and their tools leave them: cut, doubled, mixed up.
struct MutatedDocuments {
  /// A document as it was before, with its pictures where it was rendered.
  struct Seed: Sendable {
    let syntax: DocumentSyntax
    let text: [UInt8]
    let files: [String: [UInt8]]
  }

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The next document, and the seed that it was made from.
  mutating func next() -> (document: [UInt8], seed: Seed) {
    let seed = pick(MutatedDocuments.seeds)
    var document = seed.text
    for _ in 0..<Int.random(in: 1...5, using: &random) { mutate(&document) }
    return (document, seed)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements.randomElement(using: &random)!
  }

  // MARK: - Mutations

  private mutating func mutate(_ document: inout [UInt8]) {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: document.removeSubrange(piece(of: document, upTo: 12))
    case 1: insert(Array(pick(MutatedDocuments.words).utf8), into: &document)
    case 2: insert(Array(document[piece(of: document, upTo: 40)]), into: &document)
    case 3 where !document.isEmpty: document.swapAt(place(in: document), place(in: document))
    case 4: replace(["<!--", "-->", "```", "multigrad", "/", ": ", ".. ", "> "], in: &document)
    case 5: replace(MutatedDocuments.names, by: MutatedDocuments.names, in: &document)
    default: mutateLines(of: &document)
    }
  }

  private mutating func mutateLines(of document: inout [UInt8]) {
    var lines = MutatedDocuments.lines(of: document)
    guard !lines.isEmpty else { return }
    let index = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines[index], at: Int.random(in: 0...lines.count, using: &random))
    case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &random))
    case 3:
      // As one moves lines into a list or a quote.
      let prefix = Array(pick(MutatedDocuments.words).utf8)[...]
      for index in index..<min(lines.count, index + pick([1, 1, 3, 8])) {
        lines[index] = prefix + lines[index]
      }
    default:
      // A piece of another document, in which other rules may hold.
      let others = MutatedDocuments.lines(of: pick(MutatedDocuments.seeds).text)
      let start = Int.random(in: 0..<others.count, using: &random)
      let count = Int.random(in: 1...8, using: &random)
      lines.insert(contentsOf: others[start...].prefix(count), at: index)
    }
    document = Array(lines.joined())
  }

  /// Puts one text in the place of another, or of nothing.
  private mutating func replace(
    _ old: [String], by new: [String] = [""], in document: inout [UInt8]
  ) {
    let old = Array(pick(old).utf8)
    let places = document.indices.filter { document[$0...].starts(with: old) }
    guard !places.isEmpty else { return }
    let place = pick(places)
    document.replaceSubrange(place..<place + old.count, with: Array(pick(new).utf8))
  }

  private mutating func insert(_ bytes: [UInt8], into document: inout [UInt8]) {
    document.insert(contentsOf: bytes, at: Int.random(in: 0...document.count, using: &random))
  }

  private mutating func place(in document: [UInt8]) -> Int {
    Int.random(in: 0..<document.count, using: &random)
  }

  private mutating func piece(of document: [UInt8], upTo limit: Int) -> Range<Int> {
    let start = Int.random(in: 0...document.count, using: &random)
    return start..<min(document.count, start + Int.random(in: 1...limit, using: &random))
  }

  /// The lines with their ends.
  private static func lines(of document: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in document.indices where document[index].endsLine {
      if document[index...].starts(with: [0x0D, 0x0A]) { continue }
      lines.append(document[start...index])
      start = index + 1
    }
    return start < document.count ? lines + [document[start...]] : lines
  }

  /// Names of which one begins another, so that the files of both are easily mistaken.
  private static let names = ["a", "ab", "a-after2", "b", "b2", "guide-1", "a-before"].map {
    " name=\($0)"
  }

  /// What has a meaning to one reader or another.
  private static let words = [
    "\n", "\n\n", "\r", "\r\n", "\t", " ", "    ", "  ", "> ", ">", "- ", "1. ", "#", "`", "```",
    "~~~", "```\n", "```multigrad\n", "```multigrad name=a\n", "<!--", "-->", "[", "](", ")", "\\",
    "<!-- multigrad: a -->", "<!-- /multigrad -->", "<!-- /multigrad -->\n", "<!-- multigrad -->\n",
    "<!-- multigrad a.mg -->", "<!-- multigrad: a o.data -->", "<div>", "</div>\n", "<pre>", "\"",
    "<a b=\"", "'", "|", "===\n", "---\n", "----\n", "::", "::\n", ".. code::\n\n  ", "%",
    ".. multigrad: a.mg\n", ".. /multigrad\n", "// multigrad: a.mg\n", "// /multigrad\n",
    "% multigrad: a.mg\n", "% /multigrad\n", "\\begin{verbatim}", "\\end{verbatim}", "<script>",
    "</script>", "name=a", " name=b ", " show=none ", "show=after", " theme=both ", "alt='",
    " format=dot ", "-before", "-dark", "2", "\u{FEFF}", "é", "日本", "\u{301}", "\u{0}", "broken ",
    "none.data",
  ]
}
