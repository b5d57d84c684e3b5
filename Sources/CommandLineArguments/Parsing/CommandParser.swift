internal import Text

/// Reads the words of a command line into the properties of the command they choose.
struct CommandParser {
  /// The commands from the root to the chosen one.
  private(set) var path: [any ParsableCommand.Type]
  private var chosen: ArgumentSet
  private var words: ArraySlice<String>
  /// Turned off by `--`.
  private var readsOptions = true

  init(root: any ParsableCommand.Type, words: [String]) {
    path = [root]
    chosen = ArgumentSet(of: root)
    self.words = words[...]
  }

  /// Reads all words.
  ///
  /// - Returns: The chosen command, validated.
  /// - Throws: ``ParserError``, ``BuiltInRequest``, or what the validation throws.
  mutating func parse() throws -> any ParsableCommand {
    do {
      while let word = words.popFirst() { try read(word) }
      try chosen.validate()
      return chosen.command
    } catch is ParserError where helpRemains {
      // Who asks for help gets it, whatever else is wrong.
      throw BuiltInRequest.help
    }
  }

  private var helpRemains: Bool {
    readsOptions
      && words.prefix { $0 != "--" }
        .contains { [BuiltIn.help.dashed, BuiltIn.shortHelp.dashed].contains($0) }
  }

  private mutating func read(_ word: String) throws {
    if !readsOptions || !word.looksLikeOption || word.startsLikeNegativeNumber {
      try readPositional(word)
    } else if word == "--" {
      readsOptions = false
    } else if word.hasPrefix("--") {
      try readLong(word)
    } else {
      try readShort(word)
    }
  }
}

// MARK: - Subcommands and positional arguments

extension CommandParser {
  private var subcommands: [any ParsableCommand.Type] {
    path[path.count - 1].configuration.subcommands
  }

  private mutating func readPositional(_ word: String) throws {
    if readsOptions, !subcommands.isEmpty {
      return try word == "help" ? readHelp() : descend(to: word)
    }
    guard let argument = chosen.nextPositional() else { throw ParserError.unexpectedArgument(word) }
    try store(word, in: argument, as: nil)
  }

  /// Reads the names of subcommands after `help`.
  private mutating func readHelp() throws {
    for word in words where !word.looksLikeOption { try descend(to: word) }
    throw BuiltInRequest.help
  }

  private mutating func descend(to name: String) throws {
    let known = subcommands
    guard let subcommand = known.first(where: { $0.configuration.commandName == name }) else {
      throw ParserError.unknownSubcommand(
        name, known: known.map { $0.configuration.commandName })
    }
    path.append(subcommand)
    chosen = ArgumentSet(of: subcommand)
  }
}

// MARK: - Options

extension CommandParser {
  /// Reads `--name` or `--name=value`.
  private mutating func readLong(_ word: String) throws {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = Name.long(String(parts[0]))
    let value = parts.count > 1 ? String(parts[1]) : nil
    if try readBuiltIn(name, value) { return }
    guard let option = chosen.option(named: name) else { throw unknownOption(name.dashed) }
    try readValues(of: option, attached: value, as: name)
  }

  /// Reads `-x`, `-xVALUE`, `-x=VALUE` or a bundle of flags such as `-abc`.
  private mutating func readShort(_ word: String) throws {
    var rest = word.dropFirst()
    while let character = rest.popFirst() {
      let name = Name.short(character)
      if try readBuiltIn(name, nil) { continue }
      guard let option = chosen.option(named: name) else {
        // Where the first letter is unknown, it may be a long name with one dash.
        throw unknownOption(rest.count == word.count - 2 ? word : name.dashed)
      }
      let isAttached = rest.first == "=" || option.definition.takesValue && !rest.isEmpty
      let value = isAttached ? String(rest.first == "=" ? rest.dropFirst() : rest) : nil
      try readValues(of: option, attached: value, as: name)
      if isAttached { return }
    }
  }

  private mutating func readValues(
    of option: any AnyArgumentBox, attached: String?, as name: Name
  ) throws {
    let definition = option.definition
    if !definition.takesValue {
      try reject(attached, for: name)
      return try store("", in: option, as: name)
    }
    guard let first = attached ?? nextValue() else {
      throw ParserError.missingValue(definition, name)
    }
    try store(first, in: option, as: name)
    for _ in 1..<definition.mostValues {
      guard let next = nextValue() else { return }
      try store(next, in: option, as: name)
    }
  }

  /// Takes the next word as the value of an option, unless it is an option itself.
  private mutating func nextValue() -> String? {
    guard let next = words.first, !next.looksLikeOption || next.startsLikeNegativeNumber else {
      return nil
    }
    return words.popFirst()
  }

  private func store(_ word: String, in argument: any AnyArgumentBox, as name: Name?) throws {
    func invalid(_ reason: String?) -> ParserError {
      .invalidValue(word, argument.definition, name, reason: reason)
    }
    // A path may be of any bytes; the value of anything else is text.
    guard argument.definition.takesBytes || ByteText.isUTF8(word) else {
      throw invalid("It is not UTF-8.")
    }
    let isAccepted: Bool
    do { isAccepted = try argument.accept(word) } catch { throw invalid("\(error)") }
    if !isAccepted { throw invalid(nil) }
    argument.givenName = name
  }

  private func unknownOption(_ shown: String) -> ParserError {
    let names = chosen.definitions.flatMap(\.names) + builtIn
    return .unknownOption(shown, known: names.compactMap(\.long))
  }
}

// MARK: - What every command understands

/// The options that every command understands; the script and the manual are the root's alone.
enum BuiltIn {
  static let help = Name.long("help")
  static let shortHelp = Name.short("h")
  static let version = Name.long("version")
  static let completionScript = Name.long("generate-completion-script")
  static let manual = Name.long("generate-manual")
}

/// A wish on the command line that is answered without running a command.
enum BuiltInRequest: Error {
  case help
  case version(String)
  case completionScript(CompletionShell)
  case manual
}

extension CommandParser {
  private var builtIn: [Name] {
    [BuiltIn.help] + (version == nil ? [] : [BuiltIn.version])
      + (path.count == 1 ? [BuiltIn.completionScript, BuiltIn.manual] : [])
  }

  /// The version of the nearest command that has one.
  private var version: String? {
    path.map { $0.configuration.version }.last { !$0.isEmpty }
  }

  /// Answers a built-in option by throwing a request.
  ///
  /// - Returns: `false` when the name is none of them.
  private mutating func readBuiltIn(_ name: Name, _ value: String?) throws -> Bool {
    switch name {
    case BuiltIn.help, BuiltIn.shortHelp:
      try reject(value, for: name)
      throw BuiltInRequest.help
    case BuiltIn.version:
      guard let version else { return false }
      try reject(value, for: name)
      throw BuiltInRequest.version(version)
    case BuiltIn.completionScript where path.count == 1:
      let shell = value ?? nextValue()
      guard let known = shell.map(CompletionShell.init(rawValue:)) ?? .current else {
        throw ParserError.unknownShell(shell)
      }
      throw BuiltInRequest.completionScript(known)
    case BuiltIn.manual where path.count == 1:
      try reject(value, for: name)
      throw BuiltInRequest.manual
    default:
      return false
    }
  }

  private func reject(_ value: String?, for name: Name) throws {
    if let value { throw ParserError.valueForFlag(value, name) }
  }
}

extension String {
  /// Whether the word begins like an option; a lone `-` stands for a stream and is a value.
  fileprivate var looksLikeOption: Bool { hasPrefix("-") && self != "-" }

  /// Whether the word begins with a minus sign and a digit, as in `-3,1` or `-.5`.
  fileprivate var startsLikeNegativeNumber: Bool {
    guard hasPrefix("-") else { return false }
    let bytes = utf8.dropFirst()
    let digit = bytes.first == UInt8(ascii: ".") ? bytes.dropFirst().first : bytes.first
    return digit.map((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ?? false
  }
}
