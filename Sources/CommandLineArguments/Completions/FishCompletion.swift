/// The completion script for fish: one `complete` line an option, guarded by the command.
struct FishCompletion {
  private let root: CommandOutline
  private let function: String

  init(_ root: CommandOutline) {
    self.root = root
    function = "_" + root.functionName
  }

  var script: String {
    """
    # fish completion for \(root.name)

    # Prints the command that the words before the cursor choose, then the number of its
    # positional words.
    function \(function)_state
        set -l command \(fishQuoted(root.path))
        set -l position 0
        set -l skip 0
        set -l literal 0
        for word in (commandline -opc)[2..-1]
            if test $skip = 1
                set skip 0
            else if test $literal = 1
                set position (math $position + 1)
            else if test "$word" = --
                set literal 1
            else if contains -- "$command|$word" \(list(optionsWithValue))
                set skip 1
            else if string match -qr -- '^-[^0-9.]' "$word"
                continue
            else if test $position = 0; and contains -- "$command $word" \(list(commands))
                set command "$command $word"
            else
                set position (math $position + 1)
            end
        end
        echo $command
        echo $position
    end

    # Whether the command is the first parameter and the position one of the others, if any.
    function \(function)_at
        set -l state (\(function)_state)
        test "$state[1]" = "$argv[1]"
        and begin
            test (count $argv) = 1
            or contains -- $state[2] $argv[2..-1]
        end
    end

    # Whether the command is the first parameter and the position the second or later.
    function \(function)_from
        set -l state (\(function)_state)
        test "$state[1]" = "$argv[1]"; and test $state[2] -ge $argv[2]
    end

    complete -c \(fishQuoted(root.name)) -f
    \(root.all.flatMap(lines).joined(separator: "\n"))

    """
  }

  private var commands: [String] { root.all.dropFirst().map(\.path) }

  private var optionsWithValue: [String] {
    root.all.flatMap { command in
      command.options.filter(\.takesValue).flatMap(\.allNames).map { "\(command.path)|\($0)" }
    }
  }

  private func lines(for command: CommandOutline) -> [String] {
    let subcommands = command.subcommands.map { subcommand in
      line(
        "\(function)_at \(fishQuoted(command.path)) 0",
        "-a \(fishQuoted(subcommand.name))", subcommand.abstract)
    }
    let options = command.options.flatMap { option in
      option.names.map { optionLine(for: option, $0, of: command) }
        + option.invertedNames.map { optionLine(for: option, $0, of: command) }
    }
    let positionals = command.positionals.enumerated().compactMap { index, definition in
      let guardName = definition.isRepeating ? "_from" : "_at"
      return offer(of: definition).map { offer in
        line(
          "\(function)\(guardName) \(fishQuoted(command.path)) \(index)", offer,
          definition.summary)
      }
    }
    return subcommands + options + positionals
  }

  private func optionLine(
    for option: ArgumentDefinition, _ name: Name, of command: CommandOutline
  ) -> String {
    let flag = (name.isShort ? "-s " : "-l ") + fishQuoted(name.bare)
    let value = option.takesValue ? " -r " + (offer(of: option) ?? "") : ""
    return line(
      "\(function)_at \(fishQuoted(command.path))", flag + value, option.summary)
  }

  private func line(_ condition: String, _ rest: String, _ text: String) -> String {
    let summary = text.split(separator: "\n").joined(separator: " ")
    let description = summary.isEmpty ? "" : " -d \(fishQuoted(summary))"
    return "complete -c \(fishQuoted(root.name)) -n \(fishQuoted(condition)) "
      + rest.trimmedAtEnd + description
  }

  /// The flags that offer values; `nil` when there is nothing to offer.
  private func offer(of definition: ArgumentDefinition) -> String? {
    switch definition.offer {
    case .default:
      return nil
    case .list(let choices):
      // fish expands the words once more.
      return "-f -a " + fishQuoted(choices.map(fishQuoted).joined(separator: " "))
    case .file(let extensions) where extensions.isEmpty:
      return "-F"
    case .file(let extensions):
      let suffixes = extensions.map { fishQuoted("." + $0) }.joined(separator: " ")
      return "-f -a " + fishQuoted("(__fish_complete_suffix \(suffixes))")
    case .directory:
      return "-f -a " + fishQuoted("(__fish_complete_directories)")
    }
  }

  private func list(_ words: [String]) -> String {
    words.map(fishQuoted).joined(separator: " ")
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.escaping("'\\") + "'"
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
