internal import Autograd
internal import ComputationGraph

/// The arrows, and what is written on them.
extension DiagramBuilder {
  /// An arrow for each line of the outline, and in micrograd's style those between an operation and
  /// its result.
  ///
  /// - Returns: The places of the outline's lines among the arrows.
  func addEdges(
    of graph: GraphSnapshot, _ step: BackwardStep?, between ports: [Port],
    to diagram: inout Diagram
  ) -> [Int] {
    var arrows: [Int] = []
    let flows = options.edges == .none ? nil : EdgeFlows(self, graph, step)
    // Within a box and its round, an arrow stands where its box does.
    var next = 0
    func addInner(before unit: Int) {
      while next < min(unit, ports.count) {
        let port = ports[next]
        if port.entry != port.exit {
          diagram.edges.append(edge(from: port.entry, to: port.exit, in: diagram))
        }
        next += 1
      }
    }
    for (index, edge) in outline.edges.enumerated() {
      addInner(before: edge.head)
      var arrow = self.edge(from: ports[edge.tail].exit, to: ports[edge.head].entry, in: diagram)
      arrow.span = span(of: edge)
      arrow.isBundle = edge.operand == nil
      flows?.draw(on: &arrow, edge, columns: edgeColumns[index])
      arrows.append(diagram.edges.count)
      diagram.edges.append(arrow)
    }
    addInner(before: ports.count)
    return arrows
  }

  /// Whether Graphviz can be asked to keep operands in order: in frames it does not, and where two
  /// arrows join the same boxes its layout depends on what it drew before.
  func canOrderOperands(of diagram: Diagram) -> Bool {
    guard diagram.frames.isEmpty, outline.isWhole,
      diagram.nodes.count <= DiagramOptions.readableCardCount
    else { return false }
    var ends: Set<GraphOutline.Edge> = []
    return diagram.edges.allSatisfy {
      ends.insert(GraphOutline.Edge(tail: $0.tail, head: $0.head)).inserted
    }
  }

  /// The arrow between two boxes; faint where either end is.
  func edge(from tail: Int, to head: Int, in diagram: Diagram) -> Diagram.Edge {
    let isDimmed = diagram.nodes[tail].isDimmed || diagram.nodes[head].isDimmed
    let line = options.theme.line
    return Diagram.Edge(
      tail: tail, head: head, color: isDimmed ? options.theme.faint(line) : line,
      isDimmed: isDimmed)
  }

  /// How far apart the ends of an arrow stand: from one layer to the next it leaves room for the
  /// leaves of the next, so that the frame of a layer begins where that of the last one ends.
  private func span(of edge: GraphOutline.Edge) -> Int {
    guard options.style == .cards, edge.operand != nil else { return 1 }
    func outermost(_ unit: Int) -> Substring? {
      outline.units[unit].frame?.names.first
    }
    guard let tail = outermost(edge.tail), let head = outermost(edge.head) else { return 1 }
    return tail == head ? 1 : 2
  }
}

extension DiagramBuilder {
  /// How many arrows between two sets of cards are drawn each for itself.
  private static let readableEdges = 8

  /// Draws many arrows from every card of one set to every card of another through one dot: two
  /// layers of 16 neurons have 256 of them.
  func bundleEdges(of diagram: inout Diagram) {
    if outline.isWhole { return }
    var heads: [Int: [Int]] = [:]
    for edge in diagram.edges where edge.isBundle {
      heads[edge.tail, default: []].append(edge.head)
    }
    let tails = Dictionary(grouping: heads.keys) { heads[$0] ?? [] }
      .filter { $0.key.count > 1 && $0.value.count > 1 }
      .filter { $0.key.count * $0.value.count > DiagramBuilder.readableEdges }
    if tails.isEmpty { return }
    // An arrow through a dot is as wide as the widest that it stands for.
    var widths: [Int: (out: Double, in: Double)] = [:]
    for edge in diagram.edges where edge.isBundle && tails[heads[edge.tail] ?? []] != nil {
      widths[edge.tail, default: (1, 1)].out = max(widths[edge.tail]?.out ?? 1, edge.width)
      widths[edge.head, default: (1, 1)].in = max(widths[edge.head]?.in ?? 1, edge.width)
    }
    var edges: [Diagram.Edge] = []
    var joints: [[Int]: Int] = [:]
    for edge in diagram.edges {
      let ends = heads[edge.tail] ?? []
      guard edge.isBundle, let starts = tails[ends] else {
        edges.append(edge)
        continue
      }
      if joints[ends] != nil { continue }
      let joint = diagram.nodes.count
      joints[ends] = joint
      diagram.nodes.append(
        Diagram.Node(
          id: "j\(joints.count)", classes: ["joint"], shape: .point, rows: [],
          outline: options.theme.line, outlineWidth: 1, hasDividers: false,
          tooltip: "each of \(starts.count) to each of \(ends.count)", isDimmed: false))
      for tail in starts.sorted() {
        var arrow = self.edge(from: tail, to: joint, in: diagram)
        arrow.hasHead = false
        arrow.isBundle = true
        arrow.width = widths[tail]?.out ?? 1
        edges.append(arrow)
      }
      for head in ends {
        var arrow = self.edge(from: joint, to: head, in: diagram)
        arrow.isBundle = true
        arrow.width = widths[head]?.in ?? 1
        edges.append(arrow)
      }
    }
    diagram.edges = edges
  }
}
