/// Nodes in a row that are recorded as one: those of layers of a network, or of a long sum.
///
/// A block takes as many indices as its nodes would, so that everything behind it has the index that it
/// has when each operation is recorded. Of its nodes only the outputs exist: their data, and their
/// gradients. The rest is written when somebody asks for a node: see `Tape.expandBlocks()`.
struct FusedBlock: BitwiseCopyable {
  enum Kind: BitwiseCopyable {
    /// Layers, which `Tape.denseLayers` keeps alive.
    case layers(UnsafeMutablePointer<DensePlan>)
    /// The sum of the inputs from left to right.
    case sum
    /// The same of their squares.
    case sumOfSquares
  }

  let kind: Kind
  /// The first node, and the one behind the last.
  let start, end: Int
  /// Where its inputs are in `TapeStorage.operands`, and how many there are.
  let operandStart, inputCount: Int
  /// Where the values of its layers begin in `TapeStorage.numbers`, and where the weights.
  var values = 0
  var weights = 0
  /// How often data of leaves had been set: its gradients are of the numbers that it was computed from.
  let dataVersion: Int
  /// The group that was open; -1 for none.
  let group: Int
}

extension TapeStorage {
  /// Whether the sweep can go through the blocks as they are: each as a whole, and with the numbers that it
  /// was computed from.
  func canSweepBlocks(upTo root: Int) -> Bool {
    (0..<blockCount).allSatisfy { number in
      let block = blocks[number]
      return block.start > root || block.end <= root + 1 && block.dataVersion == dataVersion
    }
  }

  /// How many numbers a block keeps beside its weights.
  func valueCount(of block: FusedBlock) -> Int {
    guard case .layers(let plan) = block.kind else { return block.inputCount }
    return plan.pointee.valueCount
  }

  /// How many blocks begin at a node or before.
  private func blockCount(upTo index: Int) -> Int {
    var number = blockCount
    while number > 0, blocks[number - 1].start > index { number -= 1 }
    return number
  }

  /// Whether a node is one of a block.
  func isInBlock(_ index: Int) -> Bool {
    let number = blockCount(upTo: index)
    return number > 0 && index < blocks[number - 1].end
  }

  /// Whether a block begins before a node.
  func hasBlocks(before index: Int) -> Bool { blockCount > 0 && blocks[0].start < index }

  /// Makes room for a block.
  mutating func reserve(nodes: Int, operands: Int, numbers: Int) {
    while count + nodes > capacity { grow() }
    reserveOperands(operandCount + operands)
    reserveNumbers(numbers)
    if blockCount == blockCapacity {
      blockCapacity = Swift.max(16, 2 * blockCapacity)
      blocks = reallocated(blocks, capacity: blockCapacity)
    }
  }

  /// Makes room for numbers behind those that are kept.
  mutating func reserveNumbers(_ added: Int) {
    if numberCount + added <= numberCapacity { return }
    numberCapacity = Swift.max(numberCount + added, 2 * numberCapacity)
    numbers = reallocated(numbers, capacity: numberCapacity)
  }

  /// Appends a block for which there is room.
  mutating func append(_ block: FusedBlock) {
    blocks[blockCount] = block
    blockCount += 1
    count = block.end
  }
}

// MARK: - Blocks, and what is between them

extension TapeStorage {
  /// Nodes that are there one by one, or a block.
  enum Piece {
    case nodes(Range<Int>)
    case block(FusedBlock)
  }

  /// All nodes up to a root, from above.
  func pieces(upTo root: Int) -> Pieces {
    Pieces(blocks: blocks, number: blockCount(upTo: root), end: root + 1)
  }

  /// See `TapeStorage.pieces(upTo:)`.
  struct Pieces: Sequence, IteratorProtocol {
    fileprivate let blocks: UnsafeMutablePointer<FusedBlock>
    /// How many blocks are still to come.
    fileprivate var number: Int
    /// Where the next piece ends.
    fileprivate var end: Int

    mutating func next() -> Piece? {
      if number > 0, blocks[number - 1].end == end {
        number -= 1
        end = blocks[number].start
        return .block(blocks[number])
      }
      if end == 0 { return nil }
      let start = number > 0 ? blocks[number - 1].end : 0
      defer { end = start }
      return .nodes(start..<end)
    }
  }
}
