internal import Autograd

/// Gradient descent on an objective, in steps over all rows or over mini-batches.
public struct Training {
  /// What is made small.
  public let objective: Objective
  /// How the parameters are changed.
  public var optimizer: SGD
  /// How many steps are made.
  public let stepCount: Int
  /// How many rows a step sees; `nil` for all.
  public let batchSize: Int?
  /// How neurons are dropped in training.
  public let dropout: Dropout?

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
    /// The learning rate of the step.
    public let learningRate: Double
  }

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - objective: What is made small.
  ///   - optimizer: How the parameters are changed.
  ///   - stepCount: How many steps are made.
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
  /// Gradients are zeroed before each pass. The parameters keep those of the last one.
  ///
  /// - Parameters:
  ///   - generator: Where the randomness of batches and dropout comes from.
  ///   - progress: Called after each step.
  /// - Returns: What each step saw.
  /// - Throws: That the batch size does not fit the data.
  public mutating func run(
    using generator: inout some RandomNumberGenerator, progress: (Record) -> Void = { _ in }
  ) throws(DataSetError) -> [Record] {
    let model = objective.model
    let parameters = model.parameters()
    let tape = parameters[0].tape
    var history: [Record] = []
    var batches: [[Int]] = []
    var epoch = 0
    for step in 0..<stepCount {
      if batches.isEmpty {
        epoch += 1
        batches = try nextBatches(using: &generator).reversed()
      }
      let rows = batches.removeLast()
      let recorded = tape.step {
        let recorded = objective.record(rows: rows, dropout: dropout, using: &generator)
        model.zeroGradients()
        recorded.total.backward()
        return recorded
      }
      optimizer.update(parameters, step: step, of: stepCount)
      let record = Record(
        step: step + 1, epoch: epoch, loss: recorded.total.data,
        accuracy: Double(recorded.rightCount) / Double(rows.count),
        learningRate: optimizer.learningRate.rate(at: step, of: stepCount))
      history.append(record)
      progress(record)
    }
    return history
  }

  /// The batches of an epoch: all rows in their order, or shuffled and cut.
  private func nextBatches(
    using generator: inout some RandomNumberGenerator
  ) throws(DataSetError) -> [[Int]] {
    guard let batchSize else { return [Array(objective.data.inputs.indices)] }
    return try objective.data.batches(of: batchSize, using: &generator)
  }
}
