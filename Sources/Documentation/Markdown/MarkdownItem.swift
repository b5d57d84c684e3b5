/// What a tool may look for in a Markdown document: code to run, and marks that readers do not see.
package enum MarkdownItem: Equatable, Sendable {
  case fence(Fence)
  case comment(Comment)

  /// A fenced code block.
  package struct Fence: Equatable, Sendable {
    /// The words behind the opening fence, without blanks around them, otherwise as written.
    package let info: String

    /// The lines of code, without what the containers and the fence's indentation put before them.
    package let lines: [Line]

    /// The lines of the block, from the start of the first to the end of the last, without its end.
    package let range: Range<Int>

    /// The lines that belong to the block, counted from 1.
    package let lineNumbers: ClosedRange<Int>

    /// A fence that only its container or the document ended may not have been meant to end there.
    package let isClosed: Bool

    /// What a line needs before it to follow the block in the same containers.
    package let prefix: [UInt8]

    /// The code as a compiler would read it.
    package var code: String { lines.map { $0.text + "\n" }.joined() }
  }

  /// A line of code, and where it came from.
  package struct Line: Equatable, Sendable {
    package let text: String

    /// The line of the document, counted from 0.
    package let index: Int

    /// How far to the right of the code's columns those of the document are.
    package let removedColumns: Int
  }

  /// An HTML comment.
  package struct Comment: Equatable, Sendable {
    /// All between `<!--` and `-->`, without what containers put before the lines.
    package let text: String

    /// The bytes from `<` to `>`, both included.
    package let range: Range<Int>

    /// The line of its `<`, counted from 1.
    package let lineNumber: Int

    /// Only behind a comment that has its lines for itself can other lines be put.
    package let isAlone: Bool

    /// Whether it begins a block of HTML: what follows on its line is no Markdown then.
    package let beginsBlock: Bool

    /// What a line needs before it to follow the comment in the same containers.
    package let prefix: [UInt8]
  }
}
