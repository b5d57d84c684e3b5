#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An open file, and what errors call it.
struct FileDescriptor {
  let number: Int32
  let name: String

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) throws(FileError) {
    // A reader that went away must be an error with its exit code, not a silent end.
    signal(SIGPIPE, SIG_IGN)
    // A file size limit likewise.
    signal(SIGXFSZ, SIG_IGN)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(number, buffer.baseAddress! + written, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw number == Standard.output.number
          ? .streamFailed(name: name, reason: lastReason())
          : .outputFailed(path: name, reason: lastReason())
      }
      written += count
    }
  }

  /// Writes a text whose loss is no failure: a warning, or a line of progress.
  func tell(_ text: String) {
    try? write(Array(text.utf8))
  }

  /// Warns of something, with the word before it where the sentence does not have it.
  func warn(_ sentence: String) {
    tell(sentence.hasPrefix("Warning: ") ? "\(sentence)\n" : "Warning: \(sentence)\n")
  }

  /// Everything up to the end of the file.
  func readAll() throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(number, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .inputUnreadable(path: name, reason: lastReason())
      }
      bytes += buffer[..<count]
    }
  }

  /// Opens a file for reading and reads all of it.
  static func contents(of path: String) throws(FileError) -> [UInt8] {
    let number = open(path, O_RDONLY)
    if number < 0 { throw .inputMissing(path: path, reason: lastReason()) }
    defer { close(number) }
    return try FileDescriptor(number: number, name: path).readAll()
  }
}

/// The standard streams, as file descriptors: C's own `stderr` is not for Swift 6, and Foundation's
/// handles would double the time that the command takes to start.
enum Standard {
  static let input = FileDescriptor(number: 0, name: "standard input")
  static let output = FileDescriptor(number: 1, name: "standard output")
  static let error = FileDescriptor(number: 2, name: "standard error")
}

/// Why a file could not be read or written.
enum FileError: Error {
  case inputMissing(path: String, reason: String)
  case inputUnreadable(path: String, reason: String)
  case outputUncreatable(path: String, reason: String)
  case outputFailed(path: String, reason: String)
  case streamFailed(name: String, reason: String)
}

extension FileError: CustomStringConvertible {
  var description: String {
    switch self {
    case .inputMissing(let path, let reason):
      "\(path): the input cannot be opened (\(reason)); check the path."
    case .inputUnreadable(let path, let reason):
      "\(path): reading failed (\(reason)); try again, or copy the file elsewhere."
    case .outputUncreatable(let path, let reason):
      "\(path): the output cannot be created (\(reason)); choose another place with -o."
    case .streamFailed(let name, let reason):
      "\(name): writing failed (\(reason)); what was written is not complete."
    case .outputFailed(let path, let reason):
      "\(path): writing failed (\(reason)); nothing was left behind. Make room, or choose another "
        + "place with -o."
    }
  }
}

/// What the system says of its last error.
func lastReason() -> String { String(cString: strerror(errno)) }

// `write` and `read` inside an extension would find methods first.
private func systemWrite(_ number: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, start, count)
}

private func systemRead(_ number: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(number, start, count)
}
