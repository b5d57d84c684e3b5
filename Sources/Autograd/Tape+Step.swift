extension Tape {
  /// Runs one step of work, and gives the memory of all that it recorded back.
  ///
  ///     for _ in 0..<100 {
  ///       let loss = tape.step {
  ///         let loss = model.loss()
  ///         loss.backward()
  ///         return loss
  ///       }
  ///       print(loss.data)  // the number is in the handle
  ///     }
  ///
  /// What was recorded before stays, with its gradients: the parameters of a model, say. Steps may
  /// nest. Giving back is O(labels of the step), and the pages are kept for the next step.
  public func step<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    beginStep()
    defer { endStep() }
    return try body()
  }

  private func beginStep() {
    if storage.pointee.stepCount == TapeStorage.deepestStep { Misuse.stepsTooDeep() }
    let epoch = storage.pointee.nextEpoch()
    storage.pointee.record(in: epoch)
    storage.pointee.stepEpochs[storage.pointee.stepCount] = epoch
    storage.pointee.stepCount += 1
    regions.append(
      TapeRegion(
        epoch: epoch, start: storage.pointee.count, operandStart: storage.pointee.operandCount,
        numberStart: storage.pointee.numberCount,
        hadSteepOperations: storage.pointee.hasSteepOperations))
    storage.pointee.stepStart = storage.pointee.count
    markGroup()
  }

  private func endStep() {
    if storage.pointee.isWatched { watchForward() }
    let region = regions.removeLast()
    if storage.pointee.hasBlocks(before: region.start) { expandBlocks() }
    storage.pointee.forget(from: region.start)
    forgetBlocks(from: region.start, numbers: region.numberStart)
    storage.pointee.operandCount = region.operandStart
    storage.pointee.stepCount -= 1
    if storage.pointee.isWatched { watchAnew(from: region.start) }
    storage.pointee.record(in: regions[regions.count - 1].epoch)
    storage.pointee.stepStart = regions[regions.count - 1].start
    storage.pointee.hasSteepOperations = region.hadSteepOperations
    markGroup()
  }

  /// The index in `regions` of the region that a node belongs to.
  func region(of index: Int) -> Int {
    regions.lastIndex { $0.start <= index } ?? 0
  }
}
