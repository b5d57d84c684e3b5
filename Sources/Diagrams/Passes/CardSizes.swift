internal import Autograd
internal import ComputationGraph

/// The columns that the texts of a card take, in whichever stage they are longest.
struct CardSize: Sendable {
  /// The name and the tag with room between them, or the tag alone where there is no name.
  var head = 0
  /// The stripes of the head, which are in it.
  var stripes = 0
  /// The word before the data or the gradient.
  var key = 0
  /// The data of a value.
  var data = 0
  /// The gradient of a value.
  var gradient = 0
  /// Notes and marks; of a group, also its facts.
  var others = 0
  /// How many notes there are.
  var noteCount = 0
}

/// The pass that measures texts, so that every box has room for the longest of any stage.
struct CardSizes: Sendable {
  /// The size of each card of the outline.
  let cards: [CardSize]

  init(of texts: CardTexts, in drawn: DrawnGraph) {
    let outline = drawn.outline
    cards = CardSizes.alike(
      outline.cards.indices.map { index in
        var size = CardSize()
        size.others = texts.marks[index].map(\.columns).max() ?? 0
        for text in texts.texts(of: index) { size.add(text, outline.cards[index].kind) }
        size.stripes = drawn.stripeColumns(of: outline.cards[index])
        size.head += size.stripes
        return size
      }, outline)
  }

  /// Gives the cards of groups in one frame one width.
  private static func alike(_ sizes: [CardSize], _ outline: GraphOutline) -> [CardSize] {
    var widest: [GroupPath: Int] = [:]
    for (card, size) in zip(outline.cards, sizes) where card.kind == .group {
      guard let frame = card.frame else { continue }
      widest[frame] = max(widest[frame] ?? 0, size.head, size.others)
    }
    return zip(outline.cards, sizes).map { card, size in
      var size = size
      if card.kind == .group, let frame = card.frame { size.others = widest[frame] ?? size.others }
      return size
    }
  }
}

extension DrawnGraph {
  /// The columns that the stripes of a head take.
  fileprivate func stripeColumns(of card: GraphOutline.Card) -> Int {
    let widths = headKind(of: card)?.stripes(in: options.theme) ?? []
    let width = Diagram.Cell.stripes(widths, options.theme.text).reduce(0) { $0 + $1.width }
    return Int((Double(width) / TextStyle.advance).rounded(.up))
  }
}

extension CardSize {
  fileprivate mutating func add(_ text: CardText, _ kind: GraphOutline.Card.Kind) {
    let tag = TextStyle.columns(of: text.tag)
    let name = TextStyle.columns(of: text.name)
    switch kind {
    case .rest: head = max(head, name)
    case .group:
      head = max(head, name + 2 + tag)
      others = max(others, text.lines.map(\.columns).max() ?? 0)
    case .node:
      head = max(head, text.name.isEmpty ? tag : name + 2 + tag)
      data = max(data, TextStyle.columns(of: text.lines[0].text))
      gradient = max(gradient, TextStyle.columns(of: text.lines[1].text))
      key = max(key, text.lines.map { TextStyle.columns(of: $0.key) }.max() ?? 0)
      noteCount = max(noteCount, text.notes.count)
      others = max(others, (text.facts + text.notes).map(\.columns).max() ?? 0)
    }
  }
}

extension CardText.Line {
  /// The columns of the row, with room between the word and the text.
  var columns: Int { TextStyle.columns(of: key) + 2 + TextStyle.columns(of: text) }
}
