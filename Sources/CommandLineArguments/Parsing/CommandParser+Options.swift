extension CommandParser {
  /// Reads `--name` or `--name=value`.
  mutating func readLong(_ word: String) throws {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = Name.long(String(parts[0]))
    let value = parts.count > 1 ? String(parts[1]) : nil
    if let found = find(name) {
      try store(value, in: found, as: name)
    } else if try !readBuiltIn(name, value) {
      try readUnknown(word, shown: name.dashed)
    }
  }

  /// Reads `-x`, `-xVALUE`, `-x=VALUE` or a bundle of flags such as `-abc`.
  mutating func readShort(_ word: String) throws {
    var rest = word.dropFirst()
    while let character = rest.popFirst() {
      let name = Name.short(character)
      guard let found = find(name) else {
        if try readBuiltIn(name, nil) { continue }
        let isFirst = rest.count == word.count - 2
        return try readUnknown("-\(character)\(rest)", shown: isFirst ? word : name.dashed)
      }
      if found.argument.definition.takesValue {
        let value = rest.first == "=" ? rest.dropFirst() : rest
        return try store(rest.isEmpty ? nil : String(value), in: found, as: name)
      }
      if rest.first == "=" {
        return try store(String(rest.dropFirst()), in: found, as: name)
      }
      try store(nil, in: found, as: name)
    }
  }

  typealias Match = (argument: BoundArgument, isInverted: Bool)

  /// The option of a name, in the chosen command or else in one above it.
  func find(_ name: Name) -> Match? {
    for level in levels.reversed() {
      for argument in level.arguments {
        if argument.definition.names.contains(name) { return (argument, false) }
        if argument.definition.invertedNames.contains(name) { return (argument, true) }
      }
    }
    return nil
  }

  private mutating func store(_ value: String?, in match: Match, as name: Name) throws {
    let definition = match.argument.definition
    if !definition.takesValue {
      if let value { throw ParserError.valueForFlag(value, name) }
      try assign(match.isInverted ? "false" : "true", to: match.argument, as: name)
    } else if let value = value ?? nextValue() {
      try assign(value, to: match.argument, as: name)
    } else {
      throw ParserError.missingValue(definition, name)
    }
  }

  /// Takes the next word as the value of an option, unless it is an option itself.
  mutating func nextValue() -> String? {
    guard let next = words.first, !next.looksLikeOption || next.startsLikeNegativeNumber else {
      return nil
    }
    return words.popFirst()
  }

  func assign(_ word: String, to argument: BoundArgument, as name: Name?) throws {
    let isAccepted: Bool
    do {
      isAccepted = try argument.box.accept(word)
    } catch {
      throw ParserError.invalidValue(word, argument.definition, name, reason: "\(error)")
    }
    guard isAccepted else {
      throw ParserError.invalidValue(word, argument.definition, name, reason: nil)
    }
  }

  /// Hands an unknown option to the default subcommand, where there is one.
  private mutating func readUnknown(_ word: String, shown: String) throws {
    guard descendToDefault() else {
      throw ParserError.unknownOption(shown, known: shownNames.map(\.dashed))
    }
    try read(word)
  }

  /// Every name that may be meant here.
  private var shownNames: [Name] {
    let definitions = levels.flatMap(\.arguments).map(\.definition).filter { !$0.isHidden }
    var names = definitions.flatMap { $0.names + $0.invertedNames } + [BuiltIn.help]
    if version != nil { names.append(BuiltIn.version) }
    if levels.count == 1 { names.append(BuiltIn.completionScript) }
    return names
  }
}
