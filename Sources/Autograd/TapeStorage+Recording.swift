extension UnsafeMutablePointer<TapeStorage> {
  /// Appends a node where there is room, and returns its handle.
  @inlinable @inline(__always)
  func appended(_ node: TapeNode, _ data: Double) -> Value {
    appended(node, data, stamp: node.operation == .leaf ? pointee.leafStamp : pointee.epoch)
  }

  /// The same with a stamp that the caller has looked up.
  @inlinable @inline(__always)
  func appended(_ node: TapeNode, _ data: Double, stamp: UInt32) -> Value {
    if !node.operation.hasFiniteSlopes { pointee.hasSteepOperations = true }
    let index = pointee.count
    pointee.data[index] = data
    pointee.nodes[index] = node
    pointee.count = index &+ 1
    return Value(
      storage: self, index: UInt32(truncatingIfNeeded: index), stamp: stamp, data: data)
  }
}

extension TapeStorage {
  /// Whether another node fits in.
  @inlinable @inline(__always)
  var hasRoom: Bool { count < capacity }

  /// Sees that another node fits in.
  ///
  /// Amortised O(1).
  @inlinable @inline(__always)
  mutating func makeRoom() {
    if !hasRoom { grow() }
  }

  /// Appends the inputs of an n-ary node and returns the node's payload.
  mutating func appendOperands(_ inputs: some Collection<UInt32>) -> UInt64 {
    let start = operandCount
    reserveOperands(start + inputs.count)
    for input in inputs {
      operands[operandCount] = input
      operandCount += 1
    }
    return UInt64(start) << 32 | UInt64(inputs.count)
  }

  /// Makes room for inputs of n-ary nodes.
  mutating func reserveOperands(_ needed: Int) {
    if needed <= operandCapacity { return }
    if needed > Int(UInt32.max) { Misuse.tapeFull() }
    operandCapacity = Swift.max(needed, 2 * operandCapacity)
    operands = reallocated(operands, capacity: operandCapacity)
  }

  /// Makes room for twice as many nodes.
  ///
  /// `realloc` moves big blocks by remapping pages, several times quicker than a copy.
  @usableFromInline @inline(never)
  mutating func grow() {
    if capacity == Value.maximumNodeCount { Misuse.tapeFull() }
    capacity = Swift.min(Swift.max(256, 2 * capacity), Value.maximumNodeCount)
    data = reallocated(data, capacity: capacity)
    nodes = reallocated(nodes, capacity: capacity)
  }

  /// Makes room for gradients: the new ones are absent.
  mutating func reserveGradients(upTo index: Int) {
    if index < gradientCount { return }
    growGradients(upTo: index)
    (gradients + gradientCount).update(
      repeating: TapeStorage.absentGradient, count: index + 1 - gradientCount)
    gradientCount = index + 1
  }

  /// Gives all nodes up to a root the same gradient; of blocks, their outputs.
  mutating func fillGradients(upTo root: Int, with gradient: Double) {
    growGradients(upTo: root)
    for piece in pieces(upTo: root) {
      switch piece {
      case .nodes(let range):
        (gradients + range.lowerBound).update(repeating: gradient, count: range.count)
      case .block(let block): forEachOutput(of: block) { gradients[$0] = gradient }
      }
    }
    gradientCount = Swift.max(gradientCount, root + 1)
  }

  private mutating func growGradients(upTo index: Int) {
    if index < gradientCapacity { return }
    gradientCapacity = Swift.max(index + 1, capacity)
    gradients = reallocated(gradients, capacity: gradientCapacity)
  }

  /// Gives the nodes of a step back, as far as their number goes.
  mutating func forget(from start: Int) {
    if open.upperBound > start {
      settle(below: start)
      open = 0..<0
    }
    count = start
    gradientCount = Swift.min(gradientCount, start)
  }

  /// Gives every array back.
  mutating func freeArrays() {
    deallocated(data)
    deallocated(nodes)
    deallocated(gradients)
    deallocated(operands)
    deallocated(reached)
    deallocated(blocks)
    deallocated(numbers)
  }
}
