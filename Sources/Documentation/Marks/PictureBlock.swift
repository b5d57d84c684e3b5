/// A block of a document that asks for pictures.
public struct PictureBlock: Sendable {
  /// What is between our markers.
  struct Region: Sendable {
    /// All that is not the author's: the markers, and the line end before the first.
    let range: Range<Int>
    /// The markers and what is between them.
    let lines: Range<Int>
  }

  /// What its pictures are called.
  public let name: String
  /// The line that it begins on, from 1.
  public let line: Int
  /// What is asked for: the options of the block but those that are of documents alone.
  public let words: [String]
  /// The program that the block holds; `nil` where the words name one.
  public let program: BlockProgram?
  /// What a document says of the pictures.
  let settings: BlockSettings
  /// Whether there is text on the line before it, of which its own may be a part.
  let isBehindText: Bool
  /// Where our markers go, or are.
  let end: Int
  let region: Region?
  let isAlone: Bool
  let prefix: [UInt8]

  /// Whether another block asks for the same, and has its pictures put alike.
  func isRead(as other: PictureBlock) -> Bool {
    name == other.name && words == other.words && program?.text == other.program?.text
      && isAlone == other.isAlone && prefix == other.prefix
  }
}

/// What a block says that only documents know.
struct BlockSettings: Sendable {
  var name: String?
  /// The alternative text; `nil` for one that is made from the graph.
  var alternativeText: String?
  /// Which of the pictures are shown, by what is put into their names; `nil` for all.
  var shown: [String]?
  /// Whether there is a light and a dark picture.
  var hasBothThemes = false

  /// The options that documents know; of the theme, only one value is of documents alone.
  private static let keys = ["name", "alt", "show", "theme"]

  /// Takes the settings out of the words of a block, and leaves the others.
  ///
  /// They may be written as `name=neuron`, `--name=neuron` and `--name neuron`.
  init(takenFrom words: inout [String]) throws(DocumentFault.Kind) {
    var others: [String] = []
    var rest = words[...]
    var known: Set<String> = []
    while let word = rest.popFirst() {
      let bare = word.hasPrefix("--") ? word.dropFirst(2) : word[...]
      let parts = bare.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0])
      let isOption = parts.count == 2 || word.hasPrefix("--")
      guard isOption, BlockSettings.keys.contains(key) else {
        others.append(word)
        continue
      }
      guard known.insert(key).inserted else { throw .settingTwice(key) }
      let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() ?? ""
      switch key {
      case "name":
        guard value.isFileName else { throw .badName(value) }
        name = value
      case "alt": alternativeText = value
      case "show": shown = value == "none" ? [] : value.split(separator: ",").map(String.init)
      default:
        hasBothThemes = value == "both"
        if !hasBothThemes { others.append("theme=\(value)") }
      }
    }
    words = others
  }
}

extension String {
  /// Whether a text is a name that can stand in paths, links and marks without quotes.
  fileprivate var isFileName: Bool {
    guard let first, first != "-" else { return false }
    return allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}

/// A number of a picture in the text.
struct NumberMark: Sendable {
  /// The picture's name.
  let name: String
  /// Which number it is: "o.data".
  let query: String
  let line: Int
  /// The markers and what is between them.
  let range: Range<Int>
  /// What is between the markers.
  let content: Range<Int>
}
