/// Arguments of a command under one heading, as the help and the manual have them.
struct ArgumentSection {
  /// One argument: how it is written, and what it does.
  typealias Entry = (label: String, text: String)

  /// The heading, in capitals.
  let title: String
  /// Whether these are options of a group that has the heading for its title.
  let isGroup: Bool
  let entries: [Entry]

  /// Creates a section; `nil` when there is nothing in it.
  private init?(_ title: String, _ definitions: [ArgumentDefinition], isGroup: Bool = false) {
    if definitions.isEmpty { return nil }
    self.title = title
    self.isGroup = isGroup
    entries = definitions.map(\.entry)
  }

  /// The sections of a command: positional arguments, groups with titles, and the other options.
  ///
  /// - Parameters:
  ///   - definitions: The arguments of the command.
  ///   - builtIn: The options that it has without declaring them.
  static func all(
    of definitions: [ArgumentDefinition], builtIn: [ArgumentDefinition]
  ) -> [ArgumentSection] {
    let options = definitions.filter { !$0.isPositional }
    var titles: [String] = []
    for title in options.map(\.section) where !title.isEmpty && !titles.contains(title) {
      titles.append(title)
    }
    let named = titles.map { title in
      ArgumentSection(
        title.uppercased(), options.filter { $0.section == title }, isGroup: true)
    }
    let general = options.filter(\.section.isEmpty) + builtIn
    let sections =
      [ArgumentSection("ARGUMENTS", definitions.filter(\.isPositional))] + named
      + [ArgumentSection("OPTIONS", general)]
    return sections.compactMap { $0 }
  }
}

extension ArgumentSection: Equatable {
  static func == (a: ArgumentSection, b: ArgumentSection) -> Bool {
    a.title == b.title && a.entries.elementsEqual(b.entries, by: ==)
  }
}

extension ArgumentDefinition {
  fileprivate var entry: ArgumentSection.Entry {
    let names = names.map(\.dashed).joined(separator: ", ")
    let label = isPositional ? label : names + (takesValue ? " <\(valueName)>" : "")
    return (label, [abstract, facts].filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// The choices and the default, in parentheses.
  private var facts: String {
    let values = choices.isEmpty ? nil : "values: " + choices.joined(separator: ", ")
    let facts = [values, defaultDescription.map { "default: " + $0 }].compactMap { $0 }
    return facts.isEmpty ? "" : "(\(facts.joined(separator: "; ")))"
  }

  /// `--help`, and `--version` of a command that has one.
  static func builtIn(of configuration: CommandConfiguration) -> [ArgumentDefinition] {
    var version = ArgumentDefinition(.flag, .long, "Show the version.")
    version.name(after: "version")
    var help = ArgumentDefinition(.flag, .shortAndLong, "Show help information.")
    help.name(after: "help")
    return configuration.version.isEmpty ? [help] : [version, help]
  }
}
