/// Rows of texts set below each other in columns, for terminals.
package struct TextTable {
  /// On which side of its column a text stands.
  package enum Alignment: Sendable {
    case left, right
  }

  private let alignments: [Alignment]
  private let separator: String
  private var rows: [[String]] = []

  /// A table without rows.
  ///
  /// - Parameters:
  ///   - alignments: For each column, the side on which its texts stand. What a row has beyond them
  ///     follows as it is.
  ///   - separator: What stands between two columns.
  package init(_ alignments: [Alignment], separator: String = "  ") {
    self.alignments = alignments
    self.separator = separator
  }

  /// Adds a row; it may have fewer texts than there are columns, and its last one then reaches over
  /// those that it lacks.
  ///
  /// A line break or another control character in a text breaks no row, and a text that nobody would
  /// read to its end is cut in the middle.
  package mutating func append(_ row: [String]) {
    rows.append(row.map { TextMetrics.shortened($0.shown, to: TextTable.widestText) })
  }

  private static let widestText = 250

  /// The lines, each without blanks at its end.
  package func lines() -> [String] {
    var widths = [Int](repeating: 0, count: alignments.count)
    for row in rows {
      for (column, text) in row.prefix(alignments.count).enumerated()
      where column < row.count - 1 || row.count >= alignments.count {
        widths[column] = max(widths[column], TextMetrics.columns(of: text))
      }
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        guard column < alignments.count else { return text }
        return text.padded(to: widths[column], alignments[column])
      }
      return cells.joined(separator: separator).withoutTrailingBlanks
    }
  }
}

extension String {
  /// The text with blanks on one side, so that it takes a number of columns at least.
  package func padded(to columns: Int, _ alignment: TextTable.Alignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - TextMetrics.columns(of: self)))
    return alignment == .left ? self + blanks : blanks + self
  }

  /// The text without blanks at its end.
  package var withoutTrailingBlanks: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
