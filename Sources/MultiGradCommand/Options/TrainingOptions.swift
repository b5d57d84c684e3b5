internal import CommandLineArguments
internal import Diagrams
internal import NeuralNetworks

/// The options of a training.
struct TrainingOptions: ParsableArguments {
  @Option(
    name: [.customLong("train"), .customLong("after-steps")],
    help: ArgumentHelp("How many training steps are made before.", valueName: "steps"))
  var train: Int = 0

  @Option(
    name: .long,
    help: ArgumentHelp("How many rows a step sees (default: all).", valueName: "rows"))
  var batch: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The learning rate of the first step, which goes down to a tenth (default: "
        + "\(TrainingOptions.usualRates); less where great numbers go into the last layer).",
      valueName: "η"))
  var learningRate: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("The part of the last update that is made again.", valueName: "μ"))
  var momentum: Double = 0

  func validate() throws {
    if train < 0 {
      throw ValidationError("The value '\(train)' is invalid for '--train'. Give 0 or more steps.")
    }
    if let batch, batch < 1 {
      throw ValidationError("The value '\(batch)' is invalid for '--batch'. Give 1 row or more.")
    }
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError(
        "The value '\(learningRate)' is invalid for '--learning-rate'. Give a number above 0.")
    }
    if !(0..<1).contains(momentum) {
      throw ValidationError(
        "The value '\(momentum)' is invalid for '--momentum'. Give 0 or more, below 1.")
    }
  }

  /// The optimiser, with the rate that the loss and the network are used to.
  func optimizer(for objective: Objective, dropout: Dropout?) -> SGD {
    let rate = learningRate ?? objective.usualLearningRate(dropout: dropout)
    return SGD(learningRate: .linear(rate, downTo: 0.1), momentum: momentum)
  }

  /// The default of each loss: "0.2 for mse, 0.5 for svm (1 with one output)".
  private static let usualRates = Loss.allCases.map { loss in
    // With nothing that would call for less.
    let rates = [1, 2].map { loss.usualLearningRate(outputs: $0, energy: 0) }
    let (one, several) = (rates[0], rates[1])
    let numbers = NumberStyle()
    return "\(numbers.text(several)) for \(loss.name)"
      + (one == several || !loss.takesSigns ? "" : " (\(numbers.text(one)) with one output)")
  }.joined(separator: ", ")
}
