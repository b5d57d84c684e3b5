internal import Mathematics

/// Fully connected layers, one behind another, whose parameters stand on a tape in a row: neuron after
/// neuron its weights and its bias.
package final class DenseLayers {
  /// What blocks refer to, without counting references.
  let plan: UnsafeMutablePointer<DensePlan>

  /// Layers of neurons.
  ///
  /// - Parameters:
  ///   - neurons: The parameters of each neuron of each layer, its bias last.
  ///   - activations: What each layer applies to its sums: an operation with its parameter.
  ///   - haveGroups: Whether each layer has a group of its own.
  /// - Returns: `nil` where they cannot be recorded as a block.
  package init?(
    _ neurons: [[[Value]]], activations: [(operation: Value.Operation, parameter: Double)?],
    haveGroups: Bool
  ) {
    guard let first = neurons.first?.first?.first, first.isLeaf else { return nil }
    var layers: [DensePlan.Layer] = []
    var index = first.index
    for (neurons, activation) in zip(neurons, activations) {
      let width = neurons[0].count
      guard width > 1, DenseLayers.isFused(activation),
        layers.last.map({ $0.outputs == width - 1 }) ?? true,
        neurons.allSatisfy({ $0.count == width })
      else { return nil }
      layers.append(
        DensePlan.Layer(
          inputs: width - 1, outputs: neurons.count, operation: activation?.operation,
          parameter: activation?.parameter ?? 0, firstParameter: index))
      for parameter in neurons.joined() {
        guard parameter.storage == first.storage, parameter.stamp == first.stamp,
          parameter.index == index
        else { return nil }
        index += 1
      }
    }
    plan = .allocate(capacity: 1)
    plan.initialize(
      to: DensePlan(layers, first: first, parameters: first.index..<index, haveGroups: haveGroups))
  }

  deinit {
    plan.pointee.layers.deallocate()
    plan.deallocate()
  }

  /// Whether the slope of an activation follows from its output.
  private static func isFused(
    _ activation: (operation: Value.Operation, parameter: Double)?
  ) -> Bool {
    switch activation?.operation {
    case nil, .tanh, .sigmoid, .relu: true
    case .leakyReLU: (activation?.parameter ?? 0) > 0
    default: false
    }
  }
}

/// What there is to know of layers, in memory that `DenseLayers` owns.
struct DensePlan {
  /// One of the layers.
  struct Layer {
    let inputs, outputs: Int
    /// What is applied to the sums; `nil` for nothing.
    let operation: Value.Operation?
    let parameter: Double
    /// The index of the first neuron's first weight.
    let firstParameter: Int

    /// How far one neuron's first parameter is from the next one's.
    var parameterStride: Int { inputs + 1 }
    /// The nodes of a neuron: a product and a sum for each input, and the activation.
    var neuronNodes: Int { 2 * inputs + (operation == nil ? 0 : 1) }
    var nodeCount: Int { outputs * neuronNodes }
    /// The outputs, filled up to whole groups of four.
    var width: Int { (outputs + 3) & ~3 }
    /// The numbers of the copy of its parameters: a row of biases, and one of weights for each input.
    var weightCount: Int { width * (inputs + 1) }
  }

  let layers: UnsafeMutableBufferPointer<Layer>
  /// The first parameter, whose stamp all others have.
  let first: Value
  let parameters: Range<Int>
  /// Whether each layer has a group of its own, as in a network.
  let haveGroups: Bool
  let nodeCount, weightCount, widest: Int
  /// The numbers of a block: the inputs, and what each layer gives.
  let valueCount: Int

  fileprivate init(
    _ layers: [Layer], first: Value, parameters: Range<Int>, haveGroups: Bool
  ) {
    self.layers = .allocate(capacity: layers.count)
    _ = self.layers.initialize(fromContentsOf: layers)
    (self.first, self.parameters, self.haveGroups) = (first, parameters, haveGroups)
    nodeCount = layers.reduce(0) { $0 + $1.nodeCount }
    weightCount = layers.reduce(0) { $0 + $1.weightCount }
    widest = layers.reduce(0) { Swift.max($0, $1.inputs, $1.width) }
    valueCount = layers[0].inputs + layers.reduce(0) { $0 + $1.width }
  }

  /// The last layer, whose outputs are those of the block.
  var last: Layer { layers[layers.count - 1] }
}

extension DensePlan.Layer {
  /// The index of a neuron's output in a block, counted from the layer's first node.
  func output(_ neuron: Int) -> Int { (neuron + 1) * neuronNodes - 1 }

  /// Computes the outputs: for each neuron ((b + w1·x1) + w2·x2) and so on, with the neurons side by side.
  ///
  /// - Parameters:
  ///   - weights: The copy of the parameters, input by input.
  ///   - x: The inputs.
  ///   - y: Where the outputs go: `width` of them.
  func evaluate(
    _ weights: UnsafePointer<Double>, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
  ) {
    var neuron = 0
    while neuron + 16 <= width {
      sum(SIMD16<Double>.self, neuron, weights, x, y)
      neuron += 16
    }
    while neuron < width {
      sum(SIMD4<Double>.self, neuron, weights, x, y)
      neuron += 4
    }
    switch operation {
    case nil: break
    case .relu:
      for neuron in stride(from: 0, to: width, by: 4) {
        let sums = UnsafePointer(y + neuron).lanes(SIMD4<Double>.self)
        (y + neuron).setLanes(sums.replacing(with: 0, where: sums .<= SIMD4(repeating: 0)))
      }
    case .tanh: PortableMath.replaceByTanh(UnsafeMutableBufferPointer(start: y, count: outputs))
    case let operation?:
      for neuron in 0..<outputs { y[neuron] = operation.evaluate(y[neuron], parameter: parameter) }
    }
  }

  @inline(__always)
  private func sum<Lanes: SIMD>(
    _ type: Lanes.Type, _ neuron: Int, _ weights: UnsafePointer<Double>,
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) where Lanes.Scalar == Double {
    var sum = (weights + neuron).lanes(Lanes.self)
    var row = weights + neuron
    for input in 0..<inputs {
      row += width
      sum += row.lanes(Lanes.self) * x[input]
    }
    (y + neuron).setLanes(sum)
  }

  /// The adjoint of a sum, from that of its activation and what the activation gave.
  @inline(__always)
  func adjointOfSum(_ adjoint: Double, output: Double) -> Double {
    switch operation {
    case nil: adjoint
    case .relu: output <= 0 ? adjoint * 0 : adjoint
    case .tanh: adjoint * (1 - output * output)
    // The output has the sign of the sum, which is all that a leaky ReLU asks of it.
    case let operation?:
      adjoint * operation.derivatives(output, parameter: parameter, output: output).x
    }
  }

  /// Adds what the neurons hand on, from the last one to the first, to the gradients of their parameters and
  /// of their inputs.
  ///
  /// - Parameters:
  ///   - adjoints: Those of the sums; one of 0 hands nothing on.
  ///   - parameters: The weights and the bias of each neuron in turn, and
  ///   - gradients: theirs.
  ///   - x: The inputs.
  ///   - below: Their gradients.
  func handOn(
    _ adjoints: UnsafePointer<Double>, _ parameters: UnsafePointer<Double>,
    _ gradients: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>,
    _ below: UnsafeMutablePointer<Double>
  ) {
    for neuron in 0..<outputs where adjoints[neuron] != 0 {
      gradients[neuron * parameterStride + inputs] += adjoints[neuron]
    }
    var input = 0
    while input + 16 <= inputs {
      handOn(SIMD16<Double>.self, input, adjoints, parameters, gradients, x, below)
      input += 16
    }
    while input + 4 <= inputs {
      handOn(SIMD4<Double>.self, input, adjoints, parameters, gradients, x, below)
      input += 4
    }
    while input + 2 <= inputs {
      handOn(SIMD2<Double>.self, input, adjoints, parameters, gradients, x, below)
      input += 2
    }
    if input == inputs { return }
    for neuron in (0..<outputs).reversed() where adjoints[neuron] != 0 {
      let place = neuron * parameterStride + input
      gradients[place] += adjoints[neuron] * x[input]
      below[input] += adjoints[neuron] * parameters[place]
    }
  }

  /// The same for some inputs side by side, whose gradients stay in registers.
  @inline(__always)
  private func handOn<Lanes: SIMD>(
    _ type: Lanes.Type, _ input: Int, _ adjoints: UnsafePointer<Double>,
    _ parameters: UnsafePointer<Double>, _ gradients: UnsafeMutablePointer<Double>,
    _ x: UnsafePointer<Double>, _ below: UnsafeMutablePointer<Double>
  ) where Lanes.Scalar == Double {
    var sums = UnsafePointer(below + input).lanes(Lanes.self)
    for neuron in (0..<outputs).reversed() where adjoints[neuron] != 0 {
      let place = neuron * parameterStride + input
      let adjoint = adjoints[neuron]
      sums += (parameters + place).lanes(Lanes.self) * adjoint
      let changed =
        UnsafePointer(gradients + place).lanes(Lanes.self) + (x + input).lanes(Lanes.self) * adjoint
      (gradients + place).setLanes(changed)
    }
    (below + input).setLanes(sums)
  }
}

extension UnsafePointer<Double> {
  @inline(__always)
  fileprivate func lanes<Lanes: SIMD>(_ type: Lanes.Type) -> Lanes where Lanes.Scalar == Double {
    UnsafeRawPointer(self).loadUnaligned(as: Lanes.self)
  }
}

extension UnsafeMutablePointer<Double> {
  @inline(__always)
  fileprivate func setLanes<Lanes: SIMD>(_ lanes: Lanes) where Lanes.Scalar == Double {
    // Lane by lane, which the compiler joins; more at once would be a call.
    for lane in 0..<Lanes.scalarCount { self[lane] = lanes[lane] }
  }
}
