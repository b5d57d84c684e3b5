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
  /// Inputs always lie below, so the highest that is reached is always ready.
  ///
  /// - Returns: How many nodes were reached.
  mutating func sweep(from root: Int, custom: [CustomOperation]) -> Int {
    prepareBackward(from: root)
    reach(root, adding: 1)
    var count = 0
    var index = root
    while index >= 0 {
      if reached[index] == 0 {
        index = nextReached(below: index)
        continue
      }
      reached[index] = 0
      pullBack(index, custom: custom)
      count += 1
      index -= 1
    }
    return count
  }

  /// The next index that may be reached, going down: eight at once are passed by.
  @inline(__always)
  private func nextReached(below index: Int) -> Int {
    var index = index - 1
    while index & 7 == 7, word(at: index - 7) == 0 { index -= 8 }
    return index
  }

  /// Eight marks at once.
  @inline(__always)
  private func word(at index: Int) -> UInt64 {
    UnsafeRawPointer(reached + index).loadUnaligned(as: UInt64.self)
  }

  /// Hands the adjoint of one node on to its inputs: the usual operations at once, all others by the table
  /// of rules.
  @inline(__always)
  private mutating func pullBack(_ index: Int, custom: [CustomOperation]) {
    let node = nodes[index]
    let adjoint = gradients[index]
    switch node.operation {
    case .leaf: nodes[index].passes += 1
    case .constant: break
    case .add:
      reach(Int(node.first), adding: adjoint)
      reach(node.second, adding: adjoint)
    case .multiply:
      let (x, y) = (data[Int(node.first)], data[node.second])
      reach(Int(node.first), adding: adjoint * y)
      reach(node.second, adding: adjoint * x)
    default: pullBackByRule(node, index, adjoint, custom: custom)
    }
  }

  @inline(never)
  private mutating func pullBackByRule(
    _ node: TapeNode, _ index: Int, _ adjoint: Double, custom: [CustomOperation]
  ) {
    switch node.operation.inputCount {
    case 0: break
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
    if reached[index] == 0 {
      reached[index] = 1
      if nodes[index].operation != .leaf || nodes[index].passes == 0 {
        gradients[index] = contribution
        return
      }
    }
    gradients[index] += contribution
  }
}
