internal import Text

/// A document: its text, and what in it is ours.
///
/// A block asks for pictures, and what stands between its markers is replaced whenever it is drawn. A
/// number is that of a picture. All else is the author's, and stays byte for byte.
public struct Document: Sendable {
  /// What errors call the document.
  public let name: String
  /// How it is written.
  public let syntax: DocumentSyntax
  /// The text as it is, with its byte-order mark and its line ends.
  public let bytes: [UInt8]
  /// What asks for pictures, in the order of the text.
  public let blocks: [PictureBlock]
  /// The numbers of pictures in the text, in its order.
  let numbers: [NumberMark]
  /// What is wrong with marks of ours.
  let faults: [DocumentFault]
  /// What is read otherwise than it is meant.
  let warnings: [DocumentFault]
  /// How lines end.
  let lineEnd: [UInt8]
  /// What pictures are called that have no name.
  let stem: String

  /// Reads a document.
  ///
  /// O(length).
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - name: What errors call it.
  ///   - syntax: How it is written.
  ///   - stem: What pictures are called that the document gives no name.
  public init(_ bytes: [UInt8], name: String, syntax: DocumentSyntax, stem: String) {
    self.name = name
    self.syntax = syntax
    self.bytes = bytes
    self.stem = stem
    lineEnd = bytes.firstLineEnd
    var reader = MarkReader(marks: syntax.marks(in: bytes), bytes: bytes, stem: stem)
    reader.read()
    (blocks, numbers) = (reader.blocks, reader.numbers)
    (faults, warnings) = (reader.faults, reader.warnings)
  }

  /// The author's text: without any pictures and numbers of ours, and without our markers.
  ///
  /// O(length).
  public var withoutPictures: [UInt8] {
    replacing(
      blocks.compactMap { block in block.region.map { ($0.range, []) } }
        + numbers.map { ($0.range, []) })
  }
}

extension [UInt8] {
  /// The first line end of a text, or a line feed where it has none.
  fileprivate var firstLineEnd: [UInt8] {
    guard let first = firstIndex(where: \.endsLine) else { return [UInt8(ascii: "\n")] }
    let isPair =
      self[first] == UInt8(ascii: "\r") && first + 1 < count
      && self[first + 1] == UInt8(ascii: "\n")
    return Array(self[first..<first + (isPair ? 2 : 1)])
  }
}
