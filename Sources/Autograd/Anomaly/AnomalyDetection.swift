/// Runs a body, and throws where the first NaN or infinity was born in it.
///
///     try withAnomalyDetection {
///       let loss = model(inputs).log()
///       loss.backward()
///     }
///
/// Recording goes on after the birth; the error is thrown at the end of the body. What is recorded
/// is looked through before each `backward()`, at the end of each step of the tape and at the end
/// of the body, gradients after each `backward()`: O(nodes) each. Outside of such a body nothing is
/// looked at, and nothing costs time. Bodies may nest; the innermost one throws.
///
/// - Parameters:
///   - tape: The tape that is watched; the current thread's where none is given.
///   - body: What is watched.
/// - Returns: What the body returns.
/// - Throws: An ``Anomaly``, or what the body throws.
public func withAnomalyDetection<Result>(
  on tape: Tape = .current, _ body: () throws -> Result
) throws -> Result {
  let outer = tape.anomalyWatch
  tape.anomalyWatch = AnomalyWatch(scanned: tape.count)
  // A flag beside the nodes, since a look at a property of the tape would cost time in every step.
  tape.storage.pointee.isWatched = true
  defer {
    tape.storage.pointee.isWatched = outer != nil
    tape.anomalyWatch = outer
    tape.anomalyWatch?.scanned = tape.count
  }
  let result = try body()
  tape.watchForward()
  if let anomaly = tape.anomalyWatch?.first { throw anomaly }
  return result
}

/// What is known while a tape is watched.
struct AnomalyWatch {
  /// The nodes below are known to be finite, or were there before.
  var scanned: Int
  /// The first birth.
  var first: Anomaly?
}

extension Tape {
  /// Looks through what was recorded since the last look.
  @inline(never)
  func watchForward() {
    guard let watch = anomalyWatch else { return }
    expandBlocks()
    anomalyWatch?.scanned = count
    if watch.first != nil || watch.scanned >= count { return }
    let data = storage.pointee.data
    guard var index = (watch.scanned..<count).first(where: { !data[$0].isFinite }) else { return }
    // A node from before the body, a leaf that was set say, may be where it comes from.
    while let input = inputs(at: index).first(where: { !data[$0].isFinite }) { index = input }
    anomalyWatch?.first = Anomaly(
      forward: self[index], operands: inputs(at: index).map { data[$0] })
  }

  /// Notes that nodes from here on went, and that others may follow.
  @inline(never)
  func watchAnew(from start: Int) {
    guard let watch = anomalyWatch else { return }
    anomalyWatch?.scanned = Swift.min(watch.scanned, start)
  }

  /// Looks through the gradients of a pass that has ended.
  @inline(never)
  func watchBackward(from root: Int) {
    guard let watch = anomalyWatch, watch.first == nil else { return }
    expandBlocks()
    let data = storage.pointee.data
    var isReached = [Bool](repeating: false, count: root + 1)
    isReached[root] = true
    // What comes of numbers that were there before the body is no birth.
    var isExcused = [Bool](repeating: false, count: root + 1)
    for index in stride(from: root, through: 0, by: -1) where isReached[index] {
      let inputs = inputs(at: index)
      for input in inputs { isReached[input] = true }
      guard let adjoint = storage.pointee.gradient(at: index) else { continue }
      let isSound = data[index].isFinite && inputs.allSatisfy { data[$0].isFinite }
      if isExcused[index] || !isSound {
        for input in inputs { isExcused[input] = true }
        continue
      }
      if !adjoint.isFinite {
        // No edge above gave it so: their sum did.
        anomalyWatch?.first = Anomaly(sumAt: self[index], gradient: adjoint)
        return
      }
      let slopes = storage.pointee.localDerivatives(at: index, custom: customOperations)
      for operand in inputs.indices
      where !(adjoint * slopes[operand]).isFinite && !isConstant(inputs[operand]) {
        anomalyWatch?.first = Anomaly(
          backward: self[index], operands: inputs.map { data[$0] }, operand: operand,
          adjoint: adjoint)
        return
      }
    }
  }
}
