extension Tape {
  /// Whether layers and sums are recorded operation by operation, and not as blocks that are expanded when
  /// somebody looks.
  ///
  /// Graphs and numbers are the same; recording takes longer.
  public var recordsEveryOperation: Bool {
    get { storage.pointee.recordsEveryOperation }
    set { storage.pointee.recordsEveryOperation = newValue }
  }

  /// Whether blocks may be recorded: not while anomalies are looked for, which looks at every node.
  private var recordsBlocks: Bool { !recordsEveryOperation && !isWatched }

  /// Records what layers give for some inputs as one block.
  ///
  /// O(parameters), and as many nodes as one by one.
  ///
  /// - Returns: `nil`, with nothing recorded, where it has to be done one by one: for inputs that are not in
  ///   the order in which they were recorded, say.
  package func record(_ layers: DenseLayers, of inputs: [Value]) -> [Value]? {
    guard canRecord(layers, inputCount: inputs.count) else { return nil }
    let storage = storage
    let (plan, weights) = (layers.plan, weights(of: layers))
    let x = storage.pointee.numbers + storage.pointee.numberCount
    let operands = storage.pointee.operands + storage.pointee.operandCount
    var last = -1
    for place in inputs.indices {
      let input = inputs[place]
      guard input.storage == storage, let number = input.readyData, input.index > last,
        !plan.pointee.parameters.contains(input.index)
      else { return nil }
      last = input.index
      x[place] = number
      operands[place] = input.rawIndex
    }
    return recordBlock(of: plan, weights: weights)
  }

  /// Records a row of numbers as inputs, and what layers give for them as one block.
  ///
  /// - Returns: `nil`, with nothing recorded, where it has to be done one by one.
  package func record(_ layers: DenseLayers, ofRow row: [Double]) -> [Value]? {
    guard canRecord(layers, inputCount: row.count) else { return nil }
    let storage = storage
    let weights = weights(of: layers)
    let x = storage.pointee.numbers + storage.pointee.numberCount
    let operands = storage.pointee.operands + storage.pointee.operandCount
    for place in row.indices {
      x[place] = row[place]
      let leaf = storage.appended(TapeNode(operation: .leaf, role: .input), row[place])
      operands[place] = leaf.rawIndex
    }
    return recordBlock(of: layers.plan, weights: weights)
  }

  /// Whether layers can be recorded as a block, for which there is room then.
  private func canRecord(_ layers: DenseLayers, inputCount: Int) -> Bool {
    let plan = layers.plan
    guard recordsBlocks, plan.pointee.first.storage == storage,
      plan.pointee.first.readyData != nil, inputCount == plan.pointee.layers[0].inputs
    else { return false }
    storage.pointee.reserve(
      nodes: inputCount + plan.pointee.nodeCount, operands: inputCount,
      numbers: plan.pointee.weightCount + plan.pointee.valueCount)
    return true
  }

  /// Records the block of layers whose inputs stand behind the numbers and the operands.
  private func recordBlock(of plan: UnsafeMutablePointer<DensePlan>, weights: Int) -> [Value] {
    let storage = storage
    let inputCount = plan.pointee.layers[0].inputs
    let values = storage.pointee.numberCount
    var x = storage.pointee.numbers + values
    var y = x + inputCount
    var copy = UnsafePointer(storage.pointee.numbers + weights)
    for layer in plan.pointee.layers {
      layer.evaluate(copy, x, y)
      copy += layer.weightCount
      x = y
      y += layer.width
    }
    let start = storage.pointee.count
    storage.pointee.append(
      FusedBlock(
        kind: .layers(plan), start: start, end: start + plan.pointee.nodeCount,
        operandStart: storage.pointee.operandCount, inputCount: inputCount, values: values,
        weights: weights, dataVersion: storage.pointee.dataVersion, group: openGroup ?? -1))
    storage.pointee.operandCount += inputCount
    storage.pointee.numberCount += plan.pointee.valueCount
    let layer = plan.pointee.last
    let first = start + plan.pointee.nodeCount - layer.nodeCount
    var outputs: [Value] = []
    outputs.reserveCapacity(layer.outputs)
    for neuron in 0..<layer.outputs {
      let index = first + layer.output(neuron)
      storage.pointee.data[index] = x[neuron]
      outputs.append(
        Value(
          storage: storage, index: UInt32(truncatingIfNeeded: index),
          stamp: storage.pointee.epoch, data: x[neuron]))
    }
    return outputs
  }

  /// Records the sum of some values from left to right, or that of their squares, as one block.
  ///
  /// - Returns: `nil`, with nothing recorded, where it has to be done one by one.
  package func recordSum(of values: [Value], squared: Bool = false) -> Value? {
    guard recordsBlocks, values.count > 3 else { return nil }
    let storage = storage
    let nodeCount = (squared ? values.count : 0) + values.count - 1
    storage.pointee.reserve(nodes: nodeCount, operands: values.count, numbers: values.count)
    let operandStart = storage.pointee.operandCount
    let numbers = storage.pointee.numbers + storage.pointee.numberCount
    var sum = 0.0
    for (place, value) in values.enumerated() {
      guard value.storage == storage, let number = value.readyData else { return nil }
      let term = squared ? number * number : number
      sum = place == 0 ? term : sum + term
      numbers[place] = number
      storage.pointee.operands[operandStart + place] = value.rawIndex
    }
    let end = storage.pointee.count + nodeCount
    storage.pointee.operandCount += values.count
    storage.pointee.append(
      FusedBlock(
        kind: squared ? .sumOfSquares : .sum, start: end - nodeCount, end: end,
        operandStart: operandStart, inputCount: values.count, values: storage.pointee.numberCount,
        dataVersion: storage.pointee.dataVersion, group: openGroup ?? -1))
    storage.pointee.numberCount += values.count
    storage.pointee.data[end - 1] = sum
    return Value(
      storage: storage, index: UInt32(truncatingIfNeeded: end - 1), stamp: storage.pointee.epoch,
      data: sum)
  }

  /// Where the parameters of layers stand input by input, in `TapeStorage.numbers`.
  ///
  /// They are copied once for all blocks between two changes of a parameter; there is room for the copy.
  private func weights(of layers: DenseLayers) -> Int {
    let latest = storage.pointee.latestWeights
    if latest.plan == layers.plan, latest.version == storage.pointee.dataVersion {
      return latest.start
    }
    if !denseLayers.contains(where: { $0 === layers }) { denseLayers.append(layers) }
    let start = storage.pointee.numberCount
    layers.plan.pointee.copyParameters(
      from: storage.pointee.data, to: storage.pointee.numbers + start)
    storage.pointee.numberCount += layers.plan.pointee.weightCount
    storage.pointee.latestWeights = WeightCopy(
      plan: layers.plan, version: storage.pointee.dataVersion, start: start)
    return start
  }

  /// Forgets the blocks from a node on.
  func forgetBlocks(from start: Int, numbers numberStart: Int) {
    let storage = storage
    while storage.pointee.blockCount > 0,
      storage.pointee.blocks[storage.pointee.blockCount - 1].start >= start
    {
      storage.pointee.blockCount -= 1
    }
    storage.pointee.numberCount = Swift.min(storage.pointee.numberCount, numberStart)
    if storage.pointee.latestWeights.start >= numberStart { forgetWeights() }
  }

  func forgetWeights() {
    storage.pointee.latestWeights = WeightCopy()
  }
}

/// The parameters of layers as they stood at some time: those of the last block.
struct WeightCopy: BitwiseCopyable {
  var plan: UnsafeMutablePointer<DensePlan>?
  var version = 0
  /// Where it begins in `TapeStorage.numbers`.
  var start = 0
}

extension DensePlan {
  /// Copies the parameters: of each layer a row of biases, and then one for each input.
  fileprivate func copyParameters(
    from data: UnsafePointer<Double>, to copy: UnsafeMutablePointer<Double>
  ) {
    copy.update(repeating: 0, count: weightCount)
    var copy = copy
    for layer in layers {
      var parameter = data + layer.firstParameter
      for neuron in 0..<layer.outputs {
        copy[neuron] = parameter[layer.inputs]
        for input in 0..<layer.inputs {
          copy[(input + 1) * layer.width + neuron] = parameter[input]
        }
        parameter += layer.parameterStride
      }
      copy += layer.weightCount
    }
  }
}
