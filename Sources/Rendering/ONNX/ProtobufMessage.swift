/// A message of protocol buffers, which is written field by field.
///
/// By hand, since all that ONNX needs of the format is below, and Swift's package for it would be the
/// only one that this project fetches.
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  /// A message of some fields.
  init(_ fields: (inout ProtobufMessage) -> Void = { _ in }) { fields(&self) }

  /// Appends a whole number, 0 or more.
  mutating func append(_ field: Int, _ value: Int) {
    appendVarint(field << 3)
    appendVarint(value)
  }

  mutating func append(_ field: Int, _ text: String) {
    append(field, length: text.utf8.count, text.utf8)
  }

  mutating func append(_ field: Int, _ message: ProtobufMessage) {
    append(field, length: message.bytes.count, message.bytes)
  }

  /// Appends numbers as one run of bytes, eight each, the lowest first.
  mutating func append(_ field: Int, raw numbers: [Double]) {
    append(
      field, length: 8 * numbers.count,
      numbers.lazy.flatMap { number in
        (0..<8).lazy.map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(8 * $0)) }
      })
  }

  private mutating func append(_ field: Int, length: Int, _ content: some Sequence<UInt8>) {
    appendVarint(field << 3 | 2)
    appendVarint(length)
    bytes.append(contentsOf: content)
  }

  /// Seven bits a byte, the lowest first, with the highest bit on all but the last.
  private mutating func appendVarint(_ value: Int) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
