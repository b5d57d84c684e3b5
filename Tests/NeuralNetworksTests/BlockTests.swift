import Autograd
import NeuralNetworks
import Testing

/// Layers and sums that are recorded as blocks, beside the same with every operation recorded.
@Suite struct BlockTests {
  /// All that is known of a node, with numbers by their bits.
  private struct Seen: Equatable {
    let operation: String
    let inputs: [Int]
    let data: UInt64
    let gradient: UInt64?
    let slopes: [UInt64]
    let parameter: Double?
    let passes: Int
    let label: String?
    let group: GroupPath?
    let role: LeafRole?
    let isDropped: Bool

    init(_ entry: Tape.Entry) {
      func bits(_ number: Double) -> UInt64 {
        number.isNaN ? Double.nan.bitPattern : number.bitPattern
      }
      operation = entry.operationName
      (inputs, data) = (entry.inputs, bits(entry.data))
      (gradient, slopes) = (entry.gradient.map(bits), entry.localDerivatives.map(bits))
      (parameter, passes, label) = (entry.parameter, entry.passes, entry.label)
      (group, role, isDropped) = (entry.group, entry.role, entry.isDropped)
    }
  }

  private static func seen(_ tape: Tape) -> [Seen] { (0..<tape.count).map { Seen(tape[$0]) } }

  /// Runs a body on a tape of either kind, and expects that it leaves the same.
  private func compare(
    seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (Tape, inout SeededGenerator) -> [[UInt64?]]
  ) {
    let (every, blocks) = (Tape(), Tape())
    every.recordsEveryOperation = true
    var generators = [SeededGenerator(seed: seed), SeededGenerator(seed: seed)]
    let numbers = [body(every, &generators[0]), body(blocks, &generators[1])]
    #expect(numbers[0] == numbers[1], sourceLocation: sourceLocation)
    let (expected, found) = (BlockTests.seen(every), BlockTests.seen(blocks))
    #expect(expected.count == found.count, sourceLocation: sourceLocation)
    if let index = zip(expected, found).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      Issue.record(
        "node \(index): \(found[index]), not \(expected[index])", sourceLocation: sourceLocation)
    }
  }

  private static func network(
    _ generator: inout SeededGenerator, on tape: Tape, inputs: Int
  ) -> MLP {
    let activations: [Activation] = Activation.allCases + [.leakyReLU(slope: -0.5), .relu]
    var sizes = [inputs]
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      sizes.append([1, 2, 3, 4, 5, 8, 17].randomElement(using: &generator)!)
    }
    return MLP(
      sizes, activation: activations.randomElement(using: &generator)!,
      lastActivation: activations.randomElement(using: &generator)!, using: &generator, on: tape)
  }

  /// Numbers that are 0, large or not finite now and then.
  private static func number(_ generator: inout SeededGenerator, strange: Bool) -> Double {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: 0
    case 1: -0.0
    case 2 where strange: .infinity
    case 3 where strange: 1e300
    case 4 where strange: .nan
    default: Double.random(in: -2...2, using: &generator)
    }
  }

  private static func loss(
    _ outputs: [Value], _ generator: inout SeededGenerator, on tape: Tape
  ) -> Value {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return multiclassHinge(scores: outputs + [outputs[0]], label: 0)
    case 1:
      return meanSquaredError(
        predictions: outputs, targets: outputs.map { _ in Value(1, role: .target, on: tape) })
    case 2: return softmaxCrossEntropy(scores: outputs + outputs, label: 1)
    case 3: return sumOfSquares(outputs + outputs + outputs)
    case 4: return outputs[outputs.count / 2]
    default: return outputs[outputs.count - 1]
    }
  }

  private static func bits(_ values: [Value]) -> [UInt64?] {
    values.map { value in
      value.gradient.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
    }
  }

  @Test(arguments: 0..<400)
  func aPassOverRandomNetworksIsTheSame(seed: UInt64) {
    compare(seed: seed) { tape, generator in
      let inputs = Int.random(in: 1...6, using: &generator)
      let model = BlockTests.network(&generator, on: tape, inputs: inputs)
      let isStrange = seed % 4 == 0
      var losses: [Value] = []
      var middle: [Value] = []
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let row = (0..<inputs).map { index in
          Value(
            BlockTests.number(&generator, strange: isStrange), label: "x\(index)", role: .input,
            on: tape)
        }
        let outputs = tape.group("sample") {
          seed % 3 == 0
            ? model(row, dropout: Dropout(keepProbability: 0.7), using: &generator)
            : seed % 3 == 1 ? model.layers.reduce(row) { $1($0) } : model(row)
        }
        outputs[0].label = "score"
        middle += outputs
        losses.append(BlockTests.loss(outputs, &generator, on: tape))
      }
      let penalty = Regularizer.elasticNet(l1: 0.1, l2: 0.01)
      let total = penalty.adding(
        to: losses.count == 1 ? losses[0] : losses.reduce(losses[0], +), for: model)
      switch seed % 5 {
      case 0: middle[middle.count / 2].backward()
      case 1: losses[0].backward()
      case 3: losses[losses.count - 1].backward()
      case 2:
        total.backward()
        losses[0].backward()
      default: total.backward()
      }
      return [model.parameters().map { $0.data.bitPattern }]
    }
  }

  /// Training: steps whose nodes go, with parameters that change while blocks are there.
  @Test(arguments: 0..<120)
  func trainingIsTheSame(seed: UInt64) {
    compare(seed: seed) { tape, generator in
      let inputs = Int.random(in: 1...5, using: &generator)
      let model = BlockTests.network(&generator, on: tape, inputs: inputs)
      let unused = Value(1, role: .parameter, on: tape)
      let kept = (0..<inputs).map { Value(Double($0), on: tape) }
      var gradients: [[UInt64?]] = []
      func descend(_ generator: inout SeededGenerator) {
        var losses: [Value] = []
        for row in 0..<4 {
          let numbers = kept.map { _ in BlockTests.number(&generator, strange: false) }
          let outputs =
            row == 0
            ? model(kept)
            : row == 1 ? model(numbers) : model(numbers.map { Value($0, on: tape) })
          losses.append(BlockTests.loss(outputs, &generator, on: tape))
        }
        let total = sumOfSquares(losses) + sumOfSquares(model.parameters()) * 1e-4
        if seed % 7 == 0 { kept[0].data += 1 }
        total.backward()
        gradients.append(BlockTests.bits(seed % 2 == 0 ? model.parameters() : [unused]))
        for parameter in model.parameters() {
          parameter.data -= 0.05 * (parameter.gradient ?? 0)
        }
        if seed % 5 == 0 { gradients.append([model(kept)[0].data.bitPattern]) }
        if seed % 11 == 0 { gradients.append(BlockTests.bits([losses[1], losses[3]])) }
      }
      for _ in 0..<4 {
        if seed % 3 == 0 { descend(&generator) } else { tape.step { descend(&generator) } }
        gradients.append(BlockTests.bits(model.parameters() + kept + [unused]))
        if seed % 4 != 0 { model.zeroGradients() }
      }
      return gradients
    }
  }

  /// Blocks outside of a step and in it, with groups around, between and behind.
  @Test func groupsAndStepsNest() {
    compare(seed: 3) { tape, generator in
      let model = MLP([2, 3, 2], using: &generator, on: tape)
      let layer = Layer(inputs: 2, outputs: 5, activation: .relu, using: &generator, on: tape)
      let x = [Value(1, on: tape), Value(-2, on: tape)]
      let first = tape.group("a") { tape.group("b") { model(x) } + model(x) }
      let second = tape.group("c") { layer(first.suffix(2)) }
      var numbers: [[UInt64?]] = []
      tape.step {
        let third = tape.group("d") { layer(model(second.prefix(2).map { $0 })) }
        let total = sumOfSquares(third + second + first)
        total.backward()
        tape.step {
          let inner = sumOfSquares(layer(model(x)))
          inner.backward()
          numbers.append(BlockTests.bits(x + second))
        }
        numbers.append(BlockTests.bits(third + [total]))
      }
      numbers.append(BlockTests.bits(model.parameters() + layer.parameters()))
      sumOfSquares(second).backward()
      return numbers
    }
  }

  /// A pass that cannot go by zeros begins anew, and leaves alone the layers that it does not come to.
  @Test func aPassThatBeginsAnewLeavesOtherLayersAlone() {
    compare(seed: 5) { tape, generator in
      let model = MLP([2, 3, 2], activation: .relu, using: &generator, on: tape)
      _ = model([1, 2])
      let root = (Value(.infinity, on: tape) * Value(2, on: tape)) * 0
      _ = model([3, 4])
      (root + model([5, 6])[1]).backward()
      return []
    }
  }

  /// Where a block is now, nodes of a step before were: they are no products that a sum is the sum of.
  @Test(arguments: 0..<2)
  func theNodesOfAStepBeforeAreForgotten(shift: Int) {
    compare(seed: 6) { tape, generator in
      let model = MLP([2, 3, 2], using: &generator, on: tape)
      let x = Value(2, on: tape)
      tape.step {
        var sum = shift == 0 ? x : x.tanh()
        for _ in 0..<40 { sum = sum + x * x }
      }
      (x + model([1, 2])[1]).backward()
      return []
    }
  }

  /// What cannot be a block is recorded one by one, and is the same.
  @Test func whatIsNoBlockIsRecordedAnyway() {
    compare(seed: 4) { tape, generator in
      let model = MLP([2, 2], using: &generator, on: tape)
      let (x, y) = (Value(1, on: tape), Value(2, on: tape))
      var outputs = model([y, x]) + model([x, x]) + model([model.parameters()[0], x])
      let mixed = Layer([
        Neuron(weights: [1, 2], bias: 0, activation: .tanh, on: tape),
        Neuron(weights: [3, 4], bias: 0, activation: .relu, on: tape),
      ])
      outputs += mixed([x, y]) + Layer([Neuron(weights: [], bias: 3, on: tape)])([])
      sumOfSquares(outputs).backward()
      return []
    }
  }

  /// A block takes the memory of its outputs alone, but as many indices as its nodes.
  @Test func aBlockCountsItsNodes() {
    let tape = Tape()
    var generator = SeededGenerator(seed: 1)
    let model = MLP([2, 16, 16, 1], activation: .relu, using: &generator, on: tape)
    let start = tape.count
    let output = model([Value(1, on: tape), Value(2, on: tape)])[0]
    // Two for each weight, and the activations.
    #expect(tape.count - start == 2 + 2 * (32 + 256 + 16) + 33)
    #expect(output.index == tape.count - 1)
  }
}
