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
  public private(set) var regularizer: Regularizer
  /// How targets that are numbers are standardized; `nil` where they are learned as they are.
  public let targetScale: TargetScale?
  /// Whether an accuracy has a meaning: the targets are classes, or ±1 as in micrograd's samples.
  public let isClassification: Bool
  let targets: Targets

  /// A loss that fits a network and a data set.
  ///
  /// With one output, classes are the signs ±1; with several, there is one for each class.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - data: The rows.
  ///   - loss: How outputs and targets are compared.
  ///   - regularizer: The penalty on the weights.
  ///   - targetScale: How targets that are numbers are standardized; fitted on what is trained on.
  /// - Throws: Why they do not go together.
  public init(
    model: MLP, data: DataSet, loss: Loss, regularizer: Regularizer = .none,
    targetScale: TargetScale? = nil
  ) throws(ObjectiveError) {
    let inputs = model.layers[0].neurons[0].weights.count
    if inputs != data.inputCount {
      throw .wrongInputCount(inputs, features: data.inputCount)
    }
    self.model = model
    self.data = data
    self.loss = loss
    self.regularizer = regularizer
    self.targetScale = targetScale
    targets = try Targets(
      data, loss: loss, outputs: model.layers[model.layers.count - 1].neurons.count,
      scale: targetScale)
    isClassification = targetScale == nil && targets.areClasses(of: data)
  }

  /// The same with another penalty.
  func with(_ regularizer: Regularizer) -> Objective {
    var result = self
    result.regularizer = regularizer
    return result
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
  ///   - rows: Indices in the data set; at least one.
  ///   - isForDrawing: Whether labels and groups are wanted.
  public func record(rows: some Collection<Int>, isForDrawing: Bool = false) -> Recorded {
    record(rows: rows, isForDrawing: isForDrawing) { model($0) }
  }

  /// Records the loss over some rows as training sees it, where there is dropout.
  ///
  /// - Parameters:
  ///   - rows: Indices in the data set; at least one.
  ///   - isForDrawing: Whether labels and groups are wanted.
  ///   - dropout: How neurons are dropped; `nil` where none are.
  ///   - generator: Where the randomness of dropout comes from.
  public func record(
    rows: some Collection<Int>, isForDrawing: Bool = false, dropout: Dropout?,
    using generator: inout some RandomNumberGenerator
  ) -> Recorded {
    record(rows: rows, isForDrawing: isForDrawing) { inputs in
      model(inputs, dropout: dropout, using: &generator)
    }
  }

  /// Records the loss over some rows, with the outputs that a function gives for their inputs.
  package func record(
    rows: some Collection<Int>, isForDrawing: Bool = false, forward: ([Value]) -> [Value]
  ) -> Recorded {
    var outputs: [[Value]] = []
    for (index, row) in rows.enumerated() {
      let numbers = data.inputs[row]
      guard isForDrawing else {
        outputs.append(forward(numbers.map { Value($0, role: .input, on: tape) }))
        continue
      }
      func record() {
        let inputs = numbers.enumerated().map { column, number in
          Value(number, label: data.featureNames[column], role: .input, on: tape)
        }
        outputs.append(forward(inputs))
      }
      if rows.count == 1 { record() } else { tape.group(.sample(index + 1), record) }
    }
    let right = zip(outputs, rows).count { isRight($0.map(\.data), row: $1) }
    return tape.group(.loss) {
      let dataLoss = targets.meanLoss(of: outputs, rows: rows) { number in
        Value(number, label: isForDrawing ? "target" : nil, role: .target, on: tape)
      }
      let total = regularizer.adding(to: dataLoss, for: model)
      if isForDrawing { total.label = "loss" }
      return Recorded(dataLoss: dataLoss, total: total, rightCount: right)
    }
  }

  /// Whether the outputs for a row name its class; never where the targets are just numbers.
  func isRight(_ outputs: [Double], row: Int) -> Bool {
    isClassification && targets.isRight(outputs, row: row)
  }

  /// The tape of the network's parameters.
  var tape: Tape { model.layers[0].tape }

  /// The loss of a network that guesses: whose outputs do not depend on its inputs.
  ///
  /// Training should start from about this. With weights near zero, every neuron gives the
  /// activation of 0.
  public var lossOfGuessing: Double {
    let last = model.layers[model.layers.count - 1].neurons
    return targets.lossOfGuessing(last[0].activation.value(at: 0))
  }

  /// A few rows of every class: the first of each in turn, ten in all.
  package func tinySubset() -> [Int] {
    let classes = data.classified().classes ?? []
    var rowsOfClass: [Int: [Int]] = [:]
    for (row, label) in classes.enumerated() { rowsOfClass[label, default: []].append(row) }
    let inTurn = classes.indices.flatMap { turn in
      rowsOfClass.keys.sorted().compactMap { label in
        rowsOfClass[label].flatMap { turn < $0.count ? $0[turn] : nil }
      }
    }
    return Array(inTurn.prefix(10))
  }
}
