internal import Autograd
internal import ComputationGraph

/// The pass that writes the numbers on arrows, local derivatives or the gradients that flow through
/// them, once: they are measured over all stages, and then set.
struct ArrowNumbers {
  private let drawn: DrawnGraph
  /// For each stage, the number of each line of the outline; empty on those that stand for many.
  private let texts: [[String]]
  /// For each line of the outline, the columns of its number in whichever stage it is longest.
  private let columns: [Int]
  /// The numbers that colour arrows at the last stage.
  private(set) var colors: [Double] = []
  private var scale = ArrowScale([])

  /// `nil` where nothing is written on arrows.
  init?(of drawn: DrawnGraph) {
    let kind = drawn.options.edges
    guard kind == .local || kind == .flow, drawn.network == nil else { return nil }
    self.drawn = drawn
    let texts = drawn.stages.map { graph in
      drawn.outline.edges.map { edge in
        edge.operand.map { drawn.arrowText(graph.number(at: $0, kind)) } ?? ""
      }
    }
    self.texts = texts
    columns = drawn.outline.edges.indices.map { line in
      texts.lazy.map { TextStyle.columns(of: $0[line]) }.max() ?? 0
    }
    let last = stage(drawn.stages.count - 1)
    scale = ArrowScale(drawn.outline.edges.compactMap(last.number))
    if !drawn.options.style.setting.drawsWires {
      colors = drawn.outline.edges.filter { $0.operand != nil }.compactMap(last.number)
    }
  }

  /// The numbers of one stage.
  func stage(_ stage: Int) -> Stage { Stage(self, stage) }

  /// The numbers on the arrows of one stage.
  struct Stage {
    private let all: ArrowNumbers
    private let graph: GraphSnapshot
    private let texts: [String]
    private let step: BackwardStep?
    /// The norms of the numbers on arrows that stand for many.
    private var norms: [GraphOutline.Edge: (norm: Double?, count: Int)] = [:]

    fileprivate init(_ all: ArrowNumbers, _ stage: Int) {
      self.all = all
      graph = all.drawn.stages[stage]
      texts = all.texts[stage]
      step = all.drawn.step(at: stage)
      if all.drawn.outline.edges.contains(where: { $0.operand == nil }) { collectNorms() }
    }

    private mutating func collectNorms() {
      let cardOf = all.drawn.cardOf
      var squares: [GraphOutline.Edge: (sum: Double?, count: Int)] = [:]
      for (user, node) in graph.nodes.enumerated() {
        for (index, input) in node.inputs.enumerated() {
          guard let tail = cardOf[input], let head = cardOf[user], tail != head else { continue }
          let edge = GraphOutline.Edge(tail: tail, head: head)
          let number = number(at: GraphOutline.Operand(node: user, index: index), of: user)
          var entry = squares[edge] ?? (nil, 0)
          entry.count += 1
          if let number { entry.sum = (entry.sum ?? 0) + number * number }
          squares[edge] = entry
        }
      }
      norms = squares.mapValues { ($0.sum?.squareRoot(), $0.count) }
    }

    /// The number of a line of the outline, or the norm of those that it stands for.
    fileprivate func number(of edge: GraphOutline.Edge) -> Double? {
      edge.operand.map { number(at: $0, of: all.drawn.outline.cards[edge.head].node) }
        ?? norms[edge]?.norm
    }

    /// The number of one operand in this stage; `nil` where there is none, or none yet.
    ///
    /// - Parameters:
    ///   - operand: The operand.
    ///   - user: The node that hands the gradient on: the operand's own, or the sum that it is folded
    ///     into.
    private func number(at operand: GraphOutline.Operand, of user: Int) -> Double? {
      if all.drawn.options.edges == .flow, let step, user < step.node {
        return nil  // It has its gradient, and does not hand it on before its own step.
      }
      return graph.number(at: operand, all.drawn.options.edges)
    }

    /// Writes the number of a line of the outline on its arrow, and shows its size in width and
    /// colour.
    func write(on arrow: inout Diagram.Edge, line: Int) {
      let (drawn, theme) = (all.drawn, all.drawn.options.theme)
      let edge = drawn.outline.edges[line]
      let word =
        drawn.options.edges == .local ? "local derivative" : "gradient that flows back"
      guard let operand = edge.operand else {
        guard let (norm, count) = norms[edge] else { return }
        if let norm { arrow.width = all.scale.width(of: norm) }
        arrow.tooltip = "\(word)\n\(count) arrows, norm \(norm.map { "\($0)" } ?? "–")"
        return
      }
      let input = graph.nodes[graph.nodes[operand.node].inputs[operand.index]]
      if input.builtIn == .constant { return }
      let number = number(of: edge)
      arrow.tooltip = "\(word)\n\(number.map { "\($0)" } ?? "–")"
      let isFinite = number?.isFinite ?? true
      let room = all.drawn.roomBesideArrows
      arrow.label = Diagram.Label(
        text: number == nil ? "–" : texts[line],
        width: TextStyle.width(columns: all.columns[line]) + room.beside,
        height: 16 + room.above,
        color: arrow.isDimmed
          ? theme.faint(theme.mutedText)
          : !isFinite ? theme.notFinite : number == nil ? theme.mutedText : theme.text)
      guard let number, !arrow.isDimmed, !drawn.options.style.setting.drawsWires else { return }
      arrow.width = all.scale.width(of: number)
      arrow.color = all.scale.color(of: number, theme)
    }
  }
}

extension GraphSnapshot {
  /// The number on the arrow from an operand; `nil` where there is none.
  fileprivate func number(
    at operand: GraphOutline.Operand, _ kind: DiagramOptions.EdgeNumbers
  ) -> Double? {
    let node = nodes[operand.node]
    guard nodes[node.inputs[operand.index]].builtIn != .constant,
      operand.index < node.localDerivatives.count, !isOverTensors(operand.node)
    else { return nil }
    let slope = node.localDerivatives[operand.index]
    return kind == .local ? slope : node.gradient.map { $0 * slope }
  }
}

extension DrawnGraph {
  /// The room that a number keeps from its arrow, which may be wide: none from wires.
  fileprivate var roomBesideArrows: (beside: Int, above: Int) {
    if options.style.setting.drawsWires { return (4, 0) }
    return options.direction.isHorizontal ? (4, 6) : (14, 0)
  }

  /// A number as it stands on an arrow.
  fileprivate func arrowText(_ number: Double?) -> String {
    guard let number else { return "–" }
    return options.edges == .local
      ? options.numbers.text(number) : options.numbers.signedText(number)
  }
}
