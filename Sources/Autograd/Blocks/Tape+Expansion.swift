extension Tape {
  /// Writes the nodes of all blocks, each where it would stand if every operation had been recorded, with its
  /// gradient and its group.
  ///
  /// O(nodes of the blocks), and O(1) where there is none.
  func expandBlocks() {
    if storage.pointee.blockCount == 0 { return }
    var runs: [BlockRun] = []
    for number in 0..<storage.pointee.blockCount {
      let block = storage.pointee.blocks[number]
      switch block.kind {
      case .layers(let plan):
        expand(block, plan.pointee)
        runs += groupRuns(of: block, plan.pointee)
      case .sum: expandSum(block, squared: false)
      case .sumOfSquares: expandSum(block, squared: true)
      }
    }
    insert(runs)
    storage.pointee.blockCount = 0
    storage.pointee.numberCount = 0
    forgetWeights()
  }

  private func expandSum(_ block: FusedBlock, squared: Bool) {
    // A sum hands the gradient of its output on as it is.
    let adjoint: Double? =
      block.end > storage.pointee.gradientCount ? nil : storage.pointee.gradients[block.end - 1]
    let inputs = block.operandStart..<block.operandStart + block.inputCount
    var writer = NodeWriter(storage, from: block.start)
    var terms = inputs.map { operand in
      (
        index: storage.pointee.operands[operand],
        data: storage.pointee.numbers[block.values + operand - block.operandStart]
      )
    }
    if squared {
      storage.pointee.hasSteepOperations = true
      for place in terms.indices {
        let (index, x) = terms[place]
        let node = TapeNode(operation: .powerOfConstant, first: index, payload: 2.0.bitPattern)
        terms[place] = (writer.write(node, x * x, adjoint), x * x)
      }
    }
    var sum = terms[0]
    for term in terms.dropFirst() {
      let node = TapeNode(operation: .add, first: sum.index, payload: UInt64(term.index))
      sum.data += term.data
      sum.index = writer.write(node, sum.data, adjoint)
    }
  }

  private func expand(_ block: FusedBlock, _ plan: DensePlan) {
    let adjoints = adjoints(of: block, plan)
    var inputs = (0..<block.inputCount).map {
      (
        index: storage.pointee.operands[block.operandStart + $0],
        data: storage.pointee.numbers[block.values + $0]
      )
    }
    var writer = NodeWriter(storage, from: block.start)
    var copy = storage.pointee.numbers + block.weights
    for (number, layer) in plan.layers.enumerated() {
      inputs = (0..<layer.outputs).map { neuron in
        let adjoint = adjoints?[number][neuron]
        let first = UInt32(layer.firstParameter + neuron * layer.parameterStride)
        var output = (index: first + UInt32(layer.inputs), data: copy[neuron])
        for (place, input) in inputs.enumerated() {
          let product = copy[(place + 1) * layer.width + neuron] * input.data
          let factor = writer.write(
            TapeNode(
              operation: .multiply, first: first + UInt32(place), payload: UInt64(input.index)),
            product, adjoint?.inside)
          let isOutput = layer.operation == nil && place == inputs.count - 1
          output.data += product
          output.index = writer.write(
            TapeNode(operation: .add, first: output.index, payload: UInt64(factor)), output.data,
            isOutput ? adjoint?.output : adjoint?.inside)
        }
        guard let operation = layer.operation else { return output }
        let data = operation.evaluate(output.data, parameter: layer.parameter)
        let node = TapeNode(
          operation: operation, first: output.index, payload: layer.parameter.bitPattern)
        return (writer.write(node, data, adjoint?.output), data)
      }
      copy += layer.weightCount
    }
  }

  /// The gradients of each neuron of each layer; `nil` where no pass has come to the block.
  private func adjoints(of block: FusedBlock, _ plan: DensePlan) -> [[BlockAdjoint]]? {
    if block.end > storage.pointee.gradientCount { return nil }
    var result: [[BlockAdjoint]] = [[]]
    storage.pointee.forEachOutput(of: block) { output in
      result[0].append(BlockAdjoint(storage.pointee.gradients[output]))
    }
    var weights = storage.pointee.numbers + block.weights + plan.weightCount
    var y = storage.pointee.numbers + block.values + plan.valueCount
    for (number, layer) in plan.layers.enumerated().reversed() {
      weights -= layer.weightCount
      y -= layer.width
      for neuron in 0..<layer.outputs where result[0][neuron].output != 0 {
        if TapeStorage.isAbsent(result[0][neuron].output) { continue }
        result[0][neuron].inside =
          0 + layer.adjointOfSum(result[0][neuron].output, output: y[neuron])
      }
      if number == 0 { break }
      let whole = BlockAdjoint.ofWhole(result[0])
      result.insert(
        (0..<layer.inputs).map { input in
          var sum = TapeStorage.openZero
          for neuron in (0..<layer.outputs).reversed() {
            let adjoint = result[0][neuron].inside
            if adjoint == 0 || TapeStorage.isAbsent(adjoint) { continue }
            sum += adjoint * weights[(input + 1) * layer.width + neuron]
          }
          return sum == 0 ? whole : BlockAdjoint(sum)
        }, at: 0)
    }
    return result
  }
}

/// The gradients of a neuron, with all that stands for none, or for an open one.
private struct BlockAdjoint {
  /// That of the last node.
  let output: Double
  /// That of every other node.
  var inside: Double

  /// Where nothing that is not 0 is handed on.
  init(_ output: Double) {
    self.output = output
    inside = output == 0 || TapeStorage.isAbsent(output) ? output : 0
  }

  /// That of a neuron to which nothing but 0 was handed on by those of the layer above, all of which it is
  /// an input of.
  static func ofWhole(_ above: [BlockAdjoint]) -> BlockAdjoint {
    let reached = above.filter { !TapeStorage.isAbsent($0.output) }
    guard let first = reached.first else { return BlockAdjoint(TapeStorage.absentGradient) }
    return BlockAdjoint(reached.allSatisfy { TapeStorage.isOpen($0.output) } ? first.output : 0)
  }
}

/// Writes one node after another where nothing stands yet.
private struct NodeWriter {
  private let storage: UnsafeMutablePointer<TapeStorage>
  private var index: Int

  init(_ storage: UnsafeMutablePointer<TapeStorage>, from index: Int) {
    self.storage = storage
    self.index = index
  }

  /// - Returns: The index of the node.
  mutating func write(_ node: TapeNode, _ data: Double, _ gradient: Double?) -> UInt32 {
    storage.pointee.nodes[index] = node
    storage.pointee.data[index] = data
    if let gradient { storage.pointee.gradients[index] = gradient }
    index += 1
    return UInt32(index - 1)
  }
}

// MARK: - Groups

/// A run of a group that the nodes of a block are in, or that goes on behind it.
private struct BlockRun {
  let region: Int
  let run: TapeRegion.GroupRun
  /// Behind a block, what was open goes on; but not where another group was opened there; nor where another
  /// block begins.
  let rank: Int
}

extension Tape {
  private func groupRuns(of block: FusedBlock, _ plan: DensePlan) -> [BlockRun] {
    let region = region(of: block.start)
    let outer = block.group < 0 ? nil : block.group
    var runs: [BlockRun] = []
    var start = block.start
    for (number, layer) in plan.layers.enumerated() {
      let around = plan.haveGroups ? self.number(ofGroup: .layer(number + 1), in: outer) : outer
      for neuron in 1...layer.outputs {
        let group = self.number(ofGroup: .neuron(neuron), in: around)
        runs.append(BlockRun(region: region, run: .init(start: start, group: group), rank: 2))
        start += layer.neuronNodes
      }
    }
    return runs + [BlockRun(region: region, run: .init(start: block.end, group: outer), rank: 0)]
  }

  private func insert(_ runs: [BlockRun]) {
    for region in Set(runs.map(\.region)).sorted() {
      let known = regions[region].groupRuns.map { BlockRun(region: region, run: $0, rank: 1) }
      regions[region].groupRuns = (known + runs.filter { $0.region == region })
        .sorted { ($0.run.start, $0.rank) < ($1.run.start, $1.rank) }.map(\.run)
    }
  }
}
