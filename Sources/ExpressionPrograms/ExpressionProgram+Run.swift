public import Autograd

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
        file: name, place: nil, kind: .unknownRoot(root),
        suggestion: Suggestion.closest(to: root, among: names + labels))
    }
    value.backward()
    return value
  }
}
