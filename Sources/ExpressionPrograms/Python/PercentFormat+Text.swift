/// Values as the fields of a template write them.
extension PercentFormat.Field {
  /// The value, formatted.
  ///
  /// - Parameters:
  ///   - width: What the value for a width of `*` says; a negative one aligns to the left.
  ///   - precision: What the value for a precision of `*` says; a negative one is 0.
  func text(
    of argument: FormatArgument, width: Int128? = nil, precision: Int128? = nil
  ) throws(FormatFault) -> String {
    var field = self
    let width = try resolved(self.width, width)
    if let width, width < 0 { field.isLeftAligned = true }
    let precision = try resolved(self.precision, precision).map { max($0, 0) }
    return try field.text(of: argument, width: width.map(abs) ?? 0, precision: precision)
  }

  private func resolved(
    _ amount: PercentFormat.Amount?, _ next: Int128?
  ) throws(FormatFault) -> Int? {
    switch amount {
    case nil: return nil
    case .number(let number): return number
    case .next:
      guard let next else { preconditionFailure("Nobody said what the * of a field is.") }
      guard next.magnitude <= FormatFault.limit else { throw .tooLarge }
      return Int(next)
    }
  }

  private func text(
    of argument: FormatArgument, width: Int, precision: Int?
  ) throws(FormatFault) -> String {
    switch conversion {
    case .string: return cut(argument.plainText, to: precision, width: width)
    case .representation: return cut(argument.representation(), to: precision, width: width)
    case .ascii:
      return cut(argument.representation(isASCII: true), to: precision, width: width)
    case .character: return padded("", try character(argument), width: width, isNumber: false)
    case .decimal, .integer, .unsigned:
      let (isNegative, digits) = try wholeNumber(argument)
      return padded(
        sign(isNegative), filled(digits, to: precision), width: width, isNumber: true)
    case .octal: return try integer(argument, 8, "0o", width: width, precision: precision)
    case .hexadecimal: return try integer(argument, 16, "0x", width: width, precision: precision)
    case .uppercaseHexadecimal:
      return try integer(argument, 16, "0X", width: width, precision: precision)
    case .scientific, .uppercaseScientific:
      return try float(argument, .scientific, width: width, precision: precision)
    case .fixed, .uppercaseFixed:
      return try float(argument, .fixed, width: width, precision: precision)
    case .general, .uppercaseGeneral:
      return try float(argument, .general, width: width, precision: precision)
    }
  }

  // MARK: - The kinds of conversions

  private func cut(_ text: String, to precision: Int?, width: Int) -> String {
    let cut = precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
    return padded("", cut, width: width, isNumber: false)
  }

  private func character(_ argument: FormatArgument) throws(FormatFault) -> String {
    let code: Int128
    switch argument {
    case .text(let text) where text.unicodeScalars.count == 1: return text
    case .text, .float: throw .wrongType("%c requires int or char")
    case .boolean(let value): code = value ? 1 : 0
    case .integer(let value): code = value
    }
    guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
      throw .noCharacter
    }
    return String(scalar)
  }

  /// The sign and the digits of a number without its fraction, which may be beyond all integers.
  private func wholeNumber(
    _ argument: FormatArgument
  ) throws(FormatFault) -> (isNegative: Bool, digits: String) {
    switch argument {
    case .integer(let value): return (value < 0, String(value.magnitude))
    case .boolean(let value): return (false, value ? "1" : "0")
    case .float(let value):
      if value.isNaN { throw .noInteger("NaN") }
      if value.isInfinite { throw .noInteger("infinity") }
      return (value <= -1, ExactDecimal(value.magnitude).wholeText)
    case .text:
      throw .wrongType("%\(conversion.rawValue) format: a real number is required, not str")
    }
  }

  private func integer(
    _ argument: FormatArgument, _ radix: Int, _ prefix: String, width: Int, precision: Int?
  ) throws(FormatFault) -> String {
    let value: Int128
    switch argument {
    case .integer(let integer): value = integer
    case .boolean(let boolean): value = boolean ? 1 : 0
    case .float, .text:
      throw .wrongType(
        "%\(conversion.rawValue) format: an integer is required, not \(argument.typeName)")
    }
    let digits = String(
      value.magnitude, radix: radix, uppercase: conversion == .uppercaseHexadecimal)
    return padded(
      sign(value < 0) + (isAlternate ? prefix : ""), filled(digits, to: precision),
      width: width, isNumber: true)
  }

  private func float(
    _ argument: FormatArgument, _ notation: FloatNotation, width: Int, precision: Int?
  ) throws(FormatFault) -> String {
    let value: Double
    switch argument {
    case .float(let float): value = float
    case .integer(let integer): value = PythonNumber.double(integer)
    case .boolean(let boolean): value = boolean ? 1 : 0
    case .text: throw .wrongType("must be real number, not str")
    }
    let text = notation.text(
      value, precision: precision ?? 6, isAlternate: isAlternate,
      isUppercase: conversion.rawValue.properties.isUppercase)
    return padded(
      sign(value.sign == .minus && !value.isNaN), text, width: width, isNumber: true)
  }

  // MARK: - Signs, zeros and blanks

  private func sign(_ isNegative: Bool) -> String {
    isNegative ? "-" : hasPlus ? "+" : hasSpace ? " " : ""
  }

  /// Digits with zeros before them, up to a precision.
  private func filled(_ digits: String, to precision: Int?) -> String {
    String(repeating: "0", count: max(0, (precision ?? 0) - digits.utf8.count)) + digits
  }

  private func padded(_ sign: String, _ text: String, width: Int, isNumber: Bool) -> String {
    let count = max(0, width - sign.unicodeScalars.count - text.unicodeScalars.count)
    if isLeftAligned { return sign + text + String(repeating: " ", count: count) }
    if isZeroPadded && isNumber { return sign + String(repeating: "0", count: count) + text }
    return String(repeating: " ", count: count) + sign + text
  }
}
