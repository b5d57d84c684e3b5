import Foundation
import TestSupport
import Testing

@testable import Documentation

/// What cmark, which is not ours, finds in a document.
struct CmarkJudge {
  /// What both it and the scanner can tell of an item.
  struct Finding: Equatable, CustomStringConvertible {
    let description: String

    init(fence info: String, _ code: String, _ first: Int, _ last: Int?) {
      // A reader of XML makes blanks of tabs in attributes.
      let info = info.replacing("\t", with: " ")
      description = "fence \(first)-\(last ?? 0) [\(info)] \(code.debugDescription)"
    }

    /// - Parameter line: Where it is if it has its lines for itself.
    init(comment text: String, _ line: Int?) {
      // The judge keeps the blanks before a lazy line, which the specification takes away.
      let text = text.replacing(#/\n[ \t]+/#, with: "\n")
      description = "comment \(line ?? 0) \(text.debugDescription)"
    }
  }

  private let elements: [SVGStructure.Element]

  /// Judges each document by a process of its own; one shell starts them all, which is quicker.
  static func judge(_ documents: [[UInt8]]) throws -> [CmarkJudge] {
    let folder = try TemporaryFolder()
    for (index, document) in documents.enumerated() {
      try folder.write("\(index).md", Data(document))
    }
    // Not by its name alone, which other programs have, too.
    let cmark = try #require(Command.path(of: "cmark"), "cmark is not installed")
    let line = "for file in *.md; do \(cmark) -t xml --sourcepos $file > $file.xml || exit 1; done"
    let result = try #require(try Command.tool("sh", ["-c", line], in: folder))
    try #require(result.code == 0, "\(result.errors)")
    return try documents.indices.map { index in
      let structure = SVGStructure(try folder.data("\(index).md.xml"))
      return CmarkJudge(elements: try #require(structure).elements)
    }
  }

  // MARK: - What there is

  /// The fences and comments of a document, but for those within other HTML, which it does not read.
  ///
  /// - Parameter unclosed: The lines of fences without an end: where they end then, it does not say.
  func findings(in lines: [Substring], unclosed: Set<Int>) -> [Finding] {
    elements.compactMap { element in
      switch element.name {
      case "code_block":
        let (line, column) = element.start
        let opening = lines[line - 1].utf8.dropFirst(column - 1)
        let info = element.attributes["info"]
        // Code that is only indented begins with its own first line.
        guard let byte = opening.first, "`~".utf8.contains(byte),
          info != nil || !element.text.utf8.prefix(while: { $0 != 0x0A }).elementsEqual(opening)
        else { return nil }
        return Finding(
          fence: info ?? "", element.text, line, unclosed.contains(line) ? nil : element.endLine)
      case "html_inline" where element.text.hasPrefix("<!--"):
        return Finding(comment: String(element.text.dropFirst(4).dropLast(3)), nil)
      case "html_block":
        return element.comment.map { Finding(comment: $0, element.start.line) }
      default:
        return nil
      }
    }
  }

  /// The lines of blocks of HTML.
  var linesOfHTML: Set<Int> {
    Set(
      elements.filter { $0.name == "html_block" }.flatMap { block in
        let line = block.start.line
        return line..<line + block.text.count { $0 == "\n" }
      })
  }

  /// Whether a comment on a line is a block, and the next sibling of the block that begins on another.
  func hasComment(_ text: String, on line: Int, behindBlockOn first: Int) -> Bool {
    let place = elements.firstIndex { $0.name == "html_block" && $0.start.line == line }
    guard let place, elements[place].comment == text else { return false }
    let depth = elements[place].path.count
    guard let sibling = elements[..<place].last(where: { $0.path.count <= depth }) else {
      return false
    }
    return sibling.path.count == depth && sibling.start.line == first
      && ["code_block", "html_block"].contains(sibling.name)
  }
}

extension SVGStructure.Element {
  fileprivate var positions: [Int] {
    attributes["sourcepos"]?.split { ":-".contains($0) }.compactMap { Int($0) } ?? []
  }

  fileprivate var start: (line: Int, column: Int) { (positions[0], positions[1]) }

  fileprivate var endLine: Int { positions[2] }

  /// The text of a comment that is all there is in a block.
  fileprivate var comment: String? {
    let block = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard block.hasPrefix("<!--"), block.hasSuffix("-->"), block.ranges(of: "-->").count == 1 else {
      return nil
    }
    return String(block.dropFirst(4).dropLast(3))
  }
}
