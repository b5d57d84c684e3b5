public import Autograd

/// What training makes small: a network's loss on a data set, and the penalty on its weights.
public struct Objective {
  /// The network.
  public let model: MLP
  /// The rows.
  public let data: DataSet
  /// How outputs and targets are compared.
  public let loss: Loss
  /// The penalty on the weights.
  public let regularizer: Regularizer
  private let targets: PreparedTargets

  /// A loss that fits a network and a data set.
  ///
  /// With one output, classes are the signs ±1; with several, there is one for each class.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - data: The rows.
  ///   - loss: How outputs and targets are compared.
  ///   - regularizer: The penalty on the weights.
  /// - Throws: Why they do not go together.
  public init(
    model: MLP, data: DataSet, loss: Loss, regularizer: Regularizer = .none
  ) throws(ObjectiveError) {
    let inputs = model.layers[0].neurons[0].weights.count
    if inputs != data.inputCount {
      throw .wrongInputCount(inputs, features: data.inputCount)
    }
    self.model = model
    self.data = data
    self.loss = loss
    self.regularizer = regularizer
    targets = try PreparedTargets(
      data, loss: loss, outputs: model.layers[model.layers.count - 1].neurons.count)
  }

  /// The loss over some rows, as it was recorded.
  public struct Recorded {
    /// The mean loss over the rows, without the penalty.
    public let dataLoss: Value
    /// The loss with the penalty: what backward starts from.
    public let total: Value
    /// How many of the rows were classified rightly; 0 for a loss on numbers.
    public let rightCount: Int
  }

  /// Records the loss over some rows.
  ///
  /// O(rows · parameters).
  ///
  /// For drawing, inputs and targets have labels, the operations of each of several rows are in a
  /// group "sample k", and the rest is in a group "loss".
  ///
  /// - Parameters:
  ///   - rows: Places in the data set; at least one.
  ///   - isForDrawing: Whether labels and groups are wanted.
  public func record(rows: some Collection<Int>, isForDrawing: Bool = false) -> Recorded {
    record(rows: rows, isForDrawing: isForDrawing) { model($0) }
  }

  /// Records the loss over some rows, with outputs that dropout, say, has a part in.
  ///
  /// - Parameters:
  ///   - rows: Places in the data set; at least one.
  ///   - isForDrawing: Whether labels and groups are wanted.
  ///   - forward: The outputs for some inputs.
  public func record(
    rows: some Collection<Int>, isForDrawing: Bool = false, forward: ([Value]) -> [Value]
  ) -> Recorded {
    let tape = model.layers[0].tape
    var outputs: [[Value]] = []
    for (index, row) in rows.enumerated() {
      let numbers = data.inputs[row]
      guard isForDrawing else {
        outputs.append(forward(numbers.map { Value($0, role: .input, on: tape) }))
        continue
      }
      func record() {
        let inputs = numbers.enumerated().map { place, number in
          Value(number, label: data.featureNames[place], role: .input, on: tape)
        }
        outputs.append(forward(inputs))
      }
      if rows.count == 1 { record() } else { tape.group(.sample(index + 1), record) }
    }
    let right = zip(outputs, rows).count { isRight($0, row: $1) }
    return tape.group(.loss) {
      let dataLoss = compare(outputs, rows: rows, isForDrawing: isForDrawing, on: tape)
      let total = regularizer.adding(to: dataLoss, for: model)
      if isForDrawing { total.label = "loss" }
      return Recorded(dataLoss: dataLoss, total: total, rightCount: right)
    }
  }

  private func compare(
    _ outputs: [[Value]], rows: some Collection<Int>, isForDrawing: Bool, on tape: Tape
  ) -> Value {
    func target(_ number: Double) -> Value {
      Value(number, label: isForDrawing ? "target" : nil, role: .target, on: tape)
    }
    switch (loss, targets) {
    case (.meanSquaredError, .numbers(let numbers)):
      return NeuralNetworks.meanSquaredError(
        predictions: outputs.flatMap { $0 }, targets: rows.flatMap { numbers[$0].map(target) })
    case (.squaredSVM, .signs(let signs)):
      return squaredBinaryHinge(
        scores: outputs.map { $0[0] }, targets: rows.map { target(signs[$0]) })
    case (_, .signs(let signs)):
      return binaryHinge(scores: outputs.map { $0[0] }, targets: rows.map { target(signs[$0]) })
    case (.softmax, .labels(let labels)):
      return softmaxCrossEntropy(scores: outputs, labels: rows.map { labels[$0] })
    case (.squaredSVM, .labels(let labels)):
      return squaredMulticlassHinge(scores: outputs, labels: rows.map { labels[$0] })
    case (_, .labels(let labels)):
      return multiclassHinge(scores: outputs, labels: rows.map { labels[$0] })
    case (_, .numbers):
      fatalError("Targets that are numbers were prepared for a loss on classes.")
    }
  }

  /// Whether the outputs for a row name its class.
  private func isRight(_ outputs: [Value], row: Int) -> Bool {
    switch targets {
    case .signs(let signs): return (outputs[0].data > 0) == (signs[row] > 0)
    case .labels(let labels):
      let best = outputs.indices.max { outputs[$0].data < outputs[$1].data }
      return best == labels[row]
    case .numbers(let numbers):
      // Targets of ±1, as micrograd's samples have them, are classes by their sign.
      guard isClassification else { return false }
      if numbers[row].count == 1 { return (outputs[0].data > 0) == (numbers[row][0] > 0) }
      let best = outputs.indices.max { outputs[$0].data < outputs[$1].data }
      return best.map { numbers[row][$0] } == 1
    }
  }

  /// Whether an accuracy has a meaning: the targets are classes, or ±1.
  public var isClassification: Bool {
    switch targets {
    case .signs, .labels: true
    case .numbers(let numbers):
      data.classes != nil || numbers.allSatisfy { $0.count == 1 && $0[0].magnitude == 1 }
    }
  }

  /// The part of the rows that the network classifies rightly, from 0 to 1.
  public func accuracy(rows: some Collection<Int>) -> Double {
    let tape = model.layers[0].tape
    let right = rows.count { row in
      tape.step { isRight(model(data.inputs[row].map { Value($0, on: tape) }), row: row) }
    }
    return Double(right) / Double(max(1, rows.count))
  }

  /// The part of all rows that the network classifies rightly.
  public func accuracy() -> Double { accuracy(rows: data.inputs.indices) }

  /// The targets as numbers, for the loss of guessing 0.
  var targetNumbers: [Double] {
    switch targets {
    case .numbers(let numbers): numbers.flatMap { $0 }
    case .signs(let signs): signs
    case .labels: []
    }
  }

  /// A few rows of every class: the first of each in turn, ten in all.
  func tinySubset() -> [Int] {
    let classes = data.classified().classes ?? []
    var rowsOfClass: [Int: [Int]] = [:]
    for (row, label) in classes.enumerated() { rowsOfClass[label, default: []].append(row) }
    let inTurn = classes.indices.flatMap { place in
      rowsOfClass.keys.sorted().compactMap { label in
        rowsOfClass[label].flatMap { place < $0.count ? $0[place] : nil }
      }
    }
    return Array(inTurn.prefix(10))
  }
}
