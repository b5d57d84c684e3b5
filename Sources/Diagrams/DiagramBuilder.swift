public import ComputationGraph
internal import Autograd

/// Turns the stages of a graph into diagrams of one geometry.
///
/// Every box has room for the longest text of any stage, so that before and after can be laid over
/// each other and only the numbers change.
///
///     let builder = DiagramBuilder(stages: [after.beforeBackward(), after])
///     let diagrams = builder.diagrams()
public struct DiagramBuilder: Sendable {
  let stages: [GraphSnapshot]
  let options: DiagramOptions
  let scale: GradientScale
  /// For each node, whether it is drawn faintly: the root does not depend on it, or it is a ghost of
  /// the overlay.
  let isDimmed: [Bool]
  /// The groups that are drawn as single cards; `nil` where every value is drawn.
  public let outline: GraphOutline?

  /// A builder for the stages of one graph: the same nodes in all of them.
  public init(stages: [GraphSnapshot], options: DiagramOptions = DiagramOptions()) {
    guard let count = stages.first?.nodes.count, stages.allSatisfy({ $0.nodes.count == count })
    else {
      fatalError("A DiagramBuilder needs one stage or more of one graph, all of the same nodes.")
    }
    self.stages = stages
    self.options = options
    scale = GradientScale(stages.lazy.flatMap(\.nodes).compactMap(\.gradient))
    outline = DiagramBuilder.outline(of: stages[0], options.collapse)
    let overlay = options.overlay
    isDimmed = stages[0].reachesRoot().enumerated().map { place, reaches in
      // What a finding is about must be seen, also where the root does not depend on it.
      let isMarked = overlay?.marks[place]?.contains { $0.tone == .bad || $0.tone == .warning }
      return overlay?.ghosts.contains(place) == true || (!reaches && isMarked != true)
    }
  }

  /// One diagram for each stage, in their order.
  ///
  /// O(nodes + edges).
  public func diagrams() -> [Diagram] {
    stages.map { graph in
      var diagram = Diagram(
        title: options.title ?? title(of: graph), description: description(of: graph),
        direction: options.direction, nodes: [], edges: [], frames: [], theme: options.theme)
      switch (outline, options.style) {
      case (let outline?, _): addUnits(of: graph, outline, to: &diagram)
      case (nil, .cards): addCards(of: graph, to: &diagram)
      case (nil, .micrograd): addBoxesAndRounds(of: graph, to: &diagram)
      }
      addLegend(to: &diagram)
      for place in diagram.nodes.indices where diagram.nodes[place].isDimmed {
        diagram.nodes[place].fade(into: options.theme)
      }
      return diagram
    }
  }

  private static func outline(
    of graph: GraphSnapshot, _ collapse: DiagramOptions.Collapse
  ) -> GraphOutline? {
    let outline: GraphOutline
    switch collapse {
    case .none: return nil
    case .auto:
      if graph.nodes.count <= DiagramOptions.readableCardCount { return nil }
      outline = .readable(graph, limit: DiagramOptions.readableCardCount)
    case .all: outline = GraphOutline(graph, depth: 1)
    }
    return outline.units.count < graph.nodes.count ? outline : nil
  }
}

extension DiagramBuilder {
  /// The arrow between two boxes; faint where either end is.
  func edge(from tail: Int, to head: Int, in diagram: Diagram) -> Diagram.Edge {
    let isDimmed = diagram.nodes[tail].isDimmed || diagram.nodes[head].isDimmed
    let line = options.theme.line
    return Diagram.Edge(
      tail: tail, head: head, color: isDimmed ? options.theme.faint(line) : line,
      isDimmed: isDimmed)
  }

  /// The width in points of so many columns of text, rounded up.
  ///
  /// The point more is for fonts whose advance is not quite 0.6 em: that of DejaVu Sans Mono is
  /// 0.602.
  func width(columns: Int) -> Int {
    Int((Double(columns) * TextStyle.advance).rounded(.up)) + 1
  }

  /// A text's columns in whichever stage it is longest.
  func longest(at place: Int, _ text: (GraphSnapshot.Node) -> String) -> Int {
    stages.map { TextStyle.columns(of: text($0.nodes[place])) }.max() ?? 0
  }

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
