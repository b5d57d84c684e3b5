internal import Autograd
internal import ComputationGraph

/// The `micrograd` style: a box "label | data | grad" for each value, and a round node for the
/// operation that made it.
struct MicrogradSetting: NodeSetting {
  private static let boxHeight = 30
  private static let roundHeight = 34

  let signsGradients = false
  let hasColors = false

  func boxes(for card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Node] {
    // A round stands just before its box, so that both are one card in the order of nodes.
    let isComputed = !setter.graph.nodes[card.outlined.node].inputs.isEmpty
    return (isComputed ? [round(card, setter)] : []) + [box(card, setter)]
  }

  private func box(_ card: CardSetter.Card, _ setter: CardSetter) -> Diagram.Node {
    let (drawn, theme) = (setter.drawn, setter.drawn.options.theme)
    let index = card.outlined.node
    let node = setter.graph.nodes[index]
    let data = TextStyle.cellWidth(
      columns: TextStyle.columns(of: card.text.lines[0].key) + 1 + card.size.data)
    let facts = card.text.facts.map { fact in
      setter.numberCell(
        "\(fact.key) \(fact.text)", fact, width: TextStyle.cellWidth(columns: fact.columns - 1),
        alignment: .center)
    }
    let gradients = gradientCells(card, setter)
    let numbers = (facts + gradients).reduce(data) { $0 + $1.width }
    let name = card.text.name
    let others = card.size.others
    let fill = card.style?.head
    let cells =
      [
        Diagram.Cell(
          text: name,
          width: max(
            TextStyle.cellWidth(columns: max(1, TextStyle.columns(of: name))),
            others == 0 ? 0 : TextStyle.cellWidth(columns: others) - numbers),
          alignment: .center, color: fill.map(theme.text) ?? theme.text, fill: fill)
      ] + facts
      + [
        setter.numberCell(
          "\(card.text.lines[0].key) \(card.text.lines[0].text)", card.text.lines[0], width: data,
          alignment: .center)
      ] + gradients
    let width = cells.reduce(0) { $0 + $1.width }
    let id = CardID.node(node.id)
    return Diagram.Node(
      id: id, classes: drawn.classes(of: node, isRoot: index == setter.graph.root), shape: .box,
      rows: [Diagram.Row(height: MicrogradSetting.boxHeight, fill: nil, cells: cells)]
        + setter.extraRows(card, width: width),
      outline: card.style?.outline ?? theme.text, outlineWidth: card.style?.outlineWidth ?? 1,
      hasDividers: true, tooltip: drawn.tooltip(of: card.outlined, in: setter.graph),
      link: drawn.link(name: node.label ?? "\(id)", id: node.id, card.style),
      isDimmed: drawn.isDimmed(index) || card.style?.isFaint == true)
  }

  /// The word and the gradient in one cell, or the word and a box.
  private func gradientCells(_ card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Cell] {
    let node = setter.graph.nodes[card.outlined.node]
    let gradient = card.text.lines[1]
    guard gradient.isAnswer else {
      var cell = setter.numberCell(
        node.builtIn == .constant ? "" : "\(gradient.key) \(gradient.text)", gradient,
        width: TextStyle.cellWidth(
          columns: TextStyle.columns(of: gradient.key) + 1 + card.size.gradient),
        alignment: .center)
      cell.isGradient = true
      return [cell]
    }
    let key = Diagram.Cell(
      text: gradient.key, width: CardSetter.wordWidth(gradient.key), alignment: .center,
      color: setter.drawn.options.theme.text)
    let number = setter.numberCell(
      gradient.text, node.gradient, width: AnswerBox.cellWidth(columns: card.size.gradient),
      alignment: .center)
    return [key, setter.answer(number, on: nil)]
  }

  private func round(_ card: CardSetter.Card, _ setter: CardSetter) -> Diagram.Node {
    let drawn = setter.drawn
    let node = setter.graph.nodes[card.outlined.node]
    let isPlain =
      node.builtIn != .powerOfConstant && card.outlined.members.count == 1
      && !drawn.hasInlinedOperand(card.outlined, in: setter.graph)
    let symbol =
      isPlain
      ? TextStyle.name(node.operation.name) : drawn.tag(of: card.outlined, in: setter.graph)
    let width = TextStyle.width(columns: TextStyle.columns(of: symbol)) + 20
    let cell = Diagram.Cell(
      text: symbol, width: max(MicrogradSetting.roundHeight, width), alignment: .center,
      color: drawn.options.theme.text)
    return Diagram.Node(
      id: .operation(node.id), classes: ["operator"], shape: .round,
      rows: [Diagram.Row(height: MicrogradSetting.roundHeight, fill: nil, cells: [cell])],
      outline: drawn.options.theme.text, outlineWidth: 1, hasDividers: false,
      tooltip: drawn.tooltip(of: card.outlined, in: setter.graph),
      isDimmed: drawn.isDimmed(card.outlined.node) || card.style?.isFaint == true)
  }
}
