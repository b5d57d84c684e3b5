import Autograd
import ExpressionPrograms
import Testing

/// A program that has run, with its tape.
struct Run {
  let tape: Tape
  let root: Tape.Entry

  init(_ text: String, root: String? = nil) throws(ProgramError) {
    tape = Tape()
    self.root = tape[try ExpressionProgram(text, name: "test.mg").run(on: tape, root: root).index]
  }

  var entries: [Tape.Entry] { (0..<tape.count).map { tape[$0] } }

  /// The graph as text, a node an item: `operation(inputs)`, with what a node has beside them.
  var graph: [String] {
    entries.map { entry in
      var text = entry.operationName
      switch entry.operation {
      case .leaf, .constant: text += " \(entry.data)"
      default: text += "(\(entry.inputs.map { "\($0)" }.joined(separator: ",")))"
      }
      if let parameter = entry.parameter { text += " [\(parameter)]" }
      if let label = entry.label { text += " '\(label)'" }
      return text
    }
  }

  /// The last node with a label.
  func node(_ label: String) throws -> Tape.Entry {
    try #require(entries.last { $0.label == label })
  }

  func gradient(_ label: String) throws -> Double? { try node(label).gradient }
}

/// The fault of a program that has one.
func fault(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> ProgramError? {
  do throws(ProgramError) {
    _ = try ExpressionProgram(text, name: "test.mg")
    Issue.record("The program has no fault: \(text)", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}
