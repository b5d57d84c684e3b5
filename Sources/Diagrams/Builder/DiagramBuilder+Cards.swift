internal import Autograd
internal import ComputationGraph

/// The `cards` style: one card for each value.
extension DiagramBuilder {
  static let headHeight = 21
  static let rowHeight = 18
  private static let keyColumns = 4

  /// The card of a node, with what is folded into it.
  func card(
    ofNode unit: GraphOutline.Unit, _ room: CardRoom, in graph: GraphSnapshot
  ) -> Diagram.Node {
    let (place, theme) = (unit.place, options.theme)
    let node = graph.nodes[place]
    let style = styleNode?(node)
    let isRoot = place == graph.root
    let width = cardWidth(of: unit, room)
    let head = style?.head ?? (isRoot ? theme.heads.output : headFill(of: node))
    var rows: [Diagram.Row] = []
    if node.builtIn != .constant || node.label != nil {
      rows.append(
        self.head(
          node.label.map(name) ?? "",
          tag: style?.tag.map(TextStyle.name) ?? tag(of: unit, in: graph), fill: head,
          width: width))
    }
    if node.builtIn == .constant {
      var cell = numberCell(
        dataText(node), node.data, width: width, alignment: .center)
      if node.data.isFinite { cell.color = theme.text(on: head) }
      rows.append(Diagram.Row(height: DiagramBuilder.headHeight, fill: head, cells: [cell]))
    } else {
      rows.append(
        row("data", dataText(node), node.data, width: width, fill: nil))
      rows.append(
        row(
          "grad", gradientText(node), node.gradient, width: width,
          fill: scale.fill(node.gradient, theme)))
    }
    rows += noteRows(of: style, count: room.notes, width: width)
    rows += markRows(at: marked(unit), of: graph, width: width)
    return Diagram.Node(
      id: "n\(node.id)", classes: classes(of: node, isRoot: isRoot), shape: .box, rows: rows,
      outline: style?.outline ?? (isRoot ? theme.heads.output : theme.line),
      outlineWidth: style?.outlineWidth ?? (isRoot ? 2 : 1), hasDividers: false,
      tooltip: tooltip(of: unit, in: graph), link: link(to: node, style),
      isDimmed: isDimmed[place] || node.isDropped || style?.isFaint == true)
  }

  /// The width of a card in points: that of its longest row in any stage.
  private func cardWidth(of unit: GraphOutline.Unit, _ room: CardRoom) -> Int {
    let node = stages[0].nodes[unit.place]
    let head = node.label.map { TextStyle.columns(of: name($0)) + 2 + room.head } ?? room.head
    if node.builtIn == .constant {
      return cellWidth(columns: max(node.label == nil ? 0 : head, room.data, room.others))
    }
    return cellWidth(
      columns: max(
        head, DiagramBuilder.keyColumns + 2 + max(room.data, room.gradient, 5), room.others))
  }

  /// The coloured top of a card: its name, and what it is.
  func head(_ name: String, tag: String, fill: Color, width: Int) -> Diagram.Row {
    let color = options.theme.text(on: fill)
    let tagWidth =
      name.isEmpty ? width : self.width(columns: TextStyle.columns(of: tag)) + TextStyle.padding + 2
    var cells = [
      Diagram.Cell(
        text: tag, width: tagWidth, alignment: name.isEmpty ? .left : .right, color: color,
        isBold: name.isEmpty)
    ]
    if !name.isEmpty {
      cells.insert(
        Diagram.Cell(
          text: name, width: width - tagWidth, color: color, isBold: true), at: 0)
    }
    return Diagram.Row(height: DiagramBuilder.headHeight, fill: fill, cells: cells)
  }

  func row(
    _ key: String, _ text: String, _ value: Double?, width: Int, fill: Color?
  ) -> Diagram.Row {
    let keyWidth = self.width(columns: TextStyle.columns(of: key)) + TextStyle.padding + 2
    let key = Diagram.Cell(
      text: key, width: keyWidth,
      color: fill.map(options.theme.text) ?? options.theme.mutedText)
    var number = numberCell(text, value, width: width - keyWidth, alignment: .right)
    if let fill, value?.isFinite != false { number.color = options.theme.text(on: fill) }
    return Diagram.Row(height: DiagramBuilder.rowHeight, fill: fill, cells: [key, number])
  }

  func headFill(of node: GraphSnapshot.Node) -> Color {
    let heads = options.theme.heads
    return switch (node.builtIn, node.role) {
    case (.constant, _): heads.constant
    case (.leaf, .input?): heads.input
    case (.leaf, .parameter?): heads.parameter
    case (.leaf, .target?): heads.target
    case (.leaf, nil): heads.leaf
    default: heads.operation
    }
  }
}

/// Rows of a user's own.
extension DiagramBuilder {
  /// The rows of a stage, and empty ones where another stage has more.
  func noteRows(of style: NodeStyle?, count: Int, width: Int) -> [Diagram.Row] {
    let notes = style?.notes ?? []
    return (0..<count).map { index in
      if index >= notes.count { return row("", "", 0, width: width, fill: nil) }
      let note = notes[index].onOneLine
      return row(note.key, note.text, 0, width: width, fill: note.fill)
    }
  }
}
