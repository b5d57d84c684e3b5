internal import Autograd
internal import ComputationGraph

/// The pass that draws the arrows of one stage.
struct Arrows {
  private let drawn: DrawnGraph
  private let ports: [CardSetter.Port]
  /// The boxes, and the dots where many arrows meet.
  private(set) var nodes: [Diagram.Node]
  private(set) var edges: [Diagram.Edge] = []
  /// For each line of the outline, its arrow.
  private var arrows: [Int] = []

  /// An arrow for each line of the outline, and in micrograd's style those between an operation and
  /// its result.
  init(
    of drawn: DrawnGraph, between ports: [CardSetter.Port], _ nodes: [Diagram.Node],
    _ numbers: ArrowNumbers.Stage?
  ) {
    self.drawn = drawn
    self.ports = ports
    self.nodes = nodes
    // Within a box and its round, an arrow stands where its box does.
    var next = 0
    for (line, edge) in drawn.outline.edges.enumerated() {
      addInner(from: &next, before: edge.head)
      var arrow = arrow(from: ports[edge.tail].exit, to: ports[edge.head].entry)
      arrow.span = span(of: edge)
      arrow.isBundle = edge.operand == nil
      arrow.isMarked = drawn.isMarked(edge)
      numbers?.write(on: &arrow, line: line)
      arrows.append(edges.count)
      edges.append(arrow)
    }
    addInner(from: &next, before: ports.count)
    if let graphs = drawn.comparison?.graphs { markDifferences(of: graphs) }
    bundle()
  }

  private mutating func addInner(from next: inout Int, before card: Int) {
    while next < min(card, ports.count) {
      let port = ports[next]
      if port.entry != port.exit { edges.append(arrow(from: port.entry, to: port.exit)) }
      next += 1
    }
  }

  /// The arrow between two boxes; faint where either end is.
  private func arrow(from tail: Int, to head: Int) -> Diagram.Edge {
    let isDimmed = nodes[tail].isDimmed || nodes[head].isDimmed
    let theme = drawn.options.theme
    var arrow = Diagram.Edge(
      tail: tail, head: head, color: isDimmed ? theme.faint(theme.line) : theme.line,
      isDimmed: isDimmed)
    arrow.hasHead = !drawn.options.style.setting.drawsWires
    return arrow
  }

  /// How far apart the ends of an arrow stand: from one layer to the next it leaves room for the
  /// leaves of the next, so that the frame of a layer begins where that of the last one ends.
  private func span(of edge: GraphOutline.Edge) -> Int {
    guard edge.operand != nil else { return 1 }
    func outermost(_ card: Int) -> Substring? { drawn.outline.cards[card].frame?.names.first }
    guard let tail = outermost(edge.tail), let head = outermost(edge.head) else { return 1 }
    return tail == head ? 1 : 2
  }

  /// Whether Graphviz can be asked to keep operands in order: in frames it does not, and where two
  /// arrows join the same boxes its layout depends on what it drew before.
  func canOrderOperands(in frames: [Diagram.Frame]) -> Bool {
    guard frames.isEmpty, drawn.outline.isWhole,
      nodes.count <= DiagramOptions.readableCardCount
    else { return false }
    var ends: Set<GraphOutline.Edge> = []
    return edges.allSatisfy {
      ends.insert(GraphOutline.Edge(tail: $0.tail, head: $0.head)).inserted
    }
  }
}

extension Arrows {
  /// How many arrows between two sets of cards are drawn each for itself.
  private static let readableEdges = 8

  /// For each tail its heads, and for those that many tails have in common, the tails.
  private static func hubs(
    of ends: some Sequence<(tail: Int, head: Int)>
  ) -> (heads: [Int: [Int]], tails: [[Int]: [Int]]) {
    var heads: [Int: [Int]] = [:]
    for (tail, head) in ends { heads[tail, default: []].append(head) }
    let tails = Dictionary(grouping: heads.keys) { heads[$0] ?? [] }
      .filter { $0.key.count > 1 && $0.value.count > 1 }
      .filter { $0.key.count * $0.value.count > readableEdges }
    return (heads, tails)
  }

  /// Whether arrows of an outline meet in dots.
  static func hasHubs(_ outline: GraphOutline) -> Bool {
    let bundles = outline.edges.lazy.filter { $0.operand == nil }
    return !outline.isWhole && !hubs(of: bundles.map { ($0.tail, $0.head) }).tails.isEmpty
  }

  /// Draws many arrows from every card of one set to every card of another through one dot: two
  /// layers of 16 neurons have 256 of them.
  private mutating func bundle() {
    if drawn.outline.isWhole { return }
    let (heads, tails) = Arrows.hubs(
      of: edges.lazy.filter(\.isBundle).map { ($0.tail, $0.head) })
    if tails.isEmpty { return }
    // An arrow through a dot is as wide as the widest that it stands for.
    var widths: [Int: (out: Double, in: Double)] = [:]
    for edge in edges where edge.isBundle && tails[heads[edge.tail] ?? []] != nil {
      widths[edge.tail, default: (1, 1)].out = max(widths[edge.tail]?.out ?? 1, edge.width)
      widths[edge.head, default: (1, 1)].in = max(widths[edge.head]?.in ?? 1, edge.width)
    }
    var bundled: [Diagram.Edge] = []
    var joints: [[Int]: Int] = [:]
    for edge in edges {
      let ends = heads[edge.tail] ?? []
      guard edge.isBundle, let starts = tails[ends] else {
        bundled.append(edge)
        continue
      }
      if joints[ends] != nil { continue }
      let joint = nodes.count
      joints[ends] = joint
      nodes.append(
        Diagram.Node(
          id: .joint(joints.count), classes: ["joint"], shape: .point, rows: [],
          outline: drawn.options.theme.line, outlineWidth: 1, hasDividers: false,
          tooltip: "each of \(starts.count) to each of \(ends.count)", isDimmed: false))
      for tail in starts.sorted() {
        var arrow = self.arrow(from: tail, to: joint)
        arrow.hasHead = false
        arrow.isBundle = true
        arrow.width = widths[tail]?.out ?? 1
        bundled.append(arrow)
      }
      for head in ends {
        var arrow = self.arrow(from: joint, to: head)
        arrow.isBundle = true
        arrow.width = widths[head]?.in ?? 1
        bundled.append(arrow)
      }
    }
    edges = bundled
  }

  /// Colours the arrows that only one of two graphs has, and adds those that only the first has.
  private mutating func markDifferences(of merged: MergedGraph) {
    let theme = drawn.options.theme
    let (added, removed) = (theme.color(of: .added), theme.color(of: .removed))
    var addedCounts = Dictionary(grouping: merged.addedEdges) { $0 }.mapValues(\.count)
    for (edge, arrow) in zip(drawn.outline.edges, arrows) {
      guard let operand = edge.operand else { continue }
      let tail = merged.graph.nodes[operand.node].inputs[operand.index]
      let key = MergedGraph.Edge(tail: tail, head: operand.node)
      let presence = merged.origins[operand.node].presence
      if presence == .removed {
        edges[arrow].color = removed
      } else if presence == .added || addedCounts[key, default: 0] > 0 {
        addedCounts[key, default: 0] -= 1
        edges[arrow].color = added
        edges[arrow].isDimmed = false
      }
    }
    let cardOf = drawn.cardOf
    for edge in merged.removedEdges {
      guard let tail = cardOf[edge.tail], let head = cardOf[edge.head], tail != head,
        drawn.outline.cards[tail].kind == .node, drawn.outline.cards[head].kind == .node
      else { continue }
      edges.append(
        Diagram.Edge(
          tail: ports[tail].exit, head: ports[head].entry, color: removed, isDimmed: true))
    }
  }
}

extension DrawnGraph {
  /// Whether an arrow leads to the second operand of an operation that cannot exchange them, and the
  /// first has an arrow, too.
  func isMarked(_ edge: GraphOutline.Edge) -> Bool {
    guard let operand = edge.operand, operand.index > 0, !options.style.setting.drawsWires
    else { return false }
    let node = stages[0].nodes[operand.node]
    return node.builtIn.marksSecondOperand && !isInlined(node.inputs[0])
  }
}

extension Value.Operation {
  /// Whether its second operand is to be distinguished at a glance.
  fileprivate var marksSecondOperand: Bool { [.subtract, .divide, .power].contains(self) }
}
