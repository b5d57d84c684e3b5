/// A mark of ours in a document, as it stands there.
struct Mark: Sendable {
  enum Content: Sendable {
    /// Asks for pictures: the words, and the program where the block holds one.
    case directive(words: String, program: BlockProgram?)
    /// Asks for pictures, and never ends.
    case unclosedFence
    /// Looks like one of ours, and is none.
    case nearMiss(String)
    /// Begins what is between our markers.
    case begin(name: String)
    /// Begins a number of a picture.
    case number(name: String, query: String)
    /// Ends what is between our markers.
    case end
  }

  let content: Content
  /// The bytes of the mark; of a fenced block those of the whole.
  let range: Range<Int>
  /// The line that it begins on, from 1.
  let line: Int
  /// Whether it has its lines for itself, so that lines of ours can follow it.
  let isAlone: Bool
  /// What such a line begins with.
  let prefix: [UInt8]
  /// Whether what follows on its line is shown as it is, since the line begins with it.
  var spoilsLine = false
}

/// The program that a block holds.
public struct BlockProgram: Sendable, Hashable {
  /// The text, each line ended by a line feed.
  public let text: String
  /// The line of the document that the first line is on, from 1.
  public let line: Int
  /// The column that each line begins at, from 1.
  public let column: Int
}
