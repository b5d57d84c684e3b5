internal import Graphviz

/// Text in XML 1.0.
enum XMLText {
  /// A text with what has a meaning in XML escaped, and what has no place in it shown as U+FFFD.
  static func escape(_ text: String) -> String {
    PlainText.map(text, lineBreak: "&#10;") { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: nil
      }
    }
  }
}
