/// The options that every command understands.
enum BuiltIn {
  static let help = Name.long("help")
  static let shortHelp = Name.short("h")
  static let version = Name.long("version")
  static let completionScript = Name.long("generate-completion-script")
}

extension CommandParser {
  /// Answers a built-in option by throwing a request.
  ///
  /// - Returns: `false` when the name is none of them.
  mutating func readBuiltIn(_ name: Name, _ value: String?) throws -> Bool {
    switch name {
    case BuiltIn.help, BuiltIn.shortHelp:
      try reject(value, for: name)
      throw BuiltInRequest.help
    case BuiltIn.version:
      guard let version else { return false }
      try reject(value, for: name)
      throw BuiltInRequest.version(version)
    case BuiltIn.completionScript where levels.count == 1:
      let shell = value ?? nextValue()
      guard let known = shell.map(CompletionShell.init(rawValue:)) ?? .current else {
        throw ParserError.unknownShell(shell)
      }
      throw BuiltInRequest.completionScript(known)
    default:
      return false
    }
  }

  /// The version of the nearest command that has one.
  var version: String? {
    levels.map { $0.configuration.version }.last { !$0.isEmpty }
  }

  private func reject(_ value: String?, for name: Name) throws {
    if let value { throw ParserError.valueForFlag(value, name) }
  }
}
