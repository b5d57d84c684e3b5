internal import Autograd
internal import CommandLineArguments
internal import NeuralNetworks
internal import Text

/// A network with its data and its loss, as the options describe it.
struct NetworkProblem {
  let sizes: [Int]
  /// All rows, in the order that `--rows` counts.
  let data: DataSet
  /// What is trained on, and what is held out.
  let train: DataSet
  let test: DataSet?
  let loss: Loss
  let activation: Activation
  let lastActivation: Activation
  /// How a target of numbers is standardized; `nil` where it is not, or there are classes.
  let targetScale: TargetScale?
  /// Whether the features are standardized.
  let isStandardized: Bool
  let options: NetworkOptions

  /// Loads and splits the data, and fills in what the options leave open.
  ///
  /// - Parameter isQuiet: Whether what was recognised in a CSV file is not reported.
  init(sizes: SizeList, options: NetworkOptions, isQuiet: Bool = false) throws {
    var (data, defaults) = try NetworkProblem.load(sizes, options, isQuiet: isQuiet)
    loss = options.loss ?? defaults.loss
    if loss.takesScores {
      try NetworkProblem.usage { try data.requireTwoClasses() }
      // Before the split, so that both parts count the same classes.
      if sizes.outputs > 1 || !loss.takesSigns { data = data.classified() }
    }
    // A stream of its own, so that the split does not change what weights are drawn.
    var generator = SeededGenerator(seed: ~options.seed)
    let split = try NetworkProblem.usage {
      try data.split(
        testFraction: options.testFraction ?? defaults.testFraction, using: &generator)
    }
    var (train, test) = (split.train, split.test)
    if defaults.isStandardized {
      // Fitted on what is trained on alone: the test set must not be seen.
      let standardizer = Standardizer(fittedOn: train)
      (data, train, test) = (standardizer(data), standardizer(train), test.map { standardizer($0) })
    }
    targetScale =
      defaults.isStandardized && !loss.takesScores && !data.numbersAreSigns
      ? TargetScale(fittedOn: train) : nil
    isStandardized = defaults.isStandardized
    (self.data, self.train, self.test) = (data, train, test)
    self.sizes = sizes.numbers
    self.options = options
    activation = options.activation ?? defaults.activation
    lastActivation =
      options.lastActivation ?? defaults.lastActivation(for: loss, behind: activation)
  }

  /// The rows that the options name, and what a network on them usually has.
  private static func load(
    _ sizes: SizeList, _ options: NetworkOptions, isQuiet: Bool
  ) throws -> (data: DataSet, defaults: BuiltInDataSet.Defaults) {
    let sets = BuiltInDataSet.allCases
    guard let name = options.data else {
      // The only one whose sizes are a small network's: the course's own example.
      let usual = sets[0]
      guard sizes.inputs == usual.inputCount, sizes.outputs == 1 else {
        throw ValidationError(
          "A network of \(sizes.inputs.counted("input")) and \(sizes.outputs.counted("output")) needs "
            + "data: name it with "
            + "--data \(sets.dropFirst().map(\.name).joined(separator: ", ")), or a CSV file. (Without "
            + "--data it is \(usual.name)'s samples, of \(usual.inputCount.counted("input")) and 1 output.)"
        )
      }
      return (usual.rows(seed: options.seed), usual.defaults)
    }
    if let set = BuiltInDataSet(name: name) { return (set.rows(seed: options.seed), set.defaults) }
    if !name.contains(".") && !name.contains("/") {
      throw ValidationError(
        "There is no data set '\(name.quotable)'. Choose one of: "
          + "\(sets.map(\.name).joined(separator: ", ")); or name a CSV file.")
    }
    let bytes = try InputFile.text(of: name, wanted: "a CSV file")
    let dialect = CSVDialect(recognisedIn: bytes)
    let data = try DataSet(
      csv: bytes, name: name, target: options.target, dialect: dialect,
      needsClasses: options.loss?.takesScores ?? true)
    if let summary = dialect.summary, !isQuiet {
      Standard.error.tell("\(name) has \(summary).\n")
    }
    return (data, .measured(data.targets))
  }

  /// A new network, its parameters on the current tape.
  func makeNetwork() -> MLP {
    var generator = SeededGenerator(seed: options.seed)
    return MLP(
      sizes, activation: activation, lastActivation: lastActivation,
      initializer: options.initializer, using: &generator, on: .current)
  }

  /// What a network is trained for.
  func objective(for model: MLP, on data: DataSet) throws -> Objective {
    try NetworkProblem.usage {
      try Objective(
        model: model, data: data, loss: loss,
        regularizer: .elasticNet(l1: options.l1, l2: options.l2), targetScale: targetScale)
    }
  }

  /// The loss over some rows as it is drawn, without a backward pass: with dropout as training sees
  /// it, and on parameters without gradients.
  func drawnLoss(of model: MLP, rows: Range<Int>) throws -> Value {
    model.zeroGradients()
    // A stream of its own, so that the same neurons are dropped whatever was trained.
    var generator = SeededGenerator(seed: options.seed &+ 2)
    return try objective(for: model, on: data)
      .record(rows: rows, isForDrawing: true, dropout: options.dropoutRule, using: &generator).total
  }

  /// Trains a network, with its progress on a terminal.
  ///
  /// - Parameters:
  ///   - objective: That of the network on the training rows.
  ///   - training: The options of the training.
  ///   - stepCount: How many steps the training has.
  ///   - end: How many of them are made, where not all.
  ///   - isQuiet: Whether no progress is shown.
  ///   - afterStep: Called after each step.
  /// - Returns: What each step saw, and what the trained network does on the training rows, where a
  ///   step was made.
  func train(
    _ objective: Objective, _ training: TrainingOptions, stepCount: Int, upTo end: Int? = nil,
    isQuiet: Bool, afterStep: (Training.Record) -> Void = { _ in }
  ) throws -> (history: [Training.Record], evaluation: Evaluation?) {
    var run = Training(
      objective: objective,
      optimizer: training.optimizer(for: objective, dropout: options.dropoutRule),
      stepCount: stepCount, batchSize: training.batch, dropout: options.dropoutRule)
    var generator = SeededGenerator(seed: options.seed &+ 1)
    let progress = ProgressLine(total: end ?? stepCount, isQuiet: isQuiet)
    defer { progress.end() }
    let history = try NetworkProblem.usage {
      try run.run(upTo: end, using: &generator) { record in
        progress.show(step: record.step, loss: record.loss)
        afterStep(record)
      }
    }
    return (history, run.evaluation)
  }

  /// Turns what does not fit together into an error about the words.
  static func usage<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ObjectiveError {
      var text = error.description
      if case .severalOutputs = error { text += " (--loss \(Loss.softmax.name))" }
      throw ValidationError(sentence(text))
    } catch let error as DataSetError {
      throw ValidationError(sentence(error.description))
    } catch TrainingError.data(let error) {
      throw ValidationError(sentence(error.description))
    }
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
