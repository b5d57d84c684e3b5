#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A stream of the process that takes text.
enum OutputStream: Int32 {
  case standardOutput = 1
  case standardError = 2

  /// Writes the whole text, in as many steps as the system needs.
  func write(_ text: String) throws(OutputError) {
    // A reader that went away must be an error here, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    var text = text
    let number = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = systemWrite(rawValue, start, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return 0
    }
    if number != 0 { throw OutputError(number: number) }
  }
}

/// A failed write.
struct OutputError: Error, CustomStringConvertible {
  /// The system's error number.
  let number: Int32

  var isBrokenPipe: Bool { number == EPIPE }

  var description: String {
    "Cannot write to standard output: \(String(cString: strerror(number)))."
  }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
