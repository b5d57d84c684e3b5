internal import ComputationGraph

/// The box that a gradient of a worksheet is written into: on paper, 17 by 6 millimetres and more.
enum AnswerBox {
  /// The height of the row that it stands in, in points.
  static let rowHeight = 24 + 2 * Diagram.Cell.frameInset
  /// The width of the narrowest, in points.
  private static let leastWidth = 64

  /// The width of its cell, which has room for a solution of some columns.
  static func cellWidth(columns: Int) -> Int {
    max(leastWidth, TextStyle.cellWidth(columns: columns)) + 2 * Diagram.Cell.frameInset
  }
}

extension CardSetter {
  /// A number in its box, which stands out as text does.
  func answer(_ number: Diagram.Cell, on fill: Color?) -> Diagram.Cell {
    var cell = number
    cell.alignment = .center
    cell.frame = drawn.options.theme.text(on: fill ?? drawn.options.theme.card)
    return cell
  }
}

extension DrawnGraph {
  /// Whether a node has a gradient to be found: those without one have none in the solution either.
  func isAsked(_ node: Int) -> Bool {
    options.asksForGradients && stages[stages.count - 1].nodes[node].gradient != nil
  }

  /// Whether the gradients of a stage are still to be found.
  ///
  /// Nothing of that stage may tell them: neither a text nor a derivative, which is the gradient of what
  /// the root is made of.
  func asks(in graph: GraphSnapshot) -> Bool {
    options.asksForGradients && graph.stage == .before
  }
}

extension Diagram {
  /// Whether there is a box to write into.
  package var asksForSomething: Bool {
    nodes.contains { node in
      node.allRows.contains { row in row.cells.contains { $0.frame != nil } }
    }
  }
}
