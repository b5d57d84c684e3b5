extension GraphFile {
  /// Reads a graph file and checks it.
  ///
  /// O(nodes + edges).
  ///
  /// Keys that are not known are passed over. Nodes may stand in any order without a cycle; they
  /// come back in theirs where it is topological.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - file: What errors call the file.
  public static func graph(
    from bytes: [UInt8], file: String
  ) throws(GraphFileError) -> GraphSnapshot {
    func error(_ fault: GraphFileError.Fault, at offset: Int = 0) -> GraphFileError {
      let before = bytes.prefix(offset)
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let columns = String(decoding: before[lineStart...], as: UTF8.self).count
      let line = before.count { $0 == 0x0A } + 1
      return GraphFileError(
        file: file, line: line, column: columns + 1, fault: fault)
    }
    if bytes.allSatisfy({ [0x20, 0x0A, 0x0D, 0x09].contains($0) }) { throw error(.emptyFile) }
    if let offset = firstInvalidLine(in: bytes) { throw error(.notUTF8, at: offset) }
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

  /// The start of the first line that is not UTF-8, or `nil` where all of it is.
  private static func firstInvalidLine(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .first { String(validating: $0, as: UTF8.self) == nil }?.startIndex
  }
}
