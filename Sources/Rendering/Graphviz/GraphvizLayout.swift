package import Diagrams
package import Drawings
internal import Graphviz

/// The layout that Graphviz works out, by ranks.
package struct GraphvizLayout: LayoutEngine {
  package init() {}

  package func layout(
    of diagram: Diagram, willBegin: (DrawingPhase) -> Void
  ) throws -> Layout {
    willBegin(.dot)
    return try GraphDescription(diagram, content: .boxes).layout()
  }
}

extension GraphDescription {
  /// What stands in the boxes of a description.
  enum Content {
    /// Nothing: only the layout is wanted.
    case boxes
    /// The text of every card, as HTML-like labels of fixed size.
    case labels
  }

  /// A diagram as Graphviz draws it.
  ///
  /// - Parameter header: The room of what stands over it.
  init(_ diagram: Diagram, under header: Layout.Box?) {
    self.init(diagram, content: .labels)
    guard let header else { return }
    // As the label of the whole graph: above it, at the left, with 4 points of Graphviz's own above and
    // below, for which the room below the last row is given.
    let rows = diagram.header.rows(width: Int(header.width), height: Int(header.height)).dropLast()
    attributes +=
      [
        Attribute("label", .html(NodeLabel.markup(of: Array(rows), divider: nil))),
        Attribute("labelloc", .keyword("t")),
        Attribute("labeljust", .keyword("l")),
      ] + GraphDescription.font(of: diagram.theme)
  }

  /// A diagram as Graphviz sees it, without its header.
  fileprivate init(_ diagram: Diagram, content: Content) {
    let theme = diagram.theme
    self.init(
      name: "multigrad",
      attributes: [
        Attribute("rankdir", .keyword(diagram.direction.rawValue)),
        Attribute("bgcolor", .keyword(theme.graphvizGround)),
        Attribute("nodesep", .number(0.2)),
        Attribute("ranksep", .number(0.45)),
        Attribute("pad", .number(SVGWriter.margin / 72)),
      ] + GraphDescription.rankingAttributes(nodeCount: diagram.nodes.count),
      nodeDefaults: [
        Attribute("shape", .keyword("box")),
        Attribute("fixedsize", .keyword("true")),
        Attribute("margin", .number(0)),
      ] + GraphDescription.font(of: diagram.theme),
      edgeDefaults: [
        Attribute("color", .keyword(theme.line.hexadecimal)),
        Attribute("arrowsize", .number(0.7)),
      ]
        + (diagram.edges.contains { $0.label != nil }
          ? GraphDescription.font(of: diagram.theme) : []),
      nodes: diagram.nodes.map { Node($0, content: content, in: diagram) },
      edges: diagram.edges.map { Edge($0, content: content, in: diagram) },
      clusters: [])
    var count = 0
    clusters = diagram.frames.map { Cluster($0, count: &count, depth: 0, theme: theme) }
  }
}

extension GraphDescription {
  /// How `dot` is to find ranks: as it always does, which keeps frames compact, or, for a graph so
  /// big that this would take half of the time and more, by its newer way.
  ///
  /// The bounds on its network simplex are generous: tight ones (0.1) draw edges twice as long. Without
  /// one, to lay out a node that all of a chain of 75 use takes 16 seconds, instead of 0.3.
  private static func rankingAttributes(nodeCount: Int) -> [Attribute] {
    if nodeCount < 500 { return [Attribute("nslimit", .number(4))] }
    return [
      Attribute("newrank", .keyword("true")),
      Attribute("nslimit", .number(1)),
      Attribute("nslimit1", .number(1)),
    ]
  }
}

extension GraphDescription {
  private static func font(of theme: Theme) -> [Attribute] {
    [
      Attribute("fontname", .keyword(theme.graphvizFontNames)),
      Attribute("fontsize", .number(TextStyle.size - NodeLabel.hinting)),
    ]
  }
}

extension GraphDescription.Node {
  fileprivate init(
    _ node: Diagram.Node, content: GraphDescription.Content, in diagram: Diagram
  ) {
    self.init(
      name: node.name,
      attributes: [
        Attribute("width", .number(Double(node.outlineSize.width) / 72)),
        Attribute("height", .number(Double(node.outlineSize.height) / 72)),
      ])
    if diagram.ordersOperands && node.ordersOperands {
      attributes.append(Attribute("ordering", .keyword("in")))
    }
    if node.shape == .round { attributes.append(Attribute("shape", .keyword("ellipse"))) }
    switch content {
    case .labels where node.shape == .plain:
      attributes.append(Attribute("color", .keyword("transparent")))
      attributes.append(
        Attribute("label", node.rows.isEmpty ? .keyword("") : .html(NodeLabel.markup(of: node))))
    case .labels where node.shape == .point:
      attributes += [
        Attribute("shape", .keyword("circle")), Attribute("label", .keyword("")),
        Attribute("style", .keyword("filled")),
        Attribute("color", .keyword(node.outline.hexadecimal)),
        Attribute("fillcolor", .keyword(node.outline.hexadecimal)),
      ]
    case .boxes:
      if node.shape == .point { attributes.append(Attribute("shape", .keyword("circle"))) }
      attributes.append(Attribute("label", .keyword("")))
    case .labels:
      attributes += [
        Attribute("color", .keyword(node.outline.hexadecimal)),
        Attribute("penwidth", .number(node.outlineWidth)),
        Attribute("style", .keyword(node.isDimmed ? "filled,dashed" : "filled")),
        Attribute("fillcolor", .keyword((node.fill ?? diagram.theme.card).hexadecimal)),
        Attribute("label", .html(NodeLabel.markup(of: node))),
      ]
    }
  }
}

extension GraphDescription.Edge {
  fileprivate init(_ edge: Diagram.Edge, content: GraphDescription.Content, in diagram: Diagram) {
    self.init(tail: edge.tail, head: edge.head)
    if edge.span != 1 { attributes.append(Attribute("minlen", .number(Double(edge.span)))) }
    if edge.isBundle {
      let (tail, head) = diagram.direction.ports
      attributes += [
        Attribute("tailport", .keyword(tail)), Attribute("headport", .keyword(head)),
      ]
    }
    if !edge.hasHead {
      attributes.append(Attribute("arrowhead", .keyword("none")))
    } else if edge.isMarked {
      attributes.append(Attribute("arrowhead", .keyword("odotnormal")))
    }
    if let label = edge.label, label.ground == nil {
      let markup =
        content == .boxes
        ? NodeLabel.space(width: label.width, height: label.height)
        : NodeLabel.markup(of: label)
      attributes.append(Attribute("label", .html(markup)))
    }
    // The layout is worked out once for all stages, which may differ in what follows.
    if content == .boxes { return }
    if edge.color != diagram.theme.line {
      attributes.append(Attribute("color", .keyword(edge.color.hexadecimal)))
    }
    if edge.width != 1 { attributes.append(Attribute("penwidth", .number(edge.width))) }
    if edge.isDimmed || edge.isDashed {
      attributes.append(Attribute("style", .keyword("dashed")))
    }
  }
}

extension Theme {
  /// What Graphviz draws behind everything.
  var graphvizGround: String { ground?.hexadecimal ?? "transparent" }
}

extension Diagram.Direction {
  /// The sides at which data leaves a card and enters the next.
  fileprivate var ports: (tail: String, head: String) {
    switch self {
    case .leftToRight: ("e", "w")
    case .rightToLeft: ("w", "e")
    case .topToBottom: ("s", "n")
    case .bottomToTop: ("n", "s")
    }
  }
}

extension GraphDescription.Cluster {
  /// A frame, named by the next number.
  fileprivate init(_ frame: Diagram.Frame, count: inout Int, depth: Int, theme: Theme) {
    count += 1
    self.init(
      name: "\(count)",
      attributes: [
        Attribute("label", .html(NodeLabel.markup(ofTitle: frame.title, theme: theme))),
        Attribute("labeljust", .keyword("l")),
        Attribute("margin", .number(8)),
        Attribute("style", .keyword("filled")),
        Attribute("fillcolor", .keyword(theme.frameFill(depth: depth).hexadecimal)),
        Attribute("color", .keyword(theme.frameLine.hexadecimal)),
      ],
      nodes: frame.nodes)
    clusters = frame.frames.map {
      GraphDescription.Cluster($0, count: &count, depth: depth + 1, theme: theme)
    }
  }
}
