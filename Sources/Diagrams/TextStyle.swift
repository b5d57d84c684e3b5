internal import TextMetrics

/// The type that everything is set in.
public enum TextStyle {
  /// The font size in points.
  public static let size = 12.0
  /// Monospace fonts of the advance that all sizes are made from, in the order of preference.
  public static let fontNames = ["DejaVu Sans Mono", "Menlo", "Consolas", "Liberation Mono"]
  /// How far below the middle of a line its baseline is, as a part of the font size.
  public static let baseline = 0.35
  /// The font size of the titles of frames, in points.
  public static let frameTitleSize = 11.0
  /// The room between a text and the side of its cell, in points.
  public static let padding = 6
  /// The room that a frame's title takes, in points.
  public static let frameTitleHeight = 18
  /// The longest name that is written out, in columns; the tooltip has all of it.
  static let longestName = 24

  /// The width of a column in points.
  static let advance = size * TextMetrics.advance

  static func columns(of text: String) -> Int { TextMetrics.columns(of: text) }

  /// A user's text on one line, cut in the middle where it is too long.
  static func name(_ text: String) -> String {
    let line = TextMetrics.shortened(
      String(text.map { $0.isNewline ? " " : $0 }), to: longestName)
    // What takes no room cannot be set.
    return columns(of: line) == 0 ? "" : line
  }

  /// The width in points of a frame's title, with room on both sides.
  public static func frameTitleWidth(_ title: String) -> Int {
    let width = TextMetrics.width(of: title, size: frameTitleSize)
    return Int(width.rounded(.up)) + 2 * padding
  }
}
