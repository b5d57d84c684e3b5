extension TapeStorage {
  /// Appends a node and returns its index.
  ///
  /// Amortised O(1).
  @inlinable @inline(__always)
  mutating func append(_ node: TapeNode, data value: Double) -> UInt32 {
    if count == capacity { grow() }
    let index = count
    data[index] = value
    nodes[index] = node
    count = index + 1
    return UInt32(truncatingIfNeeded: index)
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

  /// Makes room for a backward pass from `root`: gradients below it, and a byte for each node.
  mutating func prepareBackward(from root: Int) {
    if root >= gradientCapacity {
      gradientCapacity = Swift.max(root + 1, capacity)
      gradients = reallocated(gradients, capacity: gradientCapacity)
    }
    if root >= gradientCount {
      (gradients + gradientCount).update(
        repeating: TapeStorage.absentGradient, count: root + 1 - gradientCount)
      gradientCount = root + 1
    }
    if root >= reachedCapacity {
      // A whole number of words, by which a pass goes over what it has not reached.
      let wanted = (Swift.max(root + 1, capacity) + 7) / 8 * 8
      reached = reallocated(reached, capacity: wanted)
      (reached + reachedCapacity).update(repeating: 0, count: wanted - reachedCapacity)
      reachedCapacity = wanted
    }
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
