// Markdown is scanned as bytes, because a document may hold any of them; these operators let the
// code name the ASCII ones as characters.

/// Lets a byte be matched by the character it stands for.
func ~= (pattern: Unicode.Scalar, byte: UInt8) -> Bool {
  byte == UInt8(ascii: pattern)
}

/// Lets a byte be matched by a range of characters.
func ~= (pattern: ClosedRange<Unicode.Scalar>, byte: UInt8) -> Bool {
  pattern.contains(Unicode.Scalar(byte))
}

/// Lets a byte, which may lie behind the end, be compared with a character.
func == (byte: UInt8?, character: Unicode.Scalar) -> Bool {
  byte == UInt8(ascii: character)
}

extension UInt8 {
  /// A tab is a blank that reaches to the next multiple of this many columns.
  static let tab = UInt8(ascii: "\t")

  static let blank = UInt8(ascii: " ")

  static let newline = UInt8(ascii: "\n")

  /// Only these two count as blanks where CommonMark speaks of indentation.
  var isBlank: Bool { self == .blank || self == .tab }

  /// Inside of tags, links and labels a line may end as well.
  var isWhitespace: Bool { isBlank || (0x0A...0x0D).contains(self) }

  var isDigit: Bool { "0"..."9" ~= self }

  var isLetter: Bool { "a"..."z" ~= self | 0x20 }

  var isAlphanumeric: Bool { isLetter || isDigit }

  /// Only these may be escaped by a backslash.
  var isPunctuation: Bool { 0x21...0x7E ~= self && !isAlphanumeric }

  /// The names of HTML's elements do not distinguish cases.
  var lowercased: UInt8 { "A"..."Z" ~= self ? self | 0x20 : self }
}
