/// Values as a specification writes them.
extension FormatSpecification {
  /// The value, formatted.
  func text(of argument: FormatArgument) throws(FormatFault) -> String {
    if source.isEmpty { return argument.plainText }
    switch argument {
    case .text(let text): return try formatted(text)
    case .float(let value): return try formatted(value, of: argument.typeName)
    case .integer(let value): return try formatted(value, of: argument.typeName)
    case .boolean(let value): return try formatted(Int128(value ? 1 : 0), of: argument.typeName)
    }
  }

  // MARK: - The three kinds of values

  private func formatted(_ text: String) throws(FormatFault) -> String {
    if let separator, type == nil { throw .separatorNotAllowed(separator, code: "s") }
    if let type, type != "s" { throw .unknownCode(type, type: "str") }
    let place = "in string format specifier"
    if let sign { throw .notAllowed(sign == .space ? "Space" : "Sign", in: place) }
    if hidesNegativeZero { throw .notAllowed("Negative zero coercion (z)", in: place) }
    if isAlternate { throw .notAllowed("Alternate form (#)", in: place) }
    if alignment == .afterSign { throw .notAllowed("'=' alignment", in: place) }
    let cut = precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
    return padded(cut, after: "", alignment: alignment ?? .left)
  }

  private func formatted(_ value: Int128, of typeName: String) throws(FormatFault) -> String {
    let type = type ?? "d"
    switch type {
    case "e", "E", "f", "F", "g", "G", "%":
      return try formatted(PythonNumber.double(value), of: typeName)
    case "b", "c", "d", "o", "x", "X", "n": break
    default: throw .unknownCode(type, type: typeName)
    }
    if precision != nil { throw .precisionInInteger }
    if hidesNegativeZero {
      throw .notAllowed("Negative zero coercion (z)", in: "in integer format specifier")
    }
    if type == "c" { return try character(value) }
    let (radix, prefix) =
      switch type {
      case "b": (2, "0b")
      case "o": (8, "0o")
      case "x": (16, "0x")
      case "X": (16, "0X")
      default: (10, "")
      }
    return number(
      String(value.magnitude, radix: radix, uppercase: type == "X"), rest: "",
      sign: signText(isNegative: value < 0) + (isAlternate ? prefix : ""),
      groupSize: radix == 10 ? 3 : 4)
  }

  private func character(_ value: Int128) throws(FormatFault) -> String {
    let place = "with integer format specifier 'c'"
    if sign != nil { throw .notAllowed("Sign", in: place) }
    if isAlternate { throw .notAllowed("Alternate form (#)", in: place) }
    guard let code = UInt32(exactly: value), let scalar = Unicode.Scalar(code) else {
      throw .noCharacter
    }
    return padded(String(scalar), after: "", alignment: numberAlignment)
  }

  private func formatted(_ value: Double, of typeName: String) throws(FormatFault) -> String {
    let notation: FloatNotation
    switch type {
    case nil: notation = .generalFloat
    case "e", "E": notation = .scientific
    case "f", "F", "%": notation = .fixed
    case "g", "G", "n": notation = .general
    case let type?: throw .unknownCode(type, type: typeName)
    }
    let shown = type == "%" ? value * 100 : value
    var text: String
    if type == nil && precision == nil {
      text = PythonText.float(shown.magnitude)
      if isAlternate && shown.isFinite { text = FormatSpecification.withPoint(text) }
    } else {
      text = notation.text(
        shown, precision: precision ?? 6, isAlternate: isAlternate,
        isUppercase: type == "E" || type == "F" || type == "G")
    }
    var isNegative = shown.sign == .minus && !shown.isNaN
    if hidesNegativeZero
      && !text.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: \.isNotZero)
    {
      isNegative = false
    }
    if type == "%" { text += "%" }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return number(
      String(digits), rest: String(text.dropFirst(digits.count)),
      sign: signText(isNegative: isNegative), groupSize: 3)
  }

  /// A number in scientific notation with a point, as `1.e+16`.
  private static func withPoint(_ text: String) -> String {
    guard !text.contains("."), let index = text.firstIndex(of: "e") else { return text }
    return text[..<index] + "." + text[index...]
  }

  // MARK: - Signs, groups and blanks

  private var numberAlignment: Alignment { alignment ?? (isZeroPadded ? .afterSign : .right) }

  private func signText(isNegative: Bool) -> String {
    if isNegative { return "-" }
    return switch sign {
    case .plus: "+"
    case .space: " "
    case .minus, nil: ""
    }
  }

  /// A number of whole digits and what follows them; zeros that fill it are grouped too.
  private func number(_ digits: String, rest: String, sign: String, groupSize: Int) -> String {
    let isFilledWithZeros = fill == "0" && numberAlignment == .afterSign && !digits.isEmpty
    let digitWidth = isFilledWithZeros ? width - sign.utf8.count - rest.utf8.count : 0
    let grouped = self.grouped(digits, groupSize: groupSize, width: digitWidth)
    return padded(grouped + rest, after: sign, alignment: numberAlignment)
  }

  /// Digits in groups, with zeros before them up to a width, and no separator at the beginning.
  private func grouped(_ digits: String, groupSize: Int, width: Int) -> String {
    var result: [Unicode.Scalar] = []
    var digitCount = 0
    var rest = digits.unicodeScalars.reversed()[...]
    while !rest.isEmpty || result.count < width {
      if let separator, digitCount > 0, digitCount % groupSize == 0 { result.append(separator) }
      result.append(rest.popFirst() ?? "0")
      digitCount += 1
    }
    return String(String.UnicodeScalarView(result.reversed()))
  }

  /// The text with as much of the fill as the width asks for.
  private func padded(_ text: String, after sign: String, alignment: Alignment) -> String {
    let count = width - sign.unicodeScalars.count - text.unicodeScalars.count
    if count <= 0 { return sign + text }
    let (before, between) =
      switch alignment {
      case .left: (0, 0)
      case .right: (count, 0)
      case .center: (count / 2, 0)
      case .afterSign: (0, count)
      }
    return filling(before) + sign + filling(between) + text + filling(count - before - between)
  }

  private func filling(_ count: Int) -> String {
    String(String.UnicodeScalarView(repeatElement(fill, count: count)))
  }
}

extension Character {
  fileprivate var isNotZero: Bool { self != "0" && self != "." }
}
