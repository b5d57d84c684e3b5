extension StringProtocol {
  /// The lines of this text broken at blanks so that none is wider than `columns` characters.
  ///
  /// Line breaks are kept. Lines that begin with two blanks or more, such as examples, and
  /// words that are wider than a line stay whole.
  func wrapped(to columns: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      line.hasPrefix("  ") ? [String(line)] : line.wrappedLine(to: columns)
    }
  }

  private func wrappedLine(to columns: Int) -> [String] {
    let lines = split(separator: " ").map { String($0) }.filled(to: columns)
    return lines.isEmpty ? [""] : lines
  }
}

extension [String] {
  /// Lines made of these texts, with blanks between, none wider than `columns` characters
  /// unless a single text is.
  func filled(to columns: Int) -> [String] {
    var lines: [String] = []
    for text in self {
      if let last = lines.last, last.count + 1 + text.count <= columns {
        lines[lines.count - 1] = last + " " + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }
}

extension String {
  func leftPadded(by count: Int) -> String {
    isEmpty ? "" : String(repeating: " ", count: count) + self
  }
}
