/// How the learning rate changes over the steps of a training.
public enum LearningRateSchedule: Sendable, Equatable {
  /// Always the same rate.
  case constant(Double)
  /// From a rate down to a part of it in even steps: as in micrograd's demo, which goes from 1 to
  /// 0.1.
  case linear(Double, downTo: Double)
  /// A rate times a factor for each step.
  case exponential(Double, factor: Double)
  /// A rate that is multiplied by a factor after every so many steps.
  case stepwise(Double, factor: Double, every: Int)

  /// The rate of a step.
  ///
  /// - Parameters:
  ///   - step: The number of the step, from 0.
  ///   - total: How many steps there will be.
  public func rate(at step: Int, of total: Int) -> Double {
    switch self {
    case .constant(let rate): return rate
    case .linear(let rate, let part):
      return rate * (1 - (1 - part) * Double(step) / Double(max(1, total)))
    case .exponential(let rate, let factor):
      return (0..<step).reduce(rate) { rate, _ in rate * factor }
    case .stepwise(let rate, let factor, let length):
      return (0..<step / max(1, length)).reduce(rate) { rate, _ in rate * factor }
    }
  }
}
