#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Files that appear whole or not at all.
///
/// Each is written beside its target, and only when all are written are they renamed: an error or a
/// full disk leaves what was there before. A device or a pipe is written to as it is, and a link
/// stays one.
enum OutputFiles {
  /// Writes all of the files, making the directories on the way.
  ///
  /// - Parameter files: The path and the content of each.
  static func write(_ files: [(path: String, content: [UInt8])]) throws(FileError) {
    var written: [(temporary: String, path: String)] = []
    do throws(FileError) {
      for (path, content) in files {
        try makeDirectory(of: path)
        if isDirectory(path) {
          throw .outputUncreatable(path: path, reason: "it is a directory")
        }
        if let mode = mode(of: path), mode & S_IFMT != S_IFREG {
          try writeInPlace(path, content)
        } else {
          let target = resolved(path)
          let number = written.count
          written.append((try writeBeside(target, content, path: path, from: number), target))
        }
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

  /// Writes a file of a name of our own in the same directory, and returns its path.
  ///
  /// - Parameter first: The number that names are tried from: those below are taken by files before.
  private static func writeBeside(
    _ target: String, _ content: [UInt8], path: String, from first: Int
  ) throws(FileError) -> String {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    var number = first
    var temporary = ""
    var descriptor: Int32 = -1
    repeat {
      temporary = "\(folder).multigrad-\(getpid())-\(number).tmp"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      number += 1
    } while descriptor < 0 && errno == EEXIST && number < first + 100
    if descriptor < 0 { throw .outputUncreatable(path: path, reason: lastReason()) }
    // What is replaced passes its permissions on.
    if let mode = mode(of: target) { fchmod(descriptor, mode & 0o7777) }
    do throws(FileError) {
      try FileDescriptor(number: descriptor, name: path).write(content)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    // Some file systems report a full disk only here.
    if close(descriptor) != 0 {
      let reason = lastReason()
      unlink(temporary)
      throw .outputFailed(path: path, reason: reason)
    }
    return temporary
  }

  private static func writeInPlace(_ path: String, _ content: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY)
    if descriptor < 0 { throw .outputUncreatable(path: path, reason: lastReason()) }
    defer { close(descriptor) }
    try FileDescriptor(number: descriptor, name: path).write(content)
  }

  /// Makes the directories on the way to a file, as far as they are missing.
  private static func makeDirectory(of path: String) throws(FileError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let directory = String(path[..<slash])
    if isDirectory(directory) { return }
    try makeDirectory(of: directory)
    if mkdir(directory, 0o777) != 0 && errno != EEXIST {
      throw .outputUncreatable(path: directory, reason: lastReason())
    }
  }

  /// The path that a link leads to, and otherwise the path itself.
  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// What a path is, and its permissions; `nil` where there is nothing.
  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  /// Whether a path is that of a directory.
  static func isDirectory(_ path: String) -> Bool {
    mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false
  }
}
