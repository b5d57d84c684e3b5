extension String {
  /// The text as one line that a terminal shows and does not obey: what controls it stands as
  /// `\u{1B}`, line breaks and tabs included, and a byte of a name that is not UTF-8 as `\xFF`.
  ///
  /// O(length).
  package var shown: String { shown(keeping: { _ in false }) }

  /// The same for text of several lines: its line feeds and tabs stay.
  package var shownLines: String { shown(keeping: { $0 == "\n" || $0 == "\t" }) }

  private func shown(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    // Whatever may have to be shown has a byte beyond printable ASCII.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      if isKept(scalar) {
        result.unicodeScalars.append(scalar)
      } else if let byte = ByteText.byte(of: scalar) {
        result += "\\x\(String(byte, radix: 16, uppercase: true))"
      } else if scalar.controlsTerminals {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A user's text as a message quotes it: on one line, and cut in the middle where it is long.
  package var quotable: String {
    // Most of a megabyte need not be made visible to be cut.
    let limit = 40
    if utf8.count <= limit { return shown }
    let scalars = unicodeScalars
    let isLong = scalars.count > 8 * limit
    let ends =
      isLong
      ? String(scalars.prefix(4 * limit)) + String(scalars.suffix(4 * limit)) : self
    return TextMetrics.shortened(ends.shown, to: limit)
  }

  /// A message of one line or more, each cut in the middle where it is too wide to be one that
  /// somebody wrote.
  package var boundedLines: String {
    let limit = 1000
    if utf8.count <= limit { return self }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { TextMetrics.shortened(String($0), to: limit) }.joined(separator: "\n")
  }
}

extension [String] {
  /// The lines of a report as its text: each is one line, whatever names are in it.
  package var textOfLines: String { map { $0.shown.boundedLines + "\n" }.joined() }
}

extension Unicode.Scalar {
  /// Whether a terminal obeys the scalar instead of showing it: the controls C0 and C1, what begins
  /// another line, and what turns the direction of the text that follows.
  package var controlsTerminals: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether the scalar turns the direction of the text that follows.
  package var turnsDirection: Bool { value > 0x9F && controlsTerminals }
}
