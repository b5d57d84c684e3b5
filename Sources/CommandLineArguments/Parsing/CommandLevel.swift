/// An argument of a command together with the place of its value.
struct BoundArgument {
  let definition: ArgumentDefinition
  let box: any AnyArgumentBox
}

/// One command on the way from the root to the chosen one, with its arguments.
struct CommandLevel {
  let type: any ParsableCommand.Type
  let configuration: CommandConfiguration
  private(set) var command: any ParsableCommand
  private(set) var arguments: [BoundArgument] = []
  private var groups: [any AnyGroupBox] = []
  /// How many positional arguments are filled; a repeating one never counts as such.
  private var filledPositionals = 0
  /// Whether the command has taken a positional word itself.
  private(set) var hasPositionalWords = false

  /// Creates a command and lists its arguments.
  ///
  /// - Parameter parents: The levels above, whose groups of the same types are shared.
  init(_ type: any ParsableCommand.Type, below parents: [CommandLevel] = []) {
    self.type = type
    configuration = type.configuration
    command = type.init()
    let inherited = parents.flatMap { [$0.command] + $0.groups.map(\.contents) }
    collect(command, section: "", inherited: inherited)
    assert(repeatedName == nil, "Two arguments of '\(type)' are named '\(repeatedName ?? "")'.")
  }

  private mutating func collect(
    _ arguments: any ParsableArguments, section: String, inherited: [any ParsableArguments]
  ) {
    for child in Mirror(reflecting: arguments).children {
      if let property = child.value as? any ArgumentProperty {
        // A wrapped property is stored under its name with an underscore.
        let name = String((child.label ?? "_").dropFirst())
        self.arguments.append(
          BoundArgument(
            definition: property.box.definition.named(after: name, section: section),
            box: property.box))
      } else if let group = child.value as? any ArgumentGroup {
        inherited.forEach(group.box.adopt)
        groups.append(group.box)
        let title = group.box.title.isEmpty ? section : group.box.title
        collect(group.box.contents, section: title, inherited: inherited)
      }
    }
  }

  private var repeatedName: String? {
    var seen: Set<Name> = []
    let names = arguments.flatMap { $0.definition.names + $0.definition.invertedNames }
    return names.first { !seen.insert($0).inserted }?.dashed
  }

  var positionals: [BoundArgument] {
    arguments.filter { $0.definition.isPositional }
  }

  func subcommand(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.commandName == name }
  }

  /// The next positional argument to fill, `nil` when all are filled.
  mutating func nextPositional() -> BoundArgument? {
    let positionals = self.positionals
    guard filledPositionals < positionals.count else { return nil }
    hasPositionalWords = true
    let next = positionals[filledPositionals]
    if !next.definition.isRepeating { filledPositionals += 1 }
    return next
  }

  /// Lets the groups, then the command itself, check the values.
  mutating func validate() throws {
    for group in groups.reversed() { try group.validate() }
    try command.validate()
  }
}
