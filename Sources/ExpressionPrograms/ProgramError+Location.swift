internal import Text

extension ProgramError.Location {
  /// Where a range of bytes is in a program.
  ///
  /// A range that runs over the end of its first line is cut there. O(length of the program).
  init(_ range: Range<Int>, in bytes: [UInt8]) {
    let (line, bounds) = SourceLine.containing(range.lowerBound, in: bytes)
    let start = min(max(range.lowerBound, bounds.lowerBound), bounds.upperBound)
    let end = min(max(range.upperBound, start), bounds.upperBound)
    self.line = line
    column = String(decoding: bytes[bounds.lowerBound..<start], as: UTF8.self).count + 1
    length = max(1, String(decoding: bytes[start..<end], as: UTF8.self).count)
    text = String(decoding: bytes[bounds], as: UTF8.self)
  }

  /// How much of a line is shown on each side of the fault, in characters.
  private static let context = 60

  /// The line, or of a long one the part round the fault, and the line below it: a caret under the
  /// first character of the fault, tildes under the others.
  var excerpt: (text: String, mark: String) {
    let before = text.prefix(column - 1)
    let rest = text.dropFirst(column - 1)
    let start = before.suffix(ProgramError.Location.context)
    let end = rest.prefix(max(length, 1) + ProgramError.Location.context)
    let lead = start.count < before.count ? "…" : ""
    // A tab is copied, so that it is as wide here as above.
    let indent = (lead + start).map { character in
      character == "\t"
        ? "\t" : String(repeating: " ", count: TextMetrics.columns(of: String(character)))
    }
    let width = max(1, TextMetrics.columns(of: end.prefix(length)))
    return (
      lead + start + end + (end.count < rest.count ? "…" : ""),
      indent.joined() + "^" + String(repeating: "~", count: width - 1)
    )
  }
}
