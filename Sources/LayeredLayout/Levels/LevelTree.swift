/// The levels of a graph: one for each frame, and the outermost one.
///
/// Frames that are made alike are of one kind. A kind is laid out once, with room for the largest box
/// in each of its places, so that what is equal looks equal.
struct LevelTree {
  /// Where a level stands among the others.
  struct Place {
    /// The level around it; -1 for the outermost.
    var parent: Int
    /// The room of its title.
    var title: LayeredGraph.Size?
    /// Its frame among the items of the level around it.
    var item: Int32 = -1
    /// Its kind.
    var kind = 0
    /// For each item, its box, or its level where it is a frame.
    var contents: [Int32] = []
    /// For each link between two items, its edge; -1 for links that lead outside.
    var edges: [Int32] = []
  }

  /// The levels in pre-order, the outermost one first.
  private(set) var places: [Place]
  /// What is laid out, inner levels before those around them.
  private(set) var kinds: [Level] = []

  private let axes: Axes

  /// O(boxes + edges · depth of frames).
  init(of graph: LayeredGraph, _ axes: Axes) {
    self.axes = axes
    var levelOfBox = [Int32](repeating: 0, count: graph.boxes.count)
    places = [Place(parent: -1)]
    // In a way that needs no stack of calls, however deep frames nest.
    var waiting = graph.frames.reversed().map { (frame: $0, parent: 0) }
    while let (frame, parent) = waiting.popLast() {
      for box in frame.boxes { levelOfBox[box] = Int32(places.count) }
      waiting += frame.frames.reversed().map { ($0, places.count) }
      places.append(Place(parent: parent, title: frame.title))
    }
    var level = Level()
    (level.lineShape, level.longestLine) = (graph.lineShape, graph.longestLine)
    var levels = [Level](repeating: level, count: places.count)
    let itemOfBox = addItems(of: graph, to: &levels, levelOfBox)
    addLinks(of: graph, to: &levels, levelOfBox, itemOfBox)
    for (index, place) in places.enumerated() {
      if let title = place.title {
        levels[index].isFrame = true
        levels[index].padding = axes.padding(around: title)
      }
    }
    findKinds(of: &levels)
  }

  /// Puts boxes and frames into their levels, in the order of the first box of each; returns the item of
  /// each box.
  private mutating func addItems(
    of graph: LayeredGraph, to levels: inout [Level], _ levelOfBox: [Int32]
  ) -> [Int32] {
    var items = [Int32](repeating: 0, count: graph.boxes.count)
    levels[0].items.reserveCapacity(places.count == 1 ? graph.boxes.count : 0)
    for (box, level) in levelOfBox.enumerated() {
      var level = Int(level)
      let size = axes.lengths(of: graph.boxes[box].size)
      items[box] = Int32(levels[level].items.count)
      places[level].contents.append(Int32(box))
      levels[level].items.append(
        Level.Item(
          length: size.length, breadth: size.breadth, leastBreadth: size.breadth,
          isOrdered: graph.boxes[box].isOrdered,
          isRound: graph.boxes[box].isRound,
          ellipse: graph.boxes[box].ellipse.map {
            let size = axes.lengths(of: $0)
            return Level.Ellipse(length: size.length, breadth: size.breadth)
          }, hasLead: graph.boxes[box].hasLead, fillsColumn: graph.boxes[box].fillsColumn))
      // The frames that begin with this box.
      while level > 0 && places[level].item < 0 {
        let parent = places[level].parent
        places[level].item = Int32(levels[parent].items.count)
        places[parent].contents.append(Int32(level))
        levels[parent].items.append(Level.Item(length: 0, breadth: 0, leastBreadth: 0, kind: 0))
        level = parent
      }
    }
    return items
  }

  private mutating func addLinks(
    of graph: LayeredGraph, to levels: inout [Level], _ levelOfBox: [Int32],
    _ itemOfBox: [Int32]
  ) {
    for (index, edge) in graph.edges.enumerated() {
      var (tailLevel, headLevel) = (Int(levelOfBox[edge.tail]), Int(levelOfBox[edge.head]))
      var link = Level.Link(
        tail: itemOfBox[edge.tail], head: itemOfBox[edge.head], source: Int32(edge.tail),
        isCentered: edge.isCentered)
      let label = edge.label.map(axes.lengths(of:))
      while tailLevel != headLevel {
        // A level has a higher number than the one around it.
        if tailLevel > headLevel {
          var exit = link
          exit.head = -1
          exit.headLink = -1
          link.tailLink = append(exit, to: tailLevel, of: &levels)
          link.tail = places[tailLevel].item
          tailLevel = places[tailLevel].parent
        } else {
          var entry = link
          entry.tail = -1
          entry.tailLink = -1
          if link.headLink < 0, let label { entry.setLabel(label) }
          link.headLink = append(entry, to: headLevel, of: &levels)
          link.head = places[headLevel].item
          headLevel = places[headLevel].parent
        }
      }
      if link.headLink < 0, let label { link.setLabel(label) }
      _ = append(link, to: tailLevel, of: &levels, edge: Int32(index))
    }
  }

  private mutating func append(
    _ link: Level.Link, to level: Int, of levels: inout [Level], edge: Int32 = -1
  ) -> Int32 {
    levels[level].links.append(link)
    places[level].edges.append(edge)
    return Int32(levels[level].links.count - 1)
  }

  /// Finds which levels are alike, from the innermost ones outwards.
  private mutating func findKinds(of levels: inout [Level]) {
    var known: [Signature: Int] = [:]
    for index in levels.indices.reversed() {
      for (item, content) in places[index].contents.enumerated()
      where levels[index].items[item].kind >= 0 {
        levels[index].items[item].kind = Int32(places[Int(content)].kind)
      }
      if index > 0 {
        levels[index].numberSources()
        let signature = Signature(of: levels[index])
        if let kind = known[signature] {
          places[index].kind = kind
          kinds[kind].makeRoom(for: levels[index])
          continue
        }
        known[signature] = kinds.count
      }
      places[index].kind = kinds.count
      kinds.append(levels[index])
      levels[index] = Level()
    }
  }
}

/// What levels have in common that are of one kind: all but the sizes of boxes and labels.
private struct Signature: Hashable {
  private var words: [Int32] = []

  init(of level: Level) {
    words.reserveCapacity(2 * level.items.count + 6 * level.links.count + 1)
    words.append(Int32(level.items.count))
    for item in level.items {
      words.append(item.kind)
      words.append(
        (item.isOrdered ? 1 : 0) + (item.fillsColumn ? 2 : 0) + (item.isRound ? 4 : 0)
          + (item.hasLead ? 8 : 0))
    }
    for link in level.links {
      words += [link.tail, link.head, link.tailLink, link.headLink, link.source]
      words.append((link.isCentered ? 1 : 0) + (link.labelLength > 0 ? 2 : 0))
    }
  }
}

extension Level {
  /// Numbers the boxes that links come from by their order.
  fileprivate mutating func numberSources() {
    let numbers = Dictionary(
      uniqueKeysWithValues: Set(links.map(\.source)).sorted().enumerated().map {
        ($1, Int32($0))
      })
    for link in links.indices { links[link].source = numbers[links[link].source] ?? 0 }
  }

  /// Makes every box and label as large as that of another level of the same kind.
  fileprivate mutating func makeRoom(for other: Level) {
    for item in items.indices {
      items[item].length = max(items[item].length, other.items[item].length)
      items[item].breadth = max(items[item].breadth, other.items[item].breadth)
      items[item].leastBreadth = min(items[item].leastBreadth, other.items[item].leastBreadth)
    }
    for link in links.indices {
      links[link].labelLength = max(links[link].labelLength, other.links[link].labelLength)
      links[link].labelBreadth = max(links[link].labelBreadth, other.links[link].labelBreadth)
    }
    padding.title = max(padding.title, other.padding.title)
  }
}

extension Level.Link {
  fileprivate mutating func setLabel(_ size: (length: Double, breadth: Double)) {
    labelLength = Float(size.length)
    labelBreadth = Float(size.breadth)
  }
}
