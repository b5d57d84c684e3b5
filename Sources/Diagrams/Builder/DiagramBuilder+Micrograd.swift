internal import Autograd
internal import ComputationGraph

/// The `micrograd` style: a box "label | data | grad" for each value, and a round node for the
/// operation that made it.
extension DiagramBuilder {
  private static let boxHeight = 30

  func box(
    of unit: GraphOutline.Unit, _ room: CardRoom, in graph: GraphSnapshot
  ) -> Diagram.Node {
    let (place, theme) = (unit.place, options.theme)
    let node = graph.nodes[place]
    let style = styleNode?(node)
    let name = node.label.map(self.name) ?? ""
    let (data, gradient) = (
      cellWidth(columns: 5 + room.data), cellWidth(columns: 5 + room.gradient)
    )
    let fill = style?.head
    let cells = [
      Diagram.Cell(
        text: name,
        width: max(
          cellWidth(columns: max(1, TextStyle.columns(of: name))),
          room.others == 0 ? 0 : cellWidth(columns: room.others) - data - gradient),
        alignment: .center, color: fill.map(theme.text) ?? theme.text, fill: fill),
      numberCell(
        "data \(dataText(node))", node.data, width: data,
        alignment: .center),
      numberCell(
        node.builtIn == .constant ? "" : "grad \(gradientText(node))", node.gradient,
        width: gradient,
        alignment: .center),
    ]
    let width = cells.reduce(0) { $0 + $1.width }
    return Diagram.Node(
      id: "n\(node.id)", classes: classes(of: node, isRoot: place == graph.root), shape: .box,
      rows: [Diagram.Row(height: DiagramBuilder.boxHeight, fill: nil, cells: cells)]
        + noteRows(of: style, count: room.notes, width: width)
        + markRows(at: marked(unit), of: graph, width: width),
      outline: style?.outline ?? theme.text, outlineWidth: style?.outlineWidth ?? 1,
      hasDividers: true, tooltip: tooltip(of: unit, in: graph),
      link: link(to: node, style),
      isDimmed: isDimmed[place] || node.isDropped || style?.isFaint == true)
  }

  func round(of unit: GraphOutline.Unit, in graph: GraphSnapshot) -> Diagram.Node {
    let node = graph.nodes[unit.place]
    let isPlain =
      node.builtIn != .powerOfConstant && unit.members.count == 1
      && !hasInlinedOperand(unit, in: graph)
    let symbol = isPlain ? TextStyle.name(node.operation.name) : tag(of: unit, in: graph)
    let cell = Diagram.Cell(
      text: symbol, width: max(34, width(columns: TextStyle.columns(of: symbol)) + 20),
      alignment: .center, color: options.theme.text)
    return Diagram.Node(
      id: "o\(node.id)", classes: ["operator"], shape: .round,
      rows: [Diagram.Row(height: 34, fill: nil, cells: [cell])], outline: options.theme.text,
      outlineWidth: 1, hasDividers: false, tooltip: tooltip(of: unit, in: graph),
      isDimmed: isDimmed[unit.place] || node.isDropped || styleNode?(node)?.isFaint == true)
  }
}
