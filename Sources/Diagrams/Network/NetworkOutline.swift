internal import Autograd
internal import ComputationGraph

/// The units and weights of a network, as the groups of a graph tell them, over all samples.
struct NetworkOutline: Sendable {
  /// A circle of the picture.
  struct Unit: Sendable {
    enum Kind: Sendable {
      case input, neuron, bias, target, loss
      /// Units of a layer that are only counted.
      case rest
    }

    let kind: Kind
    /// The indices of its nodes in the graph, ascending.
    var members: [Int]
    /// What it hands on: a node for each sample.
    var values: [Int] = []
    /// The group of a neuron, without that of a sample.
    var group: GroupPath?
    /// How many units it counts.
    var hiddenCount = 0
  }

  /// A line of the picture.
  struct Weight: Sendable, Hashable {
    let tail: Int
    let head: Int
    /// The index of the parameter in the graph; `nil` for what leads to the loss.
    let parameter: Int?
  }

  private(set) var units: [Unit] = []
  private(set) var weights: [Weight] = []
  /// The units of each column, from the inputs on.
  private(set) var columns: [[Int]] = []
}

extension NetworkOutline {
  /// The most units of a layer that are drawn.
  static let mostUnits = 16

  /// The network of a graph; `nil` where the graph has none.
  ///
  /// A neuron is a group of that name, and what belongs to it: its parameters, and what is computed of
  /// each sample. A weight is a parameter of a neuron that is multiplied with what comes from outside.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameter isWhole: Whether biases, targets and the loss are units, too.
  init?(of graph: GraphSnapshot, isWhole: Bool) {
    var finder = NetworkFinder(graph)
    finder.findNeurons()
    finder.findWeights()
    if finder.weights.isEmpty { return nil }
    units = finder.units
    weights = finder.weights
    columns = finder.columns()
    if isWhole {
      addBiases(of: graph)
      addLoss(of: graph, finder.unitOf)
    }
    shorten()
  }

  /// The network that the options ask for.
  init?(of graph: GraphSnapshot, _ options: DiagramOptions) {
    guard options.style == .network else { return nil }
    self.init(of: graph, isWhole: options.edges == .weights)
  }

  /// Draws the biases of each layer as the weights of one more unit of the layer before it.
  private mutating func addBiases(of graph: GraphSnapshot) {
    let known = Set(weights.compactMap(\.parameter))
    for column in columns.indices.dropFirst() {
      var bias = Unit(kind: .bias, members: [])
      for unit in columns[column] {
        let parameters = units[unit].members.filter {
          graph.nodes[$0].isParameter && !known.contains($0)
        }
        for parameter in parameters {
          bias.members.append(parameter)
          weights.append(Weight(tail: units.count, head: unit, parameter: parameter))
        }
        units[unit].members.removeAll(where: parameters.contains)
      }
      if bias.members.isEmpty { continue }
      columns[column - 1].append(units.count)
      units.append(bias)
    }
  }

  /// Draws what is computed from the outputs as one unit, and the targets below it.
  private mutating func addLoss(of graph: GraphSnapshot, _ unitOf: [Int?]) {
    if unitOf[graph.root] != nil { return }
    let rest = graph.nodes.indices.filter { unitOf[$0] == nil }
    let targets = rest.filter { graph.nodes[$0].role == .target }
    let loss = units.count
    units.append(
      Unit(
        kind: .loss, members: rest.filter { graph.nodes[$0].role != .target },
        values: [graph.root]))
    let used = Set(rest.flatMap { graph.nodes[$0].inputs })
    for unit in 0..<loss where units[unit].values.contains(where: used.contains) {
      weights.append(Weight(tail: unit, head: loss, parameter: nil))
    }
    columns.append([loss])
    // The targets of a sample stand one behind another.
    let samples = max(1, units.lazy.map(\.values.count).max() ?? 1)
    let perSample = max(1, targets.count / samples)
    for first in 0..<min(perSample, targets.count) {
      let members = stride(from: first, to: targets.count, by: perSample).map { targets[$0] }
      columns[columns.count - 1].append(units.count)
      weights.append(Weight(tail: units.count, head: loss, parameter: nil))
      units.append(Unit(kind: .target, members: members, values: members))
    }
  }

  /// Leaves out the middle of each layer that has too many units, and counts it.
  private mutating func shorten() {
    let shown = NetworkOutline.mostUnits / 2 - 1
    var isHidden = [Bool](repeating: false, count: units.count)
    for column in columns.indices where columns[column].count > NetworkOutline.mostUnits {
      let all = columns[column]
      let hidden = all[shown..<(all.count - shown)]
      columns[column] = all[..<shown] + [units.count] + all[(all.count - shown)...]
      for unit in hidden { isHidden[unit] = true }
      units.append(
        Unit(
          kind: .rest, members: hidden.flatMap { units[$0].members }.sorted(),
          hiddenCount: hidden.count))
    }
    weights.removeAll { isHidden[$0.tail] || isHidden[$0.head] }
    // From here on only what is drawn has a number.
    let order = columns.joined()
    var number = [Int](repeating: -1, count: units.count)
    for (index, unit) in order.enumerated() { number[unit] = index }
    units = order.map { units[$0] }
    columns = columns.map { $0.map { number[$0] } }
    weights = weights.map {
      Weight(tail: number[$0.tail], head: number[$0.head], parameter: $0.parameter)
    }
  }

  /// The outline of the same units, for what is common to all pictures.
  var cards: GraphOutline {
    GraphOutline(
      cards: units.map { unit in
        var card = GraphOutline.Card(
          kind: unit.kind == .rest ? .rest : .group, group: unit.group, frame: nil,
          members: unit.members, sampleCount: max(1, unit.values.count))
        card.outputs = unit.kind == .rest ? [] : unit.values
        return card
      }, edges: weights.map { GraphOutline.Edge(tail: $0.tail, head: $0.head) })
  }
}
