import ComputationGraph
import ExpressionPrograms
import Autograd

/// The graph of a program after its backward passes.
func graph(_ program: String, root: String? = nil) throws -> GraphSnapshot {
  let tape = Tape()
  let value = try ExpressionProgram(program, name: "test.mg").run(on: tape, root: root)
  return GraphSnapshot(root: value, extent: .wholeTape)
}

/// A chain that applies a line to `h0` so many times, each result under a name of its own.
func chain(_ count: Int, from start: String = "h0 = Value(1.0)", _ step: (String) -> String)
  -> String
{
  ([start] + (1...count).map { "h\($0) = \(step("h\($0 - 1)"))" }).joined(separator: "\n")
}
