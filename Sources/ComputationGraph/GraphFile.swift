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
    var text = """
      { "format": "\(format)", "version": \(version), "stage": "\(graph.stage.rawValue)", \
      "root": \(graph.nodes[graph.root].id),
        "nodes": [

      """
    for (index, node) in graph.nodes.enumerated() {
      text += "    "
      let hasLocals = !node.inputs.isEmpty && !graph.isOverTensors(index)
      append(node, of: graph, hasLocals: hasLocals, to: &text)
      text += index == graph.nodes.count - 1 ? " ] }\n" : ",\n"
    }
    return text
  }

  /// The same as bytes.
  public static func bytes(of graph: GraphSnapshot) -> [UInt8] { Array(text(of: graph).utf8) }

  private static func append(
    _ node: GraphSnapshot.Node, of graph: GraphSnapshot, hasLocals: Bool, to text: inout String
  ) {
    text += "{ \"id\": \(node.id), \"op\": \(JSONText.string(node.operation.name))"
    text += ", \"label\": \(node.label.map(JSONText.string) ?? "null")"
    text += ", \"data\": \(node.isTensor ? "null" : JSONText.number(node.data))"
    text += ", \"grad\": \(node.gradient.map(JSONText.number) ?? "null")"
    let inputs = node.inputs.map { "\(graph.nodes[$0].id)" }
    text += ", \"inputs\": [\(inputs.joined(separator: ", "))]"
    if hasLocals {
      let locals = node.localDerivatives.map(JSONText.number)
      text += ", \"local\": [\(locals.joined(separator: ", "))]"
    }
    if let parameter = node.parameter { text += ", \"parameter\": \(JSONText.number(parameter))" }
    text += ", \"group\": \(node.group.map { JSONText.string($0.description) } ?? "null")"
    if let role = node.role { text += ", \"role\": \"\(role.rawValue)\"" }
    if node.passes > 1 { text += ", \"passes\": \(node.passes)" }
    if node.isDropped { text += ", \"dropped\": true" }
    if let tensor = node.tensor { append(tensor, to: &text) }
    text += " }"
  }

  private static func append(_ tensor: Tensor, to text: inout String) {
    text += ", \"shape\": [\(tensor.shape.map(String.init).joined(separator: ", "))]"
    guard let summary = tensor.summary else { return }
    let numbers = summary.numbers.map { "\"\($0.key)\": \(JSONText.number($0.value))" }
    text += ", \"summary\": { \(numbers.joined(separator: ", ")) }"
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
