internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
internal import NeuralNetworks

/// Diagnoses a network as the options describe it, before and after its training.
struct NetworkDiagnoser {
  let sizes: SizeList
  let network: NetworkOptions
  let training: TrainingOptions

  func findings() throws -> [Finding] {
    let problem = try NetworkProblem(sizes: sizes, options: network)
    let objective = try problem.objective(for: problem.makeNetwork(), on: problem.train)
    let rates = training.optimizer(for: objective, dropout: network.dropoutRule).learningRate
    let start = objective.diagnose(
      learningRate: rates.rate(at: 0, of: training.train), isAtStart: true)
    if training.train == 0 || start.firstNotFiniteRow != nil {
      return findings(of: start, objective)
    }

    // What training does not repair, and what may have led it astray.
    let lasting = start.findings.filter { $0.name == .lossAtStart || $0.name == .updateRatio }
    do {
      _ = try problem.train(objective, training, stepCount: training.train, isQuiet: true)
    } catch TrainingError.diverged(let divergence) {
      // What is wrong with a network that was led astray comes of that, but for where NaN is born.
      let end = objective.diagnose(isAtStart: false)
      let births = end.firstNotFiniteRow == nil ? [] : findings(of: end, objective)
      return [Finding(divergence)] + lasting + births
    }
    var end = objective.diagnose(
      learningRate: rates.rate(at: training.train, of: training.train), isAtStart: false)
    end.findings.removeAll { finding in lasting.contains { $0.name == finding.name } }
    return findings(of: end, objective) + lasting
  }

  /// What is found in a network as it stands, over all rows; its gradients are zeroed.
  static func findings(of objective: Objective, isTrained: Bool) -> [Finding] {
    // What is not finite is looked for in the graph that is drawn.
    objective.diagnose(isAtStart: !isTrained).findings
  }

  /// The findings as those of a graph; of what is not finite, those of the first such row's graph.
  private func findings(of diagnosis: NetworkDiagnosis, _ objective: Objective) -> [Finding] {
    guard let row = diagnosis.firstNotFiniteRow else { return diagnosis.findings }
    let loss = objective.record(rows: [row], isForDrawing: true).total
    return GraphSnapshot(root: loss, extent: .wholeTape).diagnose().filter {
      $0.name == .notFiniteForward || $0.name == .notFiniteBackward
    }
  }
}
