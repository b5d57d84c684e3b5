/// What the process prints and returns because of an error.
struct Outcome {
  let code: ExitCode
  /// The message alone.
  let message: String
  /// Everything that is printed; `nil` when nothing is.
  let text: String?

  /// Decides the outcome of an error of a command.
  ///
  /// - Parameter root: The command at the top of the tree.
  init(of error: any Error, root: any ParsableCommand.Type) {
    let commandError = error as? CommandError
    let path = commandError?.path ?? [root]
    switch commandError?.cause ?? error {
    case BuiltInRequest.help:
      self.init(output: HelpText(path: path).text)
    case BuiltInRequest.version(let version):
      self.init(output: version)
    case BuiltInRequest.completionScript(let shell):
      self.init(output: shell.script(for: CommandOutline(of: root)))
    case CleanExit.helpRequest(let command):
      let target = command.map { path[0].commandPath(to: $0) } ?? [path[0]]
      self.init(output: HelpText(path: target).text)
    case CleanExit.message(let message):
      self.init(output: message)
    case let code as ExitCode:
      self.init(code: code, message: "", text: nil)
    case let error as ParserError:
      self.init(usageError: error.description, path: path)
    case let error as ValidationError:
      self.init(usageError: error.message, path: path)
    case let other:
      let message = "\(other)"
      self.init(code: .failure, message: message, text: "Error: \(message)")
    }
  }

  private init(code: ExitCode, message: String, text: String?) {
    self.code = code
    self.message = message
    self.text = text
  }

  private init(output: String) {
    self.init(code: .success, message: output, text: output)
  }

  private init(usageError message: String, path: [any ParsableCommand.Type]) {
    let usage = Usage(path: path)
    var lines = ["Error: " + message]
    if !usage.line.isEmpty { lines.append("Usage: " + usage.line) }
    lines.append("  See '\(usage.commandLine) --help' for more information.")
    self.init(
      code: .validationFailure, message: message, text: lines.joined(separator: "\n"))
  }
}
