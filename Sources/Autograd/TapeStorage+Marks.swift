extension TapeStorage {
  /// The marked nodes of a range from above, whose marks are taken away as they come; others may be marked
  /// below meanwhile.
  func marked(in range: Range<Int>) -> MarkedNodes {
    MarkedNodes(marks: reached, lowest: range.lowerBound, index: range.upperBound)
  }

  /// See `TapeStorage.marked(in:)`.
  struct MarkedNodes: Sequence, IteratorProtocol {
    let marks: UnsafeMutablePointer<UInt8>
    let lowest: Int
    var index: Int

    @inline(__always)
    mutating func next() -> Int? {
      index -= 1
      while index >= lowest, marks[index] == 0 {
        index -= 1
        // Eight at once where none is marked.
        while index > lowest, index & 7 == 7, marks.eight(from: index - 7) == 0 { index -= 8 }
      }
      if index < lowest { return nil }
      marks[index] = 0
      return index
    }
  }

  /// Makes room for a mark at each node.
  mutating func reserveMarks(upTo root: Int) {
    if root < reachedCapacity { return }
    let wanted = Swift.max(root + 1, capacity)
    reached = reallocated(reached, capacity: wanted)
    (reached + reachedCapacity).update(repeating: 0, count: wanted - reachedCapacity)
    reachedCapacity = wanted
  }
}

extension TapeStorage {
  /// Whether a gradient is one that a pass left open: see `openZero`.
  @inline(__always)
  static func isOpen(_ gradient: Double) -> Bool { gradient.bitPattern == openZero.bitPattern }

  /// Works out which of the zeros that a pass left open are gradients, and which nodes have none since
  /// the root does not depend on them.
  ///
  /// O(nodes below the root), once a pass. No node that is asked for may be in a block.
  ///
  /// - Parameter limit: Where to end; all that is open where none is given.
  mutating func settle(below limit: Int = .max) {
    let settled = open.clamped(to: 0..<limit)
    if settled.isEmpty { return }
    let root = open.upperBound - 1
    open = settled.upperBound..<open.upperBound
    let (gradients, nodes) = (gradients, nodes)
    func notePass(_ index: Int) {
      if nodes[index].operation == .leaf {
        nodes[index].passes = TapeStorage.isAbsent(gradients[index]) ? 0 : 1
      }
    }
    var openCount = 0
    for index in settled {
      if TapeStorage.isOpen(gradients[index]) { openCount += 1 } else { notePass(index) }
    }
    if openCount == 0 { return }
    reserveMarks(upTo: root)
    let reached = reached
    func mark(_ index: Int) {
      if reached[index] != 0 { return }
      reached[index] = 1
      if settled.contains(index), TapeStorage.isOpen(gradients[index]) {
        gradients[index] = 0
        notePass(index)
        openCount -= 1
      }
    }
    mark(root)
    for piece in pieces(upTo: root) where openCount > 0 {
      switch piece {
      case .nodes(let range):
        for index in marked(in: range) {
          forEachInput(of: index, mark)
          if openCount == 0 { break }
        }
      case .block(let block): markInputs(of: block, mark)
      }
    }
    if openCount == 0 {
      // What was left where nothing was open any more.
      reached.update(repeating: 0, count: root + 1)
      return
    }
    for index in settled where TapeStorage.isOpen(gradients[index]) {
      gradients[index] = TapeStorage.absentGradient
    }
  }

  /// Settles as much as it takes to know the gradient of a node: what outlives the running step at once,
  /// without a look at the rest.
  mutating func settle(for index: Int) {
    settle(below: index < stepStart ? stepStart : .max)
  }
}

extension UnsafeMutablePointer<UInt8> {
  @inline(__always)
  fileprivate func eight(from index: Int) -> UInt64 {
    UnsafeRawPointer(self + index).loadUnaligned(as: UInt64.self)
  }
}
