internal import LibC

/// A shell for which completions can be written.
enum CompletionShell: String, CaseIterable {
  case bash, zsh, fish

  static var names: [String] { allCases.map(\.rawValue) }

  /// The login shell of the user, `nil` when it is none of these.
  static var current: CompletionShell? {
    guard let path = getenv("SHELL") else { return nil }
    let name = String(cString: path).split(separator: "/").last ?? ""
    return CompletionShell(rawValue: String(name))
  }

  func script(for outline: CommandOutline) -> String {
    switch self {
    case .bash: BashCompletion(outline).script
    case .zsh: ZshCompletion(outline).script
    case .fish: FishCompletion(outline).script
    }
  }
}

/// A command and everything below it, as the completion scripts need it.
struct CommandOutline {
  let name: String
  let abstract: String
  /// The names from the root to the command, separated by blanks.
  let path: String
  let options: [ArgumentDefinition]
  let positionals: [ArgumentDefinition]
  private(set) var subcommands: [CommandOutline]

  init(of root: any ParsableCommand.Type) {
    self.init(of: root, below: [])
    if subcommands.isEmpty { return }
    let names = [name, "help"]
    subcommands.append(
      CommandOutline(
        names: names, abstract: "Show subcommand help information.",
        subcommands: subcommands.map { $0.namesOnly(below: names) }))
  }

  private init(of command: any ParsableCommand.Type, below parents: [String]) {
    let configuration = command.configuration
    let names = parents + [configuration.commandName]
    let definitions = ArgumentSet(of: command).definitions
    self.init(
      names: names, abstract: configuration.abstract,
      options: definitions.filter { !$0.isPositional }
        + ArgumentDefinition.builtIn(of: configuration),
      positionals: definitions.filter(\.isPositional),
      subcommands: configuration.subcommands.map { CommandOutline(of: $0, below: names) })
  }

  private init(
    names: [String], abstract: String, options: [ArgumentDefinition] = [],
    positionals: [ArgumentDefinition] = [], subcommands: [CommandOutline]
  ) {
    name = names[names.count - 1]
    path = names.joined(separator: " ")
    self.abstract = abstract
    self.options = options
    self.positionals = positionals
    self.subcommands = subcommands
  }

  /// The names alone, which may follow `help`.
  private func namesOnly(below parents: [String]) -> CommandOutline {
    let names = parents + [name]
    return CommandOutline(
      names: names, abstract: abstract,
      subcommands: subcommands.map { $0.namesOnly(below: names) })
  }

  /// This command and all below it, parents first.
  var all: [CommandOutline] { [self] + subcommands.flatMap(\.all) }

  /// The names of an option of this command as the tables of the scripts have them:
  /// `tool render|--stage`.
  func keys(of option: ArgumentDefinition) -> [String] {
    option.names.map { "\(path)|\($0.dashed)" }
  }

  /// The keys of all options that take values, here and below, by how many they take at most.
  var optionsByValueCount: [(count: Int, options: [String])] {
    let options = all.flatMap { command in
      command.options.filter(\.takesValue).map {
        (count: $0.mostValues, keys: command.keys(of: $0))
      }
    }
    return Set(options.map(\.count)).sorted().map { count in
      (count, options.filter { $0.count == count }.flatMap(\.keys))
    }
  }

  /// The name of the shell function for this command.
  var functionName: String {
    "_" + path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
  }
}

extension ArgumentDefinition {
  /// The abstract without line breaks.
  var summary: String { abstract.split(separator: "\n").joined(separator: " ") }
}

extension String {
  /// The text with some characters preceded by a backslash.
  func escaping(_ characters: String) -> String {
    map { characters.contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// The text as one word of bash or zsh.
  var shellQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
