internal import Text
internal import Autograd
internal import ComputationGraph

/// How the values of a graph are set: one file for each style.
protocol NodeSetting: Sendable {
  /// Whether gradients are written with their sign always, as the second cue beside colour.
  var signsGradients: Bool { get }
  /// Whether the head of a card is coloured by what the node is, and its gradient by sign and size.
  var hasColors: Bool { get }
  /// Whether lines are wires: with right angles, without heads, and all alike.
  var drawsWires: Bool { get }

  /// The boxes of a value, from where data comes in to where it goes out.
  func boxes(for card: CardSetter.Card, _ setter: CardSetter) -> [Diagram.Node]
}

extension NodeSetting {
  var drawsWires: Bool { false }
}

extension DiagramOptions.Style {
  /// How the style sets values.
  var setting: any NodeSetting {
    switch self {
    case .cards, .network: CardsSetting()
    case .micrograd: MicrogradSetting()
    case .circuit: CircuitSetting()
    }
  }
}

/// The pass that makes the boxes of one stage from their texts and sizes.
struct CardSetter {
  let drawn: DrawnGraph
  let graph: GraphSnapshot
  /// Whether the marks have nothing to say yet.
  private let hasSilentMarks: Bool

  /// All that is known of a card at the stage.
  struct Card {
    let outlined: GraphOutline.Card
    let text: CardText
    let size: CardSize
    let marks: [CardText.Line]
    let style: NodeStyle?
  }

  /// The boxes that stand for a card: where data comes in, and where it goes out.
  struct Port {
    let entry: Int
    let exit: Int
  }

  /// The boxes of all cards, in their order, and which of them stand for each card.
  static func nodes(
    of drawn: DrawnGraph, at stage: Int, _ texts: CardTexts, _ sizes: CardSizes
  ) -> (nodes: [Diagram.Node], ports: [Port]) {
    let setter = CardSetter(drawn, at: stage)
    var nodes: [Diagram.Node] = []
    let ports = drawn.outline.cards.indices.map { index in
      let entry = nodes.count
      nodes += setter.boxes(
        for: Card(
          outlined: drawn.outline.cards[index], text: texts.text(of: index, at: stage),
          size: sizes.cards[index], marks: texts.marks[index],
          style: texts.style(of: index, at: stage)))
      nodes[entry].ordersOperands = drawn.ordersOperands(drawn.outline.cards[index])
      return Port(entry: entry, exit: nodes.count - 1)
    }
    return (nodes, ports)
  }

  private init(_ drawn: DrawnGraph, at stage: Int) {
    self.drawn = drawn
    graph = drawn.stages[stage]
    hasSilentMarks = drawn.options.overlay?.isOfGradients == true && graph.stage == .before
  }

  private func boxes(for card: Card) -> [Diagram.Node] {
    switch card.outlined.kind {
    case .group: [group(card)]
    case .rest: [rest(card)]
    case .node: drawn.options.style.setting.boxes(for: card, self)
    }
  }

  /// The card of a whole group.
  private func group(_ card: Card) -> Diagram.Node {
    let theme = drawn.options.theme
    let members = card.outlined.members
    let first = graph.nodes[members[0]]
    let isRoot = members.contains(graph.root)
    let width = TextStyle.cellWidth(columns: max(card.size.head, card.size.others))
    var rows = [head(of: card, width: width)]
    rows += card.text.lines.map { row($0, width: width) }
    if !card.text.bars.isEmpty {
      let cell = Diagram.Cell(
        text: "", width: width, color: theme.mutedText, bars: card.text.bars)
      rows.append(Diagram.Row(height: Histogram.rowHeight, fill: nil, cells: [cell]))
    }
    let id = CardID.group(first.id)
    return Diagram.Node(
      id: id, classes: ["group"] + (isRoot ? ["output"] : []), shape: .box,
      rows: rows + markRows(card, width: width),
      outline: isRoot ? theme.heads.output : theme.line, outlineWidth: isRoot ? 2 : 1,
      hasDividers: false, tooltip: drawn.tooltip(ofGroup: card.outlined, card.text, in: graph),
      link: drawn.link(
        name: card.outlined.group?.description ?? first.label ?? "\(id)", id: first.id, nil),
      isDimmed: members.allSatisfy(drawn.isDimmed))
  }

  /// The card that counts what is left out.
  private func rest(_ card: Card) -> Diagram.Node {
    let members = card.outlined.members
    let width = TextStyle.cellWidth(columns: max(card.size.head, card.size.others))
    let cell = Diagram.Cell(
      text: card.text.name, width: width, alignment: .center, color: drawn.options.theme.mutedText)
    return Diagram.Node(
      id: .rest(graph.nodes[members[0]].id), classes: ["rest"], shape: .box,
      rows: [Diagram.Row(height: CardSetter.headHeight, fill: nil, cells: [cell])]
        + markRows(card, width: width),
      outline: drawn.options.theme.frameLine, outlineWidth: 1, hasDividers: false,
      tooltip:
        "\(members.count.counted("value")) that \(members.count == 1 ? "is" : "are") not drawn",
      isDimmed: false)
  }
}

extension DrawnGraph {
  /// Whether what enters a card has an order that matters.
  fileprivate func ordersOperands(_ card: GraphOutline.Card) -> Bool {
    card.kind == .node && card.members.count == 1
      && stages[0].nodes[card.node].builtIn.ordersOperands
  }
}

/// What styles set cards from.
extension CardSetter {
  static let headHeight = 21
  private static let rowHeight = 18

  /// The coloured top of a card: its name, and what it is.
  func head(of card: Card, width: Int) -> Diagram.Row {
    let text = card.text
    var row = emptyHead(of: card)
    let color = drawn.options.theme.text(on: row.fill ?? drawn.options.theme.card)
    let width = width - row.width
    if text.name.isEmpty {
      row.cells.append(Diagram.Cell(text: text.tag, width: width, color: color, isBold: true))
    } else {
      let tagWidth = CardSetter.wordWidth(text.tag)
      row.cells += [
        Diagram.Cell(text: text.name, width: width - tagWidth, color: color, isBold: true),
        Diagram.Cell(text: text.tag, width: tagWidth, alignment: .right, color: color),
      ]
    }
    return row
  }

  /// The head without its texts: its colour, and its stripes where the theme has them.
  func emptyHead(of card: Card) -> Diagram.Row {
    let theme = drawn.options.theme
    let kind = drawn.headKind(of: card.outlined) ?? .operation
    let fill = card.style?.head ?? kind.color(in: theme)
    return Diagram.Row(
      height: CardSetter.headHeight, fill: fill,
      cells: Diagram.Cell.stripes(kind.stripes(in: theme), theme.text(on: fill)))
  }

  /// A row with a word on the left and a text on the right.
  func row(_ line: CardText.Line, width: Int) -> Diagram.Row {
    let theme = drawn.options.theme
    let keyWidth = CardSetter.wordWidth(line.key)
    let key = Diagram.Cell(
      text: line.key, width: keyWidth, color: line.fill.map(theme.text) ?? theme.mutedText)
    var number = numberCell(
      line.text, line.value, width: width - keyWidth, alignment: .right)
    if let fill = line.fill, line.value?.isFinite != false { number.color = theme.text(on: fill) }
    number.isGradient = line.isGradient
    if line.isAnswer { number = answer(number, on: line.fill) }
    return Diagram.Row(
      height: line.isAnswer ? AnswerBox.rowHeight : CardSetter.rowHeight, fill: line.fill,
      cells: [key, number])
  }

  /// A cell for a number: in a warning colour where it is not finite.
  func numberCell(
    _ text: String, _ value: Double?, width: Int, alignment: Diagram.Cell.Alignment
  ) -> Diagram.Cell {
    let isFinite = value?.isFinite ?? true
    let theme = drawn.options.theme
    return Diagram.Cell(
      text: text, width: width, alignment: alignment,
      color: isFinite ? (value == nil ? theme.mutedText : theme.text) : theme.notFinite,
      isBold: !isFinite)
  }

  /// A cell for a number, on the ground of the mark that it is, where it is one.
  func numberCell(
    _ text: String, _ line: CardText.Line, width: Int, alignment: Diagram.Cell.Alignment
  ) -> Diagram.Cell {
    var cell = numberCell(text, line.value, width: width, alignment: alignment)
    if line.isMark, let fill = line.fill {
      (cell.fill, cell.color) = (fill, drawn.options.theme.text(on: fill))
    }
    return cell
  }

  /// The user's rows, and empty ones where another stage has more; then those of the overlay.
  func extraRows(_ card: Card, width: Int) -> [Diagram.Row] {
    let notes = card.text.notes
    let empty = CardText.Line(key: "", text: "")
    return (0..<card.size.noteCount).map {
      row($0 < notes.count ? notes[$0] : empty, width: width)
    } + markRows(card, width: width)
  }

  private func markRows(_ card: Card, width: Int) -> [Diagram.Row] {
    card.marks.map { mark in
      row(
        hasSilentMarks ? CardText.Line(key: mark.key, text: "–", value: nil) : mark, width: width)
    }
  }

  /// The width of a cell for a word at one side of a card.
  static func wordWidth(_ word: String) -> Int {
    TextStyle.width(columns: TextStyle.columns(of: word)) + TextStyle.padding + 2
  }
}
