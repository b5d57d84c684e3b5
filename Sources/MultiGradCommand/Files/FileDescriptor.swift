internal import LibC

/// An open file, and what errors call it.
struct FileDescriptor {
  let number: Int32
  let name: String

  /// Opens a file for reading; the caller closes it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What errors call it.
  static func opened(_ path: String, name: String) throws(FileError) -> FileDescriptor {
    var number: Int32
    repeat {
      number = path.withSystemPath { open($0, O_RDONLY) }
    } while number < 0 && errno == EINTR
    if number < 0 { throw .inputMissing(path: name, reason: lastReason()) }
    return FileDescriptor(number: number, name: name)
  }

  /// All bytes of a file; `nil` where there is none, or it cannot be read.
  static func content(of path: String) -> [UInt8]? {
    guard let file = try? opened(path, name: path) else { return nil }
    defer { close(file.number) }
    var bytes: [UInt8] = []
    guard (try? file.readAll({ bytes += $0 })) != nil else { return nil }
    return bytes
  }

  /// Writes all of the bytes, as they are: pictures, and what machines read.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(number, buffer.baseAddress! + written, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        // Where SIGPIPE is ignored; elsewhere it has ended the process.
        if errno == EPIPE { throw .readerWentAway }
        throw number == Standard.output.number
          ? .streamFailed(name: name, reason: lastReason())
          : .outputFailed(path: name, reason: lastReason())
      }
      written += count
    }
  }

  /// So many bytes; `nil` where there are less.
  func read(count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        systemRead(number, buffer.baseAddress! + filled, count - filled)
      }
      if read < 0 && errno == EINTR { continue }
      if read <= 0 { return nil }
      filled += read
    }
    return bytes
  }

  /// Takes what there is up to the end of the file, piece by piece.
  func readAll(_ take: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(number, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EISDIR { throw .inputIsDirectory(path: name) }
        throw .inputUnreadable(path: name, reason: lastReason())
      }
      try take(Array(buffer[..<count]))
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
