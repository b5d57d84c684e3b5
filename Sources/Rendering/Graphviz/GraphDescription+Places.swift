internal import Diagrams
internal import Drawings
internal import Graphviz
internal import Text

extension GraphDescription {
  /// Gives every part of a diagram the place that it has in a layout, for Graphviz's engine `nop2`.
  ///
  /// The header is left to Graphviz, which puts it above everything.
  mutating func place(_ diagram: Diagram, by layout: Layout) {
    // Graphviz has y pointing up.
    func turned(_ point: Layout.Point) -> Layout.Point {
      Layout.Point(x: point.x, y: layout.height - point.y)
    }
    for (index, box) in layout.nodes.enumerated() {
      let outline = NodeParts.outline(of: diagram.nodes[index], in: box)
      nodes[index].attributes.append(Attribute("pos", .geometry(.point(turned(outline.center)))))
    }
    for (index, line) in layout.edges.enumerated() where !line.curves.isEmpty {
      let line = line.drawn(of: diagram.edges[index])
      let isWide = diagram.edges[index].width > 1
      if isWide && line.tip != nil { addHeads(of: line, to: index, turned) }
      let tip = isWide ? nil : line.tip.map(turned)
      edges[index].attributes.append(
        Attribute("pos", .geometry(.curves(line.curves.map { $0.map(turned) }, tip: tip))))
      if let label = line.label, diagram.edges[index].label?.ground == nil {
        edges[index].attributes.append(Attribute("lp", .geometry(.point(turned(label.center)))))
      }
    }
    var frames = layout.frames.makeIterator()
    for index in clusters.indices {
      clusters[index].place(by: &frames, turned)
    }
    let marks = PlacedMarks(of: diagram, in: layout)
    for line in marks.lines { add(line, turned) }
    for text in marks.texts { add(text, turned) }
  }

  /// Adds two nodes that are not seen, in the corners of what an engine placed: Graphviz measures a drawing
  /// by its nodes, and not by the numbers on lines.
  mutating func addCorners(of layout: Layout) {
    // The least size that there is.
    let half = 0.36
    let top = layout.height - (layout.header?.height ?? 0)
    for place in [
      Layout.Point(x: half, y: half), Layout.Point(x: layout.width - half, y: top - half),
    ] {
      nodes.append(
        Node(
          name: "t\(nodes.count)",
          attributes: [
            Attribute("style", .keyword("invis")), Attribute("label", .keyword("")),
            Attribute("width", .number(2 * half / 72)), Attribute("height", .number(2 * half / 72)),
            Attribute("pos", .geometry(.point(place))),
          ]))
    }
  }

  /// Draws the heads of a wide line as edges of their own, which are no more than that: Graphviz would
  /// draw their outlines with the pen of the line.
  private mutating func addHeads(
    of line: Layout.Edge, to index: Int, _ turned: (Layout.Point) -> Layout.Point
  ) {
    let color = edges[index].attributes.filter { $0.name == "color" }
    edges[index].attributes.removeAll { $0.name == "arrowhead" }
    edges[index].attributes.append(Attribute("arrowhead", .keyword("none")))
    for head in line.arrowheads {
      let (kind, base, tip, unit): (String, Layout.Point, Layout.Point, Double)
      switch head.outline {
      case .ellipse(let center, _):
        guard let end = line.tip else { continue }
        (kind, base, tip, unit) = ("odot", center.point(-1, to: end), end, 8)
      case .polygon, .line:
        guard let (first, end, last) = head.triangle else { continue }
        (kind, base, tip, unit) = ("normal", first.point(0.5, to: last), end, 10)
      }
      let curve = [Layout.Point](repeating: turned(base), count: 4)
      edges.append(
        Edge(
          tail: edges[index].tail, head: edges[index].head,
          attributes: color + [
            Attribute("arrowhead", .keyword(kind)),
            Attribute("arrowsize", .number(base.distance(to: tip) / unit)),
            Attribute("pos", .geometry(.curves([curve], tip: turned(tip)))),
          ]))
    }
  }

  /// Draws a line that is no edge: Graphviz knows edges alone.
  private mutating func add(
    _ line: PlacedMarks.Line, _ turned: (Layout.Point) -> Layout.Point
  ) {
    let curve = Layout.Edge.straightCurve(from: line.start, to: line.end).map(turned)
    edges.append(
      Edge(
        tail: line.node, head: line.node,
        attributes: [
          Attribute("arrowhead", .keyword("none")), Attribute("penwidth", .number(line.width)),
          Attribute("color", .keyword(line.color.hexadecimal)),
          Attribute("style", .keyword(line.isDashed ? "dashed" : "solid")),
          Attribute("pos", .geometry(.curves([curve], tip: nil))),
        ]))
  }

  /// Draws a text, or a dot, that belongs to no outline as a node, which comes after all edges.
  private mutating func add(
    _ text: PlacedMarks.Text, _ turned: (Layout.Point) -> Layout.Point
  ) {
    var attributes = [
      Attribute("width", .number(text.box.width / 72)),
      Attribute("height", .number(text.box.height / 72)),
      Attribute("pos", .geometry(.point(turned(text.box.center)))),
    ]
    if let fill = text.fill {
      attributes += [
        Attribute("style", .keyword("filled")), Attribute("color", .keyword(fill.hexadecimal)),
        Attribute("fillcolor", .keyword(fill.hexadecimal)),
      ]
    } else {
      attributes.append(Attribute("color", .keyword("transparent")))
    }
    if let markup = text.markup {
      attributes.append(Attribute("label", .html(markup)))
    } else {
      attributes += [Attribute("shape", .keyword("circle")), Attribute("label", .keyword(""))]
    }
    nodes.append(Node(name: "t\(nodes.count)", attributes: attributes))
  }
}

extension Diagram.Label {
  /// The width of what hides lines behind the text.
  var groundWidth: Int {
    min(width, Int(TextMetrics.width(of: text, size: TextStyle.size).rounded(.up)) + 4)
  }
}

extension GraphDescription.Cluster {
  fileprivate mutating func place(
    by frames: inout IndexingIterator<[Layout.Frame]>, _ turned: (Layout.Point) -> Layout.Point
  ) {
    guard let frame = frames.next() else { return }
    var box = frame.box
    box.center = turned(box.center)
    attributes.append(Attribute("bb", .geometry(.box(box))))
    if let title = frame.title {
      attributes.append(Attribute("lp", .geometry(.point(turned(title.center)))))
    }
    for index in clusters.indices { clusters[index].place(by: &frames, turned) }
  }
}

extension Layout.Edge {
  /// Where the arrowhead ends.
  fileprivate var tip: Layout.Point? {
    switch arrowheads.first?.outline {
    case .polygon(let corners): corners.count > 1 ? corners[1] : nil
    case .ellipse(let center, let radii):
      curves.last?.last.map { end in
        // Beyond the middle of the ring, as seen from the end of the line.
        let (dx, dy) = (center.x - end.x, center.y - end.y)
        let length = max(0.01, (dx * dx + dy * dy).squareRoot())
        return Layout.Point(
          x: center.x + dx / length * radii.x, y: center.y + dy / length * radii.y)
      }
    case .line, nil: nil
    }
  }
}
