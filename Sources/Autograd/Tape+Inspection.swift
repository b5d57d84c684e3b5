extension Tape {
  /// Everything that is known of one node, copied out.
  public struct Entry {
    /// The node's index on the tape.
    public let index: Int
    /// What it was computed by.
    public let operation: Value.Operation
    /// What pictures and files call the operation: a custom one by its own name.
    public let operationName: String
    /// The exponent of a power of a constant, or the slope of a leaky ReLU.
    public let parameter: Double?
    /// The indices of the inputs, in order.
    public let inputs: [Int]
    /// ∂(this)/∂(inputs[i]), each.
    public let localDerivatives: [Double]
    /// The value.
    public let data: Double
    /// The gradient of the last root; `nil` while there is none.
    public let gradient: Double?
    /// How many passes the gradient of a leaf holds.
    public let passes: Int
    /// The name given to the node.
    public let label: String?
    /// The path of the group that the node was recorded in.
    public let group: GroupPath?
    /// What a leaf is in a network.
    public let role: LeafRole?
    /// Whether dropout took the unit out.
    public let isDropped: Bool
  }

  /// Copies what is known of a node.
  ///
  /// O(inputs + log groups). Traps where there is none.
  ///
  /// - Parameter index: An index on the tape, from 0 up to ``count``.
  public subscript(index: Int) -> Entry {
    if index < 0 || index >= count { Misuse.noSuchNode(index, count) }
    expandBlocks()
    let node = storage.pointee.nodes[index]
    return Entry(
      index: index, operation: node.operation, operationName: name(of: node),
      parameter: node.operation.hasParameter ? node.parameter : nil,
      inputs: storage.pointee.inputs(at: index),
      localDerivatives: storage.pointee.localDerivatives(at: index, custom: customOperations),
      data: storage.pointee.data[index],
      gradient: storage.pointee.gradient(at: index), passes: storage.pointee.passes(at: index),
      label: label(at: index),
      group: group(at: index), role: node.role, isDropped: node.isDropped)
  }

  /// The indices of a node's inputs, in order; O(inputs).
  package func inputs(at index: Int) -> [Int] {
    expandBlocks()
    return storage.pointee.inputs(at: index)
  }

  /// Calls a closure with the indices of a node's inputs, in order, without making an array of them.
  package func forEachInput(of index: Int, _ body: (Int) -> Void) {
    expandBlocks()
    storage.pointee.forEachInput(of: index, body)
  }

  /// Whether a node is a constant, as no node of a block is.
  func isConstant(_ index: Int) -> Bool {
    !storage.pointee.isInBlock(index) && storage.pointee.nodes[index].operation == .constant
  }

  /// The user's operation that a node was computed by; `nil` for a built-in one, and where the tape
  /// has no such node.
  package func customOperation(at index: Int) -> CustomOperation? {
    if index >= count { return nil }
    expandBlocks()
    let node = storage.pointee.nodes[index]
    return node.operation == .custom ? customOperations[node.customIndex] : nil
  }

  /// What pictures and files call the operation of a node.
  func name(of node: TapeNode) -> String {
    node.operation == .custom
      ? customOperations[node.customIndex].name : node.operation.symbol
  }

  /// The handle of a node.
  package func value(at index: Int) -> Value {
    expandBlocks()
    let node = storage.pointee.nodes[index]
    let epoch = regions[region(of: index)].epoch
    return Value(
      storage: storage, index: UInt32(index),
      stamp: node.operation == .leaf ? epoch | TapeStorage.leafBit : epoch,
      data: storage.pointee.data[index])
  }
}
