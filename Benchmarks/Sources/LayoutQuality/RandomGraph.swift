import MultiGrad

/// Flat graphs whose operations have their operands among the last forty values.
enum RandomGraph {
  static func diagram(_ count: Int, seed: UInt64) -> Diagram {
    var state = seed &* 7919 &+ 12345
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let leaves = max(2, min(8, count / 10))
    var (nodes, edges): ([Diagram.Node], [Diagram.Edge]) = ([], [])
    for index in 0..<count {
      let width = 100 + below(40)
      let row = Diagram.Row(
        height: 55, cells: [Diagram.Cell(text: "", width: width, color: Color(0))])
      nodes.append(Diagram.Node(id: .node(index), rows: [row], outline: Color(0)))
      if index < leaves { continue }
      let operands = below(3) == 0 ? 1 : 2
      nodes[index].ordersOperands = operands == 2 && below(4) == 0
      for _ in 0..<operands {
        edges.append(
          Diagram.Edge(tail: index - 1 - below(min(index, 40)), head: index, color: Color(0)))
      }
    }
    return Diagram(title: "", description: "", nodes: nodes, edges: edges)
  }
}
