internal import Autograd
internal import Mathematics

/// The sanity checks of CS231n: cheap tests that a network, a loss and an optimiser fit together.
///
/// (CS231n, "Before learning: sanity checks tips/tricks".)
public struct SanityCheck: Sendable, Equatable {
  /// What is checked.
  public enum Kind: String, CaseIterable, Sendable {
    /// With small weights, the loss is that of guessing: ln C for softmax, Δ·(C-1) for the hinge.
    case lossAtChance = "loss at chance"
    /// A penalty on the weights makes the loss greater.
    case regularization = "regularization raises the loss"
    /// A network that is of any use can memorise a few rows.
    case overfitting = "a tiny subset is overfitted"
  }

  /// What was checked.
  public let kind: Kind
  /// Whether it is as it should be.
  public let hasPassed: Bool
  /// The numbers that decide: the loss that was found, and the one that was wanted.
  public let found: Double
  /// What was wanted of the loss: near this, above this, or below this, by kind.
  public let wanted: Double
}

extension SanityCheck {
  /// Runs all checks on networks of their own, with the given sizes, data and loss.
  ///
  /// - Parameters:
  ///   - sizes: As for an `MLP`.
  ///   - activation: That of the hidden layers.
  ///   - data: The rows; the tiny subset is the first ones, at most 10.
  ///   - loss: The loss.
  ///   - seed: Where the random weights start.
  /// - Throws: Why sizes, data and loss do not go together.
  public static func all(
    sizes: [Int], activation: Activation, data: DataSet, loss: Loss, seed: UInt64
  ) throws(ObjectiveError) -> [SanityCheck] {
    [
      try atChance(sizes, activation, data, loss, seed),
      try withRegularization(sizes, activation, data, loss, seed),
      try overfitting(sizes, activation, data, loss, seed),
    ]
  }

  /// How far from chance the first loss may be, as a part of it.
  private static let chanceTolerance = 0.05
  /// The strength of the penalty that must raise the loss.
  private static let strength = 0.1
  /// The loss below which a few rows count as memorised.
  private static let learnedLoss = 0.01

  private static func network(
    _ sizes: [Int], _ activation: Activation, _ loss: Loss, _ initializer: Initializer,
    _ seed: UInt64, on tape: Tape
  ) -> MLP {
    var generator = SeededGenerator(seed: seed)
    return MLP(
      sizes, activation: activation, lastActivation: loss.lastActivation(behind: activation),
      initializer: initializer, using: &generator, on: tape)
  }

  private static func atChance(
    _ sizes: [Int], _ activation: Activation, _ data: DataSet, _ loss: Loss, _ seed: UInt64
  ) throws(ObjectiveError) -> SanityCheck {
    let tape = Tape()
    let model = network(sizes, activation, loss, .small, seed, on: tape)
    let objective = try Objective(model: model, data: data, loss: loss)
    let found = tape.step { objective.record(rows: data.inputs.indices).dataLoss }.data
    let wanted = objective.lossOfGuessing
    return withExtendedLifetime(tape) {
      SanityCheck(
        kind: .lossAtChance, hasPassed: (found - wanted).magnitude <= chanceTolerance * wanted,
        found: found, wanted: wanted)
    }
  }

  private static func withRegularization(
    _ sizes: [Int], _ activation: Activation, _ data: DataSet, _ loss: Loss, _ seed: UInt64
  ) throws(ObjectiveError) -> SanityCheck {
    let tape = Tape()
    let model = network(sizes, activation, loss, .uniform, seed, on: tape)
    let objective = try Objective(
      model: model, data: data, loss: loss, regularizer: .l2(strength))
    let recorded = tape.step { objective.record(rows: data.inputs.indices) }
    return withExtendedLifetime(tape) {
      SanityCheck(
        kind: .regularization, hasPassed: recorded.total.data > recorded.dataLoss.data,
        found: recorded.total.data, wanted: recorded.dataLoss.data)
    }
  }

  private static func overfitting(
    _ sizes: [Int], _ activation: Activation, _ data: DataSet, _ loss: Loss, _ seed: UInt64
  ) throws(ObjectiveError) -> SanityCheck {
    let tape = Tape()
    let model = network(sizes, activation, loss, .uniform, seed, on: tape)
    let tiny = try Objective(model: model, data: data, loss: loss)
    let rows = tiny.tinySubset()
    var optimizer = SGD(learningRate: .constant(0.1), momentum: 0.9)
    let parameters = model.parameters()
    var found = Double.infinity
    for step in 0..<2000 where found >= learnedLoss {
      let total = tape.step {
        let total = tiny.record(rows: rows).total
        model.zeroGradients()
        total.backward()
        return total
      }
      found = total.data
      optimizer.update(parameters, step: step, of: 2000)
    }
    return withExtendedLifetime(tape) {
      SanityCheck(
        kind: .overfitting, hasPassed: found < learnedLoss, found: found, wanted: learnedLoss)
    }
  }
}
