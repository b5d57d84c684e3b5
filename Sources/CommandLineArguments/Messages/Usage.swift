/// The line that shows how a command is written.
struct Usage {
  /// The names from the root to the command.
  let commandLine: String
  /// The pieces of the usage that stay whole when it is wrapped; the first is the command.
  let parts: [String]

  /// The whole usage; empty when the command asks for none.
  var line: String { parts.joined(separator: " ") }

  /// More optional arguments than this are shown as `[<options>]`.
  private static let mostOptionsShown = 12

  init(path: [any ParsableCommand.Type], includesHidden: Bool = false) {
    let command = path[path.count - 1]
    let level = CommandLevel(command)
    self.init(
      path: path, configuration: level.configuration,
      definitions: level.arguments.map(\.definition).filter { includesHidden || !$0.isHidden })
  }

  init(
    path: [any ParsableCommand.Type], configuration: CommandConfiguration,
    definitions: [ArgumentDefinition]
  ) {
    commandLine = path.map { $0.commandName }.joined(separator: " ")
    if let usage = configuration.usage {
      parts = usage.isEmpty ? [] : [usage]
      return
    }
    let optional = definitions.filter { !$0.isPositional && !$0.isRequired }
    let required = definitions.filter { !$0.isPositional && $0.isRequired }
    let positional = definitions.filter(\.isPositional)
    let options =
      optional.count > Usage.mostOptionsShown ? ["[<options>]"] : optional.map(\.synopsis)
    let subcommand = configuration.subcommands.isEmpty ? [] : ["<subcommand>"]
    parts =
      [commandLine] + options + required.map(\.synopsis) + positional.map(\.synopsis)
      + subcommand
  }
}

extension ArgumentDefinition {
  /// The argument as it stands in the usage: `[--stage <stage>]` or `<file> ...`.
  fileprivate var synopsis: String {
    let inverted = invertedNames.isEmpty ? "" : "|" + invertedNames[0].dashed
    let whole = label + inverted + (isRepeating ? " ..." : "")
    return isRequired ? whole : "[\(whole)]"
  }
}
