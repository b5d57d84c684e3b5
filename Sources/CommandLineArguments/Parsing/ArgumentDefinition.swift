/// The one description of an argument, from which parsing, help and completion follow.
struct ArgumentDefinition {
  enum Kind {
    case option(NameSpecification)
    case flag(NameSpecification, isInvertible: Bool)
    case positional
  }

  let kind: Kind
  let abstract: String
  let discussion: String
  let isHidden: Bool
  let completion: CompletionKind
  /// The words that stand for values, where there is a fixed list.
  let choices: [String]
  /// What to write instead of a wrong value, as a sentence.
  let expectation: String?
  let isRepeating: Bool
  let isRequired: Bool
  let defaultDescription: String?

  private(set) var names: [Name] = []
  private(set) var invertedNames: [Name] = []
  private(set) var valueName: String
  /// The heading in the help; empty for the general one.
  private(set) var section = ""

  init(
    _ kind: Kind, _ help: ArgumentHelp?, completion: CompletionKind, choices: [String] = [],
    expectation: String? = nil, isRepeating: Bool = false, isRequired: Bool = false,
    defaultDescription: String? = nil
  ) {
    self.kind = kind
    abstract = help?.abstract ?? ""
    discussion = help?.discussion ?? ""
    isHidden = help?.visibility == .hidden
    valueName = help?.valueName ?? ""
    self.completion = completion
    self.choices = choices
    self.expectation = expectation
    self.isRepeating = isRepeating
    self.isRequired = isRequired
    self.defaultDescription = defaultDescription
  }

  /// The same description with the names that follow from the property.
  func named(after property: String, section: String) -> ArgumentDefinition {
    var result = self
    result.section = section
    switch kind {
    case .option(let specification):
      result.names = specification.names(for: property)
    case .flag(let specification, let isInvertible):
      result.names = specification.names(for: property)
      if isInvertible {
        result.invertedNames = result.names.filter { !$0.isShort }.map { .long("no-" + $0.bare) }
      }
    case .positional:
      break
    }
    if valueName.isEmpty {
      result.valueName = result.names.last { !$0.isShort }?.bare ?? property.kebabCased
    }
    return result
  }

  var isPositional: Bool {
    if case .positional = kind { true } else { false }
  }

  var takesValue: Bool {
    if case .flag = kind { false } else { true }
  }

  /// The argument as messages and usage name it: `--stage <stage>`, `--quiet` or `<file>`.
  var label: String { label(preferring: nil) }

  /// The argument as messages name it, by the name that was used.
  func label(preferring used: Name?) -> String {
    if isPositional { return "<\(valueName)>" }
    let name = used ?? names.first { !$0.isShort } ?? names.first
    return (name?.dashed ?? "") + (takesValue ? " <\(valueName)>" : "")
  }
}
