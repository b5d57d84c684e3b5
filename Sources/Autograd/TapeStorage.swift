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
  @usableFromInline var gradients: UnsafeMutablePointer<Double>
  /// The inputs of n-ary nodes, one list behind another.
  var operands: UnsafeMutablePointer<UInt32>
  /// One byte a node: 1 for those that a running walk has reached and not yet come to.
  ///
  /// All zero between walks. Bytes, since to set one bit of many would wait for the one before.
  var reached: UnsafeMutablePointer<UInt8>

  /// What is recorded as one: see `FusedBlock`.
  var blocks: UnsafeMutablePointer<FusedBlock>
  /// What blocks keep: weights, inputs, what layers give.
  var numbers: UnsafeMutablePointer<Double>

  @usableFromInline var count = 0
  @usableFromInline var capacity = 0
  @usableFromInline var gradientCount = 0
  var gradientCapacity = 0
  var operandCount = 0
  var operandCapacity = 0
  var reachedCapacity = 0
  var blockCount = 0
  var blockCapacity = 0
  var numberCount = 0
  var numberCapacity = 0
  /// How often data of leaves was set.
  @usableFromInline var dataVersion = 0
  var latestWeights = WeightCopy()
  var recordsEveryOperation = false
  /// The nodes from the first whose gradient a pass left open up to the root of the pass: see `settle`.
  var open = 0..<0
  /// Where the innermost step that is running begins; 0 outside of steps.
  var stepStart = 0
  /// Whether a node may have an infinite slope at finite inputs.
  @usableFromInline var hasSteepOperations = false
  /// Whether anomalies are looked for: see `withAnomalyDetection`.
  var isWatched = false

  /// The stamp of leaves that are recorded outside every step.
  @usableFromInline var baseLeafStamp: UInt32
  /// The stamp of results that are recorded now: that of the innermost step, if one is running.
  @usableFromInline var epoch: UInt32
  /// The stamp of leaves that are recorded now.
  @usableFromInline var leafStamp: UInt32
  /// The epochs of the steps that are running, outermost first.
  ///
  /// As immortal as the header, since a handle that outlives its tape looks here too.
  let stepEpochs: UnsafeMutablePointer<UInt32>
  var stepCount = 0
  /// The last epoch given out.
  ///
  /// It goes on across recycling, so that no handle to a former step passes before two billion steps
  /// have.
  var lastEpoch: UInt32
  /// The tape that owns the arrays; `nil` once it is gone.
  var owner: Unmanaged<Tape>?

  /// How deep steps may nest.
  static let deepestStep = 64

  /// What makes the stamp of a leaf out of an epoch.
  static var leafBit: UInt32 { 1 }

  /// Whether an epoch is that outside every step, or of a step that is running, however far out.
  func isRunning(_ epoch: UInt32) -> Bool {
    epoch == self.epoch || epoch | TapeStorage.leafBit == baseLeafStamp
      || (0..<stepCount).contains { stepEpochs[$0] == epoch }
  }

  /// Makes an epoch that of what is recorded from here on.
  mutating func record(in epoch: UInt32) {
    self.epoch = epoch
    leafStamp = epoch | TapeStorage.leafBit
  }

  /// Takes the next epoch, which leaves the leaf bit alone.
  mutating func nextEpoch() -> UInt32 {
    lastEpoch &+= 2
    return lastEpoch
  }
}

/// One entry of the tape: 16 bytes beside the node's value.
@usableFromInline
struct TapeNode: BitwiseCopyable {
  /// From the lowest bit up: the operation in 8 bits, the marks in 8, the number of the tape's custom
  /// operation that a `custom` node is of in 16, and the first input in 32.
  ///
  /// One word, since to store them one by one holds recording up.
  @usableFromInline var head: UInt64
  /// By operation: the second input; the bits of the parameter; the start and length of an operand
  /// list; the number of passes that a leaf's gradient holds.
  @usableFromInline var payload: UInt64

  @inlinable @inline(__always)
  init(
    operation: Operation, role: LeafRole? = nil, customIndex: UInt16 = 0, first: UInt32 = 0,
    payload: UInt64 = 0
  ) {
    let role: UInt64 =
      switch role {
      case nil: 0
      case .input: 1
      case .parameter: 2
      case .target: 3
      }
    head =
      UInt64(operation.rawValue) | role << 8 | UInt64(customIndex) << 16 | UInt64(first) << 32
    self.payload = payload
  }

  @inlinable @inline(__always)
  var operation: Operation {
    // Only `init` writes it; a search among the raw values would hold the sweep up.
    unsafeBitCast(UInt8(truncatingIfNeeded: head), to: Operation.self)
  }

  var customIndex: Int { Int(UInt16(truncatingIfNeeded: head >> 16)) }

  var first: Int { Int(head >> 32) }

  var role: LeafRole? {
    switch head >> 8 & 3 {
    case 1: .input
    case 2: .parameter
    case 3: .target
    default: nil
    }
  }

  /// Whether dropout took the unit out.
  var isDropped: Bool {
    get { head & TapeNode.droppedBit != 0 }
    set { head = newValue ? head | TapeNode.droppedBit : head & ~TapeNode.droppedBit }
  }

  private static var droppedBit: UInt64 { 0x8000 }

  /// Whether the node has a role or was dropped.
  var isMarked: Bool { head & 0xFF00 != 0 }

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

  @inlinable
  var passes: Int {
    @inline(__always) get { Int(truncatingIfNeeded: payload) }
    @inline(__always) set { payload = UInt64(newValue) }
  }
}

// MARK: - Inputs and slopes

extension TapeStorage {
  /// Calls a closure with the indices of a node's inputs, in order, without making an array of them.
  @inline(__always)
  func forEachInput(of index: Int, _ body: (Int) -> Void) {
    let node = nodes[index]
    switch node.operation.inputCount {
    case 0: break
    case 1: body(node.first)
    case 2:
      body(node.first)
      body(node.second)
    default:
      for operand in node.operandRange { body(Int(operands[operand])) }
    }
  }

  func inputs(at index: Int) -> [Int] {
    var inputs: [Int] = []
    forEachInput(of: index) { inputs.append($0) }
    return inputs
  }

  /// Calls a closure with each input of a node and the derivative with respect to it, in order.
  @inline(__always)
  func forEachEdge(
    of index: Int, custom: [CustomOperation], _ body: (_ input: Int, _ slope: Double) -> Void
  ) {
    let node = nodes[index]
    switch node.operation.inputCount {
    case 0: break
    case 1: body(node.first, slopes(at: index).x)
    case 2:
      let slopes = slopes(at: index)
      body(node.first, slopes.x)
      body(node.second, slopes.y)
    default:
      for (input, slope) in zip(node.operandRange, listDerivatives(at: index, custom: custom)) {
        body(Int(operands[input]), slope)
      }
    }
  }

  /// The local derivatives of a node with respect to its inputs, in their order.
  func localDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    var slopes: [Double] = []
    forEachEdge(of: index, custom: custom) { slopes.append($1) }
    return slopes
  }

  /// The local derivatives of a node with one input or two.
  @inline(never)
  func slopes(at index: Int) -> (x: Double, y: Double) {
    let node = nodes[index]
    let x = data[node.first]
    return node.operation.inputCount == 1
      ? node.operation.derivatives(x, parameter: node.parameter, output: data[index])
      : node.operation.derivatives(x, data[node.second], output: data[index])
  }

  /// The local derivatives of a node with a list of inputs.
  func listDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    let node = nodes[index]
    switch node.operation {
    case .sum: return Array(repeating: 1, count: node.operandRange.count)
    case .custom:
      let inputs = node.operandRange.map { data[Int(operands[$0])] }
      return custom[node.customIndex].checkedDerivatives(inputs, data[index])
    default: fatalError("'\(node.operation.symbol)' has no derivatives for a list of inputs.")
    }
  }
}
