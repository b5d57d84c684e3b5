public import Autograd

/// One thing that differs between a node of one graph and the same node of another.
public struct GraphChange: Sendable, Equatable {
  /// Where: the indices of the node in both graphs.
  public let pair: GraphComparison.Pair
  /// What differs, with both values.
  public let aspect: Aspect

  /// What can differ: the value of the first graph, then that of the second.
  public enum Aspect: Sendable, Equatable {
    /// What the node was computed by.
    case operation(NodeOperation, NodeOperation)
    /// The exponent or the slope.
    case parameter(Double?, Double?)
    /// The operands, as indices in the graph of each side.
    case inputs([Int], [Int])
    /// The name.
    case label(String?, String?)
    /// The path of the group.
    case group(GroupPath?, GroupPath?)
    /// What a leaf is in a network.
    case role(LeafRole?, LeafRole?)
    /// Whether backward starts here.
    case root(Bool, Bool)
    /// Whether dropout took the neuron out.
    case dropped(Bool, Bool)
    /// The shape of a tensor; `nil` for what is none.
    case shape(Tensor?, Tensor?)
    /// The value.
    case data(Double, Double)
    /// The mean of a tensor.
    case mean(Double, Double)
    /// The norm of a tensor.
    case norm(Double, Double)
    /// The gradient; `nil` where there is none.
    case gradient(Double?, Double?)
    /// The derivative with respect to one operand, counted from 0.
    case local(operand: Int, Double, Double)
    /// How many passes the gradient holds.
    case passes(Int, Int)
  }

  /// How far two numbers are apart, from 0 to 2: their difference by the greater of their
  /// magnitudes; infinite where one of them is absent or not finite, and for structure.
  public var relativeChange: Double {
    switch aspect {
    case .data(let a, let b), .mean(let a, let b), .norm(let a, let b), .local(_, let a, let b):
      RelativeDifference.of(a, b)
    case .gradient(let a?, let b?): RelativeDifference.of(a, b)
    case .passes(let a, let b): RelativeDifference.of(Double(a), Double(b))
    default: .infinity
    }
  }
}

extension GraphChange.Aspect {
  /// Whether a number differs, and not the structure.
  public var isNumeric: Bool {
    switch self {
    case .data, .mean, .norm, .gradient, .local, .passes: true
    case .operation, .parameter, .inputs, .label, .group, .role, .root, .dropped, .shape: false
    }
  }
}

/// The difference of two numbers by the greater of their magnitudes.
enum RelativeDifference {
  static func of(_ a: Double, _ b: Double) -> Double {
    if a == b || a.isNaN && b.isNaN { return 0 }
    guard a.isFinite && b.isFinite else { return .infinity }
    // Halves, so that the difference of the greatest numbers is finite.
    let greater = Swift.max(a.magnitude, b.magnitude)
    let half = (a / 2 - b / 2).magnitude
    // Of the smallest numbers there are no halves.
    return greater < 1e-300 ? (a - b).magnitude / greater : 2 * (half / greater)
  }
}

extension GraphChange {
  /// All changes between the matched nodes of two graphs, most important first.
  ///
  /// - Parameter mates: For each node of the first graph, the matched one of the second.
  static func all(
    between a: GraphSnapshot, _ b: GraphSnapshot, pairs: [GraphComparison.Pair], mates: [Int?],
    tolerance: Double
  ) -> [GraphChange] {
    var structural: [GraphChange] = []
    var numeric: [GraphChange] = []
    let equalRows = EqualRows(a, b, mates)
    for pair in pairs where !equalRows.areEqual(pair) {
      let (old, new) = (a.nodes[pair.a], b.nodes[pair.b])
      let inputs = old.inputs.map { mates[$0] }
      let places = places(of: inputs, in: new)
      var aspects: [Aspect] = []
      if old.operation != new.operation { aspects.append(.operation(old.operation, new.operation)) }
      if !isSame(old.parameter, new.parameter, tolerance) {
        aspects.append(.parameter(old.parameter, new.parameter))
      }
      if places == nil { aspects.append(.inputs(Array(old.inputs), Array(new.inputs))) }
      if old.label != new.label { aspects.append(.label(old.label, new.label)) }
      if old.group != new.group { aspects.append(.group(old.group, new.group)) }
      if old.role != new.role { aspects.append(.role(old.role, new.role)) }
      let isRoot = (pair.a == a.root, pair.b == b.root)
      if isRoot.0 != isRoot.1 { aspects.append(.root(isRoot.0, isRoot.1)) }
      if old.isDropped != new.isDropped {
        aspects.append(.dropped(old.isDropped, new.isDropped))
      }
      if old.tensor?.shape != new.tensor?.shape { aspects.append(.shape(old.tensor, new.tensor)) }
      structural += aspects.map { GraphChange(pair: pair, aspect: $0) }
      numeric += numbers(old, new, inputs: inputs, places: places, tolerance)
        .map { GraphChange(pair: pair, aspect: $0) }
    }
    let sizes = numeric.map(\.relativeChange)
    let order = numeric.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return structural + order.map { numeric[$0] }
  }

  /// For each operand of a node, which operand of its mate it is; `nil` where they are not the same.
  ///
  /// In which order a sum or a product is written makes no difference.
  private static func places(of inputs: [Int?], in new: GraphSnapshot.Node) -> [Int]? {
    if inputs.elementsEqual(new.inputs, by: { $0 == $1 }) { return Array(inputs.indices) }
    guard new.builtIn.isCommutative, inputs.count == new.inputs.count else { return nil }
    var open: [Int: [Int]] = [:]
    for (place, input) in new.inputs.enumerated().reversed() {
      open[input, default: []].append(place)
    }
    var places: [Int] = []
    for input in inputs {
      guard let input, let place = open[input]?.popLast() else { return nil }
      places.append(place)
    }
    return places
  }

  /// The numbers that differ between two nodes.
  private static func numbers(
    _ old: GraphSnapshot.Node, _ new: GraphSnapshot.Node, inputs: [Int?], places: [Int]?,
    _ tolerance: Double
  ) -> [Aspect] {
    var aspects: [Aspect] = []
    if old.isTensor || new.isTensor {
      if let first = old.tensor?.summary, let second = new.tensor?.summary {
        if !isSame(first.mean, second.mean, tolerance) {
          aspects.append(.mean(first.mean, second.mean))
        }
        if !isSame(first.norm, second.norm, tolerance) {
          aspects.append(.norm(first.norm, second.norm))
        }
      }
    } else if !isSame(old.data, new.data, tolerance) {
      aspects.append(.data(old.data, new.data))
    }
    if !isSame(old.gradient, new.gradient, tolerance) {
      aspects.append(.gradient(old.gradient, new.gradient))
    }
    for (operand, first) in old.localDerivatives.enumerated() where operand < inputs.count {
      let place = places?[operand] ?? operand
      guard place < new.inputs.count, place < new.localDerivatives.count else { continue }
      let second = new.localDerivatives[place]
      // Derivatives with respect to different things are not to be compared.
      if inputs[operand] == new.inputs[place], !isSame(first, second, tolerance) {
        aspects.append(.local(operand: place, first, second))
      }
    }
    // That a gradient is there at all is reported already.
    if old.passes != new.passes, old.gradient != nil, new.gradient != nil {
      aspects.append(.passes(old.passes, new.passes))
    }
    return aspects
  }

  private static func isSame(_ a: Double?, _ b: Double?, _ tolerance: Double) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return RelativeDifference.of(a, b) <= tolerance
  }
}

extension Value.Operation {
  /// Whether the order of the operands says nothing.
  var isCommutative: Bool { self == .add || self == .multiply || self == .sum }
}
