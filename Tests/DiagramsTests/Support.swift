import Autograd
import ComputationGraph
import Diagrams

/// A graph as it stands once a value is computed.
func snapshot(_ body: (Tape) -> Value) -> GraphSnapshot {
  let tape = Tape()
  return withExtendedLifetime(tape) { GraphSnapshot(root: body(tape), extent: .wholeTape) }
}

extension Diagram.Node {
  /// All texts of the node, row by row.
  var texts: [String] { rows.flatMap(\.cells).map(\.text) }
}

extension Diagram {
  /// The rows of the header over a picture of some width.
  func headerRows(over width: Int = 800) -> [Row] {
    let size = header.size(over: width)
    return header.rows(width: size.width, height: size.height)
  }

  /// All texts of the header, row by row.
  var headerTexts: [String] {
    headerRows().flatMap(\.cells).map(\.text).filter { !$0.isEmpty }
  }
}

extension DiagramBuilder {
  /// Before and after one backward pass.
  static func pair(
    _ graph: GraphSnapshot, _ options: DiagramOptions, styleNode: NodeStyling? = nil
  ) -> [Diagram] {
    DiagramBuilder(
      stages: [graph.beforeBackward(), graph.afterBackward()], options: options,
      styleNode: styleNode
    ).diagrams()
  }
}

extension String {
  /// The text without its blanks.
  var withoutBlanks: String { filter { $0 != " " } }
}
