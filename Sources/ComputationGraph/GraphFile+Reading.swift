internal import JSON
internal import Text

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
    if bytes.allSatisfy({ [0x20, 0x0A, 0x0D, 0x09].contains($0) }) { throw error(.emptyFile) }
    if let offset = bytes.firstInvalidUTF8 { throw error(.notUTF8, at: offset) }
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
