import Autograd
import ExpressionPrograms
import Testing

/// A program that has run, with its tape and what it printed.
struct Run {
  let tape: Tape
  let result: ProgramRun
  let root: Tape.Entry
  let printed: String

  init(
    _ text: String, root: String? = nil, limits: ProgramLimits = ProgramLimits()
  ) throws(ProgramError) {
    tape = Tape()
    let program = try ExpressionProgram(text, name: "test.mg")
    var printed = ""
    result = try program.run(on: tape, root: root, limits: limits) { printed += $0 }
    self.root = tape[result.root.index]
    self.printed = printed
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

/// What is wrong with a program, whether one sees it by reading it or by running it.
func failure(
  _ text: String, limits: ProgramLimits = ProgramLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> ProgramError? {
  do throws(ProgramError) {
    _ = try Run(text, limits: limits)
    Issue.record("The program has no fault: \(text.prefix(200))", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}

/// The first fault of a program that has one.
func fault(
  _ text: String, limits: ProgramLimits = ProgramLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> ProgramFault? {
  failure(text, limits: limits, sourceLocation: sourceLocation)?.first
}
