internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import NeuralNetworks

/// One training of one network, and its graph after some of the steps.
struct NetworkSteps {
  let problem: NetworkProblem
  let training: TrainingOptions
  /// The samples whose loss is in the graph.
  let rows: Range<Int>
  let isQuiet: Bool

  /// The graphs after backward of the loss over the rows, after two numbers of steps.
  ///
  /// Both are of one training, as long as the options say, or else as the greater number. It is not
  /// gone on with beyond that.
  func graphs(after steps: StepPair) throws -> (a: GraphSnapshot, b: GraphSnapshot) {
    let model = problem.makeNetwork()
    var graphs: [Int: GraphSnapshot] = [:]
    func capture(_ step: Int) throws {
      guard step == steps.a || step == steps.b else { return }
      graphs[step] = try graph(of: model)
    }
    try capture(0)
    var captureError: (any Error)?
    _ = try problem.train(
      try problem.objective(for: model, on: problem.train), training,
      stepCount: max(training.train, steps.a, steps.b), upTo: max(steps.a, steps.b),
      isQuiet: isQuiet
    ) { record in
      do { try capture(record.step) } catch { captureError = error }
    }
    if let captureError { throw captureError }
    guard let a = graphs[steps.a], let b = graphs[steps.b] else {
      fatalError("A training has not come to a step that it was to come to.")
    }
    return (a, b)
  }

  /// The graph as `multigrad mlp` draws it.
  private func graph(of model: MLP) throws -> GraphSnapshot {
    try Tape.current.step { () throws -> GraphSnapshot in
      let loss = try problem.drawnLoss(of: model, rows: rows)
      loss.backward()
      return GraphSnapshot(root: loss, extent: .wholeTape)
    }
  }
}

/// Two numbers of training steps: `0,100`.
struct StepPair {
  let a: Int
  let b: Int

  /// Reads two numbers from a word.
  @Sendable
  init(parsing word: String) throws {
    let parts = word.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 2, numbers.count == 2, numbers.allSatisfy({ $0 >= 0 }) else {
      throw ValidationError("Give two numbers of steps, 0 or more, with a comma between: 0,100.")
    }
    (a, b) = (numbers[0], numbers[1])
  }
}
