internal import Diagrams
internal import Graphviz

extension GraphDescription {
  /// What stands in the boxes of a description.
  enum Content {
    /// Nothing: only the places are wanted.
    case boxes
    /// The text of every card, as HTML-like labels of fixed size.
    case labels
  }

  /// A diagram as Graphviz sees it.
  init(_ diagram: Diagram, content: Content) {
    let theme = diagram.theme
    self.init(
      name: "multigrad",
      attributes: [
        Attribute("rankdir", .keyword(diagram.direction.rawValue)),
        Attribute("bgcolor", .keyword(theme.background.hexadecimal)),
        Attribute("nodesep", .number(0.2)),
        Attribute("ranksep", .number(0.45)),
        Attribute("pad", .number(SVGWriter.margin / 72)),
      ] + GraphDescription.rankingAttributes(nodeCount: diagram.nodes.count),
      nodeDefaults: [
        Attribute("shape", .keyword("box")),
        Attribute("fixedsize", .keyword("true")),
        Attribute("margin", .number(0)),
        Attribute("fontname", .keyword(NodeLabel.fontNames)),
        Attribute("fontsize", .number(TextStyle.size - NodeLabel.hinting)),
      ],
      edgeDefaults: [
        Attribute("color", .keyword(theme.line.hexadecimal)),
        Attribute("arrowsize", .number(0.6)),
      ],
      nodes: diagram.nodes.map { Node($0, content: content, theme: theme) },
      edges: diagram.edges.map { Edge($0, theme: theme) },
      clusters: [])
    var count = 0
    clusters = diagram.frames.map { Cluster($0, count: &count, depth: 0, theme: theme) }
  }
}

extension GraphDescription {
  /// How `dot` shall find ranks: as it always does, which keeps frames compact, or, for a graph so
  /// big that this would take half of the time and more, by its newer way.
  ///
  /// The bounds on its network simplex are generous: tight ones (0.1) draw edges twice as long.
  private static func rankingAttributes(nodeCount: Int) -> [Attribute] {
    if nodeCount < 500 { return [] }
    return [
      Attribute("newrank", .keyword("true")),
      Attribute("nslimit", .number(1)),
      Attribute("nslimit1", .number(1)),
    ]
  }
}

extension GraphDescription.Node {
  fileprivate init(
    _ node: Diagram.Node, content: GraphDescription.Content, theme: Theme
  ) {
    self.init(
      name: node.id,
      attributes: [
        Attribute("width", .number(Double(node.width) / 72)),
        Attribute("height", .number(Double(node.height) / 72)),
      ])
    if node.shape == .round { attributes.append(Attribute("shape", .keyword("ellipse"))) }
    switch content {
    case .boxes:
      attributes.append(Attribute("label", .keyword("")))
    case .labels:
      attributes += [
        Attribute("color", .keyword(node.outline.hexadecimal)),
        Attribute("penwidth", .number(node.outlineWidth)),
        Attribute("style", .keyword(node.isDimmed ? "filled,dashed" : "filled")),
        Attribute("fillcolor", .keyword(theme.card.hexadecimal)),
        Attribute("label", .html(NodeLabel.markup(of: node))),
      ]
    }
  }
}

extension GraphDescription.Edge {
  fileprivate init(_ edge: Diagram.Edge, theme: Theme) {
    self.init(tail: edge.tail, head: edge.head)
    if edge.color != theme.line {
      attributes.append(Attribute("color", .keyword(edge.color.hexadecimal)))
    }
    if edge.isDimmed { attributes.append(Attribute("style", .keyword("dashed"))) }
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
