/// The arrays of a tape, in memory that only the tape's own code touches.
///
/// Raw memory behind a pointer, and not Swift arrays in a class, because a handle then needs
/// neither reference counting nor exclusivity checks: together they cost ten to forty times the
/// work itself. The header is never freed, only recycled (see `StoragePool`), so that a handle that
/// outlives its tape is found out by its epoch instead of reading freed memory.
@usableFromInline
struct TapeStorage {
  /// The value of each node.
  @usableFromInline var data: UnsafeMutablePointer<Double>
  /// What each node is and what it was computed from.
  @usableFromInline var nodes: UnsafeMutablePointer<TapeNode>
  /// The gradient of each node below `gradientCount`; `absentGradient` where there is none.
  var gradients: UnsafeMutablePointer<Double>
  /// The inputs of n-ary nodes, one list behind another.
  var operands: UnsafeMutablePointer<UInt32>
  /// One byte a node: 1 for those that the running backward pass has reached and not yet done with.
  ///
  /// All zero between passes. Bytes, since to set one bit of many would wait for the one before.
  var reached: UnsafeMutablePointer<UInt8>

  @usableFromInline var count = 0
  @usableFromInline var capacity = 0
  var gradientCount = 0
  var gradientCapacity = 0
  var operandCount = 0
  var operandCapacity = 0
  var reachedCapacity = 0
  /// Whether anomalies are looked for: see `withAnomalyDetection`.
  var isWatched = false

  /// The mark of nodes recorded outside every step.
  @usableFromInline var baseEpoch: UInt32
  /// The mark of nodes recorded now: `baseEpoch`, or that of the innermost step.
  @usableFromInline var epoch: UInt32
  /// The marks of the steps that are running, outermost first.
  ///
  /// As immortal as the header, since a handle that outlives its tape looks here too.
  let stepEpochs: UnsafeMutablePointer<UInt32>
  var stepCount = 0
  /// The last epoch given out.
  ///
  /// It goes on across recycling, so that no live handle is stale by chance before four billion
  /// steps have passed.
  var lastEpoch: UInt32
  /// The tape that owns the arrays; `nil` once it is gone.
  var owner: Unmanaged<Tape>?

  /// A signalling NaN: arithmetic only ever makes quiet ones, so no computed gradient equals it.
  static let absentGradient = Double(nan: 0xAB5E, signaling: true)

  /// How deep steps may nest.
  static let deepestStep = 64

  /// Whether an epoch is that of a step that is running, however far out.
  func isRunningStep(_ epoch: UInt32) -> Bool {
    (0..<stepCount).contains { stepEpochs[$0] == epoch }
  }

  /// Takes the next epoch.
  mutating func nextEpoch() -> UInt32 {
    lastEpoch &+= 1
    return lastEpoch
  }
}

/// One entry of the tape: 16 bytes beside the node's value, which the order of the fields makes.
@usableFromInline
struct TapeNode: BitwiseCopyable {
  @usableFromInline var operation: Operation
  /// The role in the lower bits, 0 for none, and above them whether dropout took the unit out: a byte each
  /// would make it 24.
  @usableFromInline var marks: UInt8
  /// Which of the tape's custom operations a `custom` node is of.
  @usableFromInline var customIndex: UInt16
  /// The first input.
  @usableFromInline var first: UInt32
  /// By operation: the second input; the bits of the parameter; the start and length of an operand
  /// list; the number of passes that a leaf's gradient holds.
  @usableFromInline var payload: UInt64

  @inlinable
  init(
    operation: Operation, role: LeafRole? = nil, customIndex: UInt16 = 0, first: UInt32 = 0,
    payload: UInt64 = 0
  ) {
    self.operation = operation
    marks =
      switch role {
      case nil: 0
      case .input: 1
      case .parameter: 2
      case .target: 3
      }
    (self.customIndex, self.first, self.payload) = (customIndex, first, payload)
  }

  var role: LeafRole? {
    switch marks & 3 {
    case 1: .input
    case 2: .parameter
    case 3: .target
    default: nil
    }
  }

  /// Whether dropout took the unit out.
  var isDropped: Bool {
    get { marks & 0x80 != 0 }
    set { marks = newValue ? marks | 0x80 : marks & 0x7F }
  }

  var second: Int {
    Int(truncatingIfNeeded: payload)
  }

  var parameter: Double {
    Double(bitPattern: payload)
  }

  /// The range of an n-ary node's inputs in `TapeStorage.operands`.
  var operandRange: Range<Int> {
    let start = Int(payload >> 32)
    return start..<start + Int(payload & 0xFFFF_FFFF)
  }

  var passes: Int {
    get { Int(truncatingIfNeeded: payload) }
    set { payload = UInt64(newValue) }
  }
}

extension TapeStorage {
  func gradient(at index: Int) -> Double? {
    guard index < gradientCount, nodes[index].operation != .constant,
      gradients[index].bitPattern != TapeStorage.absentGradient.bitPattern
    else { return nil }
    return gradients[index]
  }

  mutating func zeroGradient(at index: Int) {
    if index < gradientCount { gradients[index] = TapeStorage.absentGradient }
    if nodes[index].operation == .leaf { nodes[index].passes = 0 }
  }

  /// Gives a leaf the gradient of one pass.
  mutating func setGradient(_ gradient: Double, at index: Int) {
    prepareBackward(from: index)
    gradients[index] = gradient
    nodes[index].passes = 1
  }

  /// Gives a node the gradient that somebody set.
  mutating func assignGradient(_ gradient: Double, at index: Int) {
    let operation = nodes[index].operation
    if operation == .constant { return }
    prepareBackward(from: index)
    gradients[index] = gradient
    if operation == .leaf { nodes[index].passes = gradient == 0 ? 0 : 1 }
  }

  /// Adds the gradient of a node, 0 where it has none, times its local derivatives to its inputs.
  mutating func handOn(from index: Int, custom: [CustomOperation]) {
    let adjoint = gradient(at: index) ?? 0
    prepareBackward(from: index)
    for (input, slope) in zip(inputs(at: index), localDerivatives(at: index, custom: custom)) {
      if nodes[input].operation == .constant { continue }
      gradients[input] = gradient(at: input).map { $0 + adjoint * slope } ?? adjoint * slope
      if nodes[input].operation == .leaf { nodes[input].passes = max(1, nodes[input].passes) }
    }
  }

  func inputs(at index: Int) -> [Int] {
    let node = nodes[index]
    return switch node.operation.inputCount {
    case 0: []
    case 1: [Int(node.first)]
    case 2: [Int(node.first), node.second]
    default: node.operandRange.map { Int(operands[$0]) }
    }
  }

  /// The local derivatives of a node with respect to its inputs, in their order.
  func localDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    let node = nodes[index]
    switch node.operation.inputCount {
    case 0: return []
    case 1:
      return [
        node.operation.derivatives(
          data[Int(node.first)], parameter: node.parameter, output: data[index]
        ).x
      ]
    case 2:
      let slope = node.operation.derivatives(
        data[Int(node.first)], data[node.second], output: data[index])
      return [slope.x, slope.y]
    default: return listDerivatives(at: index, custom: custom)
    }
  }

  /// The local derivatives of a node with a list of inputs.
  func listDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    let node = nodes[index]
    switch node.operation {
    case .sum: return Array(repeating: 1, count: node.operandRange.count)
    case .custom:
      let inputs = node.operandRange.map { data[Int(operands[$0])] }
      return custom[Int(node.customIndex)].checkedDerivatives(inputs, data[index])
    default: fatalError("'\(node.operation.symbol)' has no derivatives for a list of inputs.")
    }
  }
}
