internal import Autograd

/// What a network does on some rows of its data.
public struct Evaluation: Sendable, Equatable {
  /// The mean loss over the rows, with the penalty.
  public let loss: Double
  /// The part of the rows that is classified rightly, from 0 to 1; `nil` where the targets are
  /// numbers.
  public let accuracy: Double?
  /// How near the network comes to targets that are numbers; `nil` where they are classes.
  public let fit: Fit?

  /// How near predictions come to numbers.
  public struct Fit: Sendable, Equatable {
    /// The root of the mean squared difference, in the target's own unit.
    public let rootMeanSquaredError: Double
    /// R²: 1 less the squared differences by those of the targets from their mean.
    ///
    /// It is 1 where all is predicted exactly, 0 where the mean of the rows does as well, and negative
    /// where that does better. `nil` where all targets are equal, so that there is nothing to explain.
    public let determination: Double?
  }
}

extension Objective {
  /// Measures the network on some rows, as it is after training: without dropout.
  ///
  /// O(rows · parameters). The network's part is computed on plain numbers: no graph is recorded for
  /// what needs no gradient.
  ///
  /// - Parameter rows: Indices in the data set; at least one.
  public func evaluate(rows: some Collection<Int>) -> Evaluation {
    let network = PlainNetwork(model)
    var losses: [Double] = []
    var right = 0
    var sum = FitSum()
    for row in rows {
      let outputs = network.outputs(for: data.inputs[row])
      tape.step {
        let values = outputs.map { Value($0, on: tape) }
        losses += targets.losses(of: values, row: row) { Value($0, on: tape) }.map(\.data)
      }
      if isRight(outputs, row: row) { right += 1 }
      if let number = number(at: row) { sum.add(output: outputs[0], target: number) }
    }
    let penalty = tape.step { regularizer.penalty(on: model)?.data }
    let loss = Objective.mean(losses)
    return Evaluation(
      loss: penalty.map { loss + $0 } ?? loss,
      accuracy: isClassification ? Double(right) / Double(max(1, rows.count)) : nil, fit: fit(sum))
  }

  /// Measures the network on all rows.
  public func evaluate() -> Evaluation { evaluate(rows: data.inputs.indices) }

  /// The part of the rows that the network classifies rightly, from 0 to 1.
  public func accuracy(rows: some Collection<Int>) -> Double { evaluate(rows: rows).accuracy ?? 0 }

  /// The part of all rows that the network classifies rightly.
  public func accuracy() -> Double { accuracy(rows: data.inputs.indices) }

  /// The learning rate that training starts with unless another is given: that of the loss, with the
  /// energy that goes into the network's last layer.
  ///
  /// O(rows · parameters). It is of the network as it stands: ask before training.
  ///
  /// - Parameter dropout: How neurons are dropped, which makes those that are kept greater.
  public func usualLearningRate(dropout: Dropout? = nil) -> Double {
    let network = PlainNetwork(model)
    let squares = data.inputs.reduce(0.0) { sum, row in
      network.lastInputs(for: row).reduce(sum) { $0 + $1 * $1 }
    }
    let kept = model.layers.count > 1 ? dropout?.keepProbability ?? 1 : 1
    return loss.usualLearningRate(
      outputs: model.layers[model.layers.count - 1].neurons.count,
      energy: 1 + squares / Double(data.count) / kept)
  }

  /// The number that a row's one output is compared with; `nil` where the targets are classes.
  func number(at row: Int) -> Double? { isClassification ? nil : targets.number(at: row) }

  /// The fit of what was added up, in the target's own unit; `nil` where the targets are classes.
  func fit(_ sum: FitSum) -> Evaluation.Fit? {
    isClassification ? nil : sum.fit(unit: targetScale?.deviation ?? 1)
  }
}

/// The sums that the fit of some rows is made of.
struct FitSum {
  private var targets: [Double] = []
  private var squares = 0.0

  mutating func add(output: Double, target: Double) {
    targets.append(target)
    squares += (output - target) * (output - target)
  }

  /// The fit, with errors in a unit; `nil` where nothing was added.
  func fit(unit: Double) -> Evaluation.Fit? {
    if targets.isEmpty { return nil }
    let mean = Standardizer.mean(targets)
    let variation = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Evaluation.Fit(
      rootMeanSquaredError: unit * (squares / Double(targets.count)).squareRoot(),
      determination: variation > 0 ? 1 - squares / variation : nil)
  }
}
