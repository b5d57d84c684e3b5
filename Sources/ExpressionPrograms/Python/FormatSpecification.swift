/// What stands after the colon of a field:
/// `[[fill]align][sign][z][#][0][width][,][.precision][type]`.
struct FormatSpecification: Equatable {
  /// Where the blanks go.
  enum Alignment: Unicode.Scalar {
    case left = "<"
    case right = ">"
    case center = "^"
    /// Between the sign and the digits.
    case afterSign = "="
  }

  /// What stands before a number that is not negative.
  enum Sign: Unicode.Scalar {
    case plus = "+"
    case minus = "-"
    case space = " "
  }

  var fill: Unicode.Scalar = " "
  /// `nil` for the alignment that the type of a value has.
  var alignment: Alignment?
  var sign: Sign?
  /// Whether -0, also by rounding, is written as 0.
  var hidesNegativeZero = false
  /// Whether `#` was written: prefixes of integers, the point of floats.
  var isAlternate = false
  /// Whether `0` was written before the width.
  var isZeroPadded = false
  var width = 0
  /// What stands between groups of digits.
  var separator: Unicode.Scalar?
  var precision: Int?
  var type: Unicode.Scalar?

  /// The text that was read.
  let source: String

  /// Reads a specification; the empty one writes a value as `str` does.
  init(_ text: String) throws(FormatFault) {
    source = text
    var rest = text.unicodeScalars[...]
    func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest.removeFirst()
      return true
    }
    var hasFill = false
    if let second = rest.dropFirst().first, let alignment = Alignment(rawValue: second) {
      fill = rest.removeFirst()
      hasFill = true
      self.alignment = alignment
      rest.removeFirst()
    } else if let first = rest.first, let alignment = Alignment(rawValue: first) {
      self.alignment = alignment
      rest.removeFirst()
    }
    if let first = rest.first, let sign = Sign(rawValue: first) {
      self.sign = sign
      rest.removeFirst()
    }
    hidesNegativeZero = take("z")
    isAlternate = take("#")
    // After a fill a 0 is a digit of the width, and nothing else.
    if !hasFill && take("0") {
      isZeroPadded = true
      fill = "0"
    }
    width = try FormatSpecification.takeNumber(from: &rest) ?? 0
    for scalar in ["," as Unicode.Scalar, "_"] where take(scalar) {
      if separator != nil { throw .bothSeparators }
      separator = scalar
    }
    if separator == "_" && rest.first == "," { throw .bothSeparators }
    if take(".") {
      guard let number = try FormatSpecification.takeNumber(from: &rest) else {
        throw .missingPrecision
      }
      precision = number
    }
    if rest.count > 1 { throw .invalidSpecifier(text) }
    type = rest.first
    if let separator, let type, !FormatSpecification.isSeparated(type, by: separator) {
      throw .separatorNotAllowed(separator, code: type)
    }
  }

  /// The number that a text begins with.
  private static func takeNumber(
    from text: inout Substring.UnicodeScalarView
  ) throws(FormatFault) -> Int? {
    var number: Int?
    var isTooLarge = false
    while let digit = text.first?.decimalDigit {
      number = (number ?? 0) * 10 + digit
      if number! > FormatFault.limit {
        isTooLarge = true
        number = FormatFault.limit
      }
      text.removeFirst()
    }
    if isTooLarge { throw .tooLarge }
    return number
  }

  private static func isSeparated(_ type: Unicode.Scalar, by separator: Unicode.Scalar) -> Bool {
    switch type {
    case "d", "e", "f", "g", "E", "G", "%", "F": true
    case "b", "o", "x", "X": separator == "_"
    default: false
    }
  }
}
