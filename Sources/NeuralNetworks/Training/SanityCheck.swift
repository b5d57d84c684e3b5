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
  /// The loss that was found.
  public let found: Double
  /// What was wanted of the loss: near this, above this, or below this, by kind.
  public let wanted: Double

  /// A check of a loss that was found.
  package init(_ kind: Kind, found: Double, wanted: Double) {
    (self.kind, self.found, self.wanted) = (kind, found, wanted)
  }

  /// Whether the loss is as it should be.
  public var hasPassed: Bool {
    switch kind {
    case .lossAtChance: (found - wanted).magnitude <= SanityCheck.chanceTolerance * wanted
    case .regularization: found > wanted
    case .overfitting: found < wanted
    }
  }

  /// How far from chance the first loss may be, as a part of it.
  private static let chanceTolerance = 0.05
  /// The strength of the penalty that must raise the loss.
  private static let strength = 0.1
  /// The loss below which a few rows count as memorised.
  private static let memorisedLoss = 0.01
  /// How many steps may be made to memorise them.
  private static let stepCount = 2000
}

extension SanityCheck {
  /// Runs all checks on networks of their own, with the given sizes, data and loss.
  ///
  /// - Parameters:
  ///   - sizes: As for an `MLP`.
  ///   - activation: That of the hidden layers.
  ///   - data: The rows; the tiny subset has the first of each class in turn, 10 at most.
  ///   - loss: The loss.
  ///   - seed: Where the random weights start.
  /// - Throws: Why sizes, data and loss do not go together.
  public static func all(
    sizes: [Int], activation: Activation, data: DataSet, loss: Loss, seed: UInt64
  ) throws(ObjectiveError) -> [SanityCheck] {
    let tape = Tape()
    defer { withExtendedLifetime(tape) {} }
    func objective(
      _ initializer: Initializer, _ regularizer: Regularizer = .none
    ) throws(ObjectiveError) -> Objective {
      var generator = SeededGenerator(seed: seed)
      let model = MLP(
        sizes, activation: activation, lastActivation: loss.lastActivation(behind: activation),
        initializer: initializer, using: &generator, on: tape)
      return try Objective(model: model, data: data, loss: loss, regularizer: regularizer)
    }
    return [
      atChance(try objective(.small)),
      withRegularization(try objective(.uniform, .l2(strength))),
      overfitting(try objective(.uniform)),
    ]
  }

  private static func atChance(_ objective: Objective) -> SanityCheck {
    let found = objective.tape.step { objective.record(rows: objective.data.inputs.indices) }
    return SanityCheck(
      .lossAtChance, found: found.dataLoss.data, wanted: objective.lossOfGuessing)
  }

  private static func withRegularization(_ objective: Objective) -> SanityCheck {
    let recorded = objective.tape.step { objective.record(rows: objective.data.inputs.indices) }
    return SanityCheck(
      .regularization, found: recorded.total.data, wanted: recorded.dataLoss.data)
  }

  private static func overfitting(_ objective: Objective) -> SanityCheck {
    let rows = objective.tinySubset()
    let parameters = objective.model.parameters()
    var optimizer = SGD(learningRate: .constant(0.1), momentum: 0.9)
    var found = Double.infinity
    for step in 0..<stepCount where found >= memorisedLoss {
      let total = objective.tape.step {
        let total = objective.record(rows: rows).total
        objective.model.zeroGradients()
        total.backward()
        return total
      }
      found = total.data
      optimizer.update(parameters, step: step, of: stepCount)
    }
    return SanityCheck(.overfitting, found: found, wanted: memorisedLoss)
  }
}
