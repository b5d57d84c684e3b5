/// A short number that tells whether two texts are the same: their FNV-1a hash of 64 bits.
///
/// It is the same everywhere and for ever, so that it can be kept in files. It finds changes, and does
/// not keep anybody from making two texts of one fingerprint.
package struct Fingerprint: Equatable, Hashable, Sendable {
  private var number: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The fingerprint of no bytes.
  package init() {}

  /// The fingerprint of some bytes.
  package init(of bytes: [UInt8]) { append(bytes) }

  /// The fingerprint of a text, as UTF-8.
  package init(of text: String) { append(text) }

  /// The fingerprint that ``text`` wrote; `nil` where that is none.
  package init?(hexadecimal text: String) {
    guard text.utf8.count == 16, let number = UInt64(text, radix: 16) else { return nil }
    self.number = number
  }

  /// Goes on with more bytes.
  package mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Goes on with a text, as UTF-8.
  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  // Of one type, so that it is compiled as a loop over memory: files of pictures are long.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { number = (number ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// The fingerprint as sixteen hexadecimal digits.
  package var text: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
