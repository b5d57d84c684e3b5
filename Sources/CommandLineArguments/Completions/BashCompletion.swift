/// The completion script for bash, 3.2 or newer.
///
/// The script walks the words to find the command, then looks up tables keyed by
/// `command|option` and `command|position`.
struct BashCompletion {
  private let root: CommandOutline
  private let function: String

  init(_ root: CommandOutline) {
    self.root = root
    function = root.functionName
  }

  var script: String {
    """
    # bash completion for \(root.name)

    # Offers those of the given words that begin with the current one.
    \(function)_words() {
        local word quoted
        for word in "$@"; do
            printf -v quoted %q "$word"
            if [[ "$word" == "$cur"* || "$quoted" == "$cur"* ]]; then
                COMPREPLY+=("$prefix$quoted")
            fi
        done
    }

    \(function)_read() {
        local line
        while IFS= read -r line; do COMPREPLY+=("$prefix$line"); done
    }

    # Offers directories, and files with the given extensions or all files.
    \(function)_files() {
        local extension
        compopt -o filenames 2>/dev/null
        if [[ $# -eq 0 ]]; then
            \(function)_read < <(compgen -f -- "$cur")
            return
        fi
        \(function)_read < <(compgen -d -- "$cur")
        for extension in "$@"; do
            \(function)_read < <(compgen -f -X "!*.$extension" -- "$cur")
        done
    }

    \(function)_is_command() {
    \(table(commands, otherwise: "return 1"))
    }

    # Sets how many of the words behind an option are its values at most.
    \(function)_count_values() {
    \(table(valueCounts, otherwise: "count=0"))
    }

    \(function)_value() {
    \(table(optionValues))
    }

    \(function)_options() {
    \(table(optionNames))
    }

    \(function)_subcommands() {
    \(table(subcommandNames))
    }

    \(function)_positional() {
    \(table(positionalValues))
    }

    \(function)() {
        local cur="${COMP_WORDS[COMP_CWORD]}" prefix="" option="" literal=""
        local command=\(root.path.shellQuoted) position=0 index=1 word count
        COMPREPLY=()
        while [[ $index -lt $COMP_CWORD ]]; do
            word="${COMP_WORDS[index]}"
            index=$((index + 1))
            if [[ -n "$literal" ]]; then
                position=$((position + 1))
            elif [[ "$word" == "--" ]]; then
                literal=1
            elif [[ "$word" == -?* && "$word" != -[0-9.]* ]]; then
                \(function)_count_values "$command|$word"
                if [[ "${COMP_WORDS[index]}" == "=" ]]; then
                    if [[ $index -eq $COMP_CWORD ]]; then
                        option="$word"
                        cur=""
                        break
                    fi
                    index=$((index + 1))
                fi
                while [[ $count -gt 0 ]]; do
                    if [[ $index -ge $COMP_CWORD ]]; then
                        option="$word"
                        break 2
                    fi
                    count=$((count - 1))
                    index=$((index + 1))
                done
            elif [[ $position -eq 0 ]] && \(function)_is_command "$command $word"; then
                command="$command $word"
            else
                position=$((position + 1))
            fi
        done

        if [[ -z "$option$literal" && "$cur" == --*=* ]]; then
            option="${cur%%=*}"
            prefix="$option="
            cur="${cur#*=}"
        fi
        if [[ -n "$option" ]]; then
            \(function)_value "$command|$option"
        elif [[ -z "$literal" && "$cur" == -* ]]; then
            \(function)_options "$command"
        else
            if [[ -z "$literal" && $position -eq 0 ]]; then \(function)_subcommands "$command"; fi
            \(function)_positional "$command|$position"
        fi
    }

    complete -F \(function) \(root.name.shellQuoted)

    """
  }

  /// One branch of a `case` over the first parameter.
  private typealias Branch = (patterns: [String], action: String)

  private func table(_ branches: [Branch], otherwise: String = "") -> String {
    let lines = branches.filter { !$0.patterns.isEmpty && !$0.action.isEmpty }.map { branch in
      "        \(branch.patterns.joined(separator: "|"))) \(branch.action) ;;"
    }
    let last = "        *) \(otherwise.isEmpty ? ":" : otherwise) ;;"
    return (["    case \"$1\" in"] + lines + [last, "    esac"]).joined(separator: "\n")
  }

  private var commands: [Branch] {
    [(root.all.dropFirst().map(\.path.shellQuoted), ":")]
  }

  private var valueCounts: [Branch] {
    root.optionsByValueCount.map { ($0.options.map(\.shellQuoted), "count=\($0.count)") }
  }

  private var optionValues: [Branch] {
    root.all.flatMap { command in
      command.options.filter(\.takesValue).map {
        (command.keys(of: $0).map(\.shellQuoted), action(for: $0))
      }
    }
  }

  private var optionNames: [Branch] {
    root.all.map { ([$0.path.shellQuoted], words($0.options.flatMap(\.names).map(\.dashed))) }
  }

  private var subcommandNames: [Branch] {
    root.all.map { ([$0.path.shellQuoted], words($0.subcommands.map(\.name))) }
  }

  private var positionalValues: [Branch] {
    root.all.flatMap { command in
      command.positionals.enumerated().map { index, definition in
        let position = definition.isRepeating ? "" : "\(index)"
        return (
          ["\(command.path)|\(position)".shellQuoted + (definition.isRepeating ? "*" : "")],
          action(for: definition)
        )
      }
    }
  }

  private func words(_ words: [String]) -> String {
    words.isEmpty
      ? "" : "\(function)_words " + words.map(\.shellQuoted).joined(separator: " ")
  }

  private func action(for definition: ArgumentDefinition) -> String {
    switch definition.offer {
    case .nothing: ":"
    case .list(let choices): words(choices)
    case .file(let extensions):
      (["\(function)_files"] + extensions.map(\.shellQuoted)).joined(separator: " ")
    }
  }
}
