internal import Diagrams
internal import Drawings
internal import Graphviz

extension GraphDescription {
  /// Gives every part the place that it has in a layout, for Graphviz's engine `nop2`.
  ///
  /// The header is left to Graphviz, which puts it above everything.
  mutating func place(by layout: Layout) {
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
      if let label = line.label {
        edges[index].attributes.append(Attribute("lp", .geometry(.point(turned(label.center)))))
      }
    }
    var frames = layout.frames.makeIterator()
    for index in clusters.indices {
      clusters[index].place(by: &frames, turned)
    }
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
