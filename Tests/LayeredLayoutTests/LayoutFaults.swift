import Drawings
import LayeredLayout

/// What is wrong with a layout, a sentence each.
struct LayoutFaults {
  private let graph: LayeredGraph
  private let layout: Layout
  private(set) var faults: [String] = []

  init(of layout: Layout, for graph: LayeredGraph) {
    (self.graph, self.layout) = (graph, layout)
    let quality = LayoutQuality(of: layout, edges: graph.ends)
    if quality.struckBoxes > 0 { faults.append("\(quality.struckBoxes) lines run through boxes") }
    if quality.struckTitles > 0 { faults.append("\(quality.struckTitles) lines strike titles") }
    if quality.overlaps > 0 { faults.append("\(quality.overlaps) boxes overlap") }
    checkBounds()
    checkSizes()
    checkEnds()
    checkOperands()
    checkLabels()
    var frames = layout.frames.makeIterator()
    _ = checkFrames(graph.frames, in: nil, &frames)
  }

  private var isVertical: Bool {
    graph.direction == .topToBottom || graph.direction == .bottomToTop
  }

  /// The coordinates along the edges and across them, in the direction of the edges.
  private func along(_ point: Layout.Point) -> Double {
    switch graph.direction {
    case .leftToRight: point.x
    case .rightToLeft: -point.x
    case .topToBottom: point.y
    case .bottomToTop: -point.y
    }
  }

  private func across(_ point: Layout.Point) -> Double { isVertical ? point.x : point.y }

  private mutating func checkBounds() {
    func isOutside(_ box: Layout.Box) -> Bool {
      box.minX < -0.5 || box.minY < -0.5 || box.maxX > layout.width + 0.5
        || box.maxY > layout.height + 0.5
    }
    for box in layout.nodes where isOutside(box) { faults.append("a box is outside") }
    for frame in layout.frames where isOutside(frame.box) { faults.append("a frame is outside") }
    for edge in layout.edges {
      for point in edge.curves.joined()
      where point.x < -14 || point.y < -14 || point.x > layout.width + 14
        || point.y > layout.height + 14
      {
        faults.append("a line is outside, at \(point)")
      }
    }
  }

  private mutating func checkSizes() {
    for (box, place) in zip(graph.boxes, layout.nodes) {
      // Boxes are as long as others of their column, and as those in frames that are made alike.
      let isLonger = box.fillsColumn || !graph.frames.isEmpty
      let (width, height) = (place.width - box.size.width, place.height - box.size.height)
      if isVertical ? abs(width) > 0.01 : abs(height) > 0.01 {
        faults.append("a box has another breadth")
      }
      let length = isVertical ? height : width
      if length < -0.01 || length > 0.01 && !isLonger { faults.append("a box has another length") }
    }
  }

  /// Lines leave on one side, and enter on the other, behind their arrowheads.
  private mutating func checkEnds() {
    for (edge, line) in zip(graph.edges, layout.edges) {
      guard let start = line.curves.first?.first, let end = line.curves.last?.last else {
        faults.append("an edge has no line")
        continue
      }
      let (tail, head) = (layout.nodes[edge.tail], layout.nodes[edge.head])
      let side = along(tail.center) + (isVertical ? tail.height : tail.width) / 2
      // Of very many lines that run together, each begins where the one before it has parted.
      let fanOut = graph.edges.count { $0.tail == edge.tail }
      if fanOut <= 12
        && (abs(along(start) - side) > 0.1 || abs(across(start) - across(tail.center)) > 0.1)
      {
        faults.append("a line does not begin at its box")
      }
      let entry = along(head.center) - (isVertical ? head.height : head.width) / 2
      let reach = along(end) - entry
      let inset = graph.boxes[edge.head].isRound ? 17.0 : 0.1
      if reach > inset || reach < -13 { faults.append("a line ends \(reach) from its box") }
      let breadth = (isVertical ? head.width : head.height) / 2
      if abs(across(end) - across(head.center)) > breadth { faults.append("a line misses its box") }
    }
  }

  /// The first operand enters first, from the top, or from the left.
  private mutating func checkOperands() {
    var last: [Int: Double] = [:]
    for (edge, line) in zip(graph.edges, layout.edges) where graph.boxes[edge.head].isOrdered {
      guard let end = line.curves.last?.last else { continue }
      if let before = last[edge.head], across(end) <= before + 0.5 {
        faults.append("operands of box \(edge.head) are not in order")
      }
      last[edge.head] = across(end)
    }
  }

  /// Labels keep off boxes, off each other and off the lines of others.
  private mutating func checkLabels() {
    let labels = layout.edges.enumerated().compactMap { index, edge in
      edge.label.map { (edge: index, box: $0) }
    }
    if labels.count != graph.edges.count(where: { $0.label != nil }) {
      faults.append("a label has no room")
    }
    for (place, label) in labels.enumerated() {
      if layout.nodes.contains(where: { $0.overlaps(label.box) }) {
        faults.append("a label is on a box")
      }
      for other in labels[(place + 1)...] where other.box.overlaps(label.box) {
        faults.append("two labels overlap")
      }
    }
  }

  /// Frames hold what is in them, and nothing else.
  private mutating func checkFrames(
    _ frames: [LayeredGraph.Frame], in outer: Layout.Box?,
    _ places: inout IndexingIterator<[Layout.Frame]>
  ) -> [Layout.Box] {
    var siblings: [Layout.Box] = []
    for frame in frames {
      guard let place = places.next() else {
        faults.append("a frame has no place")
        return siblings
      }
      if let outer, !outer.contains(place.box) { faults.append("a frame leaves the one around it") }
      if siblings.contains(where: { $0.overlaps(place.box) }) {
        faults.append("two frames overlap")
      }
      if let title = place.title, !place.box.contains(title) {
        faults.append("a title leaves its frame")
      }
      siblings.append(place.box)
      let members = Set(frame.allBoxes)
      for (index, box) in layout.nodes.enumerated() {
        if members.contains(index) {
          if !place.box.contains(box) { faults.append("a box leaves its frame") }
          if let title = place.title, title.overlaps(box) { faults.append("a title is on a box") }
        } else if place.box.overlaps(box) {
          faults.append("a box is in a frame that is not its own")
        }
      }
      _ = checkFrames(frame.frames, in: place.box, &places)
    }
    return siblings
  }
}

extension Layout.Box {
  func contains(_ other: Layout.Box) -> Bool {
    other.minX >= minX - 0.1 && other.maxX <= maxX + 0.1 && other.minY >= minY - 0.1
      && other.maxY <= maxY + 0.1
  }

  func overlaps(_ other: Layout.Box) -> Bool {
    min(maxX, other.maxX) - max(minX, other.minX) > 0.1
      && min(maxY, other.maxY) - max(minY, other.minY) > 0.1
  }
}
