internal import Autograd
internal import ComputationGraph
internal import Text

/// The pass that draws a network: a circle for each unit, and a line for each weight, whose width
/// tells its size and whose colour its sign.
///
/// Before backward they show the data, after it the gradients.
struct NetworkSetter: Sendable {
  let drawn: DrawnGraph
  let network: NetworkOutline
  let texts: UnitTexts
  private let diameter: Int
  private let numbers: WeightNumbers

  init?(of drawn: DrawnGraph) {
    guard let network = drawn.network else { return nil }
    self.drawn = drawn
    self.network = network
    texts = UnitTexts(of: drawn, network)
    diameter = texts.diameter
    numbers = WeightNumbers(of: drawn, network)
  }

  /// Draws a stage: circles in columns, lines, and a frame for each layer; returns the circle of each
  /// unit.
  func fill(_ diagram: inout Diagram, at stage: Int) -> [CardSetter.Port] {
    let graph = drawn.stages[stage]
    let scale = scale(in: graph)
    let nodes = network.units.indices.map { node(of: $0, at: stage, scale) }
    diagram.nodes = nodes
    diagram.edges = network.weights.indices.map { edge($0, at: stage, between: nodes) }
    diagram.frames = network.columns.compactMap { frame(around: $0, in: graph) }
    diagram.columns = network.columns
    return network.units.indices.map { CardSetter.Port(entry: $0, exit: $0) }
  }

  /// The colours of units at a stage.
  func scale(in graph: GraphSnapshot) -> UnitScale {
    UnitScale(of: network, in: graph, isMuted: drawn.options.overlay != nil)
  }

  private func node(of index: Int, at stage: Int, _ scale: UnitScale) -> Diagram.Node {
    let (unit, card) = (network.units[index], drawn.outline.cards[index])
    let (graph, theme) = (drawn.stages[stage], drawn.options.theme)
    let text = texts.stages[stage][index]
    let mark = drawn.worstMark(on: card)
    let fill = mark.map { theme.fill(of: $0.tone) } ?? scale.fill(of: index, theme)
    let isRoot = unit.members.contains(graph.root)
    let isPlain = unit.kind == .rest || unit.kind == .bias
    return Diagram.Node(
      id: unit.id(in: graph), classes: ["unit", unit.kind.name] + (isRoot ? ["output"] : []),
      shape: .round, rows: rows(text, sign: texts.signs[index], fill: fill),
      outline: mark.map { theme.color(of: $0.tone) }
        ?? (isPlain ? theme.frameLine : isRoot ? theme.heads.output : theme.line),
      outlineWidth: mark != nil ? 3 : isRoot ? 2 : 1, fill: fill,
      tooltip: drawn.tooltip(of: unit, card, text, in: graph),
      link: drawn.link(
        name: unit.group?.description ?? text.name, id: graph.nodes[unit.members[0]].id, nil),
      isDimmed: unit.kind != .rest && unit.members.allSatisfy(drawn.isDimmed),
      strike: unit.strike(in: graph))
  }

  /// The lines of text in the middle of a circle.
  private func rows(_ text: UnitText, sign: String, fill: Color?) -> [Diagram.Row] {
    let theme = drawn.options.theme
    let width = diameter - 2 * Diagram.Node.inset
    let color = fill.map(theme.text) ?? theme.text
    func row(_ text: String, _ color: Color, isBold: Bool = false) -> Diagram.Row {
      Diagram.Row(
        height: UnitTexts.lineHeight,
        cells: [
          Diagram.Cell(
            text: text, width: width, alignment: .center, color: color, isBold: isBold)
        ])
    }
    func row(_ number: UnitText.Number?) -> Diagram.Row? {
      guard let number else { return nil }
      let isFinite = number.value?.isFinite ?? true
      return row(number.text, isFinite ? color : theme.notFinite, isBold: !isFinite)
    }
    var rows: [Diagram.Row] = []
    if !sign.isEmpty { rows.append(row(sign, color, isBold: true)) }
    if !text.name.isEmpty { rows.append(row(text.name, color, isBold: true)) }
    rows += [row(text.data)].compactMap { $0 }
    if var gradient = row(text.gradient) {
      gradient.cells[0].isGradient = true
      rows.append(gradient)
    }
    let room = width - rows.height
    func space(_ height: Int) -> Diagram.Row {
      Diagram.Row(height: height, cells: [Diagram.Cell(text: "", width: width, color: color)])
    }
    return [space(room / 2)] + rows + [space(room - room / 2)]
  }

  private func edge(
    _ line: Int, at stage: Int, between nodes: [Diagram.Node]
  ) -> Diagram.Edge {
    let weight = network.weights[line]
    let theme = drawn.options.theme
    var edge = Diagram.Edge(
      tail: weight.tail, head: weight.head, color: theme.line,
      isDimmed: nodes[weight.tail].isDimmed || nodes[weight.head].isDimmed)
    edge.hasHead = false
    numbers.write(on: &edge, line: line, at: stage)
    if edge.isDimmed { edge.color = theme.faint(edge.color) }
    return edge
  }

  private func frame(around column: [Int], in graph: GraphSnapshot) -> Diagram.Frame? {
    let kinds = Set(column.map { network.units[$0].kind })
    if kinds.contains(.loss) { return nil }
    if kinds.contains(.input) { return Diagram.Frame(title: "inputs", nodes: column) }
    guard let unit = column.first(where: { network.units[$0].kind == .neuron }) else { return nil }
    let neuron = network.units[unit]
    let layer = neuron.group?.parent?.description ?? "neurons"
    let words = [TextStyle.name(layer), drawn.activation(of: neuron, in: graph)]
    return Diagram.Frame(
      title: words.compactMap { $0 }.joined(separator: " "), nodes: column)
  }
}

extension DrawnGraph {
  /// What a neuron applies to its sum; `nil` where that is nothing.
  fileprivate func activation(
    of unit: NetworkOutline.Unit, in graph: GraphSnapshot
  ) -> String? {
    guard let output = unit.values.first else { return nil }
    var node = graph.nodes[output]
    // Behind the activation stands the factor of a dropout.
    if node.builtIn == .multiply, let constant = node.inputs.last,
      graph.nodes[constant].builtIn == .constant
    {
      node = graph.nodes[node.inputs[0]]
    }
    return node.inputs.count == 1 ? tag(of: node) : nil
  }

  /// Everything that is known of a unit, a line each.
  fileprivate func tooltip(
    of unit: NetworkOutline.Unit, _ card: GraphOutline.Card, _ text: UnitText,
    in graph: GraphSnapshot
  ) -> String {
    switch unit.kind {
    case .rest: return "\(unit.hiddenCount.counted("unit")) that are not drawn"
    case .bias: return "\(unit.members.count.counted("bias", plural: "biases"))"
    case .input, .neuron, .target, .loss: break
    }
    var lines = [unit.group?.description ?? text.name]
    if unit.values.count > 1 { lines.append("mean over \(unit.values.count) samples") }
    if let data = text.data?.value { lines.append("data \(data)") }
    if let gradient = text.gradient {
      lines.append("grad " + (gradient.value.map { "\($0)" } ?? "–"))
    }
    let dropped = unit.members.count { graph.nodes[$0].isDropped }
    if dropped > 0 {
      lines.append("dropped in \(dropped) of \(unit.values.count.counted("sample"))")
    }
    for index in card.members {
      lines += (options.overlay?.marks[index] ?? []).map { "\($0.key): \($0.text)" }
    }
    return lines.joined(separator: "\n")
  }
}

extension NetworkOutline.Unit {
  /// What the unit is called in pictures: a single node, or what stands for several.
  fileprivate func id(in graph: GraphSnapshot) -> CardID {
    let first = graph.nodes[members[0]].id
    return switch kind {
    case .rest: .rest(first)
    case .loss: .node(graph.nodes[values[0]].id)
    case .input, .target: members.count == 1 ? .node(first) : .group(first)
    case .neuron, .bias: .group(first)
    }
  }

  /// Whether dropout took the unit out, of all samples or of some.
  fileprivate func strike(in graph: GraphSnapshot) -> Diagram.Node.Strike? {
    let dropped = members.count { graph.nodes[$0].isDropped }
    return dropped == 0 ? nil : dropped >= values.count ? .twice : .once
  }
}

extension NetworkOutline.Unit.Kind {
  /// The kind as a class for style sheets.
  fileprivate var name: String {
    switch self {
    case .input: "input"
    case .neuron: "neuron"
    case .bias: "bias"
    case .target: "target"
    case .loss: "loss"
    case .rest: "rest"
    }
  }
}

/// The colours of units: before backward by their data, after it by their gradients.
struct UnitScale {
  /// For each unit, what its colour tells.
  let values: [Double?]
  private let scale: GradientScale
  private let isOfData: Bool
  private var greatest = 0.0

  /// - Parameter isMuted: Whether the colours of marks shall stand out beside these.
  init(of network: NetworkOutline, in graph: GraphSnapshot, isMuted: Bool) {
    isOfData = graph.stage == .before
    values = network.units.map { unit in
      switch unit.kind {
      case .bias, .rest, .loss, .target: nil
      case .input, .neuron:
        graph.stage == .after ? unit.meanGradient(in: graph) : unit.meanData(in: graph)
      }
    }
    scale = GradientScale(values.compactMap { $0 }, isMuted: isMuted)
    for case let value? in values where value.isFinite { greatest = max(greatest, value.magnitude) }
  }

  func fill(of unit: Int, _ theme: Theme) -> Color? {
    guard let value = values[unit] else { return nil }
    if !isOfData { return scale.fill(value, theme) }
    if !value.isFinite || greatest == 0 { return nil }
    return theme.card.mixed(
      with: scale.greatestFill(isPositive: value > 0, theme), 0.85 * value.magnitude / greatest)
  }
}
