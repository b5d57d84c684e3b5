/// The completion script for zsh: one function a command, each a call of `_arguments`.
struct ZshCompletion {
  private let root: CommandOutline

  init(_ root: CommandOutline) {
    self.root = root
  }

  var script: String {
    """
    #compdef \(root.name)

    \(root.all.map(function).joined(separator: "\n\n"))

    # Works both from a directory in fpath and when the script is sourced.
    if [[ "${funcstack[1]}" == '\(root.functionName)' ]]; then
        \(root.functionName) "$@"
    else
        compdef \(root.functionName) \(root.name.shellQuoted)
    fi

    """
  }

  private func function(for command: CommandOutline) -> String {
    let specifications = command.options.map(specifications) + [positionals(of: command)]
    let arguments = specifications.flatMap { $0 }.map { "        " + $0 }
    let call = (["    _arguments -C -s -S"] + arguments).joined(separator: " \\\n")
    return """
      \(command.functionName)() {
          local context state state_descr line
          typeset -A opt_args
      \(call)
      \(dispatch(for: command))}
      """
  }

  /// The lines that complete the name of a subcommand, then hand over to its function.
  private func dispatch(for command: CommandOutline) -> String {
    if command.subcommands.isEmpty { return "" }
    let names = command.subcommands.map { subcommand in
      let name = subcommand.name.escaping(":")
      let text = subcommand.abstract
      return "            " + (text.isEmpty ? name : "\(name):\(text)").shellQuoted
    }
    let calls = command.subcommands.map {
      "            \($0.name.shellQuoted)) \($0.functionName) ;;"
    }
    return """
          case "$state" in
          command)
              local -a subcommands=(
      \(names.joined(separator: "\n"))
              )
              _describe -t subcommands subcommand subcommands
              ;;
          rest)
              case "${words[1]}" in
      \(calls.joined(separator: "\n"))
              esac
              ;;
          esac

      """
  }

  private func specifications(for option: ArgumentDefinition) -> [String] {
    let names = option.names.map(\.dashed)
    let others = "(\(names.joined(separator: " ")))"
    let text = "[\(option.summary.escaping("[]\\"))]"
    let values = String(repeating: value(of: option), count: option.mostValues)
    return names.map { name in
      guard option.takesValue else { return "\(others)\(name)\(text)".shellQuoted }
      // The sign says how the value may be attached: `--name=value`, `-nvalue`.
      let joint = name.hasPrefix("--") ? "=" : "+"
      return "\(others)\(name)\(joint)\(text)\(values)".shellQuoted
    }
  }

  private func positionals(of command: CommandOutline) -> [String] {
    if !command.subcommands.isEmpty { return ["'1: :->command'", "'*:: :->rest'"] }
    return command.positionals.map {
      (($0.isRepeating ? "*" : "") + value(of: $0)).shellQuoted
    }
  }

  /// `:message:action`, where a blank action offers nothing.
  private func value(of definition: ArgumentDefinition) -> String {
    let action =
      switch definition.offer {
      case .nothing: " "
      case .list(let choices):
        "(\(choices.map { $0.escaping(" ()[]:;&|<>$`\"'\\*?#~") }.joined(separator: " ")))"
      case .file(let extensions): "_files\(glob(extensions))"
      }
    return ":\(definition.valueName.escaping(":\\")):\(action)"
  }

  private func glob(_ extensions: [String]) -> String {
    extensions.isEmpty ? "" : " -g \"*.(\(extensions.joined(separator: "|")))\""
  }
}
