/// How the names of an option or flag follow from its property.
public struct NameSpecification: ExpressibleByArrayLiteral, Sendable {
  /// One name.
  public enum Element: Sendable {
    /// The property's name: `outputPath` becomes `--output-path`.
    case long

    /// The first letter of the property's name: `outputPath` becomes `-o`.
    case short

    /// A long name of its own, without dashes.
    case customLong(String)

    /// A short name of its own, without the dash.
    case customShort(Character)
  }

  private let elements: [Element]

  /// Creates a specification of several names, in the order of the help.
  ///
  /// - Parameter elements: The names.
  public init(arrayLiteral elements: Element...) { self.elements = elements }

  /// The property's name: `outputPath` becomes `--output-path`.
  public static let long: NameSpecification = [.long]

  /// Both the first letter and the whole name of the property.
  public static let shortAndLong: NameSpecification = [.short, .long]

  /// A long name of its own.
  ///
  /// - Parameter name: The name without dashes.
  public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }

  func names(for property: String) -> [Name] {
    elements.map { element in
      switch element {
      case .long: .long(property.kebabCased)
      case .short: .short(property.first ?? "_")
      case .customLong(let name): .long(name)
      case .customShort(let character): .short(character)
      }
    }
  }
}

/// A name of an option or flag, as it stands on the command line.
enum Name: Hashable {
  case long(String)
  case short(Character)

  /// The name without dashes, where it is a long one.
  var long: String? {
    if case .long(let name) = self { name } else { nil }
  }

  /// The name with its dashes.
  var dashed: String {
    switch self {
    case .long(let name): "--" + name
    case .short(let character): "-\(character)"
    }
  }
}

extension String {
  /// The name of a Swift property as the command line writes it: `learningRate` becomes
  /// `learning-rate`.
  var kebabCased: String {
    reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
