internal import NeuralNetworks
internal import Plots

/// Measures a network on all of its rows now and then while it is trained, without dropout.
struct ProgressRecorder {
  private let objective: Objective
  private let stepCount: Int
  /// How many steps are between two measurements.
  let interval: Int
  private(set) var progress = LinePlot.Progress(steps: [], losses: [])

  /// How many measurements there are at most: more could hardly be distinguished in a plot.
  private static let most = 100
  /// How many there are at least, where there are as many steps.
  private static let least = 10

  /// Begins with the network as it stands.
  ///
  /// No more rows are measured than training sees, so that most of the time goes into training;
  /// unless that would leave a few measurements.
  ///
  /// - Parameters:
  ///   - objective: The network on the rows.
  ///   - stepCount: How many steps the training has.
  ///   - batchSize: How many rows a step sees.
  init(of objective: Objective, stepCount: Int, batchSize: Int) {
    self.objective = objective
    self.stepCount = stepCount
    let seen = stepCount.multipliedReportingOverflow(by: batchSize)
    let affordable = seen.overflow ? stepCount : seen.partialValue / objective.data.count
    let count = min(max(affordable, ProgressRecorder.least), ProgressRecorder.most)
    interval = max(1, (stepCount - 1) / count + 1)
    measure(after: 0)
  }

  /// Measures the network where it is time, and at the end in any case.
  mutating func didMakeStep(_ step: Int) {
    if step % interval == 0 || step == stepCount { measure(after: step) }
  }

  private mutating func measure(after step: Int) {
    let found = objective.evaluate()
    progress.steps.append(step)
    progress.losses.append(found.loss)
    if let accuracy = found.accuracy { progress.accuracies.append(accuracy) }
  }
}
