extension CommandParser {
  /// Reads a word that is no option: a subcommand or a positional argument.
  mutating func readPositional(_ word: String) throws {
    let last = levels.count - 1
    let level = levels[last]
    let choosesSubcommand = !level.hasPositionalWords && !level.configuration.subcommands.isEmpty
    if choosesSubcommand, readsOptions {
      if let subcommand = level.subcommand(named: word) { return descend(to: subcommand) }
      if word == "help" { return try readHelp() }
    }
    if let argument = levels[last].nextPositional() {
      return try assign(word, to: argument, as: nil)
    }
    if choosesSubcommand {
      if descendToDefault() { return try readPositional(word) }
      if readsOptions {
        throw ParserError.unknownSubcommand(word, known: level.configuration.visibleSubcommands)
      }
    }
    throw ParserError.unexpectedArgument(word)
  }

  /// Reads the names of subcommands after `help`.
  private mutating func readHelp() throws {
    while let word = words.popFirst() {
      if word.looksLikeOption { continue }
      let level = levels[levels.count - 1]
      guard let subcommand = level.subcommand(named: word) else {
        throw ParserError.unknownSubcommand(word, known: level.configuration.visibleSubcommands)
      }
      descend(to: subcommand)
    }
    throw BuiltInRequest.help
  }

  private mutating func descend(to subcommand: any ParsableCommand.Type) {
    levels.append(CommandLevel(subcommand, below: levels))
  }

  /// Chooses the default subcommand.
  ///
  /// - Returns: `false` when there is none, or the command has taken words of its own.
  mutating func descendToDefault() -> Bool {
    let level = levels[levels.count - 1]
    guard !level.hasPositionalWords, let subcommand = level.configuration.defaultSubcommand else {
      return false
    }
    descend(to: subcommand)
    return true
  }
}

extension CommandConfiguration {
  /// The names of the subcommands that are shown.
  var visibleSubcommands: [String] {
    subcommands.filter { $0.configuration.shouldDisplay }.map { $0.commandName }
  }
}
