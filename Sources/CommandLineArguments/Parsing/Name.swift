/// A name of an option or flag, as it stands on the command line.
enum Name: Hashable {
  case long(String)
  case short(Character)

  var isShort: Bool {
    if case .short = self { true } else { false }
  }

  /// The name without dashes.
  var bare: String {
    switch self {
    case .long(let name): name
    case .short(let character): String(character)
    }
  }

  /// The name with its dashes.
  var dashed: String {
    isShort ? "-" + bare : "--" + bare
  }
}

extension String {
  /// The name of a Swift property or type as the command line writes it: `maxURLCount` becomes
  /// `max-url-count`.
  var kebabCased: String {
    let characters = Array(self)
    var result = ""
    for (index, character) in characters.enumerated() {
      if character.isUppercase, index > 0, characters[index - 1] != "_" {
        let startsWord = !characters[index - 1].isUppercase
        let endsAcronym = index + 1 < characters.count && characters[index + 1].isLowercase
        if startsWord || endsAcronym { result += "-" }
      }
      result += character == "_" ? "-" : character.lowercased()
    }
    return result
  }
}
