/// How much room text takes in the monospace font that everything is set in.
///
/// Every size in a picture comes from this table and from no font, so that layout is the same on
/// every machine, with or without fonts installed.
package enum TextMetrics {
  /// The width of one column, as a part of the font size.
  package static let advance = 0.6
  /// The height of a line, as a part of the font size.
  package static let lineHeight = 1.2

  /// The columns that one line of text takes: two for East Asian wide characters and emoji, none
  /// for combining and invisible ones, one for all others.
  ///
  /// O(length).
  package static func columns(of text: String) -> Int {
    if text.utf8.allBytes({ $0 < 0x80 }) { return text.utf8.count }
    return columns(of: text.unicodeScalars.lazy.map(\.value))
  }

  /// The columns that a line of Unicode scalars takes.
  static func columns(of scalars: some Sequence<UInt32>) -> Int {
    var columns = 0
    var previous = 0
    var isJoined = false
    for scalar in scalars {
      // Emoji are joined to one picture, take a skin colour, or are asked for by a selector.
      let isSkinColour = previous == 2 && (0x1F3FB...0x1F3FF).contains(scalar)
      if scalar == 0x200D {
        isJoined = previous == 2
      } else if scalar == 0xFE0F && previous == 1 {
        columns += 1
        previous = 2
      } else if isSkinColour || (isJoined && scalar >= 0x2190) {
        isJoined = false
      } else if scalar < 0x80 || !CharacterWidths.contains(CharacterWidths.zero, scalar) {
        previous =
          scalar >= 0x80 && CharacterWidths.contains(CharacterWidths.double, scalar) ? 2 : 1
        columns += previous
        isJoined = false
      }
    }
    return columns
  }

  /// The width of one line of text in points.
  package static func width(of text: String, size: Double) -> Double {
    Double(columns(of: text)) * advance * size
  }

  /// A text of at most `limit` columns: what is over is cut from the middle and shown as "…".
  package static func shortened(_ text: String, to limit: Int) -> String {
    if columns(of: text) <= limit { return text }
    let characters = Array(text)
    let rest = limit - 1
    func taken(_ characters: some Sequence<Character>, _ room: Int) -> [Character] {
      var used = 0
      return characters.prefix { character in
        used += columns(of: String(character))
        return used <= room
      }
    }
    let end = taken(characters.reversed(), rest / 2)
    let start = taken(characters, rest - rest / 2)
    return String(start) + "…" + String(end.reversed())
  }
}
