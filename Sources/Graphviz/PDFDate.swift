/// The date that cairo writes into a PDF, which would make every file another one.
enum PDFDate {
  private static let key = Array("/CreationDate (D:".utf8)
  private static let fixed = Array("20000101000000Z)".utf8)

  /// Overwrites the date with a fixed one, and what is left of it with spaces, so that the offsets
  /// in the file stay right.
  ///
  /// Complexity: one pass backwards, as the date is near the end.
  static func fix(in bytes: inout [UInt8]) {
    guard bytes.count > key.count else { return }
    for start in stride(from: bytes.count - key.count, through: 0, by: -1)
    where bytes[start] == key[0] && bytes[start...].starts(with: key) {
      let date = start + key.count
      guard let close = bytes[date...].firstIndex(of: UInt8(ascii: ")")),
        close + 1 - date >= fixed.count
      else { return }
      let padding = [UInt8](repeating: UInt8(ascii: " "), count: close + 1 - date - fixed.count)
      bytes.replaceSubrange(date...close, with: fixed + padding)
      return
    }
  }
}
