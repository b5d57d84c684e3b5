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
    guard recordsBlocks, layers.first.storage == storage, layers.first.readyData != nil,
      inputs.count == layers.layers[0].inputs
    else { return nil }
    let storage = storage
    storage.pointee.reserve(
      nodes: layers.nodeCount, operands: inputs.count,
      numbers: layers.weightCount + layers.valueCount)
    let weights = copyOfWeights(layers)
    let operandStart = storage.pointee.operandCount
    let valueStart = storage.pointee.numberCount
    var x = storage.pointee.numbers + valueStart
    var last = -1
    for (place, input) in inputs.enumerated() {
      guard input.storage == storage, let number = input.readyData, input.index > last,
        !layers.parameters.contains(input.index)
      else { return nil }
      last = input.index
      x[place] = number
      storage.pointee.operands[operandStart + place] = input.rawIndex
    }
    var copy = UnsafePointer(storage.pointee.numbers + weights)
    var y = x + inputs.count
    for layer in layers.layers {
      layer.evaluate(copy, x, y)
      copy += layer.weightCount
      x = y
      y += layer.width
    }
    let start = storage.pointee.count
    storage.pointee.operandCount += inputs.count
    storage.pointee.numberCount += layers.valueCount
    storage.pointee.append(
      FusedBlock(
        kind: .layers(kept(layers)), start: start, end: start + layers.nodeCount,
        operandStart: operandStart, inputCount: inputs.count, values: valueStart,
        weights: weights, dataVersion: storage.pointee.dataVersion, group: openGroup ?? -1))
    let output = layers.layers[layers.layers.count - 1]
    let first = start + layers.nodeCount - output.nodeCount
    return (0..<output.outputs).map { neuron in
      let index = first + output.output(neuron)
      storage.pointee.data[index] = x[neuron]
      return Value(
        storage: storage, index: UInt32(truncatingIfNeeded: index), stamp: storage.pointee.epoch,
        data: x[neuron])
    }
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

  private func kept(_ layers: DenseLayers) -> Unmanaged<DenseLayers> {
    if !denseLayers.contains(where: { $0 === layers }) { denseLayers.append(layers) }
    return Unmanaged.passUnretained(layers)
  }

  /// Where the parameters of layers stand input by input, copied once for all blocks between two changes of
  /// a parameter; there is room for the copy.
  private func copyOfWeights(_ layers: DenseLayers) -> Int {
    let version = storage.pointee.dataVersion
    if let known = weightCopies.last(where: { $0.layers === layers }), known.version == version {
      return known.start
    }
    let start = storage.pointee.numberCount
    weightCopies.append(WeightCopy(layers: layers, version: version, start: start))
    var copy = storage.pointee.numbers + start
    for layer in layers.layers {
      copy.update(repeating: 0, count: layer.weightCount)
      var parameter = storage.pointee.data + layer.firstParameter
      for neuron in 0..<layer.outputs {
        // The bias is the last parameter, and the first row.
        copy[neuron] = parameter[layer.inputs]
        for input in 0..<layer.inputs {
          copy[(input + 1) * layer.width + neuron] = parameter[input]
        }
        parameter += layer.parameterStride
      }
      copy += layer.weightCount
    }
    storage.pointee.numberCount += layers.weightCount
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
    while let copy = weightCopies.last, copy.start >= storage.pointee.numberCount {
      weightCopies.removeLast()
    }
  }
}

/// The parameters of layers as they stood at some time.
struct WeightCopy {
  let layers: DenseLayers
  let version: Int
  /// Where it begins in `TapeStorage.numbers`.
  let start: Int
}
