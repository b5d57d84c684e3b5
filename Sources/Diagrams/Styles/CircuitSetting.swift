internal import Autograd
internal import ComputationGraph

/// The `circuit` style, after Stanford's CS231n: a gate for each operation, data above the wire that
/// leads away from it and the gradient below; leaves are names at the ends of wires.
struct CircuitSetting: NodeSetting {
  private static let gateHeight = 28
  private static let rowHeight = 16
  /// The columns of the least room for a number.
  private static let leastColumns = 3

  let signsGradients = true
  let hasColors = false
  let drawsWires = true

  func boxes(for card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Node] {
    let (drawn, theme) = (setter.drawn, setter.drawn.options.theme)
    let index = card.outlined.node
    let node = setter.graph.nodes[index]
    let isRoot = index == setter.graph.root
    let isLeaf = node.inputs.isEmpty
    let id = CardID.node(node.id)
    let fill = card.style?.head ?? (card.marks + card.text.lines).first(where: \.isMark)?.fill
    var result = Diagram.Node(
      id: id, classes: drawn.classes(of: node, isRoot: isRoot) + (isLeaf ? [] : ["gate"]),
      shape: isLeaf ? .plain : .round,
      rows: isLeaf ? nameRows(card, setter) : [gateRow(card, setter, fill: fill)],
      outline: card.style?.outline ?? theme.line, outlineWidth: card.style?.outlineWidth ?? 1,
      fill: fill, tooltip: drawn.tooltip(of: card.outlined, in: setter.graph),
      link: drawn.link(name: node.label ?? "\(id)", id: node.id, card.style),
      isDimmed: drawn.isDimmed(index) || card.style?.isFaint == true)
    result.wire = wire(
      card, setter, name: isLeaf || isRoot ? "" : card.text.name,
      end: isRoot && !isLeaf ? card.text.name : "")
    return [result]
  }

  private func nameRows(_ card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Row] {
    let name = card.text.name
    if name.isEmpty { return [] }
    return [
      Diagram.Row(
        height: CircuitSetting.rowHeight + 2,
        cells: [
          Diagram.Cell(
            text: name, width: TextStyle.cellWidth(columns: TextStyle.columns(of: name)),
            alignment: .center, color: setter.drawn.options.theme.text, isBold: true)
        ])
    ]
  }

  private func gateRow(
    _ card: CardSetter.Card, _ setter: CardSetter, fill: Color?
  ) -> Diagram.Row {
    let (drawn, theme) = (setter.drawn, setter.drawn.options.theme)
    let symbol =
      card.style?.tag.map(TextStyle.name) ?? drawn.gate(of: card.outlined, in: setter.graph)
    let width = TextStyle.width(columns: TextStyle.columns(of: symbol)) + 16
    return Diagram.Row(
      height: CircuitSetting.gateHeight,
      cells: [
        Diagram.Cell(
          text: symbol, width: max(CircuitSetting.gateHeight, width), alignment: .center,
          color: fill.map(theme.text) ?? theme.text)
      ])
  }

  private func wire(
    _ card: CardSetter.Card, _ setter: CardSetter, name: String, end: String
  ) -> Diagram.Wire {
    let theme = setter.drawn.options.theme
    let direction = setter.drawn.options.direction
    let node = setter.graph.nodes[card.outlined.node]
    // A wire has room for a number or two, and no words: of a tensor it is the shape.
    let (data, gradient) = (card.text.facts.first ?? card.text.lines[0], card.text.lines[1])
    func row(_ cells: [Diagram.Cell]) -> Diagram.Row {
      Diagram.Row(height: CircuitSetting.rowHeight, cells: cells)
    }
    func width(_ columns: Int) -> Int {
      TextStyle.cellWidth(columns: max(columns, CircuitSetting.leastColumns))
    }
    func cell(_ line: CardText.Line, columns: Int, isAbove: Bool, _ color: Color) -> Diagram.Cell {
      var cell = setter.numberCell(
        line.text, line, width: width(columns),
        alignment: direction.isHorizontal ? .center : isAbove ? .right : .left)
      if !line.isMark && line.value?.isFinite == true { cell.color = color }
      cell.isGradient = line.isGradient
      return cell
    }
    var above = [cell(data, columns: card.size.data, isAbove: true, theme.forward)]
    if !name.isEmpty {
      let columns = TextStyle.columns(of: name)
      above.insert(
        Diagram.Cell(
          text: name, width: TextStyle.width(columns: columns) + TextStyle.padding,
          alignment: .left, color: theme.mutedText), at: 0)
    }
    // A constant has none, but its room.
    var below = gradient
    if node.builtIn == .constant { below.text = "" }
    let lines = card.text.notes + card.marks
    let others = lines.map { line in
      row([
        Diagram.Cell(
          text: "\(line.key) \(line.text)", width: width(line.columns - 1),
          alignment: direction.isHorizontal ? .center : .left,
          color: line.fill.map(theme.text) ?? theme.text, fill: line.fill)
      ])
    }
    var gradientRow = row([
      cell(below, columns: card.size.gradient, isAbove: false, theme.backward)
    ])
    if below.isAnswer {
      gradientRow.height = AnswerBox.rowHeight
      gradientRow.cells[0].width = AnswerBox.cellWidth(columns: card.size.gradient)
      gradientRow.cells[0] = setter.answer(gradientRow.cells[0], on: nil)
    }
    return Diagram.Wire(
      direction: direction, above: [row(above)], below: [gradientRow] + others,
      end: end.isEmpty
        ? nil
        : Diagram.Cell(
          text: end, width: TextStyle.cellWidth(columns: TextStyle.columns(of: end)),
          alignment: .center, color: theme.text, isBold: true), color: theme.line)
  }
}

extension DrawnGraph {
  /// What stands in the gate of a card: its operation, with a constant operand as one would read it,
  /// "× -1", "+ 1", "1/x", "x²".
  fileprivate func gate(of card: GraphOutline.Card, in graph: GraphSnapshot) -> String {
    let node = graph.nodes[card.node]
    if card.members.count > 1 { return tag(of: card, in: graph) }
    func constant(_ operand: Int) -> String? {
      guard operand < node.inputs.count, isInlined(node.inputs[operand]) else { return nil }
      return dataText(graph.nodes[node.inputs[operand]])
    }
    switch (node.builtIn, constant(0), constant(1)) {
    case (.negate, nil, _): return "× -1"
    case (.powerOfConstant, nil, _): return DrawnGraph.power("x", parameterText(node))
    case (.add, let first?, nil): return "+ \(first)"
    case (.add, nil, let second?): return "+ \(second)"
    case (.multiply, let first?, nil): return "× \(first)"
    case (.multiply, nil, let second?): return "× \(second)"
    case (.subtract, let first?, nil): return "\(first) − x"
    case (.subtract, nil, let second?): return "− \(second)"
    case (.divide, let first?, nil): return "\(first)/x"
    case (.divide, nil, let second?): return "÷ \(second)"
    case (.power, let first?, nil): return "\(first)^x"
    case (.power, nil, let second?): return DrawnGraph.power("x", second)
    case (.power, nil, nil): return "x^y"
    default: return tag(of: card, in: graph)
    }
  }

  private static func power(_ base: String, _ exponent: String) -> String {
    switch exponent {
    case "-1": "1/\(base)"
    case "2": "\(base)²"
    case "3": "\(base)³"
    default: "\(base)^\(exponent)"
    }
  }
}
