import Autograd
import ComputationGraph
import Diagrams

/// The diagrams of a graph after a pass from the value that is computed last.
func diagramsAfterBackward(_ options: DiagramOptions, _ body: (Tape) -> Value) -> [Diagram] {
  let tape = Tape()
  return withExtendedLifetime(tape) {
    let root = body(tape)
    root.backward()
    return DiagramBuilder(
      stages: [GraphSnapshot(root: root, extent: .wholeTape)], options: options
    ).diagrams()
  }
}
