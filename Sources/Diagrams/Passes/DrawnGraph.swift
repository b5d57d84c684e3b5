internal import Autograd
internal import ComputationGraph
internal import Text

/// What every pass over a picture reads: the stages of a graph, what is drawn of it, and how.
struct DrawnGraph: Sendable {
  let stages: GraphStages
  /// The step of a backward pass that each stage shows; empty, or one for each stage.
  let steps: [BackwardStep?]
  let options: DiagramOptions
  /// Which nodes have cards, and which are collapsed or counted.
  let outline: GraphOutline
  /// The network that the outline is of, in the style of networks.
  let network: NetworkOutline?
  let styleNode: NodeStyling?
  /// The two graphs that the picture is of, where it is of two.
  let comparison: DrawnComparison?
  /// The colours of gradients, the same in all stages.
  let scale: GradientScale
  /// For each node, the card that it is drawn in; `nil` where it is no more than a number on the card
  /// of its user.
  let cardOf: CardIndices
  /// How many cards stand in each frame.
  let frameCounts: FrameCounts
  /// For each node, why it is drawn faintly; empty where it is not.
  let faintness: [Faintness]
  /// The labels that several nodes have.
  let repeatedLabels: Set<String>
  /// For each node whose label others of its group have as well, which of them it is, from 1.
  private let ordinals: [Int: Int]

  init(
    stages: GraphStages, steps: [BackwardStep?], options: DiagramOptions,
    outline: GraphOutline, network: NetworkOutline? = nil, ghosts: Set<Int> = [],
    styleNode: NodeStyling? = nil, comparison: DrawnComparison? = nil
  ) {
    self.stages = stages
    self.steps = steps
    self.options = options
    self.outline = outline
    self.network = network
    self.styleNode = styleNode
    self.comparison = comparison
    scale = GradientScale(
      greatest: stages.map { GradientScale.greatest(of: $0) }.max() ?? 0,
      isMuted: options.overlay != nil)
    cardOf = outline.cardOfEachNode(in: stages[0])
    frameCounts = FrameCounts(of: outline)
    let (marks, overlay) = (stages[0].nodes.columns.marks, options.overlay)
    faintness = stages[0].reachesRoot().enumerated().map { node, reaches in
      // What a finding is about must be seen, also where the root does not depend on it.
      let isMarked = overlay?.marks[node]?.contains { $0.tone == .bad || $0.tone == .warning }
      var faintness: Faintness = reaches || isMarked == true ? [] : .unreached
      if ghosts.contains(node) { faintness.insert(.notAskedFor) }
      if overlay?.ghosts.contains(node) == true { faintness.insert(.nothingToSay) }
      if marks[node].contains(.dropped) { faintness.insert(.dropped) }
      return faintness
    }
    let labels = steps.isEmpty ? [] : stages[0].nodes.compactMap(\.label)
    repeatedLabels = Set(
      Dictionary(grouping: labels) { $0 }.lazy.filter { $0.value.count > 1 }.map(\.key))
    // Of two graphs in one, both have the name.
    ordinals = comparison == nil ? DrawnGraph.ordinals(in: stages[0]) : [:]
  }

  /// A name that was bound several times labels several nodes; groups tell them apart by themselves.
  private static func ordinals(in graph: GraphSnapshot) -> [Int: Int] {
    struct Name: Hashable {
      var label: Int32
      var group: Int32
    }
    let columns = graph.nodes.columns
    var nodes: [Name: [Int]] = [:]
    for (index, label) in columns.labels.codes.values.enumerated() where label >= 0 {
      // The empty path is no group.
      let isGrouped = columns.groups[index]?.description.isEmpty == false
      let name = Name(label: label, group: isGrouped ? columns.groups.codes[index] : -1)
      nodes[name, default: []].append(index)
    }
    var ordinals: [Int: Int] = [:]
    for indices in nodes.values where indices.count > 1 {
      for (ordinal, index) in indices.enumerated() { ordinals[index] = ordinal + 1 }
    }
    return ordinals
  }

  /// The name on the card of a node, with its ordinal where others have it too: "c·2".
  func cardName(of index: Int, in graph: GraphSnapshot) -> String? {
    graph.nodes[index].label.map { label in
      name(label) + (ordinals[index].map { "·\($0)" } ?? "")
    }
  }

  /// Whether a node is distinguished by its ordinal.
  func hasOrdinal(_ index: Int) -> Bool { ordinals[index] != nil }

  /// Whether a node is drawn faintly.
  func isDimmed(_ node: Int) -> Bool { !faintness[node].isEmpty }

  /// Whether a node is no more than a number on the card of its user.
  func isInlined(_ node: Int) -> Bool { cardOf[node] == nil }

  /// The step that a stage shows.
  func step(at stage: Int) -> BackwardStep? { steps.isEmpty ? nil : steps[stage] }

  /// How many steps the backward pass has.
  var stepCount: Int { steps.lazy.compactMap { $0?.number }.max() ?? 0 }
}

/// What a picture of two graphs is of.
///
/// A class, since a copy of the graphs themselves would cost the start of every picture that has none.
final class DrawnComparison: Sendable {
  let graphs: MergedGraph
  let description: String

  init(_ graphs: MergedGraph, _ description: String) {
    self.graphs = graphs
    self.description = description
  }
}

/// Numbers as the picture writes them.
extension DrawnGraph {
  /// A number that somebody wrote, and that says what is computed: it is not rounded as results are.
  static func exact(_ number: Double) -> String { NumberStyle(digits: 12).text(number) }

  /// A whole number with a comma at each thousand.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      let rest = digits.count - index
      return (index > 0 && rest % 3 == 0 ? "," : "") + String(digits[index])
    }.joined()
  }

  /// The data of a node: of a tensor its shape, and "–" for a number that is not known.
  func dataText(_ node: GraphSnapshot.Node) -> String {
    if let tensor = node.tensor, node.isTensor {
      return tensor.shape.isEmpty ? "–" : tensor.description
    }
    return node.builtIn == .constant && node.label == nil
      ? DrawnGraph.exact(node.data) : options.numbers.text(node.data)
  }

  /// The gradient of a node: "–" while there is none, and how many passes it holds where that is more
  /// than one.
  func gradientText(_ node: GraphSnapshot.Node) -> String {
    guard let gradient = node.gradient else { return "–" }
    let text =
      options.style.setting.signsGradients && !node.isTensor
      ? options.numbers.signedText(gradient) : options.numbers.text(gradient)
    return node.passes > 1 ? "\(text) (\(node.passes) passes)" : text
  }

  /// An exponent or a slope.
  func parameterText(_ node: GraphSnapshot.Node) -> String {
    DrawnGraph.exact(node.parameter ?? 0)
  }
}
