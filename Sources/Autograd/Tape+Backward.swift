extension Value {
  /// Computes the gradient of this value with respect to every node that it depends on.
  ///
  /// One descending loop over the tape, without recursion: O(nodes below the root). Gradients of leaves
  /// add up over passes until they are zeroed; all others are overwritten. Traps on a constant, which
  /// depends on nothing.
  public func backward() { _ = runBackward() }

  /// Runs ``backward()``, and says how many nodes it looked at.
  package func runBackward() -> Int {
    let tape = tape
    if !isLeaf, tape.isConstant(index) { Misuse.backwardFromConstant() }
    if storage.pointee.isWatched { tape.watchForward() }
    var count = index + 1
    if !storage.pointee.sweepAnew(from: index, custom: tape.customOperations) {
      tape.expandBlocks()
      count = storage.pointee.sweepReached(from: index, custom: tape.customOperations)
    }
    if storage.pointee.isWatched { tape.watchBackward(from: index) }
    return count
  }
}

extension Tape {
  /// Whether what is recorded is looked at for anomalies.
  package var isWatched: Bool { storage.pointee.isWatched }

  /// Takes every gradient away, so that the next pass starts anew.
  public func zeroGradients() {
    expandBlocks()
    for index in 0..<storage.pointee.gradientCount { storage.pointee.zeroGradient(at: index) }
  }
}
