/// A line and a column of a text, both from 1.
///
/// Columns are characters as readers see them, a tab being one. Lines end with LF, CRLF or CR, and a
/// byte-order mark takes no column.
public struct SourcePosition: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in characters.
  public let column: Int

  /// A position that is known.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourcePosition: CustomStringConvertible {
  /// As compilers write it behind the name of a file: "7:5".
  public var description: String { "\(line):\(column)" }
}

extension SourcePosition {
  /// Where a byte of a text is; an offset beyond the end of its line is the end.
  ///
  /// O(offset).
  package init(of offset: Int, in bytes: [UInt8]) {
    let (line, range) = SourceLine.containing(offset, in: bytes)
    let end = min(max(offset, range.lowerBound), range.upperBound)
    let column = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self).count + 1
    self.init(line: line, column: column)
  }
}

/// The lines of a text as bytes.
package enum SourceLine {
  /// The bytes that some editors put before a text in UTF-8.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The bytes of each line, without its end, and without the byte-order mark before the first.
  ///
  /// O(length).
  package static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, !bytes[end].endsLine { end += 1 }
      ranges.append(start..<end)
      let isPair =
        end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r")
        && bytes[end + 1] == UInt8(ascii: "\n")
      start = end + (isPair ? 2 : 1)
    }
    return ranges
  }

  /// The number of the line that a byte is in, from 1, and the bytes of that line without its end.
  ///
  /// O(offset + length of the line).
  package static func containing(
    _ offset: Int, in bytes: [UInt8]
  ) -> (number: Int, range: Range<Int>) {
    var number = 1
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    var index = start
    while index < min(offset, bytes.count) {
      let isPair =
        bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
        && bytes[index + 1] == UInt8(ascii: "\n")
      let next = index + (isPair ? 2 : 1)
      if bytes[index].endsLine {
        if next > offset { break }
        number += 1
        start = next
      }
      index = next
    }
    var end = start
    while end < bytes.count, !bytes[end].endsLine { end += 1 }
    return (number, start..<end)
  }
}

extension UInt8 {
  /// Whether the byte is a line feed or a carriage return.
  package var endsLine: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}

extension [UInt8] {
  /// The offset of the first byte that is not UTF-8; `nil` where all of them are.
  ///
  /// O(length).
  package var firstInvalidUTF8: Int? {
    // Most text is ASCII, which takes no string of the length of the file to see.
    if isASCII || String(validating: self, as: UTF8.self) != nil { return nil }
    var iterator = makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  private var isASCII: Bool {
    withUnsafeBytes { bytes in
      var (seen, position) = (UInt64(0), 0)
      while position + 8 <= bytes.count {
        seen |= bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        position += 8
      }
      return seen & 0x8080_8080_8080_8080 == 0 && bytes[position...].allSatisfy { $0 < 0x80 }
    }
  }
}
