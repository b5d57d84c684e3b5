internal import JSON
internal import LibC
internal import Text

/// The files that are read, and which ones were: no output may overwrite them.
enum InputFile {
  /// How much is read at most, in megabytes: a program is written by hand, a graph file by programs.
  private static let (mostOfAText, mostOfJSON) = (64, 2048)

  // The command reads on one thread.
  private nonisolated(unsafe) static var identities: Set<FileStatus.Identity> = []
  /// Where relative paths begin: in the folder of a document whose block is drawn.
  private nonisolated(unsafe) static var folder = ""
  /// What was read, by the paths that it was read by.
  private nonisolated(unsafe) static var contents: [String: [UInt8]] = [:]

  /// The paths that were opened, or tried, since ``forget()``.
  private(set) nonisolated(unsafe) static var tried: Set<String> = []

  /// Begins anew: what was read before may be overwritten.
  static func forget() {
    identities = []
    tried = []
  }

  /// Reads what a body reads from the folder of a document, and returns that as well.
  ///
  /// - Parameter folder: The folder's path, with a slash at its end; empty for the current one.
  static func reading<Result>(
    from folder: String, _ body: () throws -> Result
  ) rethrows -> (result: Result, inputs: [String: [UInt8]]) {
    self.folder = folder
    contents = [:]
    defer { self.folder = "" }
    return (try body(), contents)
  }

  /// Whether a file is one that was read.
  static func wasRead(_ status: FileStatus) -> Bool {
    status.isRegular && identities.contains(status.identity)
  }

  /// All of a file's text, or that of standard input for "-".
  ///
  /// What is no text is refused as soon as it is seen, so that it may have any length.
  ///
  /// - Parameter wanted: What should be in it, for the error: "a program or a graph file".
  static func text(of path: String, wanted: String) throws(FileError) -> [UInt8] {
    if path == "-" { return try text(of: Standard.input, wanted: wanted) }
    tried.insert(path.path(in: folder))
    let file = try FileDescriptor.opened(path.path(in: folder), name: path)
    defer { close(file.number) }
    let bytes = try text(of: file, wanted: wanted)
    contents[path] = bytes
    return bytes
  }

  private static func text(
    of file: FileDescriptor, wanted: String
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    if let status = FileStatus(descriptor: file.number) {
      identities.insert(status.identity)
      if status.isRegular { bytes.reserveCapacity(min(status.change.size, mostOfJSON << 20)) }
    }
    try file.readAll { piece throws(FileError) in
      let isFirst = bytes.isEmpty
      bytes += piece
      if let kind = isFirst ? BinaryKind(of: bytes) : BinaryKind(zeroIn: piece) {
        throw .inputIsNoText(path: file.name, kind: kind, wanted: wanted)
      }
      let isJSON = bytes.first { !$0.isJSONBlank } == UInt8(ascii: "{")
      let most = isJSON ? mostOfJSON : mostOfAText
      if bytes.count > most << 20 { throw .inputTooLarge(path: file.name, megabytes: most) }
    }
    return bytes
  }
}
