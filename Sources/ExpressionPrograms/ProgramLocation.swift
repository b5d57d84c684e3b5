internal import Text

extension ProgramLocation {
  /// Where a range of bytes is in a program.
  ///
  /// A range that runs over the end of its first line is cut there. O(length of the program).
  init(_ range: Range<Int>, in bytes: [UInt8], cell: Int?) {
    self.cell = cell
    let (line, bounds) = SourceLine.containing(range.lowerBound, in: bytes)
    let start = min(max(range.lowerBound, bounds.lowerBound), bounds.upperBound)
    let end = min(max(range.upperBound, start), bounds.upperBound)
    self.line = line
    column = String(decoding: bytes[bounds.lowerBound..<start], as: UTF8.self).count + 1
    length = max(1, String(decoding: bytes[start..<end], as: UTF8.self).count)
    text = String(decoding: bytes[bounds], as: UTF8.self)
  }

  /// The same part of a text that begins elsewhere, its lines indented up to there.
  func moved(to start: SourcePosition) -> ProgramLocation {
    ProgramLocation(
      cell: cell, line: line + start.line - 1, column: column + start.column - 1, length: length,
      text: String(repeating: " ", count: start.column - 1) + text)
  }

  /// How much of a line is shown before the fault, of the fault, and behind it, in columns.
  private static let context = 60

  /// The line, or of a long one the part round the fault, and the line below it: a caret under the
  /// first character of the fault, tildes under the others.
  ///
  /// Both are as a terminal shows them: a control character takes the room of its number.
  var excerpt: (text: String, mark: String) {
    let before = text.prefix(column - 1)
    let fault = text.dropFirst(column - 1).prefix(max(length, 1))
    let behind = text.dropFirst(column - 1 + fault.count)
    let start = Excerpt(of: before.reversed()).reversed
    let middle = Excerpt(of: fault)
    // Where the fault itself is cut, nothing of what is behind it is seen.
    let end = middle.isCut ? Excerpt(of: "", isCut: true) : Excerpt(of: behind)
    // A tab is copied, so that it is as wide here as above.
    let indent = start.characters.map { shown in
      shown == "\t" ? "\t" : String(repeating: " ", count: TextMetrics.columns(of: shown))
    }
    return (
      start.text + middle.text + end.text + (end.isCut ? "…" : ""),
      indent.joined() + "^"
        + String(repeating: "~", count: max(1, TextMetrics.columns(of: middle.text)) - 1)
    )
  }

  /// The first characters of a part of a line, as they are shown.
  private struct Excerpt {
    var characters: [String] = []
    var isCut: Bool

    var text: String { characters.joined() }

    /// Of what goes backwards, the line forwards again, with a mark where it was cut.
    var reversed: Excerpt {
      var result = self
      result.characters = (isCut ? ["…"] : []) + characters.reversed()
      return result
    }

    init(of part: some Sequence<Character>, isCut: Bool = false) {
      self.isCut = isCut
      var room = ProgramLocation.context
      for character in part {
        let shown = String(character).shownLines
        room -= TextMetrics.columns(of: shown)
        if room < 0 {
          self.isCut = true
          return
        }
        characters.append(shown)
      }
    }
  }
}
