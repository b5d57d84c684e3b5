internal import Text

/// That a training has gone astray: its loss is not finite, or has grown beyond all that a step in the
/// right direction explains.
public struct Divergence: Sendable, Equatable {
  /// The step, from 1, whose loss shows it: the steps before have led there.
  ///
  /// One more than the training has where it is the loss after the last step.
  public let step: Int
  /// How many steps the training has.
  public let stepCount: Int
  /// The loss at the first step.
  public let firstLoss: Double
  /// The loss one step before; `nil` at the first step.
  public let lossBefore: Double?
  /// The loss that shows it.
  public let loss: Double
  /// The learning rate that the training began with.
  public let learningRate: Double

  /// How many times the first loss, and 1 more, a loss may be.
  ///
  /// The 1 is for trainings that start from a loss of almost nothing.
  public static let greatestGrowth = 1000.0

  /// Whether a loss shows that a training which began with another has diverged.
  public static func isShown(by loss: Double, after first: Double) -> Bool {
    !loss.isFinite || loss > greatestGrowth * (first + 1)
  }
}

extension Divergence: CustomStringConvertible {
  /// Where and by how much, and what to do, in one sentence without its point.
  public var description: String { "the training diverged \(place): \(evidence); \(advice)" }

  /// When it was seen: "at step 7 of 100".
  public var place: String {
    step > stepCount
      ? "after its last step, \(stepCount)" : "at step \(step) of \(stepCount)"
  }

  /// The numbers before and after.
  public var evidence: String {
    guard let lossBefore else { return "the first loss is \(loss.brief)" }
    let limit =
      loss.isFinite ? ", more than \(Divergence.greatestGrowth.brief) times the first" : ""
    let first = step == 2 ? "" : "\(firstLoss.brief) at first and "
    return "the loss, \(first)\(lossBefore.brief) one step before, is \(loss.brief)\(limit)"
  }

  /// What to do.
  public var advice: String {
    lossBefore == nil
      ? "standardize the data, and start with smaller weights"
      : "standardize the data, and use a smaller learning rate than \(learningRate.brief)"
  }
}

/// Why a training has not come to its end.
public enum TrainingError: Error, Equatable, Sendable {
  /// The size of the batches does not fit the data.
  case data(DataSetError)
  /// The training has diverged.
  case diverged(Divergence)
}

extension TrainingError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .data(let error): error.description
    case .diverged(let divergence): divergence.description
    }
  }
}

/// Looks at the loss of one step after another.
struct DivergenceWatch {
  let stepCount: Int
  private var step = 0
  /// The learning rate that the training begins with.
  let learningRate: Double
  private var first = 0.0
  private var last: Double?

  init(stepCount: Int, learningRate: Double) {
    (self.stepCount, self.learningRate) = (stepCount, learningRate)
  }

  /// Throws where a loss, that of the next step or the one after the last, shows that the training
  /// has diverged.
  mutating func see(_ loss: Double) throws(TrainingError) {
    step += 1
    if step == 1 { first = loss }
    if Divergence.isShown(by: loss, after: first) {
      throw .diverged(
        Divergence(
          step: step, stepCount: stepCount, firstLoss: first, lossBefore: last, loss: loss,
          learningRate: learningRate))
    }
    last = loss
  }
}
