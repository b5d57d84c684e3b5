import LayeredLayout
import Mathematics

/// Graphs of all shapes: chains and hubs, nested frames, cycles, labels, ordered and round boxes.
struct RandomLayeredGraphs {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  private mutating func happens(oneIn chances: Int) -> Bool { below(chances) == 0 }

  /// A graph like one that a program makes, in which boxes have operands among those before them.
  mutating func graph(count: Int? = nil, reach: Int = 12, hasFrames: Bool = true) -> LayeredGraph {
    let count = count ?? 2 + below(happens(oneIn: 5) ? 60 : 24)
    let direction = LayeredGraph.Direction.allCases[below(4)]
    let hasLabels = happens(oneIn: 4)
    let hasCycles = happens(oneIn: 8)
    var graph = LayeredGraph(direction: direction, boxes: [])
    for index in 0..<count {
      let isRound = happens(oneIn: 10)
      let operands = index == 0 || happens(oneIn: 5) ? 0 : 1 + below(happens(oneIn: 9) ? 9 : 2)
      graph.boxes.append(
        LayeredGraph.Box(
          size: LayeredGraph.Size(
            width: isRound ? 34 : Double(40 + below(120)),
            height: isRound ? 34 : Double(21 + 18 * below(4))),
          isOrdered: operands > 1 && happens(oneIn: 3), isRound: isRound,
          fillsColumn: !isRound && happens(oneIn: 2)))
      for operand in 0..<operands {
        let isHub = happens(oneIn: 6)
        let tail = isHub ? below(min(3, index)) : index - 1 - below(min(index, reach))
        graph.edges.append(
          LayeredGraph.Edge(
            tail: tail, head: index,
            ending: operand > 0 && happens(oneIn: 3) ? .ringedArrow : .arrow,
            label: hasLabels && happens(oneIn: 2)
              ? LayeredGraph.Size(width: Double(20 + below(50)), height: 16) : nil))
      }
    }
    if hasCycles && count > 2 {
      for _ in 0..<1 + below(3) {
        graph.edges.append(LayeredGraph.Edge(tail: 1 + below(count - 1), head: below(count)))
      }
    }
    if hasFrames && happens(oneIn: 2) {
      graph.frames = frames(of: Array(0..<count), depth: 0)
    }
    if happens(oneIn: 6) { graph.longestLine = 600 }
    return graph
  }

  /// A graph like those, of gates and wires: nothing runs backwards, and no line has a head.
  mutating func wires() -> LayeredGraph {
    var graph = graph()
    graph.lineShape = .square
    graph.edges.removeAll { $0.tail >= $0.head }
    for edge in graph.edges.indices { graph.edges[edge].ending = .plain }
    for box in graph.boxes.indices where happens(oneIn: 2) {
      let isVertical = [.topToBottom, .bottomToTop].contains(graph.direction)
      graph.boxes[box].size = LayeredGraph.Size(
        width: isVertical ? 80 : 90, height: isVertical ? 60 : 34)
      graph.boxes[box].isRound = true
      graph.boxes[box].hasLead = true
      graph.boxes[box].ellipse = LayeredGraph.Size(width: 34, height: 30)
      graph.boxes[box].fillsColumn = false
    }
    return graph
  }

  /// Frames around runs of boxes, as calls of functions make them.
  private mutating func frames(of boxes: [Int], depth: Int) -> [LayeredGraph.Frame] {
    var frames: [LayeredGraph.Frame] = []
    var next = 0
    while next < boxes.count {
      let end = min(boxes.count, next + 1 + below(10))
      if !happens(oneIn: 3) {
        let members = Array(boxes[next..<end])
        let inner = depth < 3 && members.count > 2 ? self.frames(of: members, depth: depth + 1) : []
        let taken = Set(inner.flatMap(\.allBoxes))
        frames.append(
          LayeredGraph.Frame(
            title: LayeredGraph.Size(width: Double(below(90)), height: 18),
            boxes: members.filter { !taken.contains($0) }, frames: inner))
      }
      next = end
    }
    return frames
  }
}

extension LayeredGraph.Frame {
  /// The boxes in it and in its inner frames.
  var allBoxes: [Int] { boxes + frames.flatMap(\.allBoxes) }
}

extension LayeredGraph {
  /// The ends of the edges.
  var ends: [(tail: Int, head: Int)] { edges.map { ($0.tail, $0.head) } }
}
