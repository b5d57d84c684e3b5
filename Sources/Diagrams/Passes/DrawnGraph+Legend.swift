internal import Autograd
internal import ComputationGraph

/// The pass that says what colours and signs mean, of those that the picture has at any stage: all
/// stages have one header.
extension DrawnGraph {
  private typealias Chip = Diagram.Header.Chip

  func legend(
    of texts: CardTexts, _ numbers: ArrowNumbers?, _ network: NetworkSetter?
  ) -> [Diagram.Header.Chip] {
    (options.hasLegend ? network?.chips() ?? chips(of: texts, numbers) : []) + overlayChips()
  }

  /// What the colours of heads and gradients mean, and signs beside them.
  private func chips(of texts: CardTexts, _ numbers: ArrowNumbers?) -> [Chip] {
    let theme = options.theme
    let heads = Set(outline.cards.lazy.compactMap(headKind))
    var chips = options.style.setting.drawsWires ? wireChips() : []
    chips += HeadKind.allCases.filter(heads.contains).map {
      Chip(text: "\($0)", fill: $0.color(in: theme), stripes: $0.stripes(in: theme))
    }
    chips += gradientChips(texts, numbers?.colors.filter(\.isFinite) ?? [])
    func note(_ text: String) { chips.append(Chip(text: text, fill: theme.background)) }
    for words in groupWords(texts) { note(words) }
    if Arrows.hasHubs(outline) { note("dot: from each to each") }
    if let reasons = faintnessOfCards() { note("dashed: \(reasons)") }
    if let what = arrowWords() { note(what) }
    if outline.edges.contains(where: isMarked) { note("arrow with a ring: second operand") }
    if !steps.isEmpty { chips.append(Chip(text: "at work", fill: theme.accent)) }
    return chips
  }

  /// What the colours of gradients mean, and the dash where there is none.
  ///
  /// - Parameter arrows: The numbers that colour arrows, in the same two colours.
  private func gradientChips(_ texts: CardTexts, _ arrows: [Double]) -> [Chip] {
    let theme = options.theme
    let hasColors = options.style.setting.hasColors
    var isPositive = arrows.contains { $0 > 0 }
    var isNegative = arrows.contains { $0 < 0 }
    var isMissing = false
    for (index, card) in outline.cards.enumerated() where showsGradient(card) {
      for line in texts.texts(of: index).compactMap(\.lines.last) {
        guard let gradient = line.value else {
          isMissing = isMissing || !line.isAnswer
          continue
        }
        if line.fill == nil || line.isMark || !(hasColors || card.kind == .group) { continue }
        if gradient > 0 { isPositive = true } else { isNegative = true }
      }
    }
    // Which signs there are is a part of the answer.
    if options.asksForGradients { (isPositive, isNegative) = (true, true) }
    let subject = arrows.isEmpty ? "grad " : ""
    func chip(_ sign: String, _ isPositive: Bool) -> Chip {
      Chip(text: subject + sign, fill: scale.greatestFill(isPositive: isPositive, theme))
    }
    return (isPositive ? [chip("> 0", true)] : []) + (isNegative ? [chip("< 0", false)] : [])
      + (isMissing ? [Chip(text: "– no gradient yet", fill: theme.background)] : [])
  }

  /// What the signs on the cards of groups mean.
  private func groupWords(_ texts: CardTexts) -> [String] {
    let groups = outline.cards.indices.filter { outline.cards[$0].kind == .group }
    if groups.isEmpty { return [] }
    let shown = groups.lazy.flatMap { texts.texts(of: $0) }
    let keys = Set(shown.flatMap(\.lines).map(\.key))
    let counts = Set(groups.map { outline.cards[$0].sampleCount }).subtracting([1])
    let count = counts.count == 1 ? "\(counts.first ?? 0)" : "n"
    return (keys.contains("values") ? ["values: how many are in it"] : [])
      + (keys.contains(CardText.Line.greatestKey)
        ? ["\(CardText.Line.greatestKey): of the greatest magnitude"] : [])
      + (shown.contains { !$0.bars.isEmpty } ? ["bars: how its data is spread"] : [])
      + (counts.isEmpty ? [] : ["×\(count): over \(count) samples"])
  }

  private func showsGradient(_ card: GraphOutline.Card) -> Bool {
    switch card.kind {
    case .node: stages[0].nodes[card.node].builtIn != .constant
    case .group: true
    case .rest: false
    }
  }

  /// What stands above and below wires.
  private func wireChips() -> [Chip] {
    let wires = outline.cards.filter { $0.kind == .node }
    let sides = options.direction.isHorizontal ? ("above", "below") : ("left of", "right of")
    return
      (wires.isEmpty
      ? [] : [Chip(text: "data, \(sides.0) the wire", fill: options.theme.forward)])
      + (wires.contains(where: showsGradient)
        ? [Chip(text: "gradient, \(sides.1) it", fill: options.theme.backward)] : [])
  }

  /// What is written on arrows; `nil` where nothing is.
  private func arrowWords() -> String? {
    let hasNumbers = outline.edges.contains { edge in
      edge.operand.map {
        let nodes = stages[0].nodes
        return nodes[nodes[$0.node].inputs[$0.index]].builtIn != .constant
      } ?? true
    }
    if !hasNumbers { return nil }
    let isAtGates = options.style.setting.drawsWires
    return switch options.edges {
    case .none, .weights: nil
    case .local: isAtGates ? "at a gate's input: ∂out/∂in" : "arrows: ∂out/∂in, thick is large"
    case .flow:
      isAtGates ? "at a gate's input: what flows back" : "arrows: gradient, thick is large"
    }
  }

  /// Why cards are drawn faintly, in words; `nil` where none is.
  func faintnessOfCards() -> String? {
    var reasons: Faintness = []
    for card in outline.cards where card.kind != .rest {
      let nodes = card.kind == .node ? [card.node] : card.members
      if nodes.allSatisfy(isDimmed) { for node in nodes { reasons.formUnion(faintness[node]) } }
    }
    return reasons.isEmpty ? nil : reasons.words.joined(separator: ", or ")
  }

  /// What the colours of marks mean, and what the overlay says of the whole.
  private func overlayChips() -> [Chip] {
    guard let overlay = options.overlay else { return [] }
    let marks = shownMarks()
    var entries = overlay.legend.filter { entry in
      marks.contains { $0.tone == entry.tone && ($0.meaning ?? entry.text) == entry.text }
    }
    if let summary = overlay.summary { entries.append(summary) }
    // What has one colour stands on one chip.
    var joined: [Overlay.Mark] = []
    for entry in entries {
      if let last = joined.last, last.key == entry.key, last.tone == entry.tone {
        joined[joined.count - 1].text += ", \(entry.text)"
      } else {
        joined.append(entry)
      }
    }
    return joined.map {
      Chip(text: "\($0.key): \($0.text)", fill: options.theme.fill(of: $0.tone))
    }
  }

  /// The marks that are drawn at some stage.
  private func shownMarks() -> [Overlay.Mark] {
    if options.overlay?.isOfGradients == true, stages.allSatisfy({ $0.stage == .before }) {
      return []
    }
    return outline.cards.flatMap { card in
      network == nil
        ? marksOfRows(on: card) + marks(on: card) : worstMark(on: card).map { [$0] } ?? []
    }
  }
}
