#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Files that appear whole or not at all.
///
/// Each is written beside its place, and only when all are on disk are they renamed: an error, a
/// full disk or a crash leaves what was there before.
enum OutputFiles {
  /// Writes all of the files, making the directories on the way.
  ///
  /// - Parameter files: The path and the content of each.
  static func write(_ files: [(path: String, content: [UInt8])]) throws(CommandError) {
    var written: [(temporary: String, path: String)] = []
    do throws(CommandError) {
      for (path, content) in files {
        try makeDirectory(of: path)
        let temporary = try writeBeside(path, content)
        written.append((temporary, path))
      }
      while let (temporary, path) = written.first {
        if rename(temporary, path) != 0 {
          throw .outputUncreatable(path: path, reason: lastReason())
        }
        written.removeFirst()
      }
    } catch {
      for (temporary, _) in written { unlink(temporary) }
      throw error
    }
  }

  /// Writes a file of another name in the same directory, and returns its path.
  private static func writeBeside(
    _ path: String, _ content: [UInt8]
  ) throws(CommandError) -> String {
    if isDirectory(path) {
      throw .outputUncreatable(path: path, reason: "it is a directory")
    }
    let temporary = "\(path).\(getpid()).tmp"
    let number = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    if number < 0 { throw .outputUncreatable(path: path, reason: lastReason()) }
    do throws(CommandError) {
      try FileDescriptor(number: number, name: path).write(content)
    } catch {
      close(number)
      unlink(temporary)
      throw error
    }
    // Some file systems tell of a full disk only here.
    if close(number) != 0 {
      let reason = lastReason()
      unlink(temporary)
      throw .outputFailed(path: path, reason: reason)
    }
    return temporary
  }

  /// Makes the directories on the way to a file, as far as they are missing.
  private static func makeDirectory(of path: String) throws(CommandError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let directory = String(path[..<slash])
    if isDirectory(directory) { return }
    try makeDirectory(of: directory)
    if mkdir(directory, 0o777) != 0 && errno != EEXIST {
      throw .outputUncreatable(path: directory, reason: lastReason())
    }
  }

  /// Whether a path is that of a directory.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
