internal import Autograd
internal import ComputationGraph
internal import Text

/// The pass that sets what stands over a picture: its title, what a step does, and what the colours
/// mean.
struct Header {
  private static let lineHeight = 19
  /// The columns at which a title goes on in another line.
  private static let titleColumns = 84

  private let drawn: DrawnGraph
  /// The lines over each stage.
  private let captions: [[String]]
  /// The columns of the longest of these lines.
  private let captionColumns: Int
  /// The title over the lines, the same in all stages.
  private let title: [Diagram.Row]
  /// The legend below them, the same in all stages.
  private let legend: [Diagram.Row]
  /// What is not drawn, the same in all stages.
  private let leftOut: [Diagram.Row]

  init(of drawn: DrawnGraph) {
    self.drawn = drawn
    captions = drawn.captions()
    captionColumns = captions.joined().map { TextStyle.columns(of: $0) }.max() ?? 0
    title = TextStyle.wrapped(drawn.options.title ?? "", to: Header.titleColumns).map {
      Header.line(
        $0, columns: TextStyle.columns(of: $0), drawn.options.theme.text, isBold: true)
    }
    legend = drawn.legendRows()
    leftOut = Header.leftOut(drawn.options)
  }

  /// A line that counts what was computed and is not drawn.
  private static func leftOut(_ options: DiagramOptions) -> [Diagram.Row] {
    if options.leftOutCount == 0 { return [] }
    let text = "\(options.leftOutCount.counted("earlier value")) left out: no name leads to them"
    return [line(text, columns: TextStyle.columns(of: text), options.theme.mutedText)]
  }

  /// Which of the rows over a stage are of that alone.
  var captionRows: Range<Int> {
    let first = title.count + leftOut.count
    return first..<first + (captions.map(\.count).max() ?? 0)
  }

  /// The rows over a stage.
  ///
  /// Every stage has as many, each with room for the longest text, so that geometry is one.
  func rows(at stage: Int) -> [Diagram.Row] {
    let theme = drawn.options.theme
    var rows = title + leftOut
    for index in 0..<(captions.map(\.count).max() ?? 0) {
      let text = index < captions[stage].count ? captions[stage][index] : ""
      rows.append(
        Header.line(text, columns: captionColumns, index == 0 ? theme.mutedText : theme.text))
    }
    rows += legend
    if rows.isEmpty { return [] }
    // Room between the header and the picture.
    rows.append(Diagram.Row(height: 8, fill: nil, cells: []))
    // All rows are of one width, so that none is moved to the middle.
    let width = rows.width
    for index in rows.indices where rows[index].width < width {
      rows[index].cells.append(
        Diagram.Cell(text: "", width: width - rows[index].width, color: theme.text))
    }
    return rows
  }

  fileprivate static func line(
    _ text: String, columns: Int, _ color: Color, isBold: Bool = false
  ) -> Diagram.Row {
    Diagram.Row(
      height: lineHeight, fill: nil,
      cells: [
        Diagram.Cell(
          text: text, width: TextStyle.cellWidth(columns: columns), color: color, isBold: isBold)
      ])
  }
}

extension DrawnGraph {
  private static let legendHeight = 20
  /// The width at which a legend goes on in another line, in points.
  private static let legendWidth = 620
  private static let legendGap = 6

  /// A chip of text on a colour.
  private struct Chip {
    let text: String
    let fill: Color
  }

  fileprivate func legendRows() -> [Diagram.Row] {
    var chips: [Chip] = options.hasLegend ? roleChips() : []
    chips += (options.overlay?.legend ?? []).map {
      Chip(text: "\($0.key): \($0.text)", fill: options.theme.fill(of: $0.tone))
    }
    var rows: [Diagram.Row] = []
    var cells: [Diagram.Cell] = []
    func endRow() {
      if cells.isEmpty { return }
      rows.append(Diagram.Row(height: DrawnGraph.legendHeight, fill: nil, cells: cells))
      rows.append(Diagram.Row(height: 4, fill: nil, cells: []))
      cells = []
    }
    for chip in chips {
      let width = TextStyle.cellWidth(columns: TextStyle.columns(of: chip.text))
      let used = cells.reduce(0) { $0 + $1.width }
      if used > 0 && used + width > DrawnGraph.legendWidth { endRow() }
      // The first one stands where titles begin.
      cells.append(
        Diagram.Cell(text: "", width: DrawnGraph.legendGap, color: options.theme.text))
      cells.append(
        Diagram.Cell(
          text: chip.text, width: width, alignment: .center,
          color: options.theme.text(on: chip.fill), fill: chip.fill))
    }
    endRow()
    return rows
  }

  /// What the colours of heads and gradients mean, of those that the picture has.
  private func roleChips() -> [Chip] {
    if let network { return chips(of: network) }
    let theme = options.theme
    let heads = headFills()
    var chips = options.style.setting.drawsWires ? wireChips() : []
    chips += [
      Chip(text: "leaf", fill: theme.heads.leaf), Chip(text: "input", fill: theme.heads.input),
      Chip(text: "parameter", fill: theme.heads.parameter),
      Chip(text: "target", fill: theme.heads.target),
      Chip(text: "constant", fill: theme.heads.constant),
      Chip(text: "operation", fill: theme.heads.operation),
      Chip(text: "output", fill: theme.heads.output),
    ].filter { heads.contains($0.fill) }
    if options.style.setting.hasColors, stages.contains(where: { $0.stage == .after }) {
      chips.append(Chip(text: "grad > 0", fill: theme.positive))
      chips.append(Chip(text: "grad < 0", fill: theme.negative))
    }
    if hasUnreached || stages.contains(where: { $0.stage == .before }) || !steps.isEmpty {
      chips.append(Chip(text: "– no gradient yet", fill: theme.background))
    }
    let reasons =
      (hasUnreached ? ["output does not depend on it"] : [])
      + (hasGhosts ? ["not asked for"] : [])
      + (options.overlay?.ghosts.isEmpty == false ? ["nothing to say of it"] : [])
    if !reasons.isEmpty {
      let text = "dashed: \(reasons.joined(separator: ", or "))"
      chips.append(Chip(text: text, fill: theme.background))
    }
    switch options.edges {
    case .none: break
    case .local where options.style.setting.drawsWires:
      chips.append(Chip(text: "at a gate's input: ∂out/∂in", fill: theme.background))
    case .flow where options.style.setting.drawsWires:
      chips.append(Chip(text: "at a gate's input: what flows back", fill: theme.background))
    case .local:
      chips.append(Chip(text: "arrows: ∂out/∂in, thick is large", fill: theme.background))
    case .flow: chips.append(Chip(text: "arrows: gradient, thick is large", fill: theme.background))
    case .weights: break
    }
    if outline.edges.contains(where: isMarked) {
      chips.append(Chip(text: "arrow with a ring: second operand", fill: theme.background))
    }
    if !steps.isEmpty { chips.append(Chip(text: "at work", fill: theme.accent)) }
    return chips
  }

  /// What stands above and below wires.
  private func wireChips() -> [Chip] {
    let sides = options.direction.isHorizontal ? ("above", "below") : ("left of", "right of")
    return [
      Chip(text: "data, \(sides.0) the wire", fill: options.theme.forward),
      Chip(text: "gradient, \(sides.1) it", fill: options.theme.backward),
    ]
  }

  /// What circles and lines of a network mean, of those that the picture has.
  private func chips(of network: NetworkOutline) -> [Chip] {
    let theme = options.theme
    var chips = [
      Chip(text: "> 0", fill: theme.positive), Chip(text: "< 0, line dashed", fill: theme.negative),
    ]
    func note(_ text: String) { chips.append(Chip(text: text, fill: theme.background)) }
    note("thick line: large")
    note("in a circle: activation, gradient below")
    if stages.contains(where: { $0.stage == .before }) { note("– no gradient yet") }
    if stages[0].nodes.contains(where: \.isDropped) { note("crossed out: dropped") }
    if network.units.contains(where: { $0.kind == .rest }) { note("+n: units that are not drawn") }
    if !steps.isEmpty { chips.append(Chip(text: "at work", fill: theme.accent)) }
    return chips
  }

  /// The heads that cards have, whatever style of their own they have beside that.
  private func headFills() -> Set<Color> {
    let graph = stages[0]
    return Set(
      outline.cards.compactMap { card in
        if card.kind == .node, options.style.setting.drawsWires { return nil }
        if card.members.contains(graph.root) { return options.theme.heads.output }
        switch card.kind {
        case .node:
          return options.style.setting.hasColors ? headFill(of: graph.nodes[card.node]) : nil
        case .group: return headFill(ofGroup: card, in: graph)
        case .rest: return nil
        }
      })
  }
}

extension Diagram {
  /// A line of a text as headers have it.
  package func row(of text: String) -> Row {
    Header.line(text, columns: TextStyle.columns(of: text), theme.mutedText)
  }
}
