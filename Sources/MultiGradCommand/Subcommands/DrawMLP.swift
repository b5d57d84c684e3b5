internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
internal import Diagrams
internal import NeuralNetworks
internal import Plots

/// `multigrad mlp`: a multi-layer perceptron with its loss, before and after.
struct DrawMLP: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "mlp",
      abstract: "Train and draw a multi-layer perceptron with its loss, before and after backward.",
      discussion: """
        Sizes are the number of inputs, then the number of neurons of each layer. The loss is the \
        mean over the drawn samples, the first four unless --rows says otherwise.

          multigrad mlp 3,4,4,1
          multigrad mlp 3,2,1 --rows 0..0 --activation relu -o small.svg
          multigrad mlp 2,16,16,1 --data moons --loss svm --l2 1e-4 --train 100
          multigrad mlp 4,8,3 --data iris --loss softmax --train 200
          multigrad mlp 4,3 --data iris --train 50

        Sizes, parameters, loss and accuracy are printed on standard output; of a target of numbers \
        the error, in its own unit, and R². A training also writes a plot of loss and accuracy, of \
        the rows that are held out as well, beside the pictures. One that diverges, whose loss is \
        not finite or beyond 1000 times the first (and 1 more), ends there: exit code 1, and no \
        picture.
        """)
  }

  @Argument(help: "The sizes, as 3,4,4,1.", transform: SizeList.init(parsing:))
  var sizes: SizeList

  @OptionGroup(title: "NETWORK AND DATA")
  var network: NetworkOptions

  @OptionGroup(title: "TRAINING")
  var training: TrainingOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which samples are drawn, counted from 0, both ends included (default: the first four).",
      valueName: "a..b"), transform: RowRange.init(parsing:))
  var rows: RowRange?

  @OptionGroup
  var watching: WatchOptions

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func validate() throws {
    try training.refuseUnused(without: "--train")
    // The report has numbers as well.
    try picture.refuseUnused(except: ["--precision"])
    try watching.refuseUnused(
      reading: network.files, picture, advice: "Name a CSV file with --data")
  }

  func run() throws {
    try ExitStatus.reporting {
      try watching.draw(reading: network.files, isQuiet: picture.quiet) {
        let (job, report) = try trained()
        let stream = picture.output == "-" ? Standard.error : Standard.output
        try job.run()
        try stream.report(try report().text())
      }
    }
  }

  /// The network, trained as the options have it: what is drawn of it, and what is reported.
  private func trained() throws -> (job: PictureJob, report: () -> NetworkReport) {
    let problem = try NetworkProblem(sizes: sizes, options: network, isQuiet: picture.quiet)
    let rows = try drawnRows(of: problem.data)
    let model = problem.makeNetwork()
    let objective = try problem.objective(for: model, on: problem.train)
    let (history, evaluation, curve) = try train(objective, of: problem)
    // Over all rows, and not just the few that are drawn: a neuron may be active in others.
    let findings =
      picture.look.overlay == .health
      ? NetworkDiagnoser.findings(of: objective, isTrained: training.train > 0) : nil
    let loss = try problem.drawnLoss(of: model, rows: rows)
    loss.backward()

    let after = GraphSnapshot(root: loss, extent: .wholeTape)
    let job = PictureJob(
      before: after.beforeBackward(), after: after, name: "mlp", options: picture,
      companions: curve.map { [Companion(suffix: "loss", plot: $0)] } ?? [],
      findings: findings)
    return (
      job,
      {
        NetworkReport(
          problem: problem, model: model, history: history,
          train: evaluation ?? objective.evaluate(), drawnRows: rows.count, loss: loss.data,
          precision: picture.look.reportedDigits)
      }
    )
  }

  private func drawnRows(of data: DataSet) throws -> Range<Int> {
    guard let rows else { return 0..<min(4, data.count) }
    guard rows.last < data.count else {
      throw ValidationError(
        "There is no row \(rows.last): the data set has rows 0 to \(data.count - 1).")
    }
    return rows.first..<rows.last + 1
  }

  /// Trains the network, and draws how that went, where a step was made.
  private func train(
    _ objective: Objective, of problem: NetworkProblem
  ) throws -> (history: [Training.Record], evaluation: Evaluation?, curve: LinePlot?) {
    func recorder(of objective: Objective) -> ProgressRecorder {
      ProgressRecorder(
        of: objective, stepCount: training.train,
        batchSize: training.batch ?? problem.train.count)
    }
    let isTrained = training.train > 0
    // With dropout, training sees another network than a test does.
    var train = isTrained && problem.options.dropout != nil ? recorder(of: objective) : nil
    var test =
      isTrained
      ? try problem.test.map { recorder(of: try problem.objective(for: objective.model, on: $0)) }
      : nil
    let (history, evaluation) = try problem.train(
      objective, training, stepCount: training.train, isQuiet: picture.quiet
    ) { record in
      train?.didMakeStep(record.step)
      test?.didMakeStep(record.step)
    }
    let curve = evaluation.map { evaluation in
      LinePlot.lossCurve(
        of: train?.progress ?? LinePlot.Progress(of: history, endingWith: evaluation),
        test: test?.progress)
    }
    return (history, evaluation, curve)
  }
}

extension LinePlot.Progress {
  /// What each step saw, before it changed anything, and what there is after the last.
  fileprivate init(of history: [Training.Record], endingWith last: Evaluation) {
    self.init(
      steps: Array(0...history.count), losses: history.map(\.loss) + [last.loss],
      accuracies: last.accuracy.map { history.map(\.accuracy) + [$0] } ?? [])
  }
}

extension DrawMLP: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    try block.refuse(beside: "mlp")
    return try trained().job.draw()
  }
}
