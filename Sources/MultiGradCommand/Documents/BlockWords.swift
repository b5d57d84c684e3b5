internal import CommandLineArguments
internal import Text

/// The words of a block of a document, as those of a command line.
///
/// In documents options are written as `key=value`, flags as words, and `render` goes without saying.
struct BlockWords {
  /// The words of the command that draws.
  let arguments: [String]

  private static let commands: [any DrawingCommand.Type] = [
    Render.self, DrawNeuron.self, DrawMLP.self, Plot.self, Diff.self,
  ]

  /// The options that are of files and terminals.
  private static let refused: Set<Substring> = [
    "--output", "--force", "--quiet", "--open", "--watch", "--help", "--version",
  ]

  /// Translates the words of a block.
  ///
  /// - Parameters:
  ///   - words: The words.
  ///   - usualFormat: The format that the document shows; `nil` for SVG.
  /// - Throws: That a word is not for documents.
  init(_ words: [String], usualFormat: String?) throws {
    var words = words[...]
    let command = try words.first.flatMap(BlockWords.command(named:))
    if command != nil { words.removeFirst() }
    let type = command ?? Render.self
    let name = type.configuration.commandName
    let flags = BlockWords.flags[name] ?? []
    var arguments = [name]
    for word in words { arguments += try BlockWords.argument(word, flags: flags) }
    if arguments.contains("-") {
      throw ValidationError("A document has no standard input. Name a file instead of '-'.")
    }
    for word in arguments {
      let name = word.prefix { $0 != "=" }
      // Short options may stand in one word, up to one that takes the rest of it.
      let letters = name.hasPrefix("--") ? "" : name.dropFirst().prefix { !"ef".contains($0) }
      let isShort = name.first == "-" && letters.first?.isLetter == true
      if BlockWords.refused.contains(name)
        || isShort && letters.contains(where: { "oqh".contains($0) })
      {
        throw ValidationError(
          "'\(name)' has no place in a document. Leave it out; a picture is named by name=….")
      }
    }
    if !arguments.contains(where: { $0.hasPrefix("--format") || $0.hasPrefix("-f") }) {
      // A picture is asked for in any case, also of what may do without one.
      arguments.append("--format=\(usualFormat ?? "svg")")
    }
    self.arguments = arguments + ["--quiet"]
  }

  /// The subcommand of a name; `nil` where the word is none.
  private static func command(named word: String) throws -> (any DrawingCommand.Type)? {
    if let found = commands.first(where: { $0.configuration.commandName == word }) { return found }
    let all = MultiGradCommand.configuration.subcommands
    if all.contains(where: { $0.configuration.commandName == word }) {
      let names = commands.map { $0.configuration.commandName }
      throw ValidationError(
        "'\(word)' draws no picture. Use one of: \(names.joined(separator: ", ")).")
    }
    let isPath = word.contains { ".=/-".contains($0) }
    if !isPath, let near = NearestWord.to(word, among: all.map { $0.configuration.commandName }) {
      throw ValidationError("There is no command '\(word.quotable)'. Did you mean '\(near)'?")
    }
    return nil
  }

  /// The flags of each command: found once, since a thousand documents have thousands of blocks.
  private static let flags: [String: Set<String>] = Dictionary(
    uniqueKeysWithValues: commands.map {
      ($0.configuration.commandName, Set($0.init().flagNames))
    })

  /// A word as the command line has it: `stage=after` as `--stage=after`, `legend` as `--legend`.
  private static func argument(_ word: String, flags: Set<String>) throws -> [String] {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    if parts[0].hasPrefix("-") { return [word] }
    let name = String(parts[0].map { $0 == "_" ? "-" : $0 })
    guard parts.count == 2, isOptionName(name) else {
      return [flags.contains(name) ? "--\(name)" : word]
    }
    guard flags.contains(name) else { return ["--\(name)=\(parts[1])"] }
    switch parts[1].lowercased() {
    case "true", "yes", "on", "1": return ["--\(name)"]
    case "false", "no", "off", "0": return []
    default:
      throw ValidationError(
        "The value '\(parts[1].quotable)' is invalid for '\(name)'. Give true or false.")
    }
  }

  private static func isOptionName(_ text: String) -> Bool {
    text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
