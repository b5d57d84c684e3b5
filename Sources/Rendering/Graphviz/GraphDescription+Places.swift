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
      nodes[index].attributes.append(Attribute("pos", .geometry(.point(turned(box.center)))))
    }
    for (index, line) in layout.edges.enumerated() where !line.curves.isEmpty {
      let curves = line.curves.map { $0.map(turned) }
      edges[index].attributes.append(
        Attribute("pos", .geometry(.curves(curves, tip: line.tip.map(turned)))))
      if let label = line.label, diagram.edges[index].label?.ground == nil {
        edges[index].attributes.append(Attribute("lp", .geometry(.point(turned(label.center)))))
      }
    }
    var frames = layout.frames.makeIterator()
    for index in clusters.indices {
      clusters[index].place(by: &frames, turned)
    }
    addStrikes(of: diagram, in: layout, turned)
    addNumbers(of: diagram, in: layout, turned)
  }

  /// Draws the lines through nodes, which Graphviz does not know, as edges of their own.
  private mutating func addStrikes(
    of diagram: Diagram, in layout: Layout, _ turned: (Layout.Point) -> Layout.Point
  ) {
    for (index, node) in diagram.nodes.enumerated() {
      for (start, end) in node.strike?.lines(through: layout.nodes[index]) ?? [] {
        let curve = (0...3).map { step in
          let part = Double(step) / 3
          return turned(
            Layout.Point(
              x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part))
        }
        edges.append(
          Edge(
            tail: index, head: index,
            attributes: [
              Attribute("arrowhead", .keyword("none")), Attribute("penwidth", .number(2)),
              Attribute("color", .keyword(node.outline.hexadecimal)),
              Attribute("pos", .geometry(.curves([curve], tip: nil))),
            ]))
      }
    }
  }

  /// Draws the numbers that hide lines as nodes, which come after all edges of other nodes.
  private mutating func addNumbers(
    of diagram: Diagram, in layout: Layout, _ turned: (Layout.Point) -> Layout.Point
  ) {
    for (index, line) in layout.edges.enumerated() {
      guard var label = diagram.edges[index].label, let ground = label.ground, let box = line.label
      else { continue }
      label.width = label.groundWidth
      nodes.append(
        Node(
          name: "e\(index)",
          attributes: [
            Attribute("width", .number(Double(label.width) / 72)),
            Attribute("height", .number(box.height / 72)),
            Attribute("style", .keyword("filled")),
            Attribute("color", .keyword(ground.hexadecimal)),
            Attribute("fillcolor", .keyword(ground.hexadecimal)),
            Attribute("label", .html(NodeLabel.markup(of: label))),
            Attribute("pos", .geometry(.point(turned(box.center)))),
          ]))
    }
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
