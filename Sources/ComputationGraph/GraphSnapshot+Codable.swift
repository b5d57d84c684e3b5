internal import JSON

/// A snapshot is encoded as the object of a graph file, so that what any encoder of JSON writes is
/// one; NaN and the infinities are strings, and a decoded graph is checked like a file.
extension GraphSnapshot: Codable {
  /// Encodes the graph as a graph file.
  public func encode(to encoder: any Encoder) throws {
    try JSONParser.parse(Array(GraphFile.text(of: self).utf8)).encode(to: encoder)
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
