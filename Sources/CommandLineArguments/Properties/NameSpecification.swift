/// How the names of an option or flag follow from its property.
public struct NameSpecification: ExpressibleByArrayLiteral, Sendable {
  /// One name.
  public struct Element: Hashable, Sendable {
    enum Form: Hashable {
      case long
      case short
      case customLong(String)
      case customShort(Character)
    }

    let form: Form

    /// The property's name: `outputPath` becomes `--output-path`.
    public static let long = Element(form: .long)

    /// The first letter of the property's name: `outputPath` becomes `-o`.
    public static let short = Element(form: .short)

    /// A long name of its own.
    ///
    /// - Parameter name: The name without dashes.
    public static func customLong(_ name: String) -> Element {
      Element(form: .customLong(name))
    }

    /// A short name of its own.
    ///
    /// - Parameter character: The letter without the dash.
    public static func customShort(_ character: Character) -> Element {
      Element(form: .customShort(character))
    }
  }

  let elements: [Element]

  /// Creates a specification of several names, in the order of the help.
  ///
  /// - Parameter elements: The names.
  public init(arrayLiteral elements: Element...) {
    self.elements = elements
  }

  /// The property's name: `outputPath` becomes `--output-path`.
  public static let long: NameSpecification = [.long]

  /// The first letter of the property's name: `outputPath` becomes `-o`.
  public static let short: NameSpecification = [.short]

  /// Both the first letter and the whole name of the property.
  public static let shortAndLong: NameSpecification = [.short, .long]

  /// A long name of its own.
  ///
  /// - Parameter name: The name without dashes.
  public static func customLong(_ name: String) -> NameSpecification {
    [.customLong(name)]
  }

  /// A short name of its own.
  ///
  /// - Parameter character: The letter without the dash.
  public static func customShort(_ character: Character) -> NameSpecification {
    [.customShort(character)]
  }

  /// The names for a property, short ones first.
  func names(for property: String) -> [Name] {
    let names = elements.map { element -> Name in
      switch element.form {
      case .long: .long(property.kebabCased)
      case .short: .short(property.first ?? "_")
      case .customLong(let name): .long(name)
      case .customShort(let character): .short(character)
      }
    }
    return names.filter(\.isShort) + names.filter { !$0.isShort }
  }
}
