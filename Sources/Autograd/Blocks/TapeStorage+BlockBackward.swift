extension TapeStorage {
  /// Calls a closure with the index of each output of a block.
  @inline(__always)
  func forEachOutput(of block: FusedBlock, _ body: (Int) -> Void) {
    guard case .layers(let plan) = block.kind else { return body(block.end - 1) }
    let layer = plan.pointee.last
    let first = block.end - layer.nodeCount
    for neuron in 0..<layer.outputs { body(first + layer.output(neuron)) }
  }

  /// Hands the gradients of a block's outputs on to its inputs and parameters, as its nodes would.
  ///
  /// - Parameter zeros: What is known of adjoints of 0.
  /// - Returns: Whether it could: not where an adjoint of 0 would hand on NaN.
  mutating func pullBack(_ block: FusedBlock, _ zeros: inout ZeroCheck) -> Bool {
    if case .layers(let plan) = block.kind { return pullBack(block, plan, &zeros) }
    let adjoint = gradients[block.end - 1]
    if adjoint == 0 { return handsOnZeros(&zeros) }
    for operand in 0..<block.inputCount {
      let input = Int(operands[block.operandStart + operand])
      if case .sum = block.kind {
        gradients[input] += adjoint
      } else {
        gradients[input] += adjoint * (2 * data[input])
      }
    }
    return true
  }

  private mutating func pullBack(
    _ block: FusedBlock, _ plan: UnsafeMutablePointer<DensePlan>, _ zeros: inout ZeroCheck
  ) -> Bool {
    let list = plan.pointee.layers
    // The room behind the numbers is for the adjoints of one layer and of the one below.
    reserveNumbers(2 * plan.pointee.widest)
    var above = numbers + numberCount
    var below = above + plan.pointee.widest
    let last = plan.pointee.last
    let first = block.end - last.nodeCount
    for neuron in 0..<last.outputs {
      above[neuron] = gradients[first + last.output(neuron)]
    }
    var y = numbers + block.values + plan.pointee.valueCount
    for index in list.indices.reversed() {
      let layer = list[index]
      y -= layer.width
      var zeroCount = 0
      for neuron in 0..<layer.outputs {
        if above[neuron] != 0 {
          above[neuron] = layer.adjointOfSum(above[neuron], output: y[neuron])
        }
        if above[neuron] == 0 { zeroCount += 1 }
      }
      if zeroCount > 0, !handsOnZeros(&zeros) { return false }
      if zeroCount == layer.outputs { return true }
      if index == 0 {
        for input in 0..<layer.inputs {
          below[input] = gradients[Int(operands[block.operandStart + input])]
        }
      } else {
        below.update(repeating: 0, count: layer.inputs)
      }
      let x = index == 0 ? numbers + block.values : y - list[index - 1].width
      let first = layer.firstParameter
      layer.handOn(above, data + first, gradients + first, x, below)
      swap(&above, &below)
    }
    for input in 0..<block.inputCount {
      gradients[Int(operands[block.operandStart + input])] = above[input]
    }
    return true
  }

  /// Marks what the outputs of a block that are marked depend on; their own marks go.
  func markInputs(of block: FusedBlock, _ mark: (Int) -> Void) {
    var isReached = false
    forEachOutput(of: block) { output in
      if reached[output] == 0 { return }
      reached[output] = 0
      guard case .layers(let plan) = block.kind else { return isReached = true }
      let last = plan.pointee.last
      let neuron = (output - (block.end - last.nodeCount)) / last.neuronNodes
      let start = last.firstParameter + neuron * last.parameterStride
      for parameter in start..<start + last.parameterStride { mark(parameter) }
      // All neurons of the layers below are inputs of each.
      if !isReached { (plan.pointee.parameters.lowerBound..<last.firstParameter).forEach(mark) }
      isReached = true
    }
    if isReached {
      for operand in 0..<block.inputCount { mark(Int(operands[block.operandStart + operand])) }
    }
  }
}
