/// A number that remembers how it was computed.
///
///     let a = Value(2, label: "a")
///     let b = Value(-3, label: "b")
///     let loss = (a * b + 10).tanh()
///     loss.backward()
///     print(loss.data)       // 0.999329299739067
///     print(a.gradient!)     // -0.00402285204907693
///
/// A `Value` is a handle of 24 bytes, without reference counting, to a node of a ``Tape``. Copies
/// of a handle are the same node. Operators record a new node behind their operands, so that the
/// order of the nodes is a topological one, and ``backward()`` is one loop from the root down.
///
/// A value may be used as long as its tape lives and the step that made it has not ended; later,
/// ``data`` still reads, and everything else traps with a sentence that says so. It belongs to the
/// thread or task of its tape and is not `Sendable`.
///
/// The design follows Karpathy's micrograd, with an arena instead of objects.
///
/// What operators do is `@inlinable` down to the store on the tape, since a call for each of millions of nodes
/// would cost as much as the node.
public struct Value {
  @usableFromInline let storage: UnsafeMutablePointer<TapeStorage>
  @usableFromInline let rawIndex: UInt32
  /// The epoch of the step that the node was recorded in; its lowest bit marks a leaf, whose data can
  /// change after this handle was made.
  ///
  /// All other nodes are immutable, so the number in the handle is right for ever.
  @usableFromInline let stamp: UInt32
  @usableFromInline let recorded: Double

  static var maximumNodeCount: Int { 1 << 31 }

  @inlinable @inline(__always)
  init(
    storage: UnsafeMutablePointer<TapeStorage>, index: UInt32, stamp: UInt32, data: Double
  ) {
    self.storage = storage
    rawIndex = index
    self.stamp = stamp
    recorded = data
  }

  /// Records a leaf: a number that a gradient is wanted for.
  ///
  /// - Parameters:
  ///   - data: The number.
  ///   - label: The name that pictures show.
  ///   - role: What the leaf is in a network; pictures tell roles apart.
  ///   - tape: The tape to record on; the current thread's where none is given.
  public init(
    _ data: Double, label: String? = nil, role: LeafRole? = nil, on tape: Tape = .current
  ) {
    self = tape.record(TapeNode(operation: .leaf, role: role), data: data)
    if let label { self.label = label }
  }

  /// Records a constant: a number that takes part in an expression but never carries a gradient.
  public static func constant(
    _ data: Double, label: String? = nil, on tape: Tape = .current
  ) -> Value {
    let value = tape.record(TapeNode(operation: .constant), data: data)
    if let label { value.label = label }
    return value
  }

  var isLeaf: Bool { stamp & TapeStorage.leafBit != 0 }

  /// The index of the node on its tape: its id in snapshots and graph files.
  @inlinable
  public var index: Int { Int(rawIndex) }

  /// The number itself.
  ///
  /// It can be set on leaves, and then every copy of the handle sees it.
  ///
  /// Reading works for ever, also after the value's step has ended (a leaf whose data was set then
  /// gives the number that the handle was made with); setting traps then, and on anything but a
  /// leaf.
  @inlinable
  public var data: Double {
    @inline(__always) get { readyData ?? rareData }
    nonmutating set {
      if isReadyLeaf {
        storage.pointee.data[index] = newValue
        storage.pointee.dataVersion &+= 1
      } else {
        setRareData(newValue)
      }
    }
  }

  @usableFromInline @inline(never)
  var rareData: Double { isLeaf && isAlive ? storage.pointee.data[index] : recorded }

  @usableFromInline @inline(never)
  func setRareData(_ newValue: Double) {
    checkAlive()
    if !isLeaf { Misuse.dataOfResult(tape[index].operationName) }
    storage.pointee.data[index] = newValue
    storage.pointee.dataVersion &+= 1
  }

  /// Whether the value can still be used: its tape lives and its step has not ended.
  public var isAlive: Bool { storage.pointee.isRunning(stamp & ~TapeStorage.leafBit) }

  /// The number, where a look at the stamp is enough: for a result or a leaf of the running step, and for
  /// a leaf outside of all steps, as parameters are.
  @inlinable @inline(__always)
  var readyData: Double? { readyData(in: storage.pointee.epoch) }

  @inlinable @inline(__always)
  func readyData(in epoch: UInt32) -> Double? {
    if stamp == epoch { return recorded }
    return isReadyLeaf ? storage.pointee.data[index] : nil
  }

  /// Whether a look at the stamp is enough to know a leaf that can be used.
  @inlinable @inline(__always)
  var isReadyLeaf: Bool {
    stamp == storage.pointee.baseLeafStamp || stamp == storage.pointee.leafStamp
  }

  /// The number of a value that can still be used; traps on any other.
  var checkedData: Double {
    checkAlive()
    return isLeaf ? storage.pointee.data[index] : recorded
  }

  /// Traps unless the value can still be used.
  @inline(__always)
  func checkAlive() {
    if readyData == nil, !isAlive { Misuse.staleValue() }
  }

  /// The tape that the value is recorded on.
  public var tape: Tape {
    checkAlive()
    guard let owner = storage.pointee.owner else { Misuse.staleValue() }
    return owner.takeUnretainedValue()
  }
}

/// What a leaf is in a network.
///
/// Pictures tell the roles apart; backward does not.
public enum LeafRole: String, CaseIterable, Sendable, Codable, BitwiseCopyable {
  /// A number that comes from the data.
  case input
  /// A number that training changes.
  case parameter
  /// A number that the output is compared with.
  case target
}
