internal import Autograd

extension SanityCheck {
  /// Runs all checks on a network that has not been trained.
  ///
  /// The network itself is checked: each check changes its parameters, and gives them back. For the
  /// first, all of them are made a hundredth, since only small weights guess; the last trains it on a
  /// few rows, with its dropout and without a penalty, as CS231n has it.
  ///
  /// - Parameters:
  ///   - objective: The network with its data, loss and penalty. Of the data the tiny subset has the
  ///     first row of each class in turn, 10 at most.
  ///   - dropout: How neurons are dropped; `nil` where none are.
  ///   - generator: Where the randomness of dropout comes from.
  public static func all(
    of objective: Objective, dropout: Dropout? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> [SanityCheck] {
    let parameters = objective.model.parameters()
    let start = parameters.map(\.data)
    func restored(_ check: () -> SanityCheck) -> SanityCheck {
      defer {
        for (parameter, number) in zip(parameters, start) { parameter.data = number }
        objective.model.zeroGradients()
      }
      return check()
    }
    return [
      restored { objective.checkLossAtChance() },
      restored { objective.checkRegularization() },
      restored { objective.checkOverfitting(dropout: dropout, using: &generator) },
    ]
  }
}

extension Objective {
  /// What weights are multiplied by to be small.
  private static let smallness = 0.01
  /// The strength of the penalty that must raise the loss, where the objective has none.
  private static let usualPenalty = Regularizer.l2(0.1)
  /// The loss below which a few rows count as memorised.
  private static let memorisedLoss = 0.01
  /// How many steps may be made to memorise them.
  private static let memorisingSteps = 2000

  fileprivate func checkLossAtChance() -> SanityCheck {
    for parameter in model.parameters() { parameter.data *= Objective.smallness }
    let found = with(.none).evaluate().loss
    return SanityCheck(
      .lossAtChance, found: found, wanted: lossOfGuessing,
      cause: found.isFinite ? .largeInputs(inputSize) : .notFinite)
  }

  fileprivate func checkRegularization() -> SanityCheck {
    let penalized = with(regularizer == .none ? Objective.usualPenalty : regularizer)
    let found = penalized.evaluate().loss
    return SanityCheck(
      .regularization, found: found, wanted: with(.none).evaluate().loss,
      cause: !found.isFinite
        ? .notFinite : model.weights().allSatisfy { $0.data == 0 } ? .zeroWeights : .weakPenalty)
  }

  fileprivate func checkOverfitting(
    dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> SanityCheck {
    let rows = tinySubset()
    let tiny = with(.none)
    let start = model.parameters().map(\.data)
    let found = tiny.memorise(rows, dropout: dropout, using: &generator)
    return SanityCheck(
      .overfitting, found: found, wanted: Objective.memorisedLoss,
      cause: tiny.cause(found, rows: rows, dropout: dropout, start: start, using: &generator))
  }

  /// Trains on a few rows until their loss is small.
  ///
  /// At rates that go down: what is too much for one network, and may leave all of its ReLUs inactive,
  /// is too little for another.
  ///
  /// - Returns: The least loss that was found, as it is without dropout.
  private func memorise(
    _ rows: [Int], dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> Double {
    let parameters = model.parameters()
    let start = parameters.map(\.data)
    var least = Double.infinity
    for rate in [0.1, 0.01, 0.001] {
      for (parameter, number) in zip(parameters, start) { parameter.data = number }
      var optimizer = SGD(learningRate: .constant(rate), momentum: 0.9)
      for step in 0..<Objective.memorisingSteps {
        let pass = setGradients(over: rows, dropout: dropout, using: &generator)
        // With dropout the loss of a step is another one's.
        let loss = dropout == nil ? pass.total : evaluate(rows: rows).loss
        if !loss.isFinite { break }
        least = min(least, loss)
        if least < Objective.memorisedLoss { return least }
        optimizer.update(parameters, step: step, of: Objective.memorisingSteps)
      }
    }
    return least.isFinite ? least : .nan
  }

  /// Why a few rows were not memorised.
  private func cause(
    _ found: Double, rows: [Int], dropout: Dropout?, start: [Double],
    using generator: inout some RandomNumberGenerator
  ) -> SanityCheck.Cause {
    for (parameter, number) in zip(model.parameters(), start) { parameter.data = number }
    if !evaluate(rows: rows).loss.isFinite { return .notFinite }
    if let layer = model.layers.dropLast().firstIndex(where: \.isOfOneNeuronManyTimes) {
      return .identicalNeurons(layer: layer + 1)
    }
    let last = model.layers[model.layers.count - 1].neurons[0].activation
    if let range = targets.range, !last.reaches(range) {
      return .unreachableTargets(range.lowerBound, range.upperBound, last)
    }
    if let dropout, memorise(rows, dropout: nil, using: &generator) < Objective.memorisedLoss {
      return .dropout(dropout)
    }
    if let layer = PlainNetwork(model).firstDeadLayer(for: rows.map { data.inputs[$0] }) {
      return .deadLayer(layer + 1)
    }
    let isLinear = model.layers.dropLast().allSatisfy { $0.neurons[0].activation == .identity }
    return isLinear ? .linear : .unknown
  }

  /// The root of the mean square of the inputs.
  private var inputSize: Double {
    let squares = data.inputs.reduce(0.0) { $1.reduce($0) { $0 + $1 * $1 } }
    return (squares / Double(data.count * data.inputCount)).squareRoot()
  }
}

extension Layer {
  /// Whether all of its neurons, several, have the same parameters.
  fileprivate var isOfOneNeuronManyTimes: Bool {
    let first = neurons[0].parameters().map(\.data)
    return neurons.count > 1
      && neurons.dropFirst().allSatisfy { $0.parameters().map(\.data) == first }
  }
}

extension Activation {
  /// Whether it gives, or comes as near as one likes to, all numbers of a range.
  fileprivate func reaches(_ range: ClosedRange<Double>) -> Bool {
    switch self {
    case .tanh: -1 <= range.lowerBound && range.upperBound <= 1
    case .sigmoid: 0 <= range.lowerBound && range.upperBound <= 1
    case .relu: 0 <= range.lowerBound
    case .leakyReLU, .identity: true
    }
  }
}
