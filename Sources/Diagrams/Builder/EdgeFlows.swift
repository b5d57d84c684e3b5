internal import Autograd
internal import ComputationGraph

/// The numbers on arrows: local derivatives, or the gradients that flow through them.
struct EdgeFlows {
  private let builder: DiagramBuilder
  private let graph: GraphSnapshot
  private let step: BackwardStep?
  private let scale: GradientScale
  /// The norms of the numbers on arrows that stand for many.
  private var norms: [GraphOutline.Edge: (norm: Double?, count: Int)] = [:]

  /// The numbers of one stage.
  init(_ builder: DiagramBuilder, _ graph: GraphSnapshot, _ step: BackwardStep?) {
    self.builder = builder
    self.graph = graph
    self.step = step
    let last = builder.stages[builder.stages.count - 1]
    scale = GradientScale(
      last.nodes.indices.lazy.flatMap { place in
        last.nodes[place].inputs.indices.compactMap { index in
          EdgeFlows.number(
            at: GraphOutline.Operand(node: place, index: index), in: last, builder.options.edges)
        }
      })
    if builder.outline.edges.contains(where: { $0.operand == nil }) { collectNorms() }
  }

  private mutating func collectNorms() {
    let unitOf = builder.outline.unitOfEachNode(of: graph)
    var squares: [GraphOutline.Edge: (sum: Double?, count: Int)] = [:]
    for (place, node) in graph.nodes.enumerated() {
      for (index, input) in node.inputs.enumerated() {
        guard let tail = unitOf[input], let head = unitOf[place], tail != head else { continue }
        let edge = GraphOutline.Edge(tail: tail, head: head)
        let number = number(
          at: GraphOutline.Operand(node: place, index: index), of: place)
        var entry = squares[edge] ?? (nil, 0)
        entry.count += 1
        if let number { entry.sum = (entry.sum ?? 0) + number * number }
        squares[edge] = entry
      }
    }
    norms = squares.mapValues { ($0.sum?.squareRoot(), $0.count) }
  }

  /// The number of one operand in this stage; `nil` where there is none, or none yet.
  ///
  /// - Parameters:
  ///   - operand: The operand.
  ///   - user: The place of the node that hands the gradient on: the operand's own, or that of the sum
  ///     that it is folded into.
  private func number(at operand: GraphOutline.Operand, of user: Int) -> Double? {
    if builder.options.edges == .flow, let step, user < step.node {
      return nil  // It has its gradient, and does not hand it on before its own step.
    }
    return EdgeFlows.number(at: operand, in: graph, builder.options.edges)
  }

  fileprivate static func number(
    at operand: GraphOutline.Operand, in graph: GraphSnapshot,
    _ numbers: DiagramOptions.EdgeNumbers
  ) -> Double? {
    let node = graph.nodes[operand.node]
    guard graph.nodes[node.inputs[operand.index]].builtIn != .constant,
      operand.index < node.localDerivatives.count
    else { return nil }
    let slope = node.localDerivatives[operand.index]
    return numbers == .local ? slope : node.gradient.map { $0 * slope }
  }

  /// Writes the number on an arrow, and shows its size in width and colour.
  func draw(on arrow: inout Diagram.Edge, _ edge: GraphOutline.Edge, columns: Int) {
    let theme = builder.options.theme
    guard let operand = edge.operand else {
      guard let (norm, count) = norms[edge] else { return }
      if let norm { arrow.width = 1 + 2 * scale.strength(of: norm) }
      let size = norm.map { "\($0)" } ?? "–"
      arrow.tooltip = "\(word)\n\(count) arrows, norm \(size)"
      return
    }
    let input = graph.nodes[graph.nodes[operand.node].inputs[operand.index]]
    if input.builtIn == .constant { return }
    let number = number(at: operand, of: builder.outline.units[edge.head].place)
    arrow.tooltip = "\(word)\n\(number.map { "\($0)" } ?? "–")"
    let isFinite = number?.isFinite ?? true
    arrow.label = Diagram.Label(
      text: text(number), width: builder.width(columns: columns) + 4,
      color: arrow.isDimmed
        ? theme.faint(theme.mutedText)
        : !isFinite ? theme.notFinite : number == nil ? theme.mutedText : theme.text)
    guard let number, !arrow.isDimmed else { return }
    arrow.width = 1 + 3 * scale.strength(of: number)
    if number.isFinite && number != 0 {
      arrow.color = theme.line.mixed(
        with: number > 0 ? theme.positive : theme.negative, scale.strength(of: number))
    } else if !number.isFinite {
      arrow.color = theme.notFinite
    }
  }

  private var word: String {
    builder.options.edges == .local ? "local derivative" : "gradient that flows back"
  }

  private func text(_ number: Double?) -> String { builder.edgeText(number) }
}

extension DiagramBuilder {
  /// A number as it stands on an arrow.
  fileprivate func edgeText(_ number: Double?) -> String {
    guard let number else { return "–" }
    return options.edges == .local
      ? options.numbers.text(number) : options.numbers.signedText(number)
  }

  /// The columns that the number on each line takes, in whichever stage it is longest.
  func measuredEdgeColumns() -> [Int] {
    outline.edges.map { edge in
      guard let operand = edge.operand else { return 0 }
      return stages.lazy.map { stage in
        TextStyle.columns(of: edgeText(EdgeFlows.number(at: operand, in: stage, options.edges)))
      }.max() ?? 1
    }
  }
}
