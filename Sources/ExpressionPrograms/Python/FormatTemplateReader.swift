/// Reads a template of `str.format`, and numbers the fields without names.
struct FormatTemplateReader {
  /// How deep fields may stand in fields.
  private static let depthLimit = 2

  private var scalars: Substring.UnicodeScalarView
  /// How many fields without a name there were.
  private var automaticCount = 0
  private var hasManualField = false

  init(_ template: String) {
    scalars = template.unicodeScalars[...]
  }

  /// Everything up to the end.
  mutating func pieces(depth: Int) throws(FormatTemplate.Fault) -> [FormatTemplate.Piece] {
    if depth == FormatTemplateReader.depthLimit { throw .tooDeep }
    var pieces: [FormatTemplate.Piece] = []
    var text = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      guard scalar == "{" || scalar == "}" else {
        text.append(scalar)
        continue
      }
      if scalars.first == scalar {
        text.append(scalar)
        scalars.removeFirst()
      } else if scalar == "}" || scalars.isEmpty {
        throw .single(scalar)
      } else {
        if !text.isEmpty { pieces.append(.text(String(text))) }
        text.removeAll()
        pieces.append(.field(try field(depth: depth)))
      }
    }
    if !text.isEmpty { pieces.append(.text(String(text))) }
    return pieces
  }

  /// The field after an opening brace, with its closing one.
  private mutating func field(
    depth: Int
  ) throws(FormatTemplate.Fault) -> FormatTemplate.Field {
    let (path, end) = try path()
    var letter: Unicode.Scalar?
    var hasSpecification = end == ":"
    if end == "!" {
      letter = scalars.popFirst()
      if letter == nil { throw .missingConversion }
      switch scalars.popFirst() {
      case nil: throw .unclosedSpecification
      case ":": hasSpecification = true
      case "}": break
      default: throw .textAfterConversion
      }
    }
    let specification = hasSpecification ? try self.specification() : .init()
    var field = try named(path)
    if let letter {
      field.conversion = FormatTemplate.Conversion(rawValue: letter)
      if field.conversion == nil { throw .unknownConversion(letter) }
    }
    if specification.contains("{") {
      // Its braces are known to match, so what follows is not of its concern.
      let rest = scalars
      scalars = specification
      field.specification = try pieces(depth: depth + 1)
      scalars = rest
    } else if !specification.isEmpty {
      field.specification = [.text(String(specification))]
    }
    return field
  }

  /// The name of a field with its accessors, and what ends it.
  private mutating func path() throws(FormatTemplate.Fault) -> (
    path: Substring.UnicodeScalarView, end: Unicode.Scalar
  ) {
    let start = scalars
    var isInBrackets = false
    while let scalar = scalars.first {
      switch scalar {
      case "]": isInBrackets = false
      case _ where isInBrackets: break
      case "[": isInBrackets = true
      case "{": throw .braceInName
      case "}", ":", "!":
        let path = start[..<scalars.startIndex]
        scalars.removeFirst()
        return (path, scalar)
      default: break
      }
      scalars.removeFirst()
    }
    throw .unclosedField
  }

  /// The text up to the brace that closes a field.
  private mutating func specification() throws(FormatTemplate.Fault) -> Substring.UnicodeScalarView
  {
    let start = scalars
    var depth = 1
    while let scalar = scalars.first {
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      if depth == 0 {
        let text = start[..<scalars.startIndex]
        scalars.removeFirst()
        return text
      }
      scalars.removeFirst()
    }
    throw .unclosedSpecification
  }

  // MARK: - Names

  private mutating func named(
    _ path: Substring.UnicodeScalarView
  ) throws(FormatTemplate.Fault) -> FormatTemplate.Field {
    var rest = path
    let first = FormatTemplateReader.takeName(from: &rest)
    let name: FormatTemplate.Name
    if first.isEmpty {
      if hasManualField { throw .automaticAfterManual }
      name = .automatic(automaticCount)
      automaticCount += 1
    } else if let index = try FormatTemplateReader.index(first) {
      if automaticCount > 0 { throw .manualAfterAutomatic }
      hasManualField = true
      name = .index(index)
    } else {
      name = .name(String(first))
    }
    var field = FormatTemplate.Field(name: name)
    while let scalar = rest.popFirst() {
      field.accessors.append(
        try scalar == "."
          ? FormatTemplateReader.attribute(from: &rest) : FormatTemplateReader.item(from: &rest))
      if let next = rest.first, next != "." && next != "[" { throw .textAfterBracket }
    }
    return field
  }

  private static func attribute(
    from text: inout Substring.UnicodeScalarView
  ) throws(FormatTemplate.Fault) -> FormatTemplate.Accessor {
    let name = takeName(from: &text)
    if name.isEmpty { throw .emptyAccessor }
    return .attribute(String(name))
  }

  private static func item(
    from text: inout Substring.UnicodeScalarView
  ) throws(FormatTemplate.Fault) -> FormatTemplate.Accessor {
    guard let end = text.firstIndex(of: "]") else { throw .unclosedBracket }
    let key = text[..<end]
    text = text[text.index(after: end)...]
    if key.isEmpty { throw .emptyAccessor }
    return try index(key).map { .index($0) } ?? .key(String(key))
  }

  /// What stands before the next accessor.
  private static func takeName(
    from text: inout Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    let end = text.firstIndex { $0 == "." || $0 == "[" } ?? text.endIndex
    defer { text = text[end...] }
    return text[..<end]
  }

  /// The number that a name of digits alone stands for.
  private static func index(
    _ text: Substring.UnicodeScalarView
  ) throws(FormatTemplate.Fault) -> Int? {
    var number = 0
    for scalar in text {
      guard let digit = scalar.decimalDigit else { return nil }
      let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
      if overflows || tens > Int.max - digit { throw .indexTooLarge }
      number = tens + digit
    }
    return number
  }
}
