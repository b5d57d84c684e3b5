import Drawings
import Mathematics
import Testing

@testable import LayeredLayout

/// What each phase promises to the next.
@Suite struct PhaseTests {
  private func level(
    _ count: Int, _ links: [(Int32, Int32)], ordered: Set<Int> = []
  ) -> Level {
    var level = Level()
    level.items = (0..<count).map {
      Level.Item(length: 100, breadth: 57, leastBreadth: 57, isOrdered: ordered.contains($0))
    }
    level.links = links.map { Level.Link(tail: $0.0, head: $0.1, source: $0.0) }
    return level
  }

  // MARK: Ranks

  @Test func linksRunForward() {
    for seed in UInt64(0)..<200 {
      var random = RandomLayeredGraphs(seed: seed)
      let graph = random.graph(count: 40, hasFrames: false)
      let level = LevelTree(of: graph, Axes(direction: graph.direction)).kinds[0]
      let ranking = Ranking(of: level)
      for (index, link) in level.links.enumerated() {
        let (tail, head) = (ranking.ranks[Int(link.tail)], ranking.ranks[Int(link.head)])
        #expect(ranking.isReversed[index] ? tail >= head : tail < head)
      }
      #expect(ranking.ranks.min() == 0)
      #expect(Int(ranking.ranks.max() ?? 0) == ranking.count - 1)
    }
  }

  /// As short as all ranks that there are, which are tried one by one.
  @Test func linksAreShort() {
    var generator = SeededGenerator(seed: 3)
    var (found, least) = (0, 0)
    for _ in 0..<60 {
      let count = 7
      var links: [(Int32, Int32)] = []
      for head in 1..<Int32(count) {
        for _ in 0...Int.random(in: 0...1, using: &generator) {
          links.append((Int32.random(in: 0..<head, using: &generator), head))
        }
      }
      let ranking = Ranking(of: level(count, links))
      func length(_ ranks: [Int32]) -> Int {
        links.reduce(0) { $0 + Int(ranks[Int($1.1)] - ranks[Int($1.0)]) }
      }
      var best = Int.max
      var ranks = [Int32](repeating: 0, count: count)
      func search(_ item: Int) {
        if item == count { return best = min(best, length(ranks)) }
        for rank in Int32(0)..<Int32(count) {
          ranks[item] = rank
          if links.allSatisfy({ $0.1 != item || ranks[Int($0.0)] < rank }) { search(item + 1) }
        }
      }
      search(0)
      found += length(ranking.ranks)
      least += best
      #expect(length(ranking.ranks) <= best + 2)
    }
    #expect(Double(found) <= Double(least) * 1.0)
  }

  /// What is held by its user moves together with it.
  @Test func itemsMoveTogether() {
    // A chain 0 … 6; 7 leads to its end twice, and to 8, which also waits for 9.
    let links: [(Int32, Int32)] = [
      (0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (0, 7), (7, 5), (7, 6), (7, 8), (0, 9),
      (0, 9), (9, 8), (8, 6),
    ]
    #expect(Ranking(of: level(10, links)).ranks == [0, 1, 2, 3, 4, 5, 6, 4, 5, 1])
  }

  @Test func aLeafStandsBeforeItsUser() {
    // 0 → 1 → 2 → 3, and a leaf 4 that only 3 uses.
    let ranking = Ranking(of: level(5, [(0, 1), (1, 2), (2, 3), (4, 3)]))
    #expect(ranking.ranks == [0, 1, 2, 3, 2])
  }

  // MARK: Order

  /// The crossings that are counted are those of every pair of segments.
  @Test func crossingsAreThoseOfAllPairs() {
    for seed in UInt64(0)..<100 {
      var random = RandomLayeredGraphs(seed: seed)
      let graph = random.graph(count: 30, hasFrames: false)
      let level = LevelTree(of: graph, Axes(direction: graph.direction)).kinds[0]
      let lattice = Lattice(level, Ranking(of: level), [])
      let ordering = Ordering(of: lattice, level)
      var count = 0
      for (index, a) in lattice.segments.enumerated() {
        for b in lattice.segments[(index + 1)...]
        where lattice.ranks[Int(a.tail)] == lattice.ranks[Int(b.tail)] {
          func place(_ vertex: Int32, _ slot: Int32) -> Int {
            Int(ordering.positions[Int(vertex)]) * 100 + Int(slot)
          }
          let tails = place(a.tail, a.tailSlot) - place(b.tail, b.tailSlot)
          let heads = place(a.head, a.headSlot) - place(b.head, b.headSlot)
          if tails * heads < 0 { count += Int(a.weight * b.weight) }
        }
      }
      #expect(ordering.crossings == count)
    }
  }

  /// Between two ranks of up to five, no order crosses less.
  @Test func smallOrdersAreTheBest() {
    var generator = SeededGenerator(seed: 11)
    func permutations(_ items: [Int]) -> [[Int]] {
      items.isEmpty
        ? [[]]
        : items.flatMap { first in permutations(items.filter { $0 != first }).map { [first] + $0 } }
    }
    let all = permutations(Array(0..<5))
    for _ in 0..<25 {
      var links: [(Int32, Int32)] = []
      for tail in Int32(0)..<5 {
        for head in Int32(5)..<10 where Int.random(in: 0..<5, using: &generator) < 2 {
          links.append((tail, head))
        }
      }
      // Two of them keep the rest in their ranks.
      links += [(0, 5), (4, 9)]
      let level = level(10, links)
      let ordering = Ordering(of: Lattice(level, Ranking(of: level), []), level)
      guard Ranking(of: level).count == 2 else { continue }
      var best = Int.max
      for tails in all {
        for heads in all {
          var count = 0
          for (index, a) in links.enumerated() {
            for b in links[(index + 1)...] {
              let (x, y) = (
                tails[Int(a.0)] - tails[Int(b.0)], heads[Int(a.1) - 5] - heads[Int(b.1) - 5]
              )
              if x * y < 0 { count += 1 }
            }
          }
          best = min(best, count)
        }
      }
      #expect(ordering.crossings == best)
    }
  }

  @Test func aTreeCrossesNothing() {
    for depth in 1...6 {
      let count = 1 << depth
      // A heap upside down: leaves first, the root last.
      let links = (1..<count - 1).map { (Int32(count - 1 - $0), Int32(count - 1 - ($0 - 1) / 2)) }
      let level = level(count, links)
      #expect(Ordering(of: Lattice(level, Ranking(of: level), []), level).crossings == 0)
    }
  }

  // MARK: Places

  private func boxes(_ count: Int) -> [LayeredGraph.Box] {
    (0..<count).map { _ in LayeredGraph.Box(size: LayeredGraph.Size(width: 100, height: 57)) }
  }

  @Test func aChainIsLevel() {
    // Each takes the one before it, and a leaf of its own.
    var edges: [LayeredGraph.Edge] = []
    for index in 1..<12 {
      edges.append(LayeredGraph.Edge(tail: index - 1, head: index))
      if index > 1 { edges.append(LayeredGraph.Edge(tail: 10 + index, head: index)) }
    }
    let layout = LayeredGraph(boxes: boxes(22), edges: edges).layout()
    for index in 2..<12 {
      #expect(abs(layout.nodes[index].center.y - layout.nodes[1].center.y) < 0.01)
    }
  }

  @Test func parentsOfABalancedTreeAreCentered() {
    let links = (1..<15).map { LayeredGraph.Edge(tail: 14 - $0, head: 14 - ($0 - 1) / 2) }
    let layout = LayeredGraph(boxes: boxes(15), edges: links.reversed()).layout()
    for head in 8..<15 {
      let inputs = links.filter { $0.head == head }.map { layout.nodes[$0.tail].center.y }
      #expect(inputs.count == 2)
      #expect(abs(inputs[0] + inputs[1] - 2 * layout.nodes[head].center.y) < 0.01)
    }
  }

  /// Also where it could be far away: beside it there is nothing else in its column.
  @Test func aLeafStandsBesideTheLineOfItsUser() {
    // Twelve leaves make a tall column; behind their sum, a leaf comes in above the chain.
    var edges = (0..<12).map { LayeredGraph.Edge(tail: $0, head: 12) }
    for (tail, head) in [(12, 13), (13, 14), (16, 15), (14, 15)] {
      edges.append(LayeredGraph.Edge(tail: tail, head: head))
    }
    let layout = LayeredGraph(boxes: boxes(17), edges: edges).layout()
    #expect(layout.nodes[16].minX == layout.nodes[14].minX)
    #expect(abs(layout.nodes[16].center.y - layout.nodes[14].center.y) < 57 + 14 + 1)
  }

  /// What crosses a long line gives way, so that the line is straight.
  @Test func nothingLevelCrossesALongLine() {
    var count = 0
    for seed in UInt64(0)..<60 {
      var random = RandomLayeredGraphs(seed: seed)
      let graph = random.graph(count: 40, hasFrames: false)
      let level = LevelTree(of: graph, Axes(direction: graph.direction)).kinds[0]
      let ranking = Ranking(of: level)
      let lattice = Lattice(level, ranking, [])
      let ordering = Ordering(of: lattice, level)
      let depths = lattice.depths(ranking)
      let ports = Ports(lattice, ordering, depths, level, [])
      let isBroken = LevelSegments(lattice, ordering, ports, depths).isBroken
      let unbroken = lattice.segments.indices.filter { !isBroken[$0] }
      for line in unbroken {
        let a = lattice.segments[line]
        guard lattice.kinds[Int(a.tail)] == .passage, lattice.kinds[Int(a.head)] == .passage
        else { continue }
        for other in unbroken where other != line {
          let b = lattice.segments[other]
          if lattice.ranks[Int(a.tail)] != lattice.ranks[Int(b.tail)] { continue }
          let tails = ordering.positions[Int(a.tail)] - ordering.positions[Int(b.tail)]
          let heads = ordering.positions[Int(a.head)] - ordering.positions[Int(b.head)]
          #expect(tails * heads >= 0)
          count += 1
        }
      }
      // Whatever is broken is so for a line that it crosses.
      for index in isBroken.indices where isBroken[index] {
        let b = lattice.segments[index]
        #expect(
          lattice.segments.contains { a in
            lattice.ranks[Int(a.tail)] == lattice.ranks[Int(b.tail)]
              && lattice.kinds[Int(a.tail)] == .passage && lattice.kinds[Int(a.head)] == .passage
              && (ordering.positions[Int(a.tail)] - ordering.positions[Int(b.tail)])
                * (ordering.positions[Int(a.head)] - ordering.positions[Int(b.head)]) < 0
          })
      }
    }
    #expect(count > 1000)
  }

  @Test func columnsHaveOneSideAndOneWidth() {
    var boxes = boxes(7)
    for index in boxes.indices {
      boxes[index].size.width = Double(60 + 13 * index)
      boxes[index].fillsColumn = index < 6
    }
    let edges = (0..<6).map { LayeredGraph.Edge(tail: $0, head: 6) }
    let layout = LayeredGraph(boxes: boxes, edges: edges).layout()
    #expect(Set(layout.nodes[..<6].map(\.minX)).count == 1)
    #expect(layout.nodes[..<6].allSatisfy { $0.width == 125 })
    let above = LayeredGraph(direction: .topToBottom, boxes: boxes, edges: edges).layout()
    #expect(above.nodes.map(\.width) == boxes.map(\.size.width))
  }

  /// Networks: inputs in their order, layers beside each other, neurons that look alike.
  @Test(arguments: LayeredGraph.Direction.allCases)
  func framesAreBands(direction: LayeredGraph.Direction) {
    let graph = NetworkGraph(inputs: 3, layers: [4, 4, 1]).graph(direction)
    let layout = graph.layout()
    #expect(LayoutFaults(of: layout, for: graph).faults.isEmpty)
    let isVertical = direction == .topToBottom || direction == .bottomToTop
    func along(_ box: Layout.Box) -> Double { isVertical ? box.center.y : box.center.x }
    func across(_ box: Layout.Box) -> Double { isVertical ? box.center.x : box.center.y }
    let isReversed = direction == .rightToLeft || direction == .bottomToTop
    // Frames come in pre-order: a layer, then its neurons.
    let layers = [layout.frames[0], layout.frames[5], layout.frames[10]].map(\.box)
    let places = [layout.nodes[0]] + layers
    for (first, second) in zip(places, places.dropFirst()) {
      #expect(isReversed ? along(first) > along(second) : along(first) < along(second))
    }
    // The odd point is that of a title's room.
    #expect(layers.allSatisfy { abs(across($0) - across(layers[0])) < 20 })
    for neurons in [1..<5, 6..<10] {
      let boxes = layout.frames[neurons].map(\.box)
      #expect(zip(boxes, boxes.dropFirst()).allSatisfy { across($0) < across($1) })
      #expect(boxes.allSatisfy { $0.width == boxes[0].width && $0.height == boxes[0].height })
    }
    let inputs = layout.nodes[..<3].map(across)
    #expect(inputs == inputs.sorted())
    // 18 between three inputs and four neurons, 36 between two layers of four. Upwards, some lines of
    // one neuron run on each other until they are past the titles.
    let crossings = LayoutQuality(of: layout, edges: graph.ends).crossings
    #expect(direction == .bottomToTop ? crossings <= 60 : crossings == 54)
  }

  /// Even where lines would cross less otherwise.
  @Test func framesOfOneKindStandInTheirOrder() {
    let title = LayeredGraph.Size(width: 40, height: 18)
    let frames = (0..<6).map { LayeredGraph.Frame(title: title, boxes: [$0]) }
    let edges = (0..<3).map { LayeredGraph.Edge(tail: $0, head: 5 - $0) }
    let layout = LayeredGraph(boxes: boxes(6), edges: edges, frames: frames).layout()
    for (first, second) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
      #expect(layout.nodes[first].center.y < layout.nodes[second].center.y)
    }
    #expect(
      LayoutQuality(of: layout, edges: edges.map { ($0.tail, $0.head) }).crossings == 3)
  }

  /// What comes from outside comes in the order that it has there.
  @Test func framesTakeTheOrderOfTheirSources() {
    let title = LayeredGraph.Size(width: 40, height: 18)
    var frames = (0..<3).map { LayeredGraph.Frame(title: title, boxes: [$0]) }
    frames.append(LayeredGraph.Frame(title: title, boxes: [3, 4, 5, 6]))
    let edges = [(2, 3), (0, 4), (1, 5), (3, 6), (4, 6), (5, 6)].map {
      LayeredGraph.Edge(tail: $0.0, head: $0.1)
    }
    let layout = LayeredGraph(boxes: boxes(7), edges: edges, frames: frames).layout()
    #expect(layout.nodes[4].center.y < layout.nodes[5].center.y)
    #expect(layout.nodes[5].center.y < layout.nodes[3].center.y)
    #expect(
      LayoutQuality(of: layout, edges: edges.map { ($0.tail, $0.head) }).crossings == 0)
  }

  @Test func equalNeuronsLookEqual() {
    let network = NetworkGraph(inputs: 4, layers: [5, 2])
    var graph = network.graph(.leftToRight)
    // Even where a number in one of them is longer.
    graph.boxes[7].size.width = 171
    let layout = graph.layout()
    let neurons = graph.frames[0].frames
    func shape(_ index: Int) -> [[Double]] {
      let frame = layout.frames[1 + index].box
      return neurons[index].boxes.map { box in
        let place = layout.nodes[box]
        return [place.minX - frame.minX, place.center.y - frame.minY]
      }
    }
    for index in 1..<5 {
      for (a, b) in zip(shape(index), shape(0)) {
        #expect(abs(a[0] - b[0]) < 0.01 && abs(a[1] - b[1]) < 0.01)
      }
    }
  }

  // MARK: Lines

  /// Where they part, they do not cross each other either.
  @Test func linesOfOneBoxRunBesideEachOther() {
    var edges = (1..<9).map { LayeredGraph.Edge(tail: $0 - 1, head: $0) }
    edges += [3, 4, 6, 7, 8].map { LayeredGraph.Edge(tail: 9, head: $0) }
    let layout = LayeredGraph(boxes: boxes(10), edges: edges).layout()
    let lines = layout.edges.suffix(5).map { $0.curves[0] }
    for (index, line) in lines.enumerated() {
      for other in lines[(index + 1)...] {
        // They begin at one point, and share none after that.
        #expect(line[0] == other[0])
        for first in stride(from: 3, to: line.count, by: 3) {
          for second in stride(from: 3, to: other.count, by: 3) {
            let (a, b) = (line[first], other[second])
            #expect(abs(a.x - b.x) > 1 || abs(a.y - b.y) > 1)
          }
        }
      }
    }
    #expect(
      LayoutQuality(of: layout, edges: edges.map { ($0.tail, $0.head) }).crossings == 0)
  }

  /// Lines end at the outline of what is round, wherever they enter.
  @Test func linesEndAtEllipses() {
    var boxes = boxes(3)
    boxes[2].size = LayeredGraph.Size(width: 60, height: 34)
    boxes[2].isRound = true
    let edges = [LayeredGraph.Edge(tail: 0, head: 2), LayeredGraph.Edge(tail: 1, head: 2)]
    let layout = LayeredGraph(boxes: boxes, edges: edges).layout()
    let center = layout.nodes[2].center
    for edge in layout.edges {
      guard case .polygon(let corners)? = edge.arrowheads.first?.outline else {
        Issue.record("no arrowhead")
        continue
      }
      let (x, y) = ((corners[1].x - center.x) / 30, (corners[1].y - center.y) / 17)
      #expect(abs(x * x + y * y - 1) < 0.01)
      #expect(abs(y) > 0.3)
    }
  }

  /// Of two places that are laid out as one, lines reach the smaller box, too.
  @Test func linesReachTheSmallestBoxOfAKind() {
    let title = LayeredGraph.Size(width: 40, height: 18)
    var boxes = boxes(7)
    boxes[6].size.height = 21
    let edges = (0..<10).map { LayeredGraph.Edge(tail: $0 / 2, head: 5 + $0 % 2) }
    let graph = LayeredGraph(
      boxes: boxes, edges: edges,
      frames: [5, 6].map { LayeredGraph.Frame(title: title, boxes: [$0]) })
    #expect(LayoutFaults(of: graph.layout(), for: graph).faults.isEmpty)
  }

  /// Of very many lines that run together, each begins on the one that it parts from, also outside of a
  /// frame that they leave.
  @Test func manyLinesAreDrawnOnce() {
    let count = 20
    var edges = (2..<count).map { LayeredGraph.Edge(tail: $0 - 1, head: $0) }
    edges += (2..<count).map { LayeredGraph.Edge(tail: 0, head: $0) }
    let frame = LayeredGraph.Frame(title: LayeredGraph.Size(width: 40, height: 18), boxes: [0])
    let layout = LayeredGraph(boxes: boxes(count), edges: edges, frames: [frame]).layout()
    let lines = layout.edges.suffix(count - 2).map { $0.curves[0] }
    let knots = lines.flatMap { line in stride(from: 0, to: line.count, by: 3).map { line[$0] } }
    var starts: Set<Int> = []
    for line in lines {
      let start = line[0]
      starts.insert(Int(start.x))
      let isAtBox = abs(start.x - layout.nodes[0].maxX) < 1
      let meets = knots.count { abs($0.x - start.x) < 1 && abs($0.y - start.y) < 1 }
      #expect(isAtBox || meets >= 1 && abs(start.y - lines[1][3].y) < 40)
      #expect(line.allSatisfy { $0.x >= start.x - 0.01 })
    }
    #expect(starts.count > 10)
  }

  // MARK: Folds

  /// Also where a strip ends between a leaf and its user.
  @Test func leavesAreInTheStripOfTheirUsers() {
    var edges: [LayeredGraph.Edge] = []
    for index in 1..<60 {
      edges.append(LayeredGraph.Edge(tail: index - 1, head: index))
      if index > 1 { edges.append(LayeredGraph.Edge(tail: 58 + index, head: index)) }
    }
    let layout = LayeredGraph(boxes: boxes(118), edges: edges).layout()
    #expect(layout.width < 4000)
    for edge in edges where edge.tail >= 60 {
      let (leaf, user) = (layout.nodes[edge.tail], layout.nodes[edge.head])
      #expect(abs(leaf.center.y - user.center.y) < 80 && leaf.maxX < user.minX)
    }
  }

  /// Three chains side by side are folded without crossing each other.
  @Test func foldedChainsDoNotCross() {
    var edges: [LayeredGraph.Edge] = []
    for chain in 0..<3 {
      for index in 1..<60 {
        edges.append(
          LayeredGraph.Edge(tail: 60 * chain + index - 1, head: 60 * chain + index))
      }
    }
    let layout = LayeredGraph(boxes: boxes(180), edges: edges).layout()
    #expect(layout.width < 4000)
    #expect(
      LayoutQuality(of: layout, edges: edges.map { ($0.tail, $0.head) }).crossings == 0)
  }

  @Test(arguments: LayeredGraph.Direction.allCases)
  func longChainsAreFolded(direction: LayeredGraph.Direction) {
    let count = 300
    var edges = (1..<count).map { LayeredGraph.Edge(tail: $0 - 1, head: $0) }
    // Something that all of them use, and a leaf for every third.
    edges += (2..<count).map { LayeredGraph.Edge(tail: 0, head: $0) }
    for leaf in 0..<99 {
      edges.append(LayeredGraph.Edge(tail: count + leaf, head: 3 + 3 * leaf))
    }
    let graph = LayeredGraph(direction: direction, boxes: boxes(count + 99), edges: edges)
    let layout = graph.layout()
    #expect(max(layout.width, layout.height) < 6000)
    #expect(LayoutFaults(of: layout, for: graph).faults.isEmpty)
  }

  /// Both sides of three screens.
  @Test func shortChainsAreNot() {
    func chain(_ count: Int) -> Layout {
      LayeredGraph(
        boxes: boxes(count), edges: (1..<count).map { LayeredGraph.Edge(tail: $0 - 1, head: $0) }
      ).layout()
    }
    // A box and a gap are 128 points.
    #expect(chain(30).height == 57)
    #expect(chain(30).width == 29 * 128 + 100)
    #expect(chain(31).height > 57)
  }

  @Test func emptyGraphs() {
    let layout = LayeredGraph(boxes: []).layout()
    #expect(layout.width == 0 && layout.height == 0 && layout.nodes.isEmpty)
    let one = LayeredGraph(boxes: boxes(1)).layout()
    #expect(one.width == 100 && one.height == 57)
  }
}

/// A network as micrograd's program makes it: neurons that add up products, and a tanh.
struct NetworkGraph {
  let inputs: Int
  let layers: [Int]

  func graph(_ direction: LayeredGraph.Direction) -> LayeredGraph {
    var graph = LayeredGraph(direction: direction, boxes: [])
    func add(_ operands: Int...) -> Int {
      graph.boxes.append(
        LayeredGraph.Box(size: LayeredGraph.Size(width: 110, height: 57), fillsColumn: true))
      let box = graph.boxes.count - 1
      graph.edges += operands.map { LayeredGraph.Edge(tail: $0, head: box) }
      return box
    }
    let title = LayeredGraph.Size(width: 60, height: 18)
    var values = (0..<inputs).map { _ in add() }
    for size in layers {
      var neurons: [LayeredGraph.Frame] = []
      var outputs: [Int] = []
      for _ in 0..<size {
        let first = graph.boxes.count
        let weights = values.map { _ in add() }
        var sum = add()
        for (weight, value) in zip(weights, values) { sum = add(sum, add(weight, value)) }
        outputs.append(add(sum))
        neurons.append(LayeredGraph.Frame(title: title, boxes: Array(first..<graph.boxes.count)))
      }
      graph.frames.append(LayeredGraph.Frame(title: title, boxes: [], frames: neurons))
      values = outputs
    }
    return graph
  }
}
