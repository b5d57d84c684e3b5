internal import Text

/// The form in which Graphviz takes plain labels: backslash sequences and entities.
public enum EscString {
  /// Escapes a text so that Graphviz shows it as it is.
  ///
  /// Backslashes are doubled, line breaks of any kind become `\n`, `&` becomes an entity, a tab
  /// becomes a space, and what has no place in XML becomes U+FFFD. Quotes are left alone: whoever
  /// writes DOT text quotes the result.
  public static func escape(_ text: String) -> String {
    text.escaped(lineBreak: "\\n") { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "&": "&amp;"
      default: nil
      }
    }
  }
}
