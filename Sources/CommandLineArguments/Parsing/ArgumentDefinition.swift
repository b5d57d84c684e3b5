/// The one description of an argument, from which parsing, help and completion follow.
struct ArgumentDefinition {
  enum Kind {
    case option, flag, positional
  }

  let kind: Kind
  let abstract: String
  /// What a shell offers for the value.
  let offer: CompletionKind.Kind
  /// The words that stand for values, where there is a fixed list.
  let choices: [String]
  /// What to write instead of a wrong value, as a sentence.
  let expectation: String?
  /// How many of the words behind an option are its values at most; without a bound for a positional
  /// argument that takes all that are left.
  let mostValues: Int
  let isRequired: Bool
  let defaultDescription: String?

  private let specification: NameSpecification
  private(set) var names: [Name] = []
  private(set) var valueName: String
  /// The heading in the help; empty for the general one.
  private(set) var section = ""

  init(
    _ kind: Kind, _ names: NameSpecification, _ help: ArgumentHelp?,
    completion: CompletionKind? = nil, choices: [String] = [], expectation: String? = nil,
    mostValues: Int = 1, isRequired: Bool = false, defaultDescription: String? = nil
  ) {
    self.kind = kind
    specification = names
    abstract = help?.abstract ?? ""
    valueName = help?.valueName ?? ""
    offer = completion?.kind ?? (choices.isEmpty ? .nothing : .list(choices))
    self.choices = choices
    self.expectation = expectation
    self.mostValues = mostValues
    self.isRequired = isRequired
    self.defaultDescription = defaultDescription
  }

  /// Sets the names that follow from the property.
  mutating func name(after property: String, section: String = "") {
    self.section = section
    names = specification.names(for: property)
    if valueName.isEmpty { valueName = names.compactMap(\.long).last ?? property.kebabCased }
  }

  var isPositional: Bool { kind == .positional }
  /// Whether a positional argument takes all words that are left.
  var isRepeating: Bool { isPositional && mostValues > 1 }
  var takesValue: Bool { kind != .flag }

  /// Whether the value is a path.
  var takesBytes: Bool { if case .file = offer { true } else { false } }

  /// The argument as messages and usage name it: `--stage <stage>`, `--quiet` or `<file>`.
  var label: String { label(preferring: nil) }

  /// The argument as messages name it, by the name that was used.
  func label(preferring used: Name?) -> String {
    let name = used ?? names.first { $0.long != nil } ?? names.first
    let value = takesValue ? "<\(valueName)>" : nil
    return [name?.dashed, value, isRepeating ? "..." : nil].compactMap { $0 }
      .joined(separator: " ")
  }
}
