internal import Text

/// The help of a command.
struct HelpText {
  private static let columns = 80
  private static let indent = 2
  /// The column at which descriptions begin.
  private static let descriptionColumn = 26

  private let path: [any ParsableCommand.Type]
  private let configuration: CommandConfiguration
  private let definitions: [ArgumentDefinition]

  init(path: [any ParsableCommand.Type]) {
    let command = path[path.count - 1]
    self.path = path
    configuration = command.configuration
    definitions = ArgumentSet(of: command).definitions
  }

  /// The whole help, without a line break at its end.
  var text: String {
    let blocks = [overview, discussion, usage] + sections + [subcommands, furtherHelp]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var overview: [String] {
    let abstract = configuration.abstract
    return abstract.isEmpty ? [] : "OVERVIEW: \(abstract)".wrapped(to: HelpText.columns)
  }

  private var discussion: [String] {
    configuration.discussion.isEmpty ? [] : configuration.discussion.wrapped(to: HelpText.columns)
  }

  private var usage: [String] {
    let usage = Usage(path: path, definitions: definitions)
    let lines = (["USAGE: \(usage.commandLine)"] + usage.arguments)
      .filled(to: HelpText.columns - HelpText.indent)
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
    let builtIn = ArgumentDefinition.builtIn(of: configuration)
    let general = options.filter(\.section.isEmpty) + builtIn
    return [section("ARGUMENTS", definitions.filter(\.isPositional).map(\.entry))]
      + named + [section("OPTIONS", general.map(\.entry))]
  }

  private var subcommands: [String] {
    section(
      "SUBCOMMANDS",
      configuration.subcommands.map { subcommand in
        (subcommand.configuration.commandName, subcommand.configuration.abstract)
      })
  }

  private var furtherHelp: [String] {
    if configuration.subcommands.isEmpty { return [] }
    let names = path.map { $0.configuration.commandName }
    let words = [names[0], "help"] + names.dropFirst() + ["<subcommand>"]
    return ["  See '\(words.joined(separator: " "))' for detailed help."]
  }

  /// One argument or subcommand in the help.
  fileprivate typealias Entry = (label: String, text: String)

  private func section(_ title: String, _ entries: [Entry]) -> [String] {
    entries.isEmpty ? [] : ["\(title):"] + entries.flatMap(lines)
  }

  private func lines(of entry: Entry) -> [String] {
    let column = HelpText.descriptionColumn
    let label = entry.label.leftPadded(by: HelpText.indent)
    let text = entry.text.isEmpty ? [] : entry.text.wrapped(to: HelpText.columns - column)
    let lines = text.map { $0.leftPadded(by: column) }
    // A label that leaves no gap before the descriptions has a line of its own.
    guard label.count < column, let first = text.first else { return [label] + lines }
    return [label.padded(to: column) + first] + lines.dropFirst()
  }
}

extension ArgumentDefinition {
  fileprivate var entry: HelpText.Entry {
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

/// The line that shows how a command is written.
struct Usage {
  /// More optional arguments than this are shown as `[<options>]`.
  private static let mostOptionsShown = 12

  /// The names from the root to the command.
  let commandLine: String
  /// What follows, in pieces that stay whole when the line is wrapped.
  let arguments: [String]

  var line: String { ([commandLine] + arguments).joined(separator: " ") }

  init(path: [any ParsableCommand.Type]) {
    self.init(path: path, definitions: ArgumentSet(of: path[path.count - 1]).definitions)
  }

  init(path: [any ParsableCommand.Type], definitions: [ArgumentDefinition]) {
    let options = definitions.filter { !$0.isPositional }
    let isShort = options.count > Usage.mostOptionsShown
    commandLine = path.map { $0.configuration.commandName }.joined(separator: " ")
    arguments =
      (isShort ? ["[<options>]"] : options.map { "[\($0.label)]" })
      + definitions.filter(\.isPositional).map { $0.isRequired ? $0.label : "[\($0.label)]" }
      + (path[path.count - 1].configuration.subcommands.isEmpty ? [] : ["<subcommand>"])
  }
}

extension String {
  fileprivate func leftPadded(by count: Int) -> String {
    isEmpty ? "" : String(repeating: " ", count: count) + self
  }
}
