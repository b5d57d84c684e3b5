internal import Text

/// What is wrong with the words on the command line.
enum ParserError: Error {
  /// An option with its dashes, and the long names without them.
  case unknownOption(String, known: [String])
  case unknownSubcommand(String, known: [String])
  case unexpectedArgument(String)
  case missingValue(ArgumentDefinition, Name)
  case missingArgument(ArgumentDefinition)
  case invalidValue(String, ArgumentDefinition, Name?, reason: String?)
  case valueForFlag(String, Name)
  case unknownShell(String?)
}

extension ParserError: CustomStringConvertible {
  /// What is wrong and what to write instead.
  var description: String {
    switch self {
    case .unknownOption(let option, let known):
      // By the letters alone: -format is meant as --format.
      sentence(
        "Unknown option '\(option.quotable)'.",
        didYouMean(String(option.drop { $0 == "-" }), known, "--"))
    case .unknownSubcommand(let name, let known):
      sentence(
        "Unknown subcommand '\(name.quotable)'.", didYouMean(name, known) ?? chooseOne(of: known))
    case .unexpectedArgument(let word):
      "Unexpected argument '\(word.quotable)'."
    case .missingValue(let definition, let name):
      sentence(
        "Missing value for '\(definition.label(preferring: name))'.", advice(for: definition))
    case .missingArgument(let definition):
      sentence("Missing expected argument '\(definition.label)'.", advice(for: definition))
    case .invalidValue(let word, let definition, let name, let reason?):
      "The value '\(word.quotable)' is invalid for '\(definition.label(preferring: name))': \(reason)"
    case .invalidValue(let word, let definition, let name, nil):
      sentence(
        "The value '\(word.quotable)' is invalid for '\(definition.label(preferring: name))'.",
        WellKnownFunctions.contain(word) ? nil : didYouMean(word, definition.choices),
        advice(for: definition))
    case .valueForFlag(let value, let name):
      "The flag '\(name.dashed)' takes no value, but '\(value.quotable)' was given."
    case .unknownShell(let name?):
      sentence("Unknown shell '\(name.quotable)'.", chooseOne(of: CompletionShell.names))
    case .unknownShell(nil):
      sentence(
        "Missing shell for '\(BuiltIn.completionScript.dashed)'.",
        chooseOne(of: CompletionShell.names))
    }
  }
}

private func sentence(_ parts: String?...) -> String {
  parts.compactMap { $0 }.joined(separator: " ")
}

private func didYouMean(_ word: String, _ known: [String], _ dashes: String = "") -> String? {
  NearestWord.to(word, among: known).map { "Did you mean '\(dashes)\($0)'?" }
}

private func chooseOne(of words: [String]) -> String? {
  words.isEmpty ? nil : "Choose one of: \(words.joined(separator: ", "))."
}

private func advice(for definition: ArgumentDefinition) -> String? {
  definition.takesValue ? chooseOne(of: definition.choices) ?? definition.expectation : nil
}
