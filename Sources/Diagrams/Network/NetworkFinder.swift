internal import Autograd
internal import ComputationGraph

/// Finds the neurons of a graph, what comes into them, and by which weights.
struct NetworkFinder {
  let graph: GraphSnapshot
  var units: [NetworkOutline.Unit] = []
  var weights: [NetworkOutline.Weight] = []
  /// For each node, its unit.
  var unitOf: [Int?]
  private var unitOfGroup: [GroupPath: Int] = [:]
  /// The groups of neurons by what nodes have, taken apart each once.
  private var neurons: [GroupPath: GroupPath?] = [:]

  init(_ graph: GraphSnapshot) {
    self.graph = graph
    unitOf = Array(repeating: nil, count: graph.nodes.count)
  }

  mutating func findNeurons() {
    for (index, node) in graph.nodes.enumerated() where node.isParameter {
      if let group = neuron(of: node) { add(index, to: group) }
    }
    // What is computed belongs to the neuron whose parameters it takes, whatever its call is named.
    for node in graph.nodes {
      guard !node.inputs.isEmpty, let group = neuron(of: node) else { continue }
      for input in node.inputs where graph.nodes[input].isParameter {
        if let unit = unitOf[input] { unitOfGroup[group] = unit }
      }
    }
    for (index, node) in graph.nodes.enumerated() where !node.isParameter {
      if let group = neuron(of: node) { add(index, to: group) }
    }
    for unit in units.indices { units[unit].members.sort() }
    findValues()
  }

  private mutating func add(_ node: Int, to group: GroupPath) {
    let unit = unitOfGroup[group] ?? units.count
    if unit == units.count {
      unitOfGroup[group] = unit
      units.append(NetworkOutline.Unit(kind: .neuron, members: [], group: group))
    }
    unitOf[node] = unit
    units[unit].members.append(node)
  }

  private mutating func findValues() {
    var isUsedOutside = [Bool](repeating: false, count: graph.nodes.count)
    isUsedOutside[graph.root] = true
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs where unitOf[input] != unitOf[index] { isUsedOutside[input] = true }
    }
    for unit in units.indices {
      units[unit].values = units[unit].members.filter {
        isUsedOutside[$0] && !graph.nodes[$0].inputs.isEmpty
      }
    }
  }

  /// The group of a node up to its neuron, without that of a sample; `nil` where there is no neuron.
  private mutating func neuron(of node: GraphSnapshot.Node) -> GroupPath? {
    guard let path = node.group else { return nil }
    if let known = neurons[path] { return known }
    let names = path.withoutSample?.names ?? []
    let neuron = names.lastIndex(where: \.isNeuron).map {
      GroupPath(names[...$0].joined(separator: "/"))
    }
    neurons[path] = neuron
    return neuron
  }

  /// Finds what each parameter is multiplied with.
  mutating func findWeights() {
    var sources = SourceSets(count: graph.nodes.count)
    var products: [(parameter: Int, source: Int, unit: Int)] = []
    for (index, node) in graph.nodes.enumerated()
    where node.builtIn == .multiply && node.inputs.count == 2 {
      guard let unit = unitOf[index] else { continue }
      for (parameter, source) in zip(node.inputs, node.inputs.reversed())
      where graph.nodes[parameter].isParameter && unitOf[parameter] == unit
        && unitOf[source] != unit
      {
        products.append((parameter, source, unit))
        // What one weight takes from each sample is one input.
        if unitOf[source] == nil { sources.join(parameter, source) }
      }
    }
    var inputOf: [Int: Int] = [:]
    var isKnown: Set<NetworkOutline.Weight> = []
    for (parameter, source, unit) in products {
      let tail: Int
      if let neuron = unitOf[source], units[neuron].kind == .neuron {
        tail = neuron
      } else {
        let set = sources.first(of: source)
        tail = inputOf[set] ?? units.count
        if tail == units.count {
          inputOf[set] = tail
          units.append(NetworkOutline.Unit(kind: .input, members: []))
        }
        if unitOf[source] == nil {
          unitOf[source] = tail
          units[tail].members.append(source)
          units[tail].values.append(source)
        }
      }
      let weight = NetworkOutline.Weight(tail: tail, head: unit, parameter: parameter)
      if isKnown.insert(weight).inserted { weights.append(weight) }
    }
  }

  /// The units by how far they are from the inputs; of a column, in the order of the graph.
  func columns() -> [[Int]] {
    var heads = [[Int]](repeating: [], count: units.count)
    var waiting = [Int](repeating: 0, count: units.count)
    for weight in weights {
      heads[weight.tail].append(weight.head)
      waiting[weight.head] += 1
    }
    var column = units.map { $0.kind == .input ? 0 : 1 }
    var isPlaced = [Bool](repeating: false, count: units.count)
    var ready = units.indices.filter { waiting[$0] == 0 }
    var next = 0
    for _ in units.indices {
      // Of units that wait for each other, as in a recurrent network, one goes first.
      if next == ready.count { ready.append(isPlaced.firstIndex(of: false) ?? 0) }
      let unit = ready[next]
      next += 1
      isPlaced[unit] = true
      for head in heads[unit] where !isPlaced[head] {
        column[head] = max(column[head], column[unit] + 1)
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    var columns = [[Int]](repeating: [], count: (column.max() ?? 0) + 1)
    for unit in units.indices { columns[column[unit]].append(unit) }
    return columns.filter { !$0.isEmpty }
  }
}

/// Which nodes are one input: sets that grow together.
private struct SourceSets {
  private var parents: [Int]

  init(count: Int) {
    parents = Array(0..<count)
  }

  mutating func first(of node: Int) -> Int {
    var node = node
    while parents[node] != node {
      parents[node] = parents[parents[node]]
      node = parents[node]
    }
    return node
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (first(of: a), first(of: b))
    parents[max(a, b)] = min(a, b)
  }
}

extension Substring {
  /// Whether a group of the name is a neuron.
  fileprivate var isNeuron: Bool {
    self == "neuron" || GroupPath(String(self)).neuron != nil
  }
}

extension GraphSnapshot.Node {
  /// Whether it is a number that training changes: what has no role may be one, within a neuron.
  var isParameter: Bool { role == .parameter || builtIn == .leaf && role == nil }
}
