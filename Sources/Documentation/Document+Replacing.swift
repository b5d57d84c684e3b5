/// The text with other pictures and numbers in it.
extension Document {
  /// A part of the text that is ours, what it should be, and the line of what asks for it.
  typealias Replacement = (range: Range<Int>, text: [UInt8], line: Int)

  /// The text with some parts replaced, which do not overlap.
  func replacing(_ parts: [(range: Range<Int>, text: [UInt8])]) -> [UInt8] {
    if parts.isEmpty { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var done = 0
    for part in parts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[done..<part.range.lowerBound]
      result += part.text
      done = part.range.upperBound
    }
    return result + bytes[done...]
  }

  /// Parts replacements into those that leave the reading of the author's text as it is, and the others.
  ///
  /// What stands between markers may have begun something that the text behind them is in, such as a
  /// tag: without it, marks would be no marks any more.
  func parted(_ replacements: [Replacement]) -> (harmless: [Replacement], others: [Replacement]) {
    var parted: (harmless: [Replacement], others: [Replacement]) = ([], [])
    part(replacements[...], into: &parted)
    return parted
  }

  /// Halves what is not harmless, since mostly all of it is.
  private func part(
    _ new: ArraySlice<Replacement>,
    into parted: inout (harmless: [Replacement], others: [Replacement])
  ) {
    let all = parted.harmless + new
    if new.isEmpty || isReadAlike(as: replacing(all.map { ($0.range, $0.text) })) {
      parted.harmless = all
    } else if new.count == 1 {
      parted.others += new
    } else {
      let middle = new.startIndex + new.count / 2
      part(new[..<middle], into: &parted)
      part(new[middle...], into: &parted)
    }
  }

  /// Whether another text has all that is the author's here, and asks for the same in the same places.
  private func isReadAlike(as text: [UInt8]) -> Bool {
    let other = Document(text, name: name, syntax: syntax, stem: stem)
    return other.withoutPictures == withoutPictures
      && other.blocks.elementsEqual(blocks) { $0.isRead(as: $1) }
      && other.numbers.map(\.name) == numbers.map(\.name)
  }
}
