internal import CProcess
internal import LibC

/// Files that appear whole or not at all.
///
/// Each is written beside its target as soon as its content is there, and only when all are written
/// are they renamed: an error, a signal or a full disk leaves what was there before, also of folders.
/// A device or a pipe is written to as it is, and a link stays one.
struct OutputFiles {
  private struct Target {
    /// The path as the user named it.
    let path: String
    /// Where links on the way lead.
    let resolved: String
    /// What is there; `nil` where nothing is.
    let status: FileStatus?
  }

  private let targets: [Target]
  private var written: [(temporary: String, target: Target)] = []
  private var next = 0

  /// Writes files one by one.
  ///
  /// - Parameters:
  ///   - paths: Where they go.
  ///   - isForced: Whether an input, or a link that leads nowhere, may be replaced.
  ///   - edited: An input that is replaced by what was made of it.
  ///   - produce: Makes the contents; it calls its argument for each path, in their order.
  static func write(
    to paths: [String], isForced: Bool, edited: String? = nil,
    _ produce: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var files = try OutputFiles(paths, isForced: isForced, edited: edited)
    do {
      try produce { content in try files.append(content) }
      try files.finish()
    } catch {
      cprocess_remove_all()
      throw error
    }
    cprocess_keep_all()
  }

  /// Looks at all paths before anything is written.
  private init(_ paths: [String], isForced: Bool, edited: String?) throws(FileError) {
    var targets: [Target] = []
    var taken: [String: String] = [:]
    for path in paths {
      let status = FileStatus(path)
      if status?.isDirectory == true {
        throw .outputUncreatable(path: path, reason: "it is a directory")
      }
      if !isForced, path != edited { try OutputFiles.refuseInput(at: path, status) }
      let target = Target(path: path, resolved: OutputFiles.resolved(path), status: status)
      if status?.isRegular ?? true, let other = taken.updateValue(path, forKey: target.resolved) {
        throw .outputsAreOne(path: path, other: other)
      }
      targets.append(target)
    }
    self.targets = targets
  }

  private static func refuseInput(at path: String, _ status: FileStatus?) throws(FileError) {
    if let status {
      if InputFile.wasRead(status) { throw .outputIsInput(path: path) }
    } else if FileStatus.isLink(path) {
      // `stat` has just failed on it.
      throw .outputIsBrokenLink(path: path, reason: reasonOfMissing(path))
    }
  }

  private static func reasonOfMissing(_ path: String) -> String {
    var status = stat()
    return path.withSystemPath { stat($0, &status) } == 0 ? "" : lastReason()
  }

  private mutating func append(_ content: [UInt8]) throws(FileError) {
    let target = targets[next]
    next += 1
    try OutputFiles.makeFolder(of: target.path)
    if let status = target.status, !status.isRegular {
      try OutputFiles.writeInPlace(target.path, content)
    } else {
      written.append((try writeBeside(target, content), target))
    }
  }

  /// Gives all files their names.
  private mutating func finish() throws(FileError) {
    precondition(next == targets.count, "As many files are written as there are paths.")
    // All of them, or none.
    cprocess_hold_signals()
    defer { cprocess_release_signals() }
    for (temporary, target) in written {
      let status = temporary.withSystemPath { from in
        target.resolved.withSystemPath { rename(from, $0) }
      }
      if status != 0 { throw .outputUncreatable(path: target.path, reason: lastReason()) }
      temporary.withSystemPath(cprocess_keep)
    }
  }

  /// Writes a file of a name of our own in the same folder, and returns its path.
  private func writeBeside(_ target: Target, _ content: [UInt8]) throws(FileError) -> String {
    let folder = target.resolved.pathFolder
    // The numbers below are taken by the files before.
    var number = written.count
    let last = number + 100
    var temporary = ""
    var descriptor: Int32 = -1
    repeat {
      temporary = "\(folder).multigrad-\(getpid())-\(number).tmp"
      descriptor = temporary.withSystemPath(cprocess_create_file)
      number += 1
    } while descriptor < 0 && errno == EEXIST && number < last
    if descriptor < 0 { throw .outputUncreatable(path: target.path, reason: lastReason()) }
    // What is replaced passes its permissions on.
    if let status = target.status { fchmod(descriptor, status.permissions) }
    do throws(FileError) {
      try FileDescriptor(number: descriptor, name: target.path).write(content)
    } catch {
      close(descriptor)
      throw error
    }
    // Some file systems report a full disk only here.
    if close(descriptor) != 0 {
      throw .outputFailed(path: target.path, reason: lastReason())
    }
    return temporary
  }

  private static func writeInPlace(_ path: String, _ content: [UInt8]) throws(FileError) {
    let descriptor = path.withSystemPath { open($0, O_WRONLY) }
    if descriptor < 0 { throw .outputUncreatable(path: path, reason: lastReason()) }
    defer { close(descriptor) }
    try FileDescriptor(number: descriptor, name: path).write(content)
  }

  /// Makes the folders on the way to a file, as far as they are missing.
  private static func makeFolder(of path: String) throws(FileError) {
    var folder = path.pathFolder
    while folder.endsWithSlash, folder != "/" { folder.unicodeScalars.removeLast() }
    if folder.isEmpty || folder == "/" || isDirectory(folder) { return }
    try makeFolder(of: folder)
    // A path may lead through what is made on the way: "new/../new".
    if folder.withSystemPath(cprocess_create_folder) != 0 && !isDirectory(folder) {
      throw .outputUncreatable(path: folder, reason: lastReason())
    }
  }

  /// The path that a link leads to, and otherwise the path itself.
  private static func resolved(_ path: String) -> String { realPath(path) ?? path }

  /// The path of what a path leads to, from the root and through no link; `nil` where nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let target = path.withSystemPath({ realpath($0, nil) }) else { return nil }
    defer { free(target) }
    return String(systemText: target)
  }

  /// Whether a path is that of a folder.
  static func isDirectory(_ path: String) -> Bool { FileStatus(path)?.isDirectory ?? false }

  /// Refuses to write to standard output where that is a file that was read.
  static func refuseInputOnStandardOutput(isForced: Bool) throws(FileError) {
    guard !isForced, let status = FileStatus(descriptor: Standard.output.number),
      InputFile.wasRead(status)
    else { return }
    throw .outputIsInput(path: Standard.output.name)
  }
}
