internal import Autograd

/// Gradient descent on an objective, in steps over all rows or over mini-batches.
public struct Training {
  /// What is made small.
  public let objective: Objective
  /// How the parameters are changed.
  public var optimizer: SGD
  /// How many steps the training has.
  public let stepCount: Int
  /// How many rows a step sees; `nil` for all.
  public let batchSize: Int?
  /// How neurons are dropped in training.
  public let dropout: Dropout?
  /// What the trained network does on all rows; `nil` before the training has come to its end.
  public private(set) var evaluation: Evaluation?

  /// What one step saw, before it changed the parameters.
  public struct Record: Sendable, Equatable {
    /// The number of the step, from 1.
    public let step: Int
    /// How often all rows have been seen, this time included.
    public let epoch: Int
    /// The loss over the step's rows, with the penalty.
    public let loss: Double
    /// The part of the step's rows that were classified rightly, from 0 to 1.
    public let accuracy: Double
    /// How far the step's outputs were off, in the target's own unit; `nil` where the targets are
    /// classes.
    public let rootMeanSquaredError: Double?
    /// The learning rate of the step.
    public let learningRate: Double
  }

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - objective: What is made small.
  ///   - optimizer: How the parameters are changed.
  ///   - stepCount: How many steps the training has.
  ///   - batchSize: How many rows a step sees; `nil` for all.
  ///   - dropout: How neurons are dropped in training.
  public init(
    objective: Objective, optimizer: SGD, stepCount: Int, batchSize: Int? = nil,
    dropout: Dropout? = nil
  ) {
    self.objective = objective
    self.optimizer = optimizer
    self.stepCount = stepCount
    self.batchSize = batchSize
    self.dropout = dropout
  }

  /// Makes the steps.
  ///
  /// O(steps · rows · parameters).
  ///
  /// Gradients are zeroed before each pass. The parameters keep those of the last one. A training
  /// that diverges ends at the step that shows it, which changes nothing any more.
  ///
  /// - Parameters:
  ///   - end: How many of the steps are made, where not all; the rate goes on as for all.
  ///   - generator: Where the randomness of batches and dropout comes from.
  ///   - progress: Called after each step.
  /// - Returns: What each step saw.
  /// - Throws: That the batch size does not fit the data, or that the training diverged.
  public mutating func run(
    upTo end: Int? = nil, using generator: inout some RandomNumberGenerator,
    progress: (Record) -> Void = { _ in }
  ) throws(TrainingError) -> [Record] {
    let parameters = objective.model.parameters()
    var watch = DivergenceWatch(
      stepCount: stepCount, learningRate: optimizer.learningRate.rate(at: 0, of: stepCount))
    var history: [Record] = []
    var batches: [[Int]] = []
    var epoch = 0
    evaluation = nil
    for step in 0..<min(stepCount, end ?? stepCount) {
      if batches.isEmpty {
        epoch += 1
        batches = try nextBatches(using: &generator).reversed()
      }
      let rows = batches.removeLast()
      let pass = objective.setGradients(over: rows, dropout: dropout, using: &generator)
      try watch.see(pass.total)
      optimizer.update(parameters, step: step, of: stepCount)
      let record = Record(
        step: step + 1, epoch: epoch, loss: pass.total,
        accuracy: Double(pass.rightCount) / Double(rows.count),
        rootMeanSquaredError: pass.rootMeanSquaredError,
        learningRate: optimizer.learningRate.rate(at: step, of: stepCount))
      history.append(record)
      progress(record)
    }
    if history.isEmpty { return history }
    // The last step may be the one that leads astray.
    let found = objective.evaluate()
    try watch.see(found.loss)
    evaluation = found
    return history
  }

  /// The batches of an epoch: all rows in their order, or shuffled and cut.
  private func nextBatches(
    using generator: inout some RandomNumberGenerator
  ) throws(TrainingError) -> [[Int]] {
    guard let batchSize else { return [Array(objective.data.inputs.indices)] }
    do throws(DataSetError) {
      return try objective.data.batches(of: batchSize, using: &generator)
    } catch {
      throw .data(error)
    }
  }
}
