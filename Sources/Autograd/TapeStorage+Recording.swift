extension UnsafeMutablePointer<TapeStorage> {
  /// Appends a node where there is room, and returns its handle.
  @inlinable @inline(__always)
  func appended(_ node: TapeNode, _ data: Double) -> Value {
    if !node.operation.hasFiniteSlopes { pointee.hasSteepOperations = true }
    let index = pointee.count
    pointee.data[index] = data
    pointee.nodes[index] = node
    pointee.count = index &+ 1
    return Value(
      storage: self, index: UInt32(truncatingIfNeeded: index),
      stamp: node.operation == .leaf ? pointee.leafStamp : pointee.epoch, data: data)
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
    let needed = start + inputs.count
    if needed > Int(UInt32.max) { Misuse.tapeFull() }
    if needed > operandCapacity {
      operandCapacity = Swift.max(needed, 2 * operandCapacity)
      operands = reallocated(operands, capacity: operandCapacity)
    }
    for input in inputs {
      operands[operandCount] = input
      operandCount += 1
    }
    return UInt64(start) << 32 | UInt64(inputs.count)
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
    fillGradients(from: gradientCount, upTo: index, with: TapeStorage.absentGradient)
  }

  /// Gives some nodes the same gradient, and makes room for them.
  mutating func fillGradients(from start: Int, upTo end: Int, with gradient: Double) {
    if end >= gradientCapacity {
      gradientCapacity = Swift.max(end + 1, capacity)
      gradients = reallocated(gradients, capacity: gradientCapacity)
    }
    (gradients + start).update(repeating: gradient, count: end + 1 - start)
    gradientCount = Swift.max(gradientCount, end + 1)
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
  }
}
