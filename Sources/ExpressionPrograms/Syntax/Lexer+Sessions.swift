internal import Text

/// Prompts of sessions, and the commands of notebooks.
extension Lexer {
  /// Goes past the prompt of a session: `>>> `, `... `, `In [3]: ` or `   ...: `.
  mutating func skipPrompt() {
    let start = position
    func goes(_ text: String, from offset: Int = 0) -> Bool {
      let text = Array(text.utf8)
      return start + offset + text.count <= end
        && bytes[start + offset..<start + offset + text.count].elementsEqual(text)
    }
    var length = 0
    if goes(">>>") || goes("...") {
      // Behind three dots without a blank something else begins.
      if goes("...") && !hasPrompts { return }
      length = 3
    } else if goes("In [") {
      var digits = 4
      while start + digits < end, bytes[start + digits].isDigit { digits += 1 }
      if digits == 4 || !goes("]:", from: digits) { return }
      length = digits + 2
    } else if hasPrompts {
      var blanks = 0
      while start + blanks < end, bytes[start + blanks] == UInt8(ascii: " ") { blanks += 1 }
      if !goes("...:", from: blanks) { return }
      length = blanks + 4
    }
    if length == 0 { return }
    hasPrompts = true
    position += length
    if byte() == UInt8(ascii: " ") { position += 1 }
  }

  /// Goes past a line of a session that is no input.
  mutating func skipPrinted() {
    let start = position
    skipToLineEnd()
    skipped.append(Skipped(text: "printed lines", range: start..<position))
  }

  /// Goes past a command of the notebook's own: a magic, or one for the shell.
  ///
  /// A cell that is in another language is skipped as a whole.
  mutating func skipCommand() {
    let start = position
    skipToLineEnd()
    let line = String(decoding: bytes[start..<position], as: UTF8.self)
    let name = line.prefix { !$0.isWhitespace }
    skipped.append(Skipped(text: String(name), range: start..<position))
    if Lexer.foreignCells.contains(String(name)) { position = end }
  }

  /// The magics of cells that hold no Python.
  static let foreignCells: Set<String> = [
    "%%bash", "%%sh", "%%script", "%%html", "%%HTML", "%%javascript", "%%js", "%%latex",
    "%%markdown",
    "%%svg", "%%SVG", "%%writefile", "%%perl", "%%ruby", "%%cmd", "%%file",
  ]
}
