/// What a block asks for.
public struct PictureRequest {
  /// What the pictures are called.
  public let name: String
  /// The options as the document has them: `stage=after`, `--stage`, `after`.
  public let words: [String]
  /// The program in the document; `nil` where the words name one.
  public let program: BlockProgram?
  /// The format that the document shows, where the words name none; `nil` where it shows SVG.
  public let usualFormat: String?
}

/// The pictures that a block asked for.
public struct DrawnBlock {
  /// One picture.
  public struct Picture {
    /// What is put into its name behind that of the block: "before"; `nil` for nothing.
    public let suffix: String?
    /// The extension of its file, without the dot.
    public let fileExtension: String
    /// The file.
    public let bytes: [UInt8]
    /// What it shows, in words.
    public let description: String

    /// A picture of a file.
    public init(suffix: String?, fileExtension: String, bytes: [UInt8], description: String) {
      self.suffix = suffix
      self.fileExtension = fileExtension
      self.bytes = bytes
      self.description = description
    }
  }

  /// The pictures in their order.
  public let pictures: [Picture]
  /// The files that were read, by their paths from the document's folder, and what was in them.
  public let inputs: [String: [UInt8]]
  /// A number of the graph, as that of "o.data"; throws where the graph has none.
  public let number: (_ query: String) throws -> String

  /// The pictures of a block, with what they were drawn from.
  public init(
    pictures: [Picture], inputs: [String: [UInt8]],
    number: @escaping (_ query: String) throws -> String
  ) {
    self.pictures = pictures
    self.inputs = inputs
    self.number = number
  }
}
