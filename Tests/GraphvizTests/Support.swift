import Drawings
import Graphviz

/// A node of which the label alone gives the size: 60 points a column.
func labelled(_ value: AttributeValue, name: String = "n0") -> GraphDescription {
  GraphDescription(
    name: "g",
    nodeDefaults: [
      Attribute("shape", .keyword("plaintext")), Attribute("margin", .number(0)),
      Attribute("width", .number(0.01)), Attribute("height", .number(0.01)),
      Attribute("fontsize", .number(100)),
    ],
    nodes: [.init(name: name, attributes: [Attribute("label", value)])])
}

/// Two boxes of 72 x 36 points and an edge, with attributes of the caller's own.
func pair(
  graph: [Attribute] = [], node: [Attribute] = [], edge: [Attribute] = []
) -> GraphDescription {
  GraphDescription(
    name: "g", attributes: graph, nodeDefaults: boxes(width: 72, height: 36) + node,
    nodes: [.init(name: "a"), .init(name: "b")],
    edges: [.init(tail: 0, head: 1, attributes: edge)])
}

/// The attributes of empty boxes of a fixed size in points.
func boxes(width: Double, height: Double) -> [Attribute] {
  [
    Attribute("shape", .keyword("box")), Attribute("fixedsize", .keyword("true")),
    Attribute("width", .number(width / 72)), Attribute("height", .number(height / 72)),
    Attribute("label", .keyword("")),
  ]
}

/// A binary tree of boxes, each with a second edge to its parent's parent.
func tree(_ count: Int, rankdir: String = "LR") -> GraphDescription {
  GraphDescription(
    name: "tree", attributes: [Attribute("rankdir", .keyword(rankdir))],
    nodeDefaults: boxes(width: 90, height: 30),
    nodes: (0..<count).map { .init(name: "n\($0)") },
    edges: (1..<count).flatMap {
      [.init(tail: ($0 - 1) / 2, head: $0), .init(tail: ($0 - 1) / 4, head: $0)]
    })
}

/// The error that the body throws, or nil.
func thrown(_ body: () throws(GraphvizError) -> Void) -> GraphvizError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The error that laying out a graph throws, or nil.
func refusal(of graph: GraphDescription) -> GraphvizError? {
  thrown { () throws(GraphvizError) in _ = try graph.layout() }
}

extension Layout.Box {
  /// Whether another box lies within this one.
  func contains(_ other: Layout.Box) -> Bool {
    minX <= other.minX && maxX >= other.maxX && minY <= other.minY && maxY >= other.maxY
  }
}
