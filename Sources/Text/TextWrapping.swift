extension String {
  /// The lines of this text, broken at blanks so that none takes more than a number of columns.
  ///
  /// Line breaks are kept. Lines that begin with two blanks or more, such as examples, and words that
  /// are wider than a line stay whole.
  package func wrapped(to columns: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      if line.hasPrefix("  ") { return [String(line)] }
      let lines = line.split(separator: " ").map { String($0) }.filled(to: columns)
      return lines.isEmpty ? [""] : lines
    }
  }
}

extension [String] {
  /// Lines of these texts with blanks between them; none takes more than a number of columns, unless
  /// a single text does.
  package func filled(to columns: Int) -> [String] {
    var lines: [String] = []
    for text in self {
      if let last = lines.last,
        TextMetrics.columns(of: last) + 1 + TextMetrics.columns(of: text) <= columns
      {
        lines[lines.count - 1] = last + " " + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }
}
