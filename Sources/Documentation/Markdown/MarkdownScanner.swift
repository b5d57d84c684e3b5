internal import Text

/// Finds the fenced blocks and the comments of a Markdown document, by CommonMark's rules.
package enum MarkdownScanner {
  /// The items in the order of the text, in time that grows with its length only.
  package static func items(of bytes: [UInt8]) -> [MarkdownItem] {
    var blocks = MarkdownBlocks()
    for (index, range) in SourceLine.ranges(in: bytes).enumerated() {
      blocks.read(MarkdownLine(bytes, range: range, index: index))
    }
    blocks.finish()
    // Only now are all definitions of links known, on which the text of paragraphs depends.
    return blocks.leaves.flatMap { $0.items(definitions: blocks.definitions) }
  }
}
