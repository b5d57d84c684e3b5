/// Text that the system gives as bytes, which need not be UTF-8: names of files, words of a command.
///
/// A byte that is not UTF-8 becomes a scalar of a private plane, so that a name can be a `String` and
/// comes back byte for byte. Such a scalar that stands in a name itself is taken for its four bytes.
package enum ByteText {
  private static let base: UInt32 = 0x10_FE00
  /// What the UTF-8 of all scalars of that plane begins with.
  private static let leadingByte: UInt8 = 0xF4

  /// The byte that a scalar stands for.
  package static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    (base + 0x80...base + 0xFF).contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }

  /// The text of some bytes.
  ///
  /// O(length).
  package static func text(of bytes: [UInt8]) -> String {
    if !bytes.contains(leadingByte), let text = String(validating: bytes, as: UTF8.self) {
      return text
    }
    var result = String.UnicodeScalarView()
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = 0
    func append(_ count: Int) {
      for byte in bytes[offset..<offset + count] {
        // What is not UTF-8 has its highest bit.
        result.append(Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}")
      }
      offset += count
    }
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if byte(of: scalar) != nil {
          append(encoded.count)
        } else {
          result.append(scalar)
          offset += encoded.count
        }
      case .error(let length): append(length)
      case .emptyInput: return String(result)
      }
    }
  }

  /// The bytes of a text.
  ///
  /// O(length).
  package static func bytes(of text: String) -> [UInt8] {
    if !text.utf8.contains(leadingByte) { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] }
        ?? Array(Unicode.UTF8.encode(scalar) ?? .encodedReplacementCharacter)
    }
  }

  /// Whether a text stands for bytes that are UTF-8.
  package static func isUTF8(_ text: String) -> Bool {
    !text.utf8.contains(leadingByte) || !text.unicodeScalars.contains { byte(of: $0) != nil }
  }
}
