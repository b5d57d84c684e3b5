/// Why a value cannot be formatted, or a format not be read.
enum FormatFault: Error, Equatable {
  /// Text that is not a specification, as `dd`.
  case invalidSpecifier(String)
  /// A type that values of a Python type do not have, as `d` for "str".
  case unknownCode(Unicode.Scalar, type: String)
  /// A point without digits after it.
  case missingPrecision
  /// A precision for an integer.
  case precisionInInteger
  /// Both `,` and `_`.
  case bothSeparators
  /// A separator of thousands with a type that has none.
  case separatorNotAllowed(Unicode.Scalar, code: Unicode.Scalar)
  /// A part of a specification, in Python's words for it, where it makes no sense.
  case notAllowed(String, in: String)
  /// A width or a precision beyond ``limit``.
  case tooLarge
  /// An integer that is no Unicode scalar.
  case noCharacter
  /// A float that is no integer, with the words of Python for it.
  case noInteger(String)
  /// A value of a type that a conversion does not take, in Python's words.
  case wrongType(String)

  /// The largest width and precision, so that no program can ask for gigabytes.
  static let limit = 10_000
}

extension FormatFault: CustomStringConvertible {
  /// One sentence as Python says it, without a full stop.
  var description: String {
    switch self {
    case .invalidSpecifier(let text): "Invalid format specifier '\(text)'"
    case .unknownCode(let code, let type):
      "Unknown format code '\(FormatFault.shown(code))' for object of type '\(type)'"
    case .missingPrecision: "Format specifier missing precision"
    case .precisionInInteger: "Precision not allowed in integer format specifier"
    case .bothSeparators: "Cannot specify both ',' and '_'"
    case .separatorNotAllowed(let separator, let code):
      "Cannot specify '\(separator)' with '\(FormatFault.shown(code))'"
    case .notAllowed(let part, let place): "\(part) not allowed \(place)"
    case .tooLarge: "Width and precision of a format go up to \(FormatFault.limit)"
    case .noCharacter: "%c arg not in range(0x110000)"
    case .noInteger(let kind): "cannot convert float \(kind) to integer"
    case .wrongType(let sentence): sentence
    }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.value > 32 && scalar.value < 128
      ? String(scalar) : "\\x" + String(scalar.value, radix: 16)
  }
}
