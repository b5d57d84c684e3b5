extension Value {
  /// Computes the gradient of this value with respect to every node that it depends on.
  ///
  /// One descending loop over the tape, visiting only what the root depends on: O(ancestors), and one
  /// look at every 64 nodes below the root.
  /// Nothing recurses. Gradients of leaves add up over passes until they are zeroed; all others are
  /// overwritten. Traps on a constant, which depends on nothing.
  public func backward() { _ = runBackward() }

  /// Runs ``backward()``, and says how many nodes the root depends on, itself among them.
  package func runBackward() -> Int {
    let tape = tape
    if operation == .constant { Misuse.backwardFromConstant() }
    if storage.pointee.isWatched { tape.watchForward() }
    let count = storage.pointee.sweep(from: index, custom: tape.customOperations)
    if storage.pointee.isWatched { tape.watchBackward(from: index) }
    return count
  }
}

extension Tape {
  /// Whether what is recorded is looked at for anomalies.
  package var isWatched: Bool { storage.pointee.isWatched }

  /// Takes every gradient away, so that the next pass starts anew.
  public func zeroGradients() {
    for index in 0..<storage.pointee.gradientCount { storage.pointee.zeroGradient(at: index) }
  }
}

extension TapeStorage {
  /// The backward sweep: each reached node hands its adjoint, times its local derivatives, on to
  /// its inputs.
  ///
  /// Inputs always lie below, so the highest reached bit is always ready.
  ///
  /// - Returns: How many nodes were reached.
  mutating func sweep(from root: Int, custom: [CustomOperation]) -> Int {
    prepareBackward(from: root)
    reach(root, adding: 1)
    var count = 0
    for word in stride(from: root / 64, through: 0, by: -1) {
      while reached[word] != 0 {
        let bit = 63 - reached[word].leadingZeroBitCount
        reached[word] &= ~(1 << UInt64(bit))
        pullBack(word * 64 + bit, custom: custom)
        count += 1
      }
    }
    return count
  }

  /// Hands the adjoint of one node on to its inputs.
  @inline(__always)
  private mutating func pullBack(_ index: Int, custom: [CustomOperation]) {
    let node = nodes[index]
    let adjoint = gradients[index]
    switch node.operation.inputCount {
    case 0:
      if node.operation == .leaf { nodes[index].passes += 1 }
    case 1:
      let slope = node.operation.derivatives(
        data[Int(node.first)], parameter: node.parameter, output: data[index])
      reach(Int(node.first), adding: adjoint * slope.x)
    case 2:
      let slope = node.operation.derivatives(
        data[Int(node.first)], data[node.second], output: data[index])
      reach(Int(node.first), adding: adjoint * slope.x)
      reach(node.second, adding: adjoint * slope.y)
    default:
      let slopes = listDerivatives(at: index, custom: custom)
      for (input, slope) in zip(node.operandRange, slopes) {
        reach(Int(operands[input]), adding: adjoint * slope)
      }
    }
  }

  /// Adds to the gradient of a node: the first addition of a pass overwrites, except on a leaf.
  @inline(__always)
  private mutating func reach(_ index: Int, adding contribution: Double) {
    let bit: UInt64 = 1 << UInt64(index & 63)
    let isFirst = reached[index >> 6] & bit == 0
    reached[index >> 6] |= bit
    if isFirst && (nodes[index].operation != .leaf || nodes[index].passes == 0) {
      gradients[index] = contribution
    } else {
      gradients[index] += contribution
    }
  }
}
