/// One command in the manual.
struct ManualChapter {
  /// The names from the root to the command, with blanks.
  let name: String
  let configuration: CommandConfiguration
  let usage: Usage
  /// Its arguments, without the options that every command has.
  let sections: [ArgumentSection]

  private init(path: [any ParsableCommand.Type]) {
    let command = path[path.count - 1]
    let definitions = ArgumentSet(of: command).definitions
    configuration = command.configuration
    usage = Usage(path: path, definitions: definitions)
    name = usage.commandLine
    sections = ArgumentSection.all(of: definitions, builtIn: [])
  }

  /// The chapters of a command and of all below it, parents first.
  static func all(from root: any ParsableCommand.Type) -> [ManualChapter] { all(below: [root]) }

  private static func all(below path: [any ParsableCommand.Type]) -> [ManualChapter] {
    [ManualChapter(path: path)]
      + path[path.count - 1].configuration.subcommands.flatMap { all(below: path + [$0]) }
  }
}

/// Options that several commands have under the same title.
///
/// They stand in the manual once: nobody would read them again with every command, or see that they are
/// the same.
struct SharedSection {
  let section: ArgumentSection
  /// The names of the commands, with that of the root.
  private(set) var commands: [String]

  /// The shared sections in the order in which they first occur.
  static func all(of chapters: [ManualChapter]) -> [SharedSection] {
    var found: [SharedSection] = []
    for chapter in chapters {
      for section in chapter.sections where section.isGroup {
        if let index = found.firstIndex(where: { $0.section == section }) {
          found[index].commands.append(chapter.name)
        } else {
          found.append(SharedSection(section: section, commands: [chapter.name]))
        }
      }
    }
    return found.filter { $0.commands.count > 1 }
  }
}
