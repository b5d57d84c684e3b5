/// A template of Python's `%` operator, as `'%.3f and %d of %s'`.
struct PercentFormat: Equatable {
  /// A part of a template.
  enum Piece: Equatable {
    case text(String)
    case field(Field)
  }

  /// A number in a field.
  enum Amount: Equatable {
    case number(Int)
    /// `*`: the next value says it.
    case next
  }

  /// What is formatted, and how.
  struct Field: Equatable {
    /// The name in parentheses.
    var key: String?
    var isLeftAligned = false
    var hasPlus = false
    var hasSpace = false
    var isAlternate = false
    var isZeroPadded = false
    var width: Amount?
    var precision: Amount?
    var conversion: Conversion
  }

  /// What a value is written as.
  enum Conversion: Unicode.Scalar {
    case decimal = "d"
    case integer = "i"
    case unsigned = "u"
    case octal = "o"
    case hexadecimal = "x"
    case uppercaseHexadecimal = "X"
    case scientific = "e"
    case uppercaseScientific = "E"
    case fixed = "f"
    case uppercaseFixed = "F"
    case general = "g"
    case uppercaseGeneral = "G"
    case character = "c"
    case string = "s"
    case representation = "r"
    case ascii = "a"
  }

  /// Why a template cannot be read.
  enum Fault: Error, Equatable {
    /// The template ends within a field.
    case incomplete
    /// The template ends within the parentheses of a key.
    case incompleteKey
    /// A conversion that does not exist, and how many scalars stand before it.
    case unsupported(Unicode.Scalar, index: Int)
    /// A width or a precision beyond `FormatFault.limit`.
    case tooLarge
  }

  /// Texts and fields in their order.
  private(set) var pieces: [Piece] = []

  /// Reads a template.
  init(_ template: String) throws(Fault) {
    var reader = Reader(scalars: Array(template.unicodeScalars))
    var text = String.UnicodeScalarView()
    while let scalar = reader.next() {
      if scalar != "%" {
        text.append(scalar)
      } else if let field = try reader.field() {
        if !text.isEmpty { pieces.append(.text(String(text))) }
        text.removeAll()
        pieces.append(.field(field))
      } else {
        text.append("%")
      }
    }
    if !text.isEmpty { pieces.append(.text(String(text))) }
  }
}

/// A place in a template.
private struct Reader {
  let scalars: [Unicode.Scalar]
  var index = 0

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  var first: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  mutating func next() -> Unicode.Scalar? {
    defer { index += 1 }
    return first
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard first == scalar else { return false }
    index += 1
    return true
  }

  /// The field after a percent sign; `nil` for a second percent sign, which stands for itself.
  mutating func field() throws(PercentFormat.Fault) -> PercentFormat.Field? {
    var field = PercentFormat.Field(conversion: .string)
    if take("(") { field.key = try key() }
    flags: while true {
      switch first {
      case "-": field.isLeftAligned = true
      case "+": field.hasPlus = true
      case " ": field.hasSpace = true
      case "#": field.isAlternate = true
      case "0": field.isZeroPadded = true
      default: break flags
      }
      index += 1
    }
    field.width = try amount()
    if take(".") { field.precision = try amount() ?? .number(0) }
    // The sizes of C mean nothing, and one of them is allowed.
    if first == "h" || first == "l" || first == "L" { index += 1 }
    guard let scalar = next() else { throw .incomplete }
    if scalar == "%" { return nil }
    guard let conversion = PercentFormat.Conversion(rawValue: scalar) else {
      throw .unsupported(scalar, index: index - 1)
    }
    field.conversion = conversion
    return field
  }

  /// A key up to the parenthesis that closes it; there may be pairs of them in it.
  private mutating func key() throws(PercentFormat.Fault) -> String {
    var key = String.UnicodeScalarView()
    var depth = 1
    while let scalar = next() {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if depth == 0 { return String(key) }
      key.append(scalar)
    }
    throw .incompleteKey
  }

  private mutating func amount() throws(PercentFormat.Fault) -> PercentFormat.Amount? {
    if take("*") { return .next }
    var number: Int?
    while let scalar = first, scalar.isASCII, let digit = scalar.decimalDigit {
      number = (number ?? 0) * 10 + digit
      if number! > FormatFault.limit { throw .tooLarge }
      index += 1
    }
    return number.map { .number($0) }
  }
}

extension PercentFormat.Fault: CustomStringConvertible {
  /// One sentence as Python says it, without a full stop.
  var description: String {
    switch self {
    case .incomplete: "incomplete format"
    case .incompleteKey: "incomplete format key"
    case .unsupported(let scalar, let index):
      """
      unsupported format character '\((" "..."~").contains(scalar) ? scalar : "?")' \
      (0x\(String(scalar.value, radix: 16))) at index \(index)
      """
    case .tooLarge: FormatFault.tooLarge.description
    }
  }
}
