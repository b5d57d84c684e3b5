/// The name of a font, as "Fira Code".
public struct FontName: Sendable, Equatable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// A name of letters, digits, blanks, dots and hyphens; `nil` for what cannot be one.
  public init?(_ name: String) {
    let isName = name.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isFontLetter
    }
    guard isName, (1...80).contains(name.utf8.count), name.first != " ", name.last != " " else {
      return nil
    }
    description = name
  }
}

extension Character {
  fileprivate var isFontLetter: Bool { isASCII && (isLetter || isNumber || " -._".contains(self)) }
}

/// The fonts of all text.
extension Theme {
  /// As CSS and SVG name them.
  package var cssFontFamilies: String {
    (font.map { "'\($0)', " } ?? "") + TextStyle.cssFontFamilies
  }

  /// As Graphviz names them: the first that is there is taken.
  package var graphvizFontNames: String {
    ((font.map { [$0.description] } ?? []) + TextStyle.fontNames + ["monospace"])
      .joined(separator: ",")
  }
}
