internal import Text
internal import Autograd
internal import ComputationGraph

/// What a card says at one stage.
struct CardText: Sendable {
  /// A row: a word, and a text beside it.
  struct Line: Sendable {
    var key: String
    var text: String
    /// The number that decides about a warning colour; `nil` where there is none yet, and 0 where the
    /// text is no number.
    var value: Double? = 0
    /// The colour behind it; `nil` for that of the card.
    var fill: Color?
    /// Whether the text is the gradient.
    var isGradient = false
    /// Whether the text stands in a box of a worksheet.
    var isAnswer = false
    /// Whether it is a mark of the overlay, and the colour that of its tone.
    var isMark = false

    /// The word before the gradient that is the greatest of several.
    static let greatestKey = "max grad"
  }

  var name = ""
  var tag = ""
  /// What a tensor has before its data.
  var facts: [Line] = []
  /// The data and the gradient of a value, or the facts of a group.
  var lines: [Line] = []
  /// Rows of the user's own.
  var notes: [Line] = []
  /// The heights of the bars of a group in points.
  var bars: [Int] = []
}

/// The pass that writes every text on the cards, once: they are measured, and then set.
struct CardTexts: Sendable {
  /// The texts of all cards at all stages, each once as long as it stays the same.
  private var pool: [CardText] = []
  /// For each stage, where in the pool the text of each card of the outline is.
  private var places: [[Int32]] = []
  /// The rows that the overlay puts on each card, the same in all stages.
  let marks: [[CardText.Line]]
  /// For each stage, what the user says of the looks of each card; empty where there is nothing.
  let styles: [[NodeStyle?]]

  init(of drawn: DrawnGraph) {
    marks = drawn.outline.cards.map { drawn.marks(on: $0).map(drawn.line) }
    styles = drawn.styles()
    var before: GraphSnapshot?
    for (stage, graph) in drawn.stages.enumerated() {
      var row: [Int32] = []
      row.reserveCapacity(drawn.outline.cards.count)
      for (index, card) in drawn.outline.cards.enumerated() {
        // Most of a graph stays as it is from one step of a backward pass to the next.
        if card.kind == .node, let before, before.nodes[card.node] == graph.nodes[card.node] {
          row.append(places[stage - 1][index])
        } else {
          row.append(Int32(pool.count))
          pool.append(drawn.text(of: card, style(of: index, at: stage), in: graph))
        }
      }
      places.append(row)
      before = graph
    }
  }

  /// What a card of the outline says at a stage.
  func text(of card: Int, at stage: Int) -> CardText { pool[Int(places[stage][card])] }

  /// What a card of the outline says at all stages; what stays the same, once.
  func texts(of card: Int) -> [CardText] {
    var last: Int32?
    return places.compactMap { row in
      defer { last = row[card] }
      return row[card] == last ? nil : pool[Int(row[card])]
    }
  }

  /// What the user says of the looks of a card.
  func style(of card: Int, at stage: Int) -> NodeStyle? {
    styles.isEmpty ? nil : styles[stage][card]
  }
}

extension DrawnGraph {
  fileprivate func styles() -> [[NodeStyle?]] {
    guard let styleNode else { return [] }
    return stages.map { graph in
      outline.cards.map { $0.kind == .node ? styleNode(graph.nodes[$0.node]) : nil }
    }
  }

  fileprivate func text(
    of card: GraphOutline.Card, _ style: NodeStyle?, in graph: GraphSnapshot
  ) -> CardText {
    switch card.kind {
    case .rest: CardText(name: "+\(DrawnGraph.grouped(card.members.count)) more")
    case .group: text(ofGroup: card, isAlone: frameCounts.isAlone(card), in: graph)
    case .node: text(ofNode: card, style, in: graph)
    }
  }

  private func text(
    ofNode card: GraphOutline.Card, _ style: NodeStyle?, in graph: GraphSnapshot
  ) -> CardText {
    let node = graph.nodes[card.node]
    let isAsked = isAsked(card.node)
    let facts = facts(of: node)
    return CardText(
      name: cardName(of: card.node, in: graph) ?? "",
      tag: style?.tag.map(TextStyle.name) ?? tag(of: card, in: graph),
      facts: facts.dropLast(),
      lines: [
        line(facts[facts.count - 1], .data, of: card),
        line(
          .init(
            key: node.isTensor ? "‖grad‖" : "grad",
            text: isAsked && asks(in: graph) ? "" : gradientText(node),
            value: node.gradient, fill: scale.fill(node.gradient, options.theme),
            isGradient: true, isAnswer: isAsked), .gradient, of: card),
      ],
      notes: style?.notes.map(\.onOneLine).map { .init(key: $0.key, text: $0.text, fill: $0.fill) }
        ?? [])
  }

  /// What a value is: a number, or the shape, the norm and the mean of a tensor.
  private func facts(of node: GraphSnapshot.Node) -> [CardText.Line] {
    let text = dataText(node)
    guard let tensor = node.tensor, node.isTensor else {
      return [.init(key: "data", text: text, value: node.data)]
    }
    if tensor.shape.isEmpty { return [.init(key: "data", text: text, value: nil)] }
    let shape = CardText.Line(key: "shape", text: text)
    guard let summary = tensor.summary else { return [shape] }
    func line(_ key: String, _ number: Double) -> CardText.Line {
      .init(key: key, text: options.numbers.text(number), value: number)
    }
    return [shape, line("norm", summary.norm), line("mean", summary.mean)]
  }

  /// A row, or the mark that takes its place.
  private func line(
    _ line: CardText.Line, _ quantity: Overlay.Mark.Quantity, of card: GraphOutline.Card
  ) -> CardText.Line {
    marksOfRows(on: card).first { $0.quantity == quantity }.map(self.line) ?? line
  }

  /// What a group computes, how many values and parameters it has, the range of its results and how
  /// they are spread, and the gradient of the greatest magnitude.
  private func text(
    ofGroup card: GraphOutline.Card, isAlone: Bool, in graph: GraphSnapshot
  ) -> CardText {
    var lines: [CardText.Line] = []
    if card.group != nil {
      lines.append(.init(key: "values", text: DrawnGraph.grouped(card.members.count)))
    }
    let parameterCount = card.parameters(in: graph).count
    if parameterCount > 0 {
      lines.append(.init(key: "params", text: DrawnGraph.grouped(parameterCount)))
    }
    let columns = graph.nodes.columns
    let data = card.results(in: graph).map { columns.data[$0] }
    lines.append(
      line(.init(key: "data", text: range(of: data), value: data.reduce(0, +)), .data, of: card))
    lines.append(line(gradientLine(ofGroup: card, in: graph), .gradient, of: card))
    return CardText(
      name: title(ofGroup: card, isAlone: isAlone, in: graph), tag: tag(ofGroup: card, in: graph),
      lines: lines, bars: Histogram.bars(of: data) ?? [])
  }

  private func gradientLine(
    ofGroup card: GraphOutline.Card, in graph: GraphSnapshot
  ) -> CardText.Line {
    let carriers = card.gradientCarriers(in: graph)
    let columns = graph.nodes.columns
    let gradients = carriers.compactMap { columns.gradients[$0].number }
    // Where one is not a number, that is what there is to see.
    let greatest =
      gradients.first(where: \.isNaN) ?? gradients.max { $0.magnitude < $1.magnitude }
    return .init(
      key: carriers.count == 1 ? "grad" : CardText.Line.greatestKey,
      text: greatest.map(options.numbers.signedText) ?? "–", value: greatest,
      fill: scale.fill(greatest, options.theme), isGradient: true)
  }

  /// The least and the greatest of some numbers, "0.1 … 0.9"; NaN where one is.
  private func range(of values: [Double]) -> String {
    if values.contains(where: \.isNaN) { return "NaN" }
    guard let low = values.min(), let high = values.max() else { return "–" }
    let (first, last) = (options.numbers.text(low), options.numbers.text(high))
    return first == last ? first : "\(first) … \(last)"
  }

  private func title(
    ofGroup card: GraphOutline.Card, isAlone: Bool, in graph: GraphSnapshot
  ) -> String {
    guard let group = card.group else {
      return cardName(of: card.members[0], in: graph) ?? ""
    }
    // Alone in its frame, a card says the name of both.
    return TextStyle.name(group.names.suffix(isAlone ? 2 : 1).joined(separator: "/"))
  }

  /// What a group computes in the end, and over how many samples.
  private func tag(ofGroup card: GraphOutline.Card, in graph: GraphSnapshot) -> String {
    let last = card.outputs.last { !graph.nodes[$0].inputs.isEmpty }
    let what = (last ?? card.members.first).map { tag(of: graph.nodes[$0]) } ?? ""
    return card.sampleCount > 1 ? "\(what) ×\(card.sampleCount)" : what
  }

  /// Everything that is known of a group, a line each.
  func tooltip(
    ofGroup card: GraphOutline.Card, _ text: CardText, in graph: GraphSnapshot
  ) -> String {
    let samples = card.sampleCount > 1 ? " over \(card.sampleCount) samples" : ""
    var lines = [
      card.group?.description ?? text.name, card.members.count.counted("node") + samples,
    ]
    for line in text.lines where line.key != "values" {
      lines.append("\(line.key) \(line.text)")
      if line.key == CardText.Line.greatestKey {
        let carriers = card.gradientCarriers(in: graph)
        let kind = carriers.first.map {
          graph.nodes[$0].role == .parameter ? "parameters" : "results"
        }
        lines[lines.count - 1] += " of \(carriers.count) \(kind ?? "")"
        let gradients = carriers.compactMap { graph.nodes[$0].gradient }
        let norm = gradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if !gradients.isEmpty { lines.append("‖grad‖ \(norm)") }
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension GraphOutline.Card {
  /// What a group hands on; all its nodes where that is nothing.
  fileprivate func results(in graph: GraphSnapshot) -> [Int] {
    let marks = graph.nodes.columns.marks
    let results = outputs.filter { !marks[$0].contains(.parameter) }
    return results.isEmpty ? members : results
  }

  fileprivate func parameters(in graph: GraphSnapshot) -> [Int] {
    let marks = graph.nodes.columns.marks
    return marks.values.isEmpty ? [] : members.filter { marks.values[$0].contains(.parameter) }
  }

  /// The nodes whose gradients a group shows: its parameters; where it has none, what it hands on.
  fileprivate func gradientCarriers(in graph: GraphSnapshot) -> [Int] {
    let parameters = parameters(in: graph)
    return parameters.isEmpty ? results(in: graph) : parameters
  }
}
