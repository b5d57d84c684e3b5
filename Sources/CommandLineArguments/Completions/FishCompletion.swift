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
            if test $skip -gt 0
                set skip (math $skip - 1)
            else if test $literal = 1
                set position (math $position + 1)
            else if test "$word" = --
                set literal 1
    \(valueCounts.joined(separator: "\n"))
            else if string match -qr -- '^-[^0-9.]' "$word"
                continue
            else if test $position = 0; and contains -- "$command $word" \(commands.map(fishQuoted).joined(separator: " "))
                set command "$command $word"
            else
                set position (math $position + 1)
            end
        end
        # The word at the cursor is the value of an option, and at no position.
        if test $skip -gt 0
            set position -1
        end
        echo $command
        echo $position
    end

    # Whether the command is the first parameter, and the position the second, if there is one.
    function \(function)_at
        set -l state (\(function)_state)
        test "$state[1]" = "$argv[1]"; and contains -- "$argv[2]" "" $state[2]
    end

    complete -c \(fishQuoted(root.name)) -f
    \(root.all.flatMap(lines).joined(separator: "\n"))

    """
  }

  private var commands: [String] { root.all.dropFirst().map(\.path) }

  /// A branch for each number of values that options take.
  private var valueCounts: [String] {
    root.optionsByValueCount.map { count, options in
      """
              else if contains -- "$command|$word" \(options.map(fishQuoted).joined(separator: " "))
                  set skip \(count)
      """
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
    }
    let positionals = command.positionals.enumerated().map { index, definition in
      let position = definition.isRepeating ? "" : " \(index)"
      return line(
        "\(function)_at \(fishQuoted(command.path))\(position)", offer(of: definition),
        definition.summary)
    }
    return subcommands + options + positionals
  }

  private func optionLine(
    for option: ArgumentDefinition, _ name: Name, of command: CommandOutline
  ) -> String {
    let flag =
      switch name {
      case .long(let name): "-l " + fishQuoted(name)
      case .short(let character): "-s " + fishQuoted(String(character))
      }
    let value = option.takesValue ? " -r " + offer(of: option) : ""
    return line(
      "\(function)_at \(fishQuoted(command.path))", flag + value, option.summary)
  }

  private func line(_ condition: String, _ rest: String, _ summary: String) -> String {
    let description = summary.isEmpty ? "" : " -d \(fishQuoted(summary))"
    return "complete -c \(fishQuoted(root.name)) -n \(fishQuoted(condition)) "
      + rest + description
  }

  /// The flags that offer values.
  private func offer(of definition: ArgumentDefinition) -> String {
    switch definition.offer {
    case .nothing:
      return "-f"
    case .list(let choices):
      // fish expands the words once more.
      return "-f -a " + fishQuoted(choices.map(fishQuoted).joined(separator: " "))
    case .file(let extensions) where extensions.isEmpty:
      return "-F"
    case .file(let extensions):
      let suffixes = extensions.map { fishQuoted("." + $0) }.joined(separator: " ")
      return "-f -a " + fishQuoted("(__fish_complete_suffix \(suffixes))")
    }
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.escaping("'\\") + "'"
  }
}
