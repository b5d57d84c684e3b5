internal import Autograd
internal import JSON
internal import Text

/// Graph files: one JSON document is the whole graph of one stage.
///
/// Written by hand and not by Foundation's encoder, since a file of ours has a fixed order of keys
/// and one node a line, and comes back byte for byte; read by hand, since Foundation's decoder does
/// not report the line of an error, and loading it doubles the time that the command takes to start.
public enum GraphFile {
  static let format = "multigrad-graph"
  static let version = 1

  /// The graph as a document, ending in a line feed.
  ///
  /// O(nodes + edges).
  public static func text(of graph: GraphSnapshot) -> String {
    String(decoding: bytes(of: graph), as: UTF8.self)
  }

  /// The bytes of the document.
  ///
  /// O(nodes + edges).
  public static func bytes(of graph: GraphSnapshot) -> [UInt8] {
    GraphFileWriter(graph).bytes()
  }

  /// Hands the bytes of the document on in pieces, as they are made: for graphs whose document would
  /// fill the memory.
  ///
  /// O(nodes + edges), in as much memory as the longest node takes, and 64 kB. Each piece is there
  /// during the call only, and what the closure throws ends the writing.
  public static func write<Failure: Error>(
    _ graph: GraphSnapshot, to body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = GraphFileWriter(graph)
    try writer.write(to: body)
  }
}

extension GraphFile {
  /// Reads a graph file and checks it.
  ///
  /// O(nodes + edges).
  ///
  /// Unknown keys are skipped. Nodes may come in any order without a cycle; they keep it where it is
  /// topological.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - file: What errors call the file.
  public static func graph(
    from bytes: [UInt8], file: String
  ) throws(GraphFileError) -> GraphSnapshot {
    func error(_ fault: GraphFileError.Fault, at offset: Int = 0) -> GraphFileError {
      GraphFileError(file: file, position: SourcePosition(of: offset, in: bytes), fault: fault)
    }
    if bytes.allSatisfy(\.isJSONBlank) { throw error(.emptyFile) }
    if let offset = bytes.firstInvalidUTF8 { throw error(.notUTF8, at: offset) }
    // The reader says what is wrong with what is not plain.
    if let plain = bytes.withUnsafeBufferPointer(PlainGraphScanner.document),
      let graph = try? GraphReader().graph(
        plain.stage, rootID: plain.root, rootOffset: 0, of: plain.nodes)
    {
      return graph
    }
    do {
      return try GraphReader().graph(from: try JSONParser.parse(bytes))
    } catch let failure as JSONParser.Failure {
      throw error(.syntax(failure.message), at: failure.offset)
    } catch let failure as GraphReader.Failure {
      throw error(failure.fault, at: failure.offset)
    } catch {
      fatalError("A graph file threw an error that nobody declared: \(error)")
    }
  }
}

/// A snapshot is encoded as the object of a graph file, so that what any encoder of JSON writes is
/// one; NaN and the infinities are strings, and a decoded graph is checked like a file.
extension GraphSnapshot: Codable {
  /// Encodes the graph as a graph file.
  public func encode(to encoder: any Encoder) throws {
    try JSONParser.parse(GraphFile.bytes(of: self)).encode(to: encoder)
  }

  /// Decodes a graph file.
  ///
  /// - Throws: `DecodingError.dataCorrupted`, with the sentence that the file's error would have.
  public init(from decoder: any Decoder) throws {
    let document = try JSONValue(from: decoder)
    do throws(GraphReader.Failure) {
      self = try GraphReader().graph(from: document)
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: error.fault.sentence))
    }
  }
}
