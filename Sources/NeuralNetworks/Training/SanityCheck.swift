internal import Autograd
internal import Text

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
  /// Why the check failed, as far as that can be seen; `nil` where it has passed.
  public let cause: Cause?

  /// A check of a loss that was found.
  ///
  /// - Parameter cause: Why, should it have failed.
  package init(
    _ kind: Kind, found: Double, wanted: Double, cause: @autoclosure () -> Cause = .unknown
  ) {
    (self.kind, self.found, self.wanted) = (kind, found, wanted)
    let hasPassed = SanityCheck.passes(kind, found: found, wanted: wanted)
    self.cause = hasPassed ? nil : cause()
  }

  /// Whether the loss is as it should be.
  public var hasPassed: Bool { cause == nil }

  private static func passes(_ kind: Kind, found: Double, wanted: Double) -> Bool {
    switch kind {
    case .lossAtChance: (found - wanted).magnitude <= chanceTolerance * wanted
    case .regularization: found > wanted
    case .overfitting: found < wanted
    }
  }

  /// How far from chance the first loss may be, as a part of it.
  private static let chanceTolerance = 0.05
}

extension SanityCheck {
  /// Why a check failed.
  public enum Cause: Sendable, Equatable {
    /// The loss is NaN or infinite.
    case notFinite
    /// The outputs of small weights are not those of none, since the inputs are so large: the root of
    /// their mean square.
    case largeInputs(Double)
    /// All weights are zero, so that a penalty on them is none.
    case zeroWeights
    /// The penalty is too weak to be seen beside the loss.
    case weakPenalty
    /// The neurons of a layer, counted from 1, are the same, and stay so.
    case identicalNeurons(layer: Int)
    /// Targets from one number to another are beyond what the last layer's activation gives.
    case unreachableTargets(Double, Double, Activation)
    /// Without dropout the rows are learned.
    case dropout(Dropout)
    /// A ReLU is inactive for all of the rows in every neuron of a layer, counted from 1.
    case deadLayer(Int)
    /// No neuron stands between inputs and outputs.
    case linear
    /// None of these.
    case unknown
  }
}

extension SanityCheck.Cause: CustomStringConvertible {
  /// Why, and what to do: two sentences.
  public var description: String {
    switch self {
    case .notFinite:
      "The loss is not finite. Standardize the data, or start with smaller weights."
    case .largeInputs(let size):
      "Inputs of about \(size.brief) make small weights great. Standardize the data."
    case .zeroWeights:
      "All weights are zero, and so is every penalty on them. Draw the first weights at random."
    case .weakPenalty:
      "The penalty is too weak to be seen beside the loss. Give it a greater strength."
    case .identicalNeurons(let layer):
      "The neurons of layer \(layer) are all the same and get the same gradients, so that they stay so. "
        + "Draw the first weights at random."
    case .unreachableTargets(let least, let greatest, let activation):
      "The last layer's \(activation.name) does not give all of the targets, "
        + "\(least.brief) to \(greatest.brief). Make the last layer linear, or scale the targets."
    case .dropout(let dropout):
      "Dropout that keeps \(dropout.keepProbability.brief) of the neurons keeps the rows from being "
        + "learned; without it they are. Keep more of them, or give the layers more neurons."
    case .deadLayer(let layer):
      "The ReLUs of layer \(layer) are inactive for all of these rows, so that nothing comes through. "
        + "Use other first weights, a leaky ReLU, or more neurons."
    case .linear:
      "Without a hidden layer the network is linear, and no line separates or meets these rows. Give "
        + "it a hidden layer."
    case .unknown:
      "The network is too small for these rows, or its gradients do not get through. Give it more "
        + "neurons or other activations, check its gradients, and look whether rows contradict each "
        + "other."
    }
  }
}
