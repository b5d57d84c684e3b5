internal import Text

/// The type that everything is set in.
package enum TextStyle {
  /// The font size in points.
  package static let size = 12.0
  /// Monospace fonts of the advance that all sizes are made from, in the order of preference.
  package static let fontNames = ["DejaVu Sans Mono", "Menlo", "Consolas", "Liberation Mono"]
  /// The fonts of all text, as CSS and SVG name them.
  package static let cssFontFamilies =
    (["ui-monospace"] + fontNames.map { $0.contains(" ") ? "'\($0)'" : $0 } + ["monospace"])
    .joined(separator: ", ")
  /// How far below the middle of a line its baseline is, as a part of the font size.
  package static let baseline = 0.35
  /// The font size of the titles of frames, in points.
  package static let frameTitleSize = size
  /// The room between a text and the side of its cell, in points.
  package static let padding = 6
  /// The room that a frame's title takes, in points.
  package static let frameTitleHeight = 18
  /// The longest name that is written out, in columns; the tooltip has all of it.
  static let longestName = 24

  /// The width of a column in points.
  static let advance = size * TextMetrics.advance

  static func columns(of text: String) -> Int { TextMetrics.columns(of: text) }

  /// The width in points of a number of columns of text, rounded up.
  ///
  /// The point more is for fonts whose advance is not quite 0.6 em: that of DejaVu Sans Mono is
  /// 0.602.
  static func width(columns: Int) -> Int { Int((Double(columns) * advance).rounded(.up)) + 1 }

  /// The width in points of a cell for a number of columns of text, with room on both sides.
  static func cellWidth(columns: Int) -> Int { width(columns: columns) + 2 * padding }

  /// A user's text on one line; nothing where nothing of it would be seen.
  package static func line(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    // What takes no room cannot be set.
    return columns(of: line) == 0 ? "" : line
  }

  /// A user's text on as many lines as it takes, broken at blanks; a longer word is cut.
  static func wrapped(_ text: String, to limit: Int) -> [String] {
    line(text).split(separator: " ").map { TextMetrics.shortened(String($0), to: limit) }
      .filled(to: limit).filter { columns(of: $0) > 0 }
  }

  /// A user's text on one line, cut in the middle where it is too long.
  static func name(_ text: String) -> String {
    TextMetrics.shortened(self.line(text), to: longestName)
  }

  /// The width in points of a frame's title, with room on both sides.
  package static func frameTitleWidth(_ title: String) -> Int {
    let width = TextMetrics.width(of: title, size: frameTitleSize)
    return Int(width.rounded(.up)) + 2 * padding
  }

  /// Whether a character takes one column in every monospace font: Latin, Greek, Cyrillic, and what
  /// stands in pictures beside them.
  package static func isOfOneWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x250, 0x391..<0x3CA, 0x410..<0x450: true
    case 0x2013, 0x2016, 0x2026, 0x2192, 0x2202, 0x2212, 0x221E, 0x2260, 0x2264, 0x2265: true
    default: false
    }
  }
}
