import Autograd
import NeuralNetworks
import Testing

/// What a loss says of itself.
@Suite struct LossValueTests {
  @Test func lossesHaveNames() {
    #expect(Loss.allCases.map(\.name) == ["mse", "huber", "svm", "squared_svm", "softmax"])
    for loss in Loss.allCases { #expect(Loss(name: loss.name) == loss) }
    #expect(Loss(name: "hinge") == nil)
    #expect(Loss.svm != .squaredSVM)
  }

  @Test func usualRates() {
    #expect(Loss.allCases.map { $0.usualLearningRate(outputs: 1) } == [0.2, 0.5, 1, 0.2, 0.5])
    #expect(Loss.allCases.map { $0.usualLearningRate(outputs: 2) } == [0.2, 0.5, 0.5, 0.2, 0.5])
  }

  /// 1 / (curvature · energy), rounded down to 1, 2 or 5 times a power of ten; both sides of each.
  @Test(arguments: [
    (Loss.meanSquaredError, 1, 2.4, 0.2), (.meanSquaredError, 1, 2.51, 0.1),
    (.meanSquaredError, 1, 4.99, 0.1), (.meanSquaredError, 1, 5.01, 0.05),
    (.meanSquaredError, 1, 9.99, 0.05), (.meanSquaredError, 1, 10.01, 0.02),
    (.meanSquaredError, 3, 29.9, 0.05), (.meanSquaredError, 3, 30.1, 0.02),
    (.squaredSVM, 1, 9.99, 0.05), (.squaredSVM, 3, 1.6, 0.1), (.squaredSVM, 3, 1.7, 0.05),
    (.huber, 1, 15.9, 0.5), (.huber, 1, 16.1, 0.2), (.svm, 1, 31.9, 1), (.svm, 1, 32.1, 0.5),
    (.svm, 3, 63.9, 0.5), (.svm, 3, 64.1, 0.2), (.softmax, 3, 15.9, 0.5), (.softmax, 3, 16.1, 0.2),
    (.softmax, 3, .nan, 0.5),
  ])
  func ratesGoDownWithTheEnergy(_ loss: Loss, outputs: Int, energy: Double, expected: Double) {
    let rate = loss.usualLearningRate(outputs: outputs, energy: energy)
    #expect(abs(rate - expected) < 1e-15)
  }

  @Test func infiniteEnergyHasARateToo() {
    #expect(Loss.meanSquaredError.usualLearningRate(outputs: 1, energy: .infinity) > 0)
  }

  @Test func scoresComeFromALinearLayer() {
    #expect(Loss.allCases.filter(\.takesScores) == [.svm, .squaredSVM, .softmax])
    #expect(Loss.allCases.filter { !$0.takesSigns } == [.softmax])
    #expect(Loss.allCases.filter(\.growsAsSquare) == [.meanSquaredError, .squaredSVM])
    for set in BuiltInDataSet.allCases {
      for loss in Loss.allCases {
        // A ReLU gives no negative number, and a tanh none beyond 1: only micrograd's samples are ±1.
        let hasIt = set.name == "micrograd" && (loss == .meanSquaredError || loss == .huber)
        let found = set.defaults.lastActivation(for: loss, behind: .relu)
        #expect(found == (hasIt ? .relu : .identity), "\(set.name), \(loss.name)")
      }
    }
    let numbers = BuiltInDataSet.Defaults.measured(.numbers([1, 2]))
    #expect(numbers.lastActivation(for: .meanSquaredError, behind: .tanh) == .identity)
  }

  /// What a loss says that guessing costs is what it gives for outputs that are all equal.
  @Test(arguments: Loss.allCases, [1, 2, 3]) func guessing(_ loss: Loss, outputs: Int) throws {
    let classes = max(2, outputs)
    let data = try DataSet(
      name: "d", inputs: (0..<7).map { [Double($0)] },
      targets: .classes((0..<7).map { $0 % classes }, names: ["a", "b", "c"].dropLast(3 - classes)))
    let tape = Tape()
    let model = MLP(layers: [
      Layer(
        (0..<outputs).map { _ in
          Neuron(
            weights: [0], bias: 0, activation: loss.takesScores ? .identity : .sigmoid, on: tape)
        })
    ])
    if loss == .softmax, outputs == 1 {
      #expect(throws: ObjectiveError.wrongOutputCount(1, classes: 2, loss: loss)) {
        try Objective(model: model, data: data, loss: loss)
      }
      return
    }
    let objective = try Objective(model: model, data: data, loss: loss)
    let found = objective.record(rows: 0..<7).dataLoss.data
    #expect(abs(objective.lossOfGuessing - found) < 1e-12)
    #expect(found > 0)
  }

  /// A loss that the library does not have trains as what it is.
  @Test func lossOfOnesOwn() throws {
    let absolute = Loss(
      name: "mae", title: "mean absolute error",
      comparison: .numbers(loss: { ($0 - $1).abs() }, guessing: { abs($0) }),
      growsAsSquare: false, usualLearningRate: { _ in 0.1 })
    let network = Network(outputs: 1)
    let objective = try Objective(model: network.model, data: .micrograd, loss: absolute)
    let targets = [1.0, -1, -1, 1]
    let expected = zip(network.outputs(.micrograd), targets).reduce(0) { $0 + abs($1.0[0] - $1.1) }
    #expect(objective.record(rows: 0..<4).dataLoss.data == expected / 4)
    #expect(objective.lossOfGuessing == 1)
  }
}

/// A linear network of three inputs and one, two or three outputs.
private struct Network {
  let tape = Tape()
  let model: MLP

  init(outputs: Int) {
    let weights = [[1, 0.5, -2], [0.5, -1, 1], [-1, 1, 0.25]]
    model = MLP(layers: [
      .linearClassifier(
        weights: Matrix(Array(weights.prefix(outputs))),
        biases: Array([0.25, -0.5, 0.125].prefix(outputs)), on: tape)
    ])
  }

  /// The numbers that the network gives for each row.
  func outputs(_ data: DataSet) -> [[Double]] {
    data.inputs.map { row in model(row.map { Value($0, on: tape) }).map(\.data) }
  }

  /// The same as values, to be compared.
  func values(_ data: DataSet) -> [[Value]] {
    outputs(data).map { $0.map { Value($0, on: tape) } }
  }
}

@Suite struct ObjectiveTests {
  private static let classes = try! DataSet(
    name: "c", inputs: DataSet.micrograd.inputs,
    targets: .classes([2, 0, 1, 1], names: ["a", "b", "c"]))

  /// Each loss is trained as that loss, on the targets that it takes.
  @Test func objectivesAreTheirLosses() throws {
    let one = Network(outputs: 1)
    let signs = [1.0, -1, -1, 1].map { Value($0, on: one.tape) }
    let scores = one.values(.micrograd).map { $0[0] }
    let binary: [(Loss, Value)] = [
      (.meanSquaredError, meanSquaredError(predictions: scores, targets: signs)),
      (.huber, huberLoss(predictions: scores, targets: signs)),
      (.svm, binaryHinge(scores: scores, targets: signs)),
      (.squaredSVM, squaredBinaryHinge(scores: scores, targets: signs)),
    ]
    for (loss, expected) in binary {
      let objective = try Objective(model: one.model, data: .micrograd, loss: loss)
      #expect(objective.record(rows: 0..<4).total.data == expected.data)
    }
    #expect(Set(binary.map(\.1.data)).count == 4)

    let three = Network(outputs: 3)
    let rows = three.values(Self.classes)
    let labels = [2, 0, 1, 1]
    let hot = labels.flatMap { label in
      (0..<3).map { Value($0 == label ? 1 : 0, on: three.tape) }
    }
    let multiclass: [(Loss, Value)] = [
      (.meanSquaredError, meanSquaredError(predictions: rows.flatMap { $0 }, targets: hot)),
      (.huber, huberLoss(predictions: rows.flatMap { $0 }, targets: hot)),
      (.svm, multiclassHinge(scores: rows, labels: labels)),
      (.squaredSVM, squaredMulticlassHinge(scores: rows, labels: labels)),
      (.softmax, softmaxCrossEntropy(scores: rows, labels: labels)),
    ]
    for (loss, expected) in multiclass {
      let objective = try Objective(model: three.model, data: Self.classes, loss: loss)
      #expect(objective.record(rows: 0..<4).total.data == expected.data)
    }
    #expect(Set(multiclass.map(\.1.data)).count == 5)
  }

  @Test func accuracyCountsRowsThatAreRight() throws {
    let three = Network(outputs: 3)
    let right = zip(three.outputs(Self.classes), [2, 0, 1, 1]).count { outputs, label in
      outputs[label] == outputs.max()
    }
    let one = Network(outputs: 1)
    let rightSigns = zip(one.outputs(.micrograd), [1.0, -1, -1, 1]).count { $0[0] * $1 > 0 }
    for loss in Loss.allCases {
      let objective = try Objective(model: three.model, data: Self.classes, loss: loss)
      #expect(objective.isClassification)
      #expect(objective.accuracy() == Double(right) / 4)
      #expect(objective.record(rows: 0..<4).rightCount == right)
      guard loss.takesSigns else { continue }
      let binary = try Objective(model: one.model, data: .micrograd, loss: loss)
      #expect(binary.isClassification)
      #expect(binary.accuracy() == Double(rightSigns) / 4)
    }
  }

  /// A score above 0 says +1, and all others say -1, however near to 0 they are.
  @Test func scoresAreSignsOnBothSidesOfZero() throws {
    let tape = Tape()
    let model = MLP(layers: [.linearClassifier(weights: Matrix([[1]]), biases: [0], on: tape)])
    let data = try DataSet(
      name: "s", inputs: [[1e-9], [-1e-9], [0.5], [0]], targets: .numbers([1, -1, 1, -1]))
    for loss in [Loss.meanSquaredError, .svm] {
      #expect(try Objective(model: model, data: data, loss: loss).accuracy() == 1)
    }
  }

  /// Of numbers that are no signs there is no accuracy.
  @Test func numbersAreNotClasses() throws {
    let network = Network(outputs: 1)
    let data = try DataSet(
      name: "n", inputs: DataSet.micrograd.inputs, targets: .numbers([1, -1, 1, 1.5]))
    let objective = try Objective(model: network.model, data: data, loss: .meanSquaredError)
    #expect(!objective.isClassification)
    #expect(objective.accuracy() == 0)
    #expect(throws: ObjectiveError.data(.notTwoNumbers(3))) {
      try Objective(model: network.model, data: data, loss: .svm)
    }
  }

  /// Two different numbers are two classes to a loss on classes, whatever they are.
  @Test(arguments: [[0.0, 1, 1, 0], [-1, 1, 1, -1], [2, 7.5, 7.5, 2]])
  func twoNumbersAreClasses(numbers: [Double]) throws {
    let network = Network(outputs: 1)
    let data = try DataSet(
      name: "n", inputs: DataSet.micrograd.inputs, targets: .numbers(numbers))
    let objective = try Objective(model: network.model, data: data, loss: .svm)
    #expect(objective.isClassification)
    let signs = [-1.0, 1, 1, -1].map { Value($0, on: network.tape) }
    let scores = network.values(data).map { $0[0] }
    let expected = binaryHinge(scores: scores, targets: signs).data
    #expect(objective.record(rows: 0..<4).total.data == expected)
  }

  /// One number a row is for one output; a second has nothing to give.
  @Test func oneNumberIsForOneOutput() throws {
    for loss in [Loss.meanSquaredError, .huber] {
      for numbers in [[1.0, 2, 3, 4], [0, 1, 1, 0]] {
        let data = try DataSet(
          name: "n", inputs: DataSet.micrograd.inputs, targets: .numbers(numbers))
        #expect(throws: ObjectiveError.severalOutputs(2)) {
          try Objective(model: Network(outputs: 2).model, data: data, loss: loss)
        }
      }
    }
    #expect(
      ObjectiveError.severalOutputs(2).description
        == "the network has 2 outputs, and the data set one number a row to predict; give a network "
        + "of 1 output, or a loss on classes")
  }

  @Test func whatDoesNotFitIsSaid() throws {
    let two = Network(outputs: 2)
    #expect(throws: ObjectiveError.wrongOutputCount(2, classes: 3, loss: .svm)) {
      try Objective(model: two.model, data: Self.classes, loss: .svm)
    }
    #expect(throws: ObjectiveError.wrongInputCount(3, features: 4)) {
      try Objective(model: two.model, data: .iris, loss: .softmax)
    }
    func sentence(_ classes: Int, _ loss: Loss) -> String {
      ObjectiveError.wrongOutputCount(5, classes: classes, loss: loss).description
    }
    #expect(
      sentence(3, .svm)
        == "the network has 5 outputs, and the data set 3 classes; give a network of 3 outputs")
    #expect(sentence(2, .svm).hasSuffix("2 outputs, or of 1 for targets of ±1"))
    #expect(sentence(2, .meanSquaredError).hasSuffix("2 outputs, or of 1 for targets of ±1"))
    #expect(sentence(2, .softmax).hasSuffix("2 outputs"))
    #expect(
      ObjectiveError.wrongInputCount(1, features: 1).description
        == "the network has 1 input, and the data set 1 feature; give a network of 1 input")
    #expect(
      ObjectiveError.wrongOutputCount(1, classes: 1, loss: .softmax).description
        == "the network has 1 output, and the data set 1 class; give a network of 1 output")
  }
}
