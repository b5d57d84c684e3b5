internal import Text

/// A program of expressions in a subset of Python, ready to run.
///
///     let program = try ExpressionProgram("a = Value(2.0); b = a.tanh() ** 2", name: "b.mg")
///     let root = try program.run(on: tape)
///
/// What a micrograd notebook holds in its cells pastes in unchanged. All that can be wrong with the
/// text is found when it is parsed. Neither parsing nor running recurses, so that expressions may
/// nest to any depth; both take time proportional to the length of the text.
public struct ExpressionProgram: Sendable {
  /// The name of the file, for errors.
  public let name: String
  let instructions: [Instruction]
  /// The names of the variables, in the order in which they were first bound.
  let names: [String]
  let labels: [String]
  /// The name that was bound last.
  let lastName: Int

  /// Parses the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, with or without a byte-order mark.
  ///   - name: The name of the file, for errors.
  /// - Throws: What is wrong with the text, with its place.
  public init(parsing bytes: [UInt8], name: String) throws(ProgramError) {
    do throws(Fault) {
      if let offset = bytes.firstInvalidUTF8 {
        throw Fault(kind: .notUTF8(byte: offset), range: offset..<offset + 1)
      }
      var parser = Parser(bytes)
      try parser.parseProgram()
      self.name = name
      instructions = parser.code
      names = parser.names
      labels = parser.labels
      lastName = parser.lastName
    } catch {
      throw ProgramError(
        file: name, place: ProgramError.Place(error.range, in: bytes), kind: error.kind,
        suggestion: error.suggestion)
    }
  }

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The name of the file, for errors.
  /// - Throws: What is wrong with the text, with its place.
  public init(_ text: String, name: String) throws(ProgramError) {
    try self.init(parsing: Array(text.utf8), name: name)
  }
}
