internal import CommandLineArguments

/// The two names of `--path A B`.
struct PathEnds {
  let from: String
  let to: String

  /// What stands between the names where they are one word.
  private static let separator: Character = "\u{1F}"

  /// Reads both names from one word, as ``joined(_:)`` makes it.
  @Sendable
  init(parsing word: String) throws {
    let names = word.split(separator: PathEnds.separator, omittingEmptySubsequences: false)
    guard names.count == 2, !names.contains("") else {
      throw ValidationError("Give two names: --path x loss.")
    }
    (from, to) = (String(names[0]), String(names[1]))
  }

  /// The words of a command line, with the two behind `--path` made one: an option takes one value.
  static func joined(_ words: [String]) -> [String] {
    var words = words
    guard let option = words.firstIndex(of: "--path"), option + 2 < words.count,
      !words[option + 1].hasPrefix("-"), !words[option + 2].hasPrefix("-"),
      !words[..<option].contains("--")
    else { return words }
    words[option + 1] += "\(separator)\(words.remove(at: option + 2))"
    return words
  }
}
