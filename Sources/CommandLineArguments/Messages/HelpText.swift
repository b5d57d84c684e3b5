/// The help of a command.
struct HelpText {
  static let defaultColumns = 80
  private static let indent = 2
  /// The column at which descriptions begin.
  private static let descriptionColumn = 26

  private let path: [any ParsableCommand.Type]
  private let configuration: CommandConfiguration
  private let definitions: [ArgumentDefinition]
  private let includesHidden: Bool
  private let columns: Int

  init(
    path: [any ParsableCommand.Type], includesHidden: Bool = false,
    columns: Int = HelpText.defaultColumns
  ) {
    let level = CommandLevel(path[path.count - 1])
    self.path = path
    configuration = level.configuration
    definitions = level.arguments.map(\.definition).filter { includesHidden || !$0.isHidden }
    self.includesHidden = includesHidden
    self.columns = max(columns, HelpText.descriptionColumn + 20)
  }

  /// The whole help, without a line break at its end.
  var text: String {
    let blocks = [overview, discussion, usage] + sections + [subcommands, furtherHelp]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var overview: [String] {
    let abstract = configuration.abstract
    return abstract.isEmpty ? [] : "OVERVIEW: \(abstract)".wrapped(to: columns)
  }

  private var discussion: [String] {
    configuration.discussion.isEmpty ? [] : configuration.discussion.wrapped(to: columns)
  }

  private var usage: [String] {
    let usage = Usage(path: path, configuration: configuration, definitions: definitions)
    guard let first = usage.parts.first else { return [] }
    let lines = (["USAGE: \(first)"] + usage.parts.dropFirst())
      .filled(to: columns - HelpText.indent)
    return lines.prefix(1) + lines.dropFirst().map { $0.leftPadded(by: HelpText.indent) }
  }

  private var sections: [[String]] {
    let options = definitions.filter { !$0.isPositional }
    var titles: [String] = []
    for title in options.map(\.section) where !title.isEmpty && !titles.contains(title) {
      titles.append(title)
    }
    let named = titles.map { title in
      section(title.uppercased(), options.filter { $0.section == title }.map(\.entry))
    }
    let general = options.filter { $0.section.isEmpty }.map(\.entry) + builtInEntries
    return [section("ARGUMENTS", definitions.filter(\.isPositional).map(\.entry))]
      + named + [section("OPTIONS", general)]
  }

  private var builtInEntries: [HelpEntry] {
    let taken = definitions.flatMap(\.names)
    let help = [BuiltIn.shortHelp, BuiltIn.help].filter { !taken.contains($0) }
    var entries: [HelpEntry] = []
    if !configuration.version.isEmpty, !taken.contains(BuiltIn.version) {
      entries.append(HelpEntry(label: BuiltIn.version.dashed, text: "Show the version."))
    }
    if !help.isEmpty {
      entries.append(
        HelpEntry(
          label: help.map(\.dashed).joined(separator: ", "), text: "Show help information."))
    }
    return entries
  }

  private var subcommands: [String] {
    let shown = configuration.subcommands.filter {
      includesHidden || $0.configuration.shouldDisplay
    }
    return section(
      "SUBCOMMANDS",
      shown.map { subcommand in
        let isDefault = configuration.defaultSubcommand.map { $0 == subcommand } ?? false
        return HelpEntry(
          label: subcommand.commandName + (isDefault ? " (default)" : ""),
          text: subcommand.configuration.abstract)
      })
  }

  private var furtherHelp: [String] {
    if configuration.subcommands.isEmpty { return [] }
    let names = path.map { $0.commandName }
    let words = [names[0], "help"] + names.dropFirst() + ["<subcommand>"]
    return ["  See '\(words.joined(separator: " "))' for detailed help."]
  }

  private func section(_ title: String, _ entries: [HelpEntry]) -> [String] {
    entries.isEmpty ? [] : ["\(title):"] + entries.flatMap(lines)
  }

  private func lines(of entry: HelpEntry) -> [String] {
    let column = HelpText.descriptionColumn
    let label = entry.label.leftPadded(by: HelpText.indent)
    let description = entry.text.isEmpty ? [] : entry.text.wrapped(to: columns - column)
    let discussion =
      entry.discussion.isEmpty ? [] : entry.discussion.wrapped(to: columns - column)
    var lines = (description + discussion).map { $0.leftPadded(by: column) }
    // A label that leaves no gap before the descriptions has a line of its own.
    if label.count < column, let first = lines.first {
      lines[0] = label + first.dropFirst(label.count)
      return lines
    }
    return [label] + lines
  }
}

/// One argument or subcommand in the help.
struct HelpEntry {
  let label: String
  let text: String
  var discussion = ""
}

extension ArgumentDefinition {
  fileprivate var entry: HelpEntry {
    let all = names.map(\.dashed).joined(separator: ", ")
    let inverted = invertedNames.map { "/" + $0.dashed }.joined()
    let label = isPositional ? self.label : all + inverted + (takesValue ? " <\(valueName)>" : "")
    return HelpEntry(
      label: label,
      text: [abstract, facts].filter { !$0.isEmpty }.joined(separator: " "),
      discussion: discussion)
  }

  /// The choices and the default, in parentheses.
  private var facts: String {
    var facts: [String] = []
    if takesValue, !choices.isEmpty {
      facts.append("values: " + choices.joined(separator: ", "))
    }
    if let shown = shownDefault { facts.append("default: " + shown) }
    return facts.isEmpty ? "" : "(\(facts.joined(separator: "; ")))"
  }

  private var shownDefault: String? {
    guard let value = defaultDescription, !value.isEmpty else { return nil }
    if takesValue { return value }
    if invertedNames.isEmpty { return nil }
    return (value == "true" ? names.last : invertedNames.last)?.dashed
  }
}
