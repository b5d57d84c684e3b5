/// The words that Python keeps for itself.
enum Keyword {
  static let all: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
  ]

  /// Those that a line begins with, of what programs have, and something follows on the line.
  static let atLineStart = [
    "assert", "def", "elif", "for", "from", "if", "import", "return", "while", "with",
  ]

  /// Those that may follow a number without a blank.
  static let behindNumbers: Set<String> = ["and", "else", "for", "if", "in", "is", "or"]
}
