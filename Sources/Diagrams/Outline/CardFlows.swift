internal import ComputationGraph

/// The lines between the cards of an outline, and the nodes that they begin at.
struct CardFlows {
  private let nodes: NodeColumns
  private let cardOf: [Int32]
  private(set) var edges: [GraphOutline.Edge] = []
  /// For each node, whether another card uses it, or it is the root.
  private(set) var isOutput: [Bool]

  init(_ nodes: NodeColumns, root: Int, _ cardOf: [Int32]) {
    (self.nodes, self.cardOf) = (nodes, cardOf)
    isOutput = Array(repeating: false, count: nodes.count)
    isOutput[root] = true
  }

  /// Follows the inputs of all nodes.
  mutating func follow(_ cards: [GraphOutline.Card]) {
    let isPenalty = parametersUsedAtHome()
    let isNode = cards.map { $0.kind == .node }
    var known = KnownLines(cardCount: cards.count)
    for index in 0..<nodes.count {
      let head = Int(cardOf[index])
      if head < 0 { continue }
      let inputs = nodes.inputs.range(of: index)
      for edge in inputs {
        let input = Int(nodes.inputs.elements[edge])
        let tail = Int(cardOf[input])
        if tail < 0 || tail == head { continue }
        // A penalty on what is a parameter of its own group.
        if !isPenalty.isEmpty && isPenalty[input] { continue }
        isOutput[input] = true
        if isNode[tail] && isNode[head] {
          let operand = GraphOutline.Operand(node: index, index: edge - inputs.lowerBound)
          edges.append(GraphOutline.Edge(tail: tail, head: head, operand: operand))
        } else if known.insert(tail, head) {
          edges.append(GraphOutline.Edge(tail: tail, head: head))
        }
      }
    }
  }

  /// For each node, whether it is a parameter that its own card uses; empty where none has a role.
  private func parametersUsedAtHome() -> [Bool] {
    if nodes.marks.values.isEmpty { return [] }
    var isUsed = [Bool](repeating: false, count: nodes.count)
    for index in 0..<nodes.count {
      for edge in nodes.inputs.range(of: index) {
        let input = Int(nodes.inputs.elements[edge])
        if cardOf[input] == cardOf[index], nodes.marks.values[input].contains(.parameter) {
          isUsed[input] = true
        }
      }
    }
    return isUsed
  }
}

/// Lines between cards that are there already: a bit for each that there can be, or a set where these would be
/// too many.
private struct KnownLines {
  private let cardCount: Int
  private var bits: [UInt64] = []
  private var lines: Set<UInt64> = []

  init(cardCount: Int) {
    self.cardCount = cardCount
    if cardCount <= 4096 {
      bits = Array(repeating: 0, count: (cardCount * cardCount + 63) / 64)
    }
  }

  /// Adds a line; `false` where it was there.
  @inline(__always)
  mutating func insert(_ tail: Int, _ head: Int) -> Bool {
    if bits.isEmpty {
      return lines.insert(UInt64(tail) << 32 | UInt64(head)).inserted
    }
    let (word, bit) = (tail * cardCount + head).quotientAndRemainder(dividingBy: 64)
    if bits[word] & 1 << UInt64(bit) != 0 { return false }
    bits[word] |= 1 << UInt64(bit)
    return true
  }
}
