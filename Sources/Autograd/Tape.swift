/// The record of an expression: every node in the order in which it was computed.
///
/// The order of creation is a topological order, so that no graph has to be walked or sorted, and
/// nothing recurses at any depth. Most programs never name a tape: values go to the current
/// thread's (``current``). Code that awaits makes one of its own and passes it along.
///
/// Values do not keep their tape: hold it in a variable as long as they are used.
///
/// A tape belongs to one thread or task at a time and is not `Sendable`.
public final class Tape {
  let storage: UnsafeMutablePointer<TapeStorage>
  /// What belongs to the nodes outside every step, then to those of each step that is running.
  // Unchecked, since every step begins and ends one.
  @exclusivity(unchecked) var regions: [TapeRegion]
  var customOperations: [CustomOperation] = []
  private var customNumbers: [ObjectIdentifier: UInt16] = [:]
  /// All groups ever opened, those around before those in them.
  var groups: [RecordedGroup] = []
  /// The indices of the groups in the list, by the group around and the name in it.
  var groupNumbers: [GroupKey: Int] = [:]
  // Unchecked, since every block looks at it.
  @exclusivity(unchecked) var openGroup: Int?
  /// The layers that there have been blocks of, which keep what blocks refer to.
  var denseLayers: [DenseLayers] = []
  /// What is known while anomalies are looked for; `nil` at all other times.
  var anomalyWatch: AnomalyWatch?

  /// An empty tape.
  public init() {
    storage = StoragePool.take()
    regions = [
      TapeRegion(
        epoch: storage.pointee.epoch, start: 0, operandStart: 0, numberStart: 0,
        hadSteepOperations: false)
    ]
    storage.pointee.owner = Unmanaged.passUnretained(self)
  }

  deinit {
    StoragePool.giveBack(storage)
  }

  /// The number of nodes.
  public var count: Int { storage.pointee.count }

  /// Appends a node.
  func record(_ node: TapeNode, data: Double) -> Value {
    storage.pointee.makeRoom()
    return storage.appended(node, data)
  }

  /// Appends a node with any number of inputs.
  func recordList(
    _ operation: Operation, customIndex: UInt16 = 0, inputs: [Value], data: Double
  ) -> Value {
    for input in inputs {
      if input.storage != storage { Misuse.mixedTapes() }
      input.checkAlive()
    }
    let payload = storage.pointee.appendOperands(inputs.map(\.rawIndex))
    return record(
      TapeNode(operation: operation, customIndex: customIndex, payload: payload), data: data)
  }

  /// The number under which nodes refer to a custom operation.
  func register(_ operation: CustomOperation) -> UInt16 {
    if let number = customNumbers[ObjectIdentifier(operation)] { return number }
    if customOperations.count > Int(UInt16.max) { Misuse.tooManyCustomOperations() }
    let number = UInt16(customOperations.count)
    customOperations.append(operation)
    customNumbers[ObjectIdentifier(operation)] = number
    return number
  }
}
