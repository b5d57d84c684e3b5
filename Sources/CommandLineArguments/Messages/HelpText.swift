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
    let notes = CommandNotes.of(path[path.count - 1])
    let paragraphs = [configuration.discussion] + (notes?.paragraphs ?? [])
    let text = paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    return text.isEmpty ? [] : text.wrapped(to: HelpText.columns)
  }

  private var usage: [String] {
    let usage = Usage(path: path, definitions: definitions)
    let lines = (["USAGE: \(usage.commandLine)"] + usage.arguments)
      .filled(to: HelpText.columns - HelpText.indent)
    return lines.prefix(1) + lines.dropFirst().map { $0.leftPadded(by: HelpText.indent) }
  }

  private var sections: [[String]] {
    let builtIn = ArgumentDefinition.builtIn(of: configuration)
    return ArgumentSection.all(of: definitions, builtIn: builtIn).map {
      section($0.title, $0.entries)
    }
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

  private func section(_ title: String, _ entries: [ArgumentSection.Entry]) -> [String] {
    entries.isEmpty ? [] : ["\(title):"] + entries.flatMap(lines)
  }

  private func lines(of entry: ArgumentSection.Entry) -> [String] {
    let column = HelpText.descriptionColumn
    let label = entry.label.leftPadded(by: HelpText.indent)
    let text = entry.text.isEmpty ? [] : entry.text.wrapped(to: HelpText.columns - column)
    let lines = text.map { $0.leftPadded(by: column) }
    // A label that leaves no gap before the descriptions has a line of its own.
    guard label.count < column, let first = text.first else { return [label] + lines }
    return [label.padded(to: column) + first] + lines.dropFirst()
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
