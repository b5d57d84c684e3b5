/// Reads the words of a command line into the properties of the command they choose.
struct CommandParser {
  var levels: [CommandLevel]
  var words: ArraySlice<String>
  /// Turned off by `--`.
  var readsOptions = true

  init(root: any ParsableCommand.Type, words: [String]) {
    levels = [CommandLevel(root)]
    self.words = words[...]
  }

  /// Reads all words.
  ///
  /// - Returns: The chosen command, validated.
  mutating func parse() throws(CommandError) -> any ParsableCommand {
    do {
      while let word = words.popFirst() { try read(word) }
      while descendToDefault() {}
      try checkRequired()
      for index in levels.indices { try levels[index].validate() }
      return levels[levels.count - 1].command
    } catch {
      // Whoever asks for help gets it, whatever else is wrong.
      let asksForHelp = error is ParserError && helpRemains
      throw CommandError(
        path: levels.map { $0.type }, cause: asksForHelp ? BuiltInRequest.help : error)
    }
  }

  private var helpRemains: Bool {
    let requests = [BuiltIn.help, BuiltIn.shortHelp].filter { find($0) == nil }.map(\.dashed)
    return readsOptions && words.prefix { $0 != "--" }.contains(where: requests.contains)
  }

  mutating func read(_ word: String) throws {
    guard readsOptions, word.looksLikeOption, !isNegativeNumber(word) else {
      return try readPositional(word)
    }
    if word == "--" {
      readsOptions = false
    } else if word.hasPrefix("--") {
      try readLong(word)
    } else {
      try readShort(word)
    }
  }

  /// Whether a word is a number and not a short option that is a digit.
  private func isNegativeNumber(_ word: String) -> Bool {
    word.startsLikeNegativeNumber && find(.short(word[word.index(after: word.startIndex)])) == nil
  }

  private func checkRequired() throws {
    for (index, level) in levels.enumerated() {
      for argument in level.arguments where argument.definition.isRequired {
        let isOfParent = index < levels.count - 1 && argument.definition.isPositional
        if !argument.box.isGiven, !isOfParent {
          throw ParserError.missingArgument(argument.definition)
        }
      }
    }
  }
}

extension String {
  /// Whether the word begins like an option; a lone `-` stands for a stream and is a value.
  var looksLikeOption: Bool { hasPrefix("-") && self != "-" }

  /// Whether the word begins with a minus sign and a digit, as in `-3,1` or `-.5`.
  var startsLikeNegativeNumber: Bool {
    guard hasPrefix("-") else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let bytes = utf8.dropFirst()
    let digit = bytes.first == UInt8(ascii: ".") ? bytes.dropFirst().first : bytes.first
    return digit.map(digits.contains) ?? false
  }
}
