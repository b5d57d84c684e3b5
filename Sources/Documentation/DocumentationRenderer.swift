internal import Text

/// Keeps the pictures of documents fresh.
///
///     let renderer = DocumentationRenderer(version: "1.0", draw: draw)
///     let document = Document(bytes, name: "guide.md", syntax: .markdown, stem: "guide")
///     let result = renderer.render(
///       document, in: PictureFolder(document: "guide.md", picture: read, input: read))
///
/// It knows documents as text; the caller says what draws a block, and where files are.
public struct DocumentationRenderer {
  /// What happens to pictures.
  public enum Mode: Sendable {
    /// Those that are stale are drawn.
    case draw
    /// Nothing is drawn but what has to be compared, and what is stale is reported.
    case check
  }

  /// The version of what draws.
  let version: String
  let draw: (PictureRequest) throws -> DrawnBlock

  /// A renderer for any number of documents.
  ///
  /// - Parameters:
  ///   - version: The version of what draws: a picture of another one is stale.
  ///   - draw: Draws what a block asks for, or throws why it cannot.
  public init(version: String, draw: @escaping (PictureRequest) throws -> DrawnBlock) {
    self.version = version
    self.draw = draw
  }

  /// Finds what is stale in a document, and draws it.
  ///
  /// What cannot be drawn is a fault, and stays as it is in the text; the others are drawn.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - folder: Where its pictures are.
  ///   - mode: Whether stale pictures are drawn or reported.
  ///   - redraws: Whether also pictures are drawn that are fresh by their stamps.
  public func render(
    _ document: Document, in folder: PictureFolder, mode: Mode = .draw, redraws: Bool = false
  ) -> RenderedDocument {
    var pass = RenderingPass(self, document, folder, mode: mode, redraws: redraws)
    return pass.run()
  }
}

/// Where the pictures of a document are.
public struct PictureFolder {
  /// The way from the document to the folder, as a link has it: "" or "../img/".
  let link: String
  /// The way back from the folder to the document.
  let document: String
  let naming: PictureNaming
  /// The content of a picture's file; `nil` where there is none.
  let picture: (_ file: String) -> [UInt8]?
  /// The content of a file, by its path from the document's folder; `nil` where there is none.
  let input: (_ path: String) -> [UInt8]?

  /// A folder.
  ///
  /// - Parameters:
  ///   - link: The way from the document to the folder, as a link has it: empty, or "../img/".
  ///   - document: The way from the folder to the document: "guide.md", or "../guide.md".
  ///   - naming: How variants of a picture are named.
  ///   - picture: Reads a file of the folder; `nil` where there is none.
  ///   - input: Reads a file by its path from the document's folder; `nil` where there is none.
  public init(
    link: String = "", document: String, naming: PictureNaming = .plain,
    picture: @escaping (_ file: String) -> [UInt8]?,
    input: @escaping (_ path: String) -> [UInt8]?
  ) {
    self.link = link
    self.document = document
    self.naming = naming
    self.picture = picture
    self.input = input
  }
}

/// A document with its pictures.
public struct RenderedDocument: Sendable {
  /// A file of a block.
  public struct File: Sendable {
    /// Its name in the folder of pictures.
    public let name: String
    /// The line of its block, from 1.
    public let line: Int
    /// The file; `nil` where what is there is fresh.
    public var bytes: [UInt8]?
  }

  /// The text of the document, with references to its pictures.
  public internal(set) var text: [UInt8]
  /// All files of its pictures.
  public internal(set) var files: [File] = []
  /// The files that its pictures were drawn from, by their paths from the document's folder.
  public internal(set) var inputs: Set<String> = []
  /// What is stale, in the order of the text; only where that is checked.
  public internal(set) var stale: [StalePart] = []
  /// What is wrong, in the order of the text.
  public internal(set) var faults: [DocumentFault] = []
  /// What readers see otherwise than the author means, in the order of the text.
  public internal(set) var warnings: [DocumentFault] = []
}
