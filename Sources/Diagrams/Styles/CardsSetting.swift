internal import Autograd
internal import ComputationGraph

/// The `cards` style: one card for each value, with its name and operation, data, and gradient in
/// colour.
struct CardsSetting: NodeSetting {
  /// The columns of the least room for a number.
  private static let leastColumns = 5

  let signsGradients = true
  let hasColors = true

  func boxes(for card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Node] {
    let (drawn, theme) = (setter.drawn, setter.drawn.options.theme)
    let index = card.outlined.node
    let node = setter.graph.nodes[index]
    let (data, gradient) = (card.text.lines[0], card.text.lines[1])
    let isRoot = index == setter.graph.root
    let isConstant = node.isNumberConstant
    let width = width(of: card, isConstant: isConstant, hasLabel: node.label != nil)
    var rows: [Diagram.Row] = []
    if !isConstant || node.label != nil { rows.append(setter.head(of: card, width: width)) }
    if isConstant {
      var row = setter.emptyHead(of: card)
      if node.label != nil { row.cells = [] }
      if let fill = data.fill { row.fill = fill }
      var cell = setter.numberCell(
        data.text, node.data, width: width - row.width, alignment: .center)
      if node.data.isFinite { cell.color = theme.text(on: row.fill ?? theme.card) }
      row.cells.append(cell)
      rows.append(row)
    } else {
      // No gradient goes to a constant.
      let lines = card.text.facts + (node.builtIn == .constant ? [data] : [data, gradient])
      rows += lines.map { setter.row($0, width: width) }
    }
    let id = CardID.node(node.id)
    return [
      Diagram.Node(
        id: id, classes: drawn.classes(of: node, isRoot: isRoot), shape: .box,
        rows: rows + setter.extraRows(card, width: width),
        outline: card.style?.outline ?? (isRoot ? theme.heads.output : theme.line),
        outlineWidth: card.style?.outlineWidth ?? (isRoot ? 2 : 1), hasDividers: false,
        tooltip: drawn.tooltip(of: card.outlined, in: setter.graph),
        link: drawn.link(name: node.label ?? "\(id)", id: node.id, card.style),
        isDimmed: drawn.isDimmed(index) || card.style?.isFaint == true)
    ]
  }

  /// The width of a card in points: that of its longest row in any stage.
  private func width(of card: CardSetter.Card, isConstant: Bool, hasLabel: Bool) -> Int {
    let size = card.size
    let numbers =
      isConstant
      ? size.data + (hasLabel ? 0 : size.stripes)
      : size.key + 2 + max(size.data, size.gradient, CardsSetting.leastColumns)
    let gradient = card.text.lines[1]
    let answer =
      gradient.isAnswer
      ? CardSetter.wordWidth(gradient.key) + AnswerBox.cellWidth(columns: size.gradient) : 0
    return max(
      answer,
      TextStyle.cellWidth(
        columns: max(isConstant && !hasLabel ? 0 : size.head, numbers, size.others)))
  }
}
