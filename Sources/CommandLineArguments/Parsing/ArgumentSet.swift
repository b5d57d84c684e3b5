/// A command with the arguments that are found in its properties.
struct ArgumentSet {
  let command: any ParsableCommand
  private(set) var arguments: [any AnyArgumentBox] = []
  private var groups: [any ParsableArguments] = []
  private var filledPositionals = 0

  /// Creates a command and lists its arguments.
  init(of type: any ParsableCommand.Type) {
    command = type.init()
    collect(command, section: "")
    assert(repeatedName == nil, "Two arguments of '\(type)' are named '\(repeatedName ?? "")'.")
    assert(
      arguments.isEmpty || type.configuration.subcommands.isEmpty,
      "'\(type)' has both subcommands and arguments of its own.")
  }

  private mutating func collect(_ container: any ParsableArguments, section: String) {
    for child in Mirror(reflecting: container).children {
      if let property = child.value as? any ArgumentProperty {
        // A wrapped property is stored under its name with an underscore.
        let name = String((child.label ?? "_").dropFirst())
        property.box.definition.name(after: name, section: section)
        arguments.append(property.box)
      } else if let group = child.value as? any ArgumentGroup {
        groups.append(group.contents)
        collect(group.contents, section: group.title.isEmpty ? section : group.title)
      }
    }
  }

  private var repeatedName: String? {
    var seen: Set = [BuiltIn.help, BuiltIn.shortHelp, BuiltIn.version]
    return definitions.flatMap(\.names).first { !seen.insert($0).inserted }?.dashed
  }

  var definitions: [ArgumentDefinition] { arguments.map { $0.definition } }

  /// The option of a name.
  func option(named name: Name) -> (any AnyArgumentBox)? {
    arguments.first { $0.definition.names.contains(name) }
  }

  /// The next positional argument to fill, `nil` when all are filled.
  mutating func nextPositional() -> (any AnyArgumentBox)? {
    let positionals = arguments.filter { $0.definition.isPositional }
    guard filledPositionals < positionals.count else { return nil }
    let next = positionals[filledPositionals]
    if !next.definition.isRepeating { filledPositionals += 1 }
    return next
  }

  /// Checks that nothing is missing, and lets the groups, then the command itself, check the values.
  func validate() throws {
    if let missing = arguments.first(where: { $0.definition.isRequired && !$0.isGiven }) {
      throw ParserError.missingArgument(missing.definition)
    }
    for group in groups.reversed() { try group.validate() }
    try command.validate()
  }
}
