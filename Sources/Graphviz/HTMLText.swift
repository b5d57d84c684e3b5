internal import Text

/// The text of HTML-like labels.
public enum HTMLText {
  /// Escapes a text so that an HTML-like label shows it as it is.
  ///
  /// `&`, `<`, `>` and `"` become entities, backslashes are doubled since Graphviz replaces `\N`
  /// and the like in markup too, line breaks of any kind become `<BR/>`, a tab becomes a space, and
  /// what has no place in XML becomes U+FFFD.
  public static func escape(_ text: String) -> String {
    text.escaped(lineBreak: "<BR/>") { $0 == "\\" ? "\\\\" : XMLText.entity(of: $0) }
  }
}
