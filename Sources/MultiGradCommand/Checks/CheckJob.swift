internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import NeuralNetworks
internal import Plots

/// From a graph, or the parts of a network's loss, to a report.
struct CheckJob {
  /// A graph that is checked on its own.
  struct Part {
    /// What the part of a loss is called; `nil` where it is all.
    let name: String?
    let graph: GraphSnapshot
    let customOperations: [Int: CustomOperation]
    let gradients: GradientCheck.GradientSource
  }

  let name: String
  let parts: [Part]
  let options: CheckOptions
  let seed: UInt64

  /// The check of a program or a graph file.
  init(source: GraphSource, options: CheckOptions, seed: UInt64) {
    name = source.name
    parts = [
      Part(
        name: nil, graph: source.graphAsUsed, customOperations: [:],
        gradients: source.run == nil ? .graph : .program)
    ]
    (self.options, self.seed) = (options, seed)
  }

  /// The check of a network: its loss on the data, and apart from it the penalty, which would hide
  /// what is wrong with the other where it is greater.
  init(
    problem: NetworkProblem, options: CheckOptions, training: TrainingOptions, seed: UInt64
  ) throws {
    name = "mlp"
    (self.options, self.seed) = (options, seed)
    let model = problem.makeNetwork()
    let objective = try problem.objective(for: model, on: problem.train)
    _ = try problem.train(
      objective, training, stepCount: training.train, isQuiet: options.quiet)
    model.zeroGradients()
    // Few rows have few kinks, and each makes every parameter dearer.
    let parameters = model.parameters().count
    let rowCount = max(1, min(CheckJob.rowCount, CheckJob.mostProducts / parameters))
    let rows = 0..<min(rowCount, problem.train.count)
    var generator = SeededGenerator(seed: seed &+ 2)
    let recorded = objective.record(
      rows: rows, isForDrawing: true, dropout: problem.options.dropoutRule, using: &generator)
    func part(_ name: String?, _ root: Value) -> Part {
      var graph = GraphSnapshot(root: root)
      graph.nodes[graph.root].label = name ?? "loss"
      return Part(name: name, graph: graph, customOperations: [:], gradients: .ownPass)
    }
    guard recorded.total != recorded.dataLoss, let penalty = recorded.total.inputs.last else {
      parts = [part(nil, recorded.total)]
      return
    }
    parts = [part("data loss", recorded.dataLoss), part("penalty", penalty)]
  }

  /// How many rows of the data are looked at.
  private static let rowCount = 10
  /// How many products of a parameter with a row's number are looked at, unless one row has more.
  private static let mostProducts = 1_000_000

  /// Checks, reports and plots; whether all has passed.
  func run() throws -> Bool {
    let reports = parts.map { part in
      options.check(of: part.graph, seed: seed).report(
        on: part.graph, customOperations: part.customOperations, gradients: part.gradients)
    }
    // The first part is the data loss; a penalty is too simple for a sweep to show anything.
    let sweep = options.sweep ? sweep(over: parts[0]) : nil
    let named = zip(parts, reports).map { (name: $0.name, report: $1) }
    let text: String
    if options.json {
      text = GradientCheckReport.json(of: named, sweep: sweep)
    } else {
      text = CheckText(
        parts: zip(parts, reports).map { ($0, $1, options.check(of: $0.graph, seed: seed)) },
        sweep: sweep
      ).text()
    }
    let stream = options.output == "-" ? Standard.error : Standard.output
    try stream.write(Array(text.utf8))
    if let sweep { try write(LinePlot.sweep(sweep, of: parts[0].graph).svg()) }
    return reports.allSatisfy(\.hasPassed)
  }

  private func sweep(over part: Part) -> StepSweep {
    options.check(of: part.graph, seed: seed)
      .sweep(over: part.graph, customOperations: part.customOperations)
  }

  private func write(_ picture: [UInt8]) throws {
    if options.output == "-" {
      try OutputFiles.refuseInputOnStandardOutput(isForced: options.replacement.force)
      return try Standard.output.write(picture)
    }
    let output = options.output
    let path =
      if let output, !OutputNames.isDirectory(output) {
        output
      } else {
        OutputNames.companion("sweep", output: output, name: name)
      }
    try OutputFiles.write(to: [path], isForced: options.replacement.force) { try $0(picture) }
    if !options.quiet { Standard.error.tell(paths: [path]) }
  }
}
