/// The backward sweep: each node hands its adjoint, times its local derivatives, on to its inputs.
///
/// Inputs always lie below, so that the highest node that has its adjoint is always ready. No gradient is
/// ever -0: a sum begins with +0, as micrograd's does.
///
/// This is the sweep where no node has a gradient yet, as in a step of training; for the other one see
/// `sweepReached`.
extension TapeStorage {
  /// What stands for a gradient of 0 or for none, until `settle` says which: the number that leaves each
  /// that is added to it what it is.
  static var openZero: Double { -0.0 }

  /// The sweep where no node has a gradient yet.
  ///
  /// It passes by every adjoint of 0, and leaves open which of them are those of nodes that the root depends on.
  ///
  /// - Returns: Whether it could; if not, no gradient has changed.
  mutating func sweepAnew(from root: Int, custom: [CustomOperation]) -> Bool {
    if blockCount == 0 { settle() }
    guard open.isEmpty, holdsNoGradient(upTo: root), canSweepBlocks(upTo: root) else {
      return false
    }
    fillGradients(upTo: root, with: TapeStorage.openZero)
    gradients[root] = 1
    var zeros = ZeroCheck(root: root)
    for piece in pieces(upTo: root) {
      let isDone =
        switch piece {
        case .nodes(let nodes): sweep(nodes, &zeros, custom: custom)
        case .block(let block): pullBack(block, &zeros)
        }
      if !isDone {
        fillGradients(upTo: root, with: TapeStorage.absentGradient)
        return false
      }
    }
    open = 0..<root + 1
    return true
  }

  /// Whether no node up to a root has a gradient, and it costs little to know.
  private func holdsNoGradient(upTo root: Int) -> Bool {
    let new = root + 1 - gradientCount
    return new >= gradientCount
      && (0..<gradientCount).allSatisfy { TapeStorage.isAbsent(gradients[$0]) }
  }

  /// Sweeps some nodes in a row.
  ///
  /// - Parameter zeros: What is known of adjoints of 0.
  /// - Returns: Whether it could: not where an adjoint of 0 would hand on NaN.
  private func sweep(
    _ range: Range<Int>, _ zeros: inout ZeroCheck, custom: [CustomOperation]
  ) -> Bool {
    let (data, nodes, gradients) = (data, nodes, gradients)
    // The lowest two have too few below them.
    let bottom = max(range.lowerBound, 2)
    var index = range.upperBound - 1
    if index >= bottom {
      // Most nodes hand something on to the one below, whose gradient is held in a register: to add to
      // memory what was just stored there would wait for the store.
      var (adjoint, next) = (gradients[index], gradients[index - 1])
      @inline(__always)
      func hand(_ amount: Double, to input: Int) {
        if input == index &- 1 { next += amount } else { gradients[input] += amount }
      }
      /// Hands on from a sum and from the product just before it that it adds, and goes on to the node below both.
      ///
      /// Dot products are rows of such pairs. The factors have to lie below that node, whose gradient is read
      /// before theirs change.
      ///
      /// - Returns: Whether the nodes are such a pair; if not, nothing has changed.
      @inline(__always)
      func handOnWithProduct(_ sum: TapeNode) -> Bool {
        let product = nodes[index &- 1]
        let (a, b) = (product.first, product.second)
        let (below, handed) = (index &- 2, next + adjoint)
        guard sum.second == index &- 1, sum.first != sum.second, below >= bottom,
          product.operation == .multiply, a < below, b < below
        else { return false }
        gradients[index &- 1] = handed
        if sum.first == below {
          adjoint += gradients[below]
          gradients[below] = adjoint
        } else {
          gradients[sum.first] += adjoint
          adjoint = gradients[below]
        }
        let (x, y) = (data[a], data[b])
        gradients[a] += handed * y
        gradients[b] += handed * x
        index = below
        next = gradients[below &- 1]
        return true
      }
      sweep: while index >= bottom {
        gradients[index] = adjoint
        var node = nodes[index]
        if adjoint == 0 {
          if !handsOnZeros(&zeros) { return false }
          if index & 7 == 0 {
            gradients[index &- 1] = next
            while index &- 8 >= bottom, isZero(from: index &- 8) { index &-= 8 }
            next = gradients[index &- 1]
          }
        } else {
          switch node.operation {
          case .add:
            while handOnWithProduct(node) {
              node = nodes[index]
              if adjoint == 0 || node.operation != .add { continue sweep }
            }
            hand(adjoint, to: node.first)
            hand(adjoint, to: node.second)
          case .subtract:
            hand(adjoint, to: node.first)
            hand(-adjoint, to: node.second)
          case .multiply:
            let (x, y) = (data[node.first], data[node.second])
            hand(adjoint * y, to: node.first)
            hand(adjoint * x, to: node.second)
          case .powerOfConstant where node.parameter == 2:
            hand(adjoint * (2 * data[node.first]), to: node.first)
          case .relu: hand(data[index] <= 0 ? adjoint * 0 : adjoint, to: node.first)
          case .tanh: hand(adjoint * (1 - data[index] * data[index]), to: node.first)
          case .leaf:
            // Parameters stand in a row.
            gradients[index &- 1] = next
            while index > bottom, nodes[index &- 1].operation == .leaf { index &-= 1 }
            next = gradients[index &- 1]
          case .constant: break
          default:
            gradients[index &- 1] = next
            handOn(adjoint, of: index, custom: custom)
            next = gradients[index &- 1]
          }
        }
        index &-= 1
        (adjoint, next) = (next, gradients[index &- 1])
      }
      gradients[index] = adjoint
    }
    while index >= range.lowerBound {
      let adjoint = gradients[index]
      if adjoint == 0 {
        if !handsOnZeros(&zeros) { return false }
      } else {
        handOn(adjoint, of: index, custom: custom)
      }
      index -= 1
    }
    return true
  }

  /// Hands an adjoint on by the table of rules.
  @inline(never)
  private func handOn(_ adjoint: Double, of index: Int, custom: [CustomOperation]) {
    forEachEdge(of: index, custom: custom) { input, slope in gradients[input] += adjoint * slope }
  }

  /// Whether eight gradients are all 0.
  @inline(__always)
  private func isZero(from index: Int) -> Bool {
    let bits = UnsafeRawPointer(gradients + index).loadUnaligned(as: SIMD8<UInt64>.self)
    let four = bits.lowHalf | bits.highHalf
    let two = four.lowHalf | four.highHalf
    return (two.x | two.y) << 1 == 0
  }

  /// What is known of adjoints of 0 in a pass.
  struct ZeroCheck {
    let root: Int
    /// Whether they are known to hand on nothing but 0.
    var isPassed = false
  }

  /// Whether an adjoint of 0 hands on nothing but 0: looked up at the first one of a pass.
  @inline(__always)
  func handsOnZeros(_ zeros: inout ZeroCheck) -> Bool {
    if !zeros.isPassed { zeros.isPassed = handsOnZeros(upTo: zeros.root) }
    return zeros.isPassed
  }

  /// Whether that is so at every node up to a root: infinities and NaN would make a NaN of it.
  @inline(never)
  private func handsOnZeros(upTo root: Int) -> Bool {
    for piece in pieces(upTo: root) {
      switch piece {
      case .nodes(let range):
        if !isFinite(data + range.lowerBound, range.count) { return false }
        if hasSteepOperations, !range.allSatisfy(hasFiniteSlopes) { return false }
      case .block(let block):
        if !isFinite(numbers + block.values, valueCount(of: block)) { return false }
      }
    }
    return true
  }

  private func hasFiniteSlopes(at index: Int) -> Bool {
    let operation = nodes[index].operation
    if operation.hasFiniteSlopes { return true }
    if operation.inputCount == nil { return false }
    let slopes = slopes(at: index)
    return slopes.x.isFinite && slopes.y.isFinite
  }

  private func isFinite(_ numbers: UnsafeMutablePointer<Double>, _ count: Int) -> Bool {
    var sum = SIMD8<Double>(repeating: 0)
    var index = 0
    while index + 8 <= count {
      sum += UnsafeRawPointer(numbers + index).loadUnaligned(as: SIMD8<Double>.self) * 0
      index += 8
    }
    return sum.sum() == 0 && (index..<count).allSatisfy { numbers[$0].isFinite }
  }
}

// MARK: - Where some nodes have gradients

extension TapeStorage {
  /// The sweep that notes which nodes it reaches.
  ///
  /// It overwrites their gradients, but for those of leaves; all others keep what they had. There may be no
  /// blocks.
  ///
  /// - Returns: How many nodes it reached.
  mutating func sweepReached(from root: Int, custom: [CustomOperation]) -> Int {
    settle()
    reserveGradients(upTo: root)
    reserveMarks(upTo: root)
    let (gradients, nodes, reached, storage) = (gradients, nodes, reached, self)
    func reach(_ index: Int, adding amount: Double) {
      if reached[index] == 0 {
        reached[index] = 1
        if nodes[index].operation != .leaf || nodes[index].passes == 0 {
          gradients[index] = 0 + amount
          return
        }
      }
      gradients[index] += amount
    }
    reach(root, adding: 1)
    var count = 0
    for index in storage.marked(in: 0..<root + 1) {
      switch nodes[index].operation {
      case .leaf: nodes[index].passes += 1
      case .constant: gradients[index] = TapeStorage.absentGradient
      default:
        let adjoint = gradients[index]
        storage.forEachEdge(of: index, custom: custom) { input, slope in
          reach(input, adding: adjoint * slope)
        }
      }
      count += 1
    }
    return count
  }
}
