internal import Text

/// The form in which Graphviz takes plain labels: backslash sequences and entities.
package enum EscString {
  /// Escapes a text so that Graphviz shows it as it is.
  ///
  /// Backslashes are doubled, line breaks of any kind become `\n`, `&` becomes an entity, a tab
  /// becomes a space, what turns the direction of text an entity, and what XML forbids becomes U+FFFD.
  /// Quotes are left alone: what writes DOT text escapes them.
  package static func escape(_ text: String) -> String {
    text.escaped(lineBreak: "\\n") { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "&": "&amp;"
      default: scalar.turnsDirection ? scalar.entity : nil
      }
    }
  }
}

/// The text of HTML-like labels.
package enum HTMLText {
  /// Escapes a text so that an HTML-like label shows it as it is.
  ///
  /// `&`, `<`, `>` and `"` become entities, backslashes are doubled since Graphviz replaces `\N`
  /// and the like in markup too, line breaks of any kind become `<BR/>`, a tab becomes a space, what
  /// turns the direction of text an entity, and what XML forbids becomes U+FFFD.
  package static func escape(_ text: String) -> String {
    text.escaped(lineBreak: "<BR/>") { scalar in
      scalar == "\\"
        ? "\\\\" : scalar.turnsDirection ? scalar.entity : XMLText.entity(of: scalar)
    }
  }
}

extension Unicode.Scalar {
  /// The scalar by its number, so that it does not turn the lines of the DOT text that it stands in.
  fileprivate var entity: String { "&#\(value);" }
}
