/// A command and everything below it, as the completion scripts need it.
struct CommandOutline {
  let name: String
  let abstract: String
  /// The names from the root to the command, separated by blanks.
  let path: String
  let options: [ArgumentDefinition]
  let positionals: [ArgumentDefinition]
  let subcommands: [CommandOutline]

  init(of command: any ParsableCommand.Type) {
    self.init(of: command, below: [])
  }

  private init(of command: any ParsableCommand.Type, below parents: [String]) {
    let configuration = command.configuration
    let names = parents + [command.commandName]
    let shown = CommandOutline.shownArguments(of: command)
    var options = shown.filter { !$0.isPositional }
    var positionals = shown.filter(\.isPositional)
    if let subcommand = configuration.defaultSubcommand {
      // Its words may follow the parent directly.
      let taken = options.flatMap(\.names)
      let inherited = CommandOutline.shownArguments(of: subcommand)
      options += inherited.filter { !$0.isPositional && !$0.names.contains(where: taken.contains) }
      if positionals.isEmpty { positionals = inherited.filter(\.isPositional) }
    }
    let subcommands = configuration.subcommands
      .filter { $0.configuration.shouldDisplay }
      .map { CommandOutline(of: $0, below: names) }
    name = command.commandName
    abstract = configuration.abstract
    path = names.joined(separator: " ")
    self.options =
      options + (configuration.version.isEmpty ? [] : [.builtInVersion]) + [.builtInHelp]
    self.positionals = positionals
    self.subcommands =
      subcommands.isEmpty || !parents.isEmpty
      ? subcommands : subcommands + [CommandOutline(helpFor: subcommands, below: names)]
  }

  /// Describes the words after `help`.
  private init(helpFor subcommands: [CommandOutline], below parents: [String]) {
    let names = parents + ["help"]
    self.init(
      name: "help", abstract: "Show subcommand help information.",
      path: names.joined(separator: " "),
      subcommands: subcommands.map { $0.namesOnly(below: names) })
  }

  private init(name: String, abstract: String, path: String, subcommands: [CommandOutline]) {
    self.name = name
    self.abstract = abstract
    self.path = path
    self.subcommands = subcommands
    options = []
    positionals = []
  }

  private func namesOnly(below parents: [String]) -> CommandOutline {
    let names = parents + [name]
    return CommandOutline(
      name: name, abstract: abstract, path: names.joined(separator: " "),
      subcommands: subcommands.map { $0.namesOnly(below: names) })
  }

  private static func shownArguments(
    of command: any ParsableCommand.Type
  ) -> [ArgumentDefinition] {
    CommandLevel(command).arguments.map(\.definition).filter { !$0.isHidden }
  }

  /// This command and all below it, parents first.
  var all: [CommandOutline] { [self] + subcommands.flatMap(\.all) }

  /// The name of the shell function for this command.
  var functionName: String {
    "_" + path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
  }
}

extension ArgumentDefinition {
  fileprivate static var builtInHelp: ArgumentDefinition {
    builtIn([.short, .long], "help", "Show help information.")
  }

  fileprivate static var builtInVersion: ArgumentDefinition {
    builtIn(.long, "version", "Show the version.")
  }

  private static func builtIn(
    _ names: NameSpecification, _ name: String, _ abstract: String
  ) -> ArgumentDefinition {
    ArgumentDefinition(
      .flag(names, isInvertible: false), ArgumentHelp(abstract), completion: .default
    ).named(after: name, section: "")
  }

  /// Every name with its dashes, those that switch off last.
  var allNames: [String] { (names + invertedNames).map(\.dashed) }

  /// What is offered for the value.
  var offer: CompletionKind.Kind {
    if case .default = completion.kind, !choices.isEmpty { return .list(choices) }
    return completion.kind
  }

  /// The abstract without line breaks.
  var summary: String {
    abstract.split(separator: "\n").joined(separator: " ")
  }
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
