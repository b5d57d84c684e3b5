/// What is wrong with the words on the command line.
enum ParserError: Error {
  case unknownOption(String, known: [String])
  case unknownSubcommand(String, known: [String])
  case unexpectedArgument(String)
  case missingValue(ArgumentDefinition, Name)
  case missingArgument(ArgumentDefinition)
  case invalidValue(String, ArgumentDefinition, Name?, reason: String?)
  case valueForFlag(String, Name)
  case unknownShell(String?)
}

/// A wish on the command line that is answered without running a command.
enum BuiltInRequest: Error {
  case help
  case version(String)
  case completionScript(CompletionShell)
}

/// An error together with the command it belongs to.
struct CommandError: Error {
  /// The commands from the root to the one concerned.
  let path: [any ParsableCommand.Type]
  let cause: any Error
}
