internal import CommandLineArguments
internal import Diagrams
internal import Text

/// What `--theme` takes.
enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
  case light, dark, auto
  case highContrast = "high-contrast"
  case print

  var theme: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .auto: .auto
    case .highContrast: .highContrast
    case .print: .print
    }
  }
}

/// What `--background` takes.
enum BackgroundChoice: Equatable, ExpressibleByArgument {
  case transparent
  case color(Color)

  /// The names of HTML 4.
  private static let names: [String: UInt32] = [
    "aqua": 0x00FFFF, "black": 0x000000, "blue": 0x0000FF, "fuchsia": 0xFF00FF, "gray": 0x808080,
    "green": 0x008000, "lime": 0x00FF00, "maroon": 0x800000, "navy": 0x000080, "olive": 0x808000,
    "purple": 0x800080, "red": 0xFF0000, "silver": 0xC0C0C0, "teal": 0x008080, "white": 0xFFFFFF,
    "yellow": 0xFFFF00,
  ]

  init?(argument: String) {
    let word = argument.lowercased()
    if word == "transparent" {
      self = .transparent
    } else if let number = BackgroundChoice.names[word] ?? BackgroundChoice.number(word) {
      self = .color(Color(number))
    } else {
      return nil
    }
  }

  /// The number of "#rrggbb", or of "#rgb", whose digits stand for two each.
  private static func number(_ word: String) -> UInt32? {
    let digits = word.dropFirst()
    guard word.first == "#", digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else {
      return nil
    }
    switch digits.utf8.count {
    case 3: return UInt32(digits.flatMap { [$0, $0] }.map(String.init).joined(), radix: 16)
    case 6: return UInt32(digits, radix: 16)
    default: return nil
    }
  }
}

extension FontName {
  /// Reads a name from a word.
  @Sendable
  init(parsing word: String) throws {
    guard let name = FontName(word) else {
      throw ValidationError(
        "Give the name of one font, of letters, digits, blanks, dots and hyphens: 'Fira Code'.")
    }
    self = name
  }
}
