public import ComputationGraph
internal import Autograd
internal import Text

/// Turns the stages of a graph into diagrams of one geometry.
///
/// Every box has room for the longest text of any stage, so that before and after can be laid over
/// each other and only the numbers change.
///
///     let builder = DiagramBuilder(stages: [after.beforeBackward(), after])
///     let diagrams = builder.diagrams()
public struct DiagramBuilder: Sendable {
  let stages: [GraphSnapshot]
  /// The step of a backward pass that each stage shows; empty, or one for each stage.
  let steps: [BackwardStep?]
  let options: DiagramOptions
  let scale: GradientScale
  /// For each node, whether it is drawn faintly: the root does not depend on it, or it is a ghost of
  /// the overlay or of a selection.
  let isDimmed: [Bool]
  /// Whether the root does not depend on some node that is drawn.
  let hasUnreached: Bool
  /// Whether some nodes are drawn faintly since one did not ask for them.
  let hasGhosts: Bool
  /// What is drawn: which nodes have cards, and which are collapsed or counted.
  public let outline: GraphOutline
  let styleNode: NodeStyling?
  /// For each node, whether it is no more than a number on the card of its user.
  let isInlined: [Bool]
  /// How many cards stand in each frame.
  let frameCounts: [GroupPath: Int]
  /// The two graphs that the picture is of, where it is of two.
  var merged: MergedGraph?
  /// What is said of two graphs, where the picture is of two.
  var descriptionOfComparison: String?
  /// The labels that several nodes have.
  private(set) var repeatedLabels: Set<String> = []
  /// The room that each unit takes.
  private(set) var rooms: [CardRoom] = []
  /// The columns that the number on each line takes.
  private(set) var edgeColumns: [Int] = []
  /// The lines over each stage.
  private(set) var captions: [[String]] = []
  /// The columns of the longest of these lines.
  private(set) var captionColumns = 0

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
    self.init(
      stages: stages, steps: steps, options: options, styleNode: styleNode,
      outline: .automatic(graph, options), ghosts: [])
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
      stages: stages, steps: steps, options: options, styleNode: styleNode, outline: outline,
      ghosts: ghosts)
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

  private init(
    stages: [GraphSnapshot], steps: [BackwardStep?], options: DiagramOptions,
    styleNode: NodeStyling?, outline: GraphOutline, ghosts: Set<Int>
  ) {
    self.stages = stages
    self.steps = steps
    self.options = options
    self.outline = outline
    self.styleNode = styleNode
    isInlined = outline.unitOfEachNode(of: stages[0]).map { $0 == nil }
    frameCounts = DiagramBuilder.frameCounts(of: outline)
    scale = GradientScale(stages.lazy.flatMap(\.nodes).compactMap(\.gradient))
    let overlay = options.overlay
    let reachesRoot = stages[0].reachesRoot()
    hasUnreached = outline.units.contains { unit in
      unit.kind != .rest && unit.members.contains { !reachesRoot[$0] }
    }
    hasGhosts = !ghosts.isEmpty
    isDimmed = reachesRoot.enumerated().map { place, reaches in
      // What a finding is about must be seen, also where the root does not depend on it.
      let isMarked = overlay?.marks[place]?.contains { $0.tone == .bad || $0.tone == .warning }
      return ghosts.contains(place) || overlay?.ghosts.contains(place) == true
        || (!reaches && isMarked != true)
    }
    rooms = measuredRooms()
    if options.edges != .none { edgeColumns = measuredEdgeColumns() }
    if !steps.isEmpty {
      let labels = Dictionary(grouping: stages[0].nodes.lazy.compactMap(\.label)) { $0 }
      repeatedLabels = Set(labels.lazy.filter { $0.value.count > 1 }.map(\.key))
    }
    captions = writtenCaptions()
    captionColumns = captions.joined().map { TextStyle.columns(of: $0) }.max() ?? 0
  }

  /// One diagram for each stage, in their order.
  ///
  /// O(nodes + edges) for each.
  public func diagrams() -> [Diagram] { stages.indices.map(diagram) }

  /// The diagram of one stage, where all at once would be too much.
  public func diagram(at stage: Int) -> Diagram {
    let graph = stages[stage]
    let step = steps.isEmpty ? nil : steps[stage]
    var diagram = Diagram(
      title: options.title ?? title(of: graph, step),
      description: descriptionOfComparison ?? description(of: graph, step),
      direction: options.direction, nodes: [], edges: [], frames: [], theme: options.theme)
    let ports = addNodes(of: graph, to: &diagram)
    let arrows = addEdges(of: graph, step, between: ports, to: &diagram)
    if let merged { markDifferences(of: merged, in: &diagram, arrows: arrows, at: ports) }
    addFrames(to: &diagram, at: ports)
    bundleEdges(of: &diagram)
    diagram.ordersOperands = canOrderOperands(of: diagram)
    if let step { highlight(step, in: &diagram, at: ports) }
    addHeader(of: stage, to: &diagram)
    for place in diagram.nodes.indices where diagram.nodes[place].isDimmed {
      diagram.nodes[place].fade(into: options.theme)
    }
    return diagram
  }
}

extension DiagramBuilder {
  /// The boxes that stand for a unit: where data comes in, and where it goes out.
  struct Port {
    let entry: Int
    let exit: Int
  }

  /// A box for each unit; in micrograd's style two, for what an operation made.
  private func addNodes(of graph: GraphSnapshot, to diagram: inout Diagram) -> [Port] {
    zip(outline.units, rooms).map { unit, room in
      let entry = diagram.nodes.count
      switch unit.kind {
      case .group: diagram.nodes.append(card(ofGroup: unit, room, in: graph))
      case .rest: diagram.nodes.append(card(ofRest: unit, room, in: graph))
      case .node where options.style == .micrograd:
        // A round stands just before its box, so that both are one unit in the order of nodes.
        if !graph.nodes[unit.place].inputs.isEmpty {
          diagram.nodes.append(round(of: unit, in: graph))
        }
        diagram.nodes.append(box(of: unit, room, in: graph))
      case .node: diagram.nodes.append(card(ofNode: unit, room, in: graph))
      }
      return Port(entry: entry, exit: diagram.nodes.count - 1)
    }
  }

  /// The width in points of so many columns of text, rounded up.
  ///
  /// The point more is for fonts whose advance is not quite 0.6 em: that of DejaVu Sans Mono is
  /// 0.602.
  func width(columns: Int) -> Int {
    Int((Double(columns) * TextStyle.advance).rounded(.up)) + 1
  }

  /// The columns of a row with a word and a text, and room between them.
  func columns(of key: String, _ text: String) -> Int {
    TextStyle.columns(of: key) + 2 + TextStyle.columns(of: text)
  }

  /// The width in points of a cell for so many columns of text, with room on both sides.
  func cellWidth(columns: Int) -> Int { width(columns: columns) + 2 * TextStyle.padding }

  /// The data as it is written: a number that stands in the program is not rounded as results are.
  func dataText(_ node: GraphSnapshot.Node) -> String {
    node.builtIn == .constant && node.label == nil
      ? DiagramBuilder.exact(node.data) : options.numbers.text(node.data)
  }

  /// A number that somebody wrote, and that says what is computed.
  static func exact(_ number: Double) -> String { NumberStyle(digits: 12).text(number) }

  /// The gradient as it is written: "–" while there is none, and how many passes it holds where
  /// that is more than one.
  ///
  /// Cards write its sign always, as the second cue beside colour.
  func gradientText(_ node: GraphSnapshot.Node) -> String {
    guard let gradient = node.gradient else { return "–" }
    let isSigned = options.style == .cards
    let text =
      isSigned ? options.numbers.signedText(gradient) : options.numbers.text(gradient)
    return node.passes > 1 ? "\(text) (\(node.passes) passes)" : text
  }

  /// A cell for a number: in a warning colour where it is not finite.
  func numberCell(
    _ text: String, _ value: Double?, width: Int, alignment: Diagram.Cell.Alignment
  ) -> Diagram.Cell {
    let isFinite = value?.isFinite ?? true
    let theme = options.theme
    return Diagram.Cell(
      text: text, width: width, alignment: alignment,
      color: isFinite ? (value == nil ? theme.mutedText : theme.text) : theme.notFinite,
      isBold: !isFinite)
  }
}
