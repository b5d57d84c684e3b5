internal import Text
public import ComputationGraph

/// Turns the stages of a graph into diagrams of one geometry.
///
/// Every box has room for the longest text of any stage, so that before and after can be laid over
/// each other and only the numbers change.
///
///     let builder = DiagramBuilder(stages: [after.beforeBackward(), after])
///     let diagrams = builder.diagrams()
///
/// It is a list of passes, each a value with an input and an output: those over all stages run when it
/// is made, those over one stage when that is drawn.
public struct DiagramBuilder: Sendable {
  private let drawn: DrawnGraph
  private let texts: CardTexts
  private let sizes: CardSizes
  private let numbers: ArrowNumbers?
  private let network: NetworkSetter?
  private let header: Diagram.Header

  private init(_ drawn: DrawnGraph) {
    self.drawn = drawn
    texts = CardTexts(of: drawn)
    sizes = CardSizes(of: texts, in: drawn)
    numbers = ArrowNumbers(of: drawn)
    network = NetworkSetter(of: drawn)
    header = drawn.header(legend: drawn.legend(of: texts, numbers, network))
  }

  /// One diagram for each stage, in their order.
  ///
  /// O(nodes + edges) for each.
  public func diagrams() -> [Diagram] { drawn.stages.indices.map(diagram) }

  /// The diagram of one stage, where all at once would be too much.
  public func diagram(at stage: Int) -> Diagram {
    var diagram = Diagram(
      title: drawn.title(at: stage), description: drawn.description(at: stage),
      direction: drawn.options.direction, header: header, nodes: [], theme: drawn.options.theme)
    (diagram.header.stage, diagram.stageName) = (stage, drawn.moment(at: stage))
    let ports = network?.fill(&diagram, at: stage) ?? fillWithCards(&diagram, at: stage)
    if let step = drawn.step(at: stage) { diagram.highlight(step, of: drawn, at: ports) }
    diagram.fadeDimmedNodes()
    return diagram
  }

  /// Draws the cards of a stage and what is between them; returns the boxes of each card.
  private func fillWithCards(_ diagram: inout Diagram, at stage: Int) -> [CardSetter.Port] {
    let (boxes, ports) = CardSetter.nodes(of: drawn, at: stage, texts, sizes)
    let arrows = Arrows(of: drawn, between: ports, boxes, numbers?.stage(stage))
    (diagram.nodes, diagram.edges) = (arrows.nodes, arrows.edges)
    diagram.frames = FrameTree.frames(of: drawn, around: ports)
    diagram.ordersOperands = arrows.canOrderOperands(in: diagram.frames)
    diagram.longestLine = drawn.options.longestLine
    diagram.hasSquareLines = drawn.options.style.setting.drawsWires
    return ports
  }

  /// What is drawn: which nodes have cards, and which are collapsed or counted.
  public var outline: GraphOutline { drawn.outline }

  /// What is collapsed, and what is left out, in a sentence.
  public var view: String { drawn.view }
}

extension DiagramBuilder {
  /// A builder for the stages of one graph: the same nodes in all of them.
  ///
  /// - Parameters:
  ///   - stages: The graph, a stage each.
  ///   - steps: The step of a backward pass that each stage shows; empty for none.
  ///   - options: What the pictures look like.
  ///   - styleNode: Gives nodes a style of their own.
  public init(
    stages: [GraphSnapshot], steps: [BackwardStep?] = [],
    options: DiagramOptions = DiagramOptions(), styleNode: NodeStyling? = nil
  ) {
    let graph = DiagramBuilder.first(of: stages, steps)
    let network = NetworkOutline(of: graph, options)
    self.init(
      DrawnGraph(
        stages: GraphStages(stages), steps: steps, options: options,
        outline: network?.cards ?? .automatic(graph, options), network: network,
        styleNode: styleNode))
  }

  /// A builder for a part of a graph; the rest is counted, or drawn faintly where the options ask
  /// for ghosts.
  ///
  /// - Throws: That the graph has no such part.
  public init(
    stages: [GraphSnapshot], steps: [BackwardStep?] = [],
    options: DiagramOptions = DiagramOptions(), showing selection: GraphSelection,
    styleNode: NodeStyling? = nil
  ) throws(GraphSelectionError) {
    let graph = DiagramBuilder.first(of: stages, steps)
    let (outline, ghosts) = try GraphOutline.part(selection, of: graph, options)
    self.init(
      DrawnGraph(
        stages: GraphStages(stages), steps: steps, options: options, outline: outline,
        ghosts: ghosts,
        styleNode: styleNode))
  }

  /// A builder for the backward pass of a graph, step by step: the graph before it, and then a stage
  /// for each operation that hands its gradient on.
  ///
  /// Values without a name are called v₁, v₂ and so on, on their cards as in what is said of them.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - options: What the pictures look like; a folded sum hands its gradient on in one step.
  ///   - selection: The part of the graph that is drawn; `nil` for all of it.
  ///   - limit: How many steps there may be.
  /// - Throws: That the graph has no such part, or how many steps there would be.
  public init(
    backwardOf graph: GraphSnapshot, options: DiagramOptions = DiagramOptions(),
    showing selection: GraphSelection? = nil, limit: Int = .max
  ) throws {
    let folded = GraphOutline(graph, folding: GraphOutline.folding(of: graph, options))
    if graph.hasTensors { throw BackwardStepError.tensors }
    let steps = graph.backwardSteps(in: folded)
    if steps.isEmpty { throw BackwardStepError.nothingComputed }
    if steps.count > limit { throw BackwardStepError.tooMany(steps.count) }
    let network = selection == nil ? NetworkOutline(of: graph, options) : nil
    // Units have places, and no names.
    let graph = network == nil ? graph.namingValues(in: folded) : graph
    let (outline, ghosts) =
      try selection.map { try GraphOutline.part($0, of: graph, options) }
      ?? (network?.cards ?? .automatic(graph, options), [])
    self.init(
      DrawnGraph(
        stages: GraphStages(of: graph, through: steps), steps: [nil] + steps, options: options,
        outline: outline, network: network, ghosts: ghosts))
  }

  /// The steps of the backward pass that the stages show, in their order.
  public var steps: [BackwardStep] { drawn.steps.compactMap(\.self) }

  /// A builder for one picture of two graphs: the second, with what only the first has, and marks on
  /// what differs.
  ///
  /// Between values that have cards of their own, arrows that only one of the graphs has are coloured,
  /// and dashed where that is the first.
  ///
  /// - Parameters:
  ///   - comparison: The two graphs.
  ///   - options: What the picture looks like; its overlay is ignored.
  public init(of comparison: GraphComparison, options: DiagramOptions = DiagramOptions()) {
    let merged = comparison.merged()
    let outline = GraphOutline.automatic(merged.graph, options)
    var options = options
    options.overlay = .comparison(of: merged, outline: outline, numbers: options.numbers)
    if options.title == nil {
      options.title =
        comparison.isEqual ? "Two graphs that are equal" : "What changed between two graphs"
    }
    self.init(
      DrawnGraph(
        stages: GraphStages([merged.graph]), steps: [], options: options, outline: outline,
        comparison: DrawnComparison(merged, DiagramBuilder.description(of: comparison))))
  }

  /// One picture of two graphs: see ``init(of:options:)``.
  ///
  /// O(nodes + edges).
  public static func diagram(
    of comparison: GraphComparison, options: DiagramOptions = DiagramOptions()
  ) -> Diagram {
    DiagramBuilder(of: comparison, options: options).diagram(at: 0)
  }

  private static func description(of comparison: GraphComparison) -> String {
    let counts = comparison.counts
    if comparison.isEqual {
      return "The two graphs of \(counts.matched.counted("node")) are equal."
    }
    return
      "Two graphs laid over each other: \(counts.matched.counted("node")) in both, \(counts.added) added, "
      + "\(counts.removed) removed, \(counts.structuralChanges.counted("change")) of structure, "
      + "\(counts.numericChanges) of numbers."
  }

  private static func first(
    of stages: [GraphSnapshot], _ steps: [BackwardStep?]
  ) -> GraphSnapshot {
    guard let first = stages.first, stages.allSatisfy({ $0.nodes.count == first.nodes.count })
    else {
      fatalError("A DiagramBuilder needs one stage or more of one graph, all of the same nodes.")
    }
    if !steps.isEmpty && steps.count != stages.count {
      fatalError("A DiagramBuilder needs a step for each of its stages, or none.")
    }
    return first
  }
}
