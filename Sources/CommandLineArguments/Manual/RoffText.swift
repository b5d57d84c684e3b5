internal import Text

/// Text as roff takes it: nothing in it is read as a request, and what is copied from the page is what
/// was written.
enum RoffText {
  private static let columns = 80

  /// One line for a macro's argument, or to be set as it stands.
  static func escaped(_ text: some StringProtocol) -> String {
    let characters = text.unicodeScalars.map(escaped).joined()
    // A line that begins with a dot is a request. An apostrophe would be, too, but has a name.
    return characters.hasPrefix(".") ? "\\&" + characters : characters
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\(rs"
    // These marks would become others that look better. In a name of a file, an option or a program
    // they would no longer work, and such stand in the midst of sentences.
    case "-": "\\-"
    case "'": "\\(aq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    // It ends an argument of a macro.
    case "\"": "\\(dq"
    // By their numbers, since a page does not say in which encoding it is.
    case let scalar where !scalar.isASCII: "\\[u\(hexadecimal(scalar))]"
    default: String(scalar)
    }
  }

  /// Four digits or more.
  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Lines to be filled, each sentence on lines of its own, since roff puts the gap between sentences where
  /// a line ends with one.
  static func lines(of text: some StringProtocol) -> [String] {
    var sentences: [[String]] = [[]]
    for word in text.split(whereSeparator: \.isWhitespace) {
      sentences[sentences.count - 1].append(escaped(word))
      if let last = word.last, ".!?".contains(last) { sentences.append([]) }
    }
    return sentences.flatMap { $0.filled(to: columns) }
  }

  /// How a command or an argument is written, in fonts.
  ///
  /// Words and names of options are bold. What stands for a value, which has angle brackets in the help, is
  /// in italics.
  static func marked(_ usage: String) -> String {
    var marked = ""
    var rest = usage[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        marked += set(rest[..<end].dropFirst(), in: "I")
        rest = rest[end...].dropFirst()
      } else if first.isLetter || first == "-" {
        let word = rest.prefix { !" ,[]<".contains($0) }
        marked += set(word, in: "B")
        rest = rest.dropFirst(word.count)
      } else {
        marked += escaped(rest.prefix(1))
        rest = rest.dropFirst()
      }
    }
    return marked
  }

  private static func set(_ text: Substring, in font: Character) -> String {
    "\\f\(font)\(escaped(text))\\fR"
  }
}
