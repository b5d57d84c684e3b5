public import Autograd
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
  /// - Throws: What is wrong with the text, with its location.
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
        file: name, location: ProgramError.Location(error.range, in: bytes), kind: error.kind,
        suggestion: error.suggestion)
    }
  }

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The name of the file, for errors.
  /// - Throws: What is wrong with the text, with its location.
  public init(_ text: String, name: String) throws(ProgramError) {
    try self.init(parsing: Array(text.utf8), name: name)
  }
}

extension ExpressionProgram {
  /// Records the program on a tape, runs its backward passes, and gives back the root.
  ///
  /// With a root asked for, one pass runs at the end, from it. Else each `.backward()` runs where
  /// it stands and the last one's value is the root; in a program without any, one pass runs from
  /// the name that was bound last.
  ///
  /// - Parameters:
  ///   - tape: The tape to record on; what it holds already stays. The root lives as long as it.
  ///   - root: The name of a variable, or else the label of a node, to be the root.
  /// - Throws: A ``ProgramError`` where no variable or label has the root's name.
  public func run(on tape: Tape, root: String? = nil) throws(ProgramError) -> Value {
    var machine = Machine(program: self, tape: tape)
    guard let root else {
      if let last = machine.run(withBackward: true) { return last }
      let last = machine.variable(lastName)
      last.backward()
      return last
    }
    _ = machine.run(withBackward: false)
    guard let value = machine.value(named: root) else {
      throw ProgramError(
        file: name, location: nil, kind: .unknownRoot(root),
        suggestion: Suggestion.closest(to: root, among: names + labels))
    }
    value.backward()
    return value
  }
}
