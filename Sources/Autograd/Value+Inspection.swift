extension Value {
  /// The derivative of the last backward pass's root with respect to this value.
  ///
  /// `nil` while there is none: "no gradient yet" is not 0. A leaf sums its gradients over passes
  /// until it is zeroed; every other node is overwritten by the next pass that reaches it. A
  /// constant never has one.
  @inlinable
  public var gradient: Double? { readyGradient ?? rareGradient }

  /// The gradient of a leaf, where a look is enough; a 0 may stand for something else.
  @inlinable @inline(__always)
  var readyGradient: Double? {
    guard isReadyLeaf, index < storage.pointee.gradientCount else { return nil }
    let gradient = storage.pointee.gradients[index]
    return gradient == 0 || gradient.isNaN ? nil : gradient
  }

  @usableFromInline @inline(never)
  var rareGradient: Double? {
    checkAlive()
    expandBlocksForGradient()
    return storage.pointee.gradient(at: index)
  }

  /// How many backward passes the gradient of a leaf holds; 0 for any other node.
  public var passes: Int {
    checkAlive()
    expandBlocksForGradient()
    return storage.pointee.passes(at: index)
  }

  /// Gives a leaf the gradient of one pass that was computed without the tape.
  package func setGradient(_ gradient: Double) {
    checkAlive()
    expandBlocksForGradient()
    storage.pointee.setGradient(gradient, at: index)
  }

  /// Gives any node but a constant a gradient, as a program does that sets it by hand; on a leaf, 0
  /// holds no pass.
  package func assignGradient(_ gradient: Double) {
    checkAlive()
    expandBlocksForGradient()
    storage.pointee.assignGradient(gradient, at: index)
  }

  /// Hands the gradient of this node alone on to its inputs, which add it to what they have: what
  /// micrograd's `_backward()` does.
  package func handOnGradient() {
    checkAlive()
    expandBlocksForGradient()
    storage.pointee.handOn(from: index, custom: tape.customOperations)
  }

  /// Sees that the gradient can be read and set: only that of what outlives the running step can while
  /// there are blocks.
  @inline(__always)
  private func expandBlocksForGradient() {
    if storage.pointee.blockCount > 0,
      index >= storage.pointee.stepStart
        || storage.pointee.hasBlocks(before: storage.pointee.stepStart)
    {
      tape.expandBlocks()
    }
  }

  /// Takes the gradient away, so that the next pass starts anew.
  @inlinable
  public func zeroGradient() {
    // Blocks have no leaves in them.
    if isReadyLeaf {
      storage.pointee.zeroGradientOfLeaf(at: index)
    } else {
      zeroRareGradient()
    }
  }

  @usableFromInline @inline(never)
  func zeroRareGradient() {
    checkAlive()
    expandBlocksForGradient()
    storage.pointee.zeroGradient(at: index)
  }

  /// The name that pictures show; `nil` where there is none.
  public var label: String? {
    get { tape.label(at: index) }
    nonmutating set { tape.setLabel(newValue, at: index) }
  }

  /// Whether dropout took the unit out: a mark for pictures, of no effect on backward.
  public var isDropped: Bool {
    get {
      tape.expandBlocks()
      return storage.pointee.nodes[index].isDropped
    }
    nonmutating set {
      tape.expandBlocks()
      storage.pointee.nodes[index].isDropped = newValue
    }
  }

  /// What the value was computed by.
  public var operation: Value.Operation {
    tape.expandBlocks()
    return storage.pointee.nodes[index].operation
  }

  /// The values that this one was computed from, in order; `x + x` has `x` twice.
  public var inputs: [Value] {
    let tape = tape
    tape.expandBlocks()
    return storage.pointee.inputs(at: index).map { tape.value(at: $0) }
  }
}

extension Value: Hashable, Identifiable {
  /// Whether two handles are the same node; numbers are compared through ``Value/data``.
  public static func == (a: Value, b: Value) -> Bool {
    a.storage == b.storage && a.stamp == b.stamp && a.rawIndex == b.rawIndex
  }

  /// Hashes the node's identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(storage)
    hasher.combine(stamp)
    hasher.combine(rawIndex)
  }

  /// The handle itself: two nodes are never the same.
  public var id: Value { self }
}

extension Value: CustomStringConvertible {
  /// The number and its gradient, for printing: `Value(data: 2.0, gradient: nil)`.
  public var description: String {
    let gradient = isAlive ? gradient.map { "\($0)" } ?? "nil" : "gone"
    return "Value(data: \(data), gradient: \(gradient))"
  }
}
