internal import Autograd
internal import ComputationGraph

/// The `micrograd` style: a box "label | data | grad" for each value, and a round node for the
/// operation that made it.
extension DiagramBuilder {
  private static let boxHeight = 30

  func addBoxesAndRounds(of graph: GraphSnapshot, to diagram: inout Diagram) {
    // A round stands just before its box, so that both are one unit in the order of nodes.
    var boxes: [Int] = []
    for (place, node) in graph.nodes.enumerated() {
      let box = box(at: place, of: graph)
      guard !node.inputs.isEmpty else {
        boxes.append(diagram.nodes.count)
        diagram.nodes.append(box)
        continue
      }
      let round = diagram.nodes.count
      diagram.nodes.append(self.round(at: place, of: graph))
      diagram.nodes.append(box)
      boxes.append(round + 1)
      for input in node.inputs {
        diagram.edges.append(edge(from: boxes[input], to: round, in: diagram))
      }
      diagram.edges.append(edge(from: round, to: round + 1, in: diagram))
    }
  }

  private func box(at place: Int, of graph: GraphSnapshot) -> Diagram.Node {
    let node = graph.nodes[place]
    let name = node.label.map(TextStyle.name) ?? ""
    let data = longest(at: place) { options.numbers.text($0.data) }
    let gradient = longest(at: place, gradientText)
    func room(_ columns: Int) -> Int { width(columns: columns) + 2 * TextStyle.padding }
    let marks = markColumns(at: [place])
    let others = room(5 + data) + room(5 + gradient)
    let cells = [
      Diagram.Cell(
        text: name,
        width: max(
          room(max(1, TextStyle.columns(of: name))), marks == 0 ? 0 : room(marks) - others),
        alignment: .center,
        color: options.theme.text),
      numberCell(
        "data \(options.numbers.text(node.data))", node.data, width: room(5 + data),
        alignment: .center),
      numberCell(
        "grad \(gradientText(node))", node.gradient, width: room(5 + gradient),
        alignment: .center),
    ]
    return Diagram.Node(
      id: "n\(node.id)", classes: classes(of: node, isRoot: place == graph.root), shape: .box,
      rows: [Diagram.Row(height: DiagramBuilder.boxHeight, fill: nil, cells: cells)]
        + markRows(at: [place], of: graph, width: cells.reduce(0) { $0 + $1.width }),
      outline: options.theme.text, outlineWidth: 1, hasDividers: true,
      tooltip: tooltip(at: place, of: graph), isDimmed: isDimmed[place] || node.isDropped)
  }

  private func round(at place: Int, of graph: GraphSnapshot) -> Diagram.Node {
    let node = graph.nodes[place]
    let symbol =
      node.builtIn == .powerOfConstant ? tag(of: node) : TextStyle.name(node.operation)
    let cell = Diagram.Cell(
      text: symbol, width: max(34, width(columns: TextStyle.columns(of: symbol)) + 20),
      alignment: .center, color: options.theme.text)
    return Diagram.Node(
      id: "o\(node.id)", classes: ["operator"], shape: .round,
      rows: [Diagram.Row(height: 34, fill: nil, cells: [cell])], outline: options.theme.text,
      outlineWidth: 1, hasDividers: false, tooltip: tooltip(at: place, of: graph),
      isDimmed: isDimmed[place] || node.isDropped)
  }
}
