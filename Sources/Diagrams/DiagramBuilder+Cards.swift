internal import Autograd
internal import ComputationGraph

/// The `cards` style: one card for each value.
extension DiagramBuilder {
  private static let headHeight = 21
  private static let rowHeight = 18
  private static let keyColumns = 4

  func addCards(of graph: GraphSnapshot, to diagram: inout Diagram) {
    diagram.nodes = graph.nodes.indices.map { card(at: $0, of: graph) }
    for (head, node) in graph.nodes.enumerated() {
      for tail in node.inputs { diagram.edges.append(edge(from: tail, to: head, in: diagram)) }
    }
    diagram.frames = FrameTree(groups: graph.nodes.map(\.group)).frames
  }

  func card(at place: Int, of graph: GraphSnapshot) -> Diagram.Node {
    let node = graph.nodes[place]
    let isRoot = place == graph.root
    let width = cardWidth(at: place)
    var rows: [Diagram.Row] = []
    if node.builtIn != .constant || node.label != nil {
      let heads = options.theme.heads
      rows.append(
        head(
          node.label.map(TextStyle.name) ?? "", tag: tag(of: node),
          fill: isRoot ? heads.output : headFill(of: node),
          color: isRoot ? heads.outputText : options.theme.text, width: width))
    }
    if node.builtIn == .constant {
      let cell = numberCell(
        options.numbers.text(node.data), node.data, width: width, alignment: .center)
      rows.append(
        Diagram.Row(
          height: DiagramBuilder.headHeight, fill: options.theme.heads.constant, cells: [cell]))
    } else {
      rows.append(
        row("data", options.numbers.text(node.data), node.data, width: width, fill: nil))
      rows.append(
        row(
          "grad", gradientText(node), node.gradient, width: width,
          fill: scale.fill(node.gradient, options.theme)))
    }
    rows += markRows(at: [place], of: graph, width: width)
    return Diagram.Node(
      id: "n\(node.id)", classes: classes(of: node, isRoot: isRoot), shape: .box, rows: rows,
      outline: isRoot ? options.theme.heads.output : options.theme.line,
      outlineWidth: isRoot ? 2 : 1, hasDividers: false, tooltip: tooltip(at: place, of: graph),
      isDimmed: isDimmed[place] || node.isDropped)
  }

  /// The width of a card in points: that of its longest row in any stage.
  private func cardWidth(at place: Int) -> Int {
    let node = stages[0].nodes[place]
    let tag = TextStyle.columns(of: tag(of: node))
    let head = node.label.map { TextStyle.columns(of: TextStyle.name($0)) + 2 + tag } ?? tag
    let data = longest(at: place) { options.numbers.text($0.data) }
    if node.builtIn == .constant {
      let columns = max(node.label == nil ? 0 : head, data, markColumns(at: [place]))
      return width(columns: columns) + 2 * TextStyle.padding
    }
    let gradient = longest(at: place, gradientText)
    let columns = max(
      head, DiagramBuilder.keyColumns + 2 + max(data, gradient, 5), markColumns(at: [place]))
    return width(columns: columns) + 2 * TextStyle.padding
  }

  /// The coloured top of a card: its name, and what it is.
  func head(
    _ name: String, tag: String, fill: Color, color: Color, width: Int
  ) -> Diagram.Row {
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
      text: key, width: keyWidth, color: fill == nil ? options.theme.mutedText : options.theme.text)
    let number = numberCell(text, value, width: width - keyWidth, alignment: .right)
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
