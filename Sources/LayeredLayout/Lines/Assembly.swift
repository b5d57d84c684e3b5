internal import Drawings

/// Puts the placements of all levels together.
struct Assembly {
  let graph: LayeredGraph
  let tree: LevelTree
  let placements: [Placement]
  let axes: Axes
  /// Where the upper left corner of each level is.
  private var origins: [(x: Double, y: Double)]

  init(of graph: LayeredGraph, _ tree: LevelTree, _ placements: [Placement], _ axes: Axes) {
    self.graph = graph
    self.tree = tree
    self.placements = placements
    self.axes = axes
    origins = [(x: 0.0, y: 0.0)]
    for place in tree.places.dropFirst() {
      let around = placements[tree.places[place.parent].kind]
      let (origin, item) = (origins[place.parent], Int(place.item))
      origins.append(
        (
          origin.x + around.start(of: item),
          origin.y + around.middle(of: item) - placements[place.kind].breadth / 2
        ))
    }
  }

  private func placement(_ level: Int) -> Placement { placements[tree.places[level].kind] }

  func layout() -> Layout {
    let root = placement(0)
    let length = root.length
    var layout = Layout(width: 0, height: 0)
    let nothing = Layout.Box(center: Layout.Point(x: 0, y: 0), width: 0, height: 0)
    layout.nodes = [Layout.Box](repeating: nothing, count: graph.boxes.count)
    layout.edges = [Layout.Edge](repeating: Layout.Edge(), count: graph.edges.count)
    for (level, place) in tree.places.enumerated() {
      let placement = placements[place.kind]
      let origin = origins[level]
      if level > 0 { layout.frames.append(frame(level, in: length)) }
      for (item, content) in place.contents.enumerated() where placement.level.items[item].kind < 0
      {
        let itemLength = placement.length(of: item)
        layout.nodes[Int(content)] = axes.box(
          origin.x + placement.start(of: item) + itemLength / 2,
          origin.y + placement.middle(of: item), length: itemLength,
          breadth: breadth(ofBox: Int(content)), in: length)
      }
      for junction in placement.channels?.junctions ?? [] {
        layout.junctions.append(
          axes.point(
            origin.x + placement.columns.ends[junction.rank] + junction.x,
            origin.y + placement.top + junction.y, in: length))
      }
      for (link, edge) in place.edges.enumerated() where edge >= 0 {
        layout.edges[Int(edge)] = line(Int(edge), as: link, of: level, in: length)
      }
    }
    let size = axes.box(
      length / 2, root.breadth / 2, length: length, breadth: root.breadth, in: length)
    (layout.width, layout.height) = (size.width, size.height)
    return layout
  }

  private func breadth(ofBox box: Int) -> Double {
    axes.lengths(of: graph.boxes[box].size).breadth
  }

  private func frame(_ level: Int, in length: Double) -> Layout.Frame {
    let (placement, origin) = (placement(level), origins[level])
    let box = axes.box(
      origin.x + placement.length / 2, origin.y + placement.breadth / 2,
      length: placement.length, breadth: placement.breadth, in: length)
    let title = tree.places[level].title.map { size in
      Layout.Box(
        center: Layout.Point(
          x: box.minX + placement.titleStart + size.width / 2, y: box.minY + 1 + size.height / 2),
        width: size.width, height: size.height)
    }
    return Layout.Frame(box: box, title: title)
  }

  private func line(
    _ edge: Int, as link: Int, of level: Int, in length: Double
  ) -> Layout.Edge {
    var runs: [Placement.Run] = []
    appendTail(of: link, level, to: &runs)
    append(link, of: level, to: &runs)
    appendHead(of: link, level, to: &runs)
    let graphEdge = graph.edges[edge]
    var line = LinePath(
      ending: graphEdge.ending, shape: graph.lineShape, corridor: corridor(of: link, level))
    return line.edge(along: runs, label: graphEdge.label, axes, in: length)
  }

  private func append(_ link: Int, of level: Int, to runs: inout [Placement.Run]) {
    let origin = origins[level]
    // What another line has drawn is not drawn again.
    if placement(level).tracks.drawn[link] > 0 { runs.removeAll() }
    placement(level).forEachRun(of: link) { run in
      var run = run
      run.start += origin.x
      run.end += origin.x
      run.turn? += origin.x
      run.y += origin.y
      run.labelEnd? += origin.x
      runs.append(run)
    }
  }

  /// The pieces within the frames that a link leaves, the innermost first.
  private func appendTail(of link: Int, _ level: Int, to runs: inout [Placement.Run]) {
    let tail = placement(level).level.links[link]
    if tail.tailLink < 0 { return }
    let inner = Int(tree.places[level].contents[Int(tail.tail)])
    appendTail(of: Int(tail.tailLink), inner, to: &runs)
    append(Int(tail.tailLink), of: inner, to: &runs)
  }

  /// The pieces within the frames that a link enters, the outermost first.
  private func appendHead(of link: Int, _ level: Int, to runs: inout [Placement.Run]) {
    let head = placement(level).level.links[link]
    if head.headLink < 0 { return }
    let inner = Int(tree.places[level].contents[Int(head.head)])
    append(Int(head.headLink), of: inner, to: &runs)
    appendHead(of: Int(head.headLink), inner, to: &runs)
  }

  /// The room in which the line of a link may rise or fall beside its tail.
  private func corridor(of link: Int, _ level: Int) -> ClosedRange<Double> {
    let corridor = placement(level).corridor(of: link)
    let y = origins[level].y
    let (low, high) = (corridor.lowerBound + y, corridor.upperBound + y)
    let ends = placement(level).level.links[link]
    if ends.tailLink < 0 { return low...high }
    let inner = self.corridor(
      of: Int(ends.tailLink), Int(tree.places[level].contents[Int(ends.tail)]))
    return inner.clamped(to: low...high)
  }
}
