public import Autograd

/// Gradient descent with momentum: v ← μ·v − η·gradient, parameter ← parameter + v.
///
/// (CS231n, "Parameter updates".) With μ = 0 it is the plain update of gradient descent.
public struct SGD: Sendable {
  /// The rate η of each step.
  public let learningRate: LearningRateSchedule
  /// The part μ of the last update that is made again, from 0 up to 1.
  public let momentum: Double
  private var velocities: [Double] = []

  /// An optimiser at rest.
  ///
  /// - Parameters:
  ///   - learningRate: The rate of each step.
  ///   - momentum: From 0 up to 1; traps on another.
  public init(learningRate: LearningRateSchedule, momentum: Double = 0) {
    require((0..<1).contains(momentum), "A momentum of \(momentum) is not from 0 up to 1.")
    self.learningRate = learningRate
    self.momentum = momentum
  }

  /// Changes the parameters by their gradients; one without a gradient keeps its velocity only.
  ///
  /// - Parameters:
  ///   - parameters: The same ones, in the same order, at every step.
  ///   - step: The number of the step, from 0.
  ///   - total: How many steps there will be.
  public mutating func update(_ parameters: [Value], step: Int, of total: Int) {
    if velocities.count != parameters.count {
      velocities = Array(repeating: 0, count: parameters.count)
    }
    let rate = learningRate.rate(at: step, of: total)
    for (index, parameter) in parameters.enumerated() {
      velocities[index] = momentum * velocities[index] - rate * (parameter.gradient ?? 0)
      parameter.data += velocities[index]
    }
  }
}

/// How the learning rate changes over the steps of a training.
public enum LearningRateSchedule: Sendable, Equatable {
  /// Always the same rate.
  case constant(Double)
  /// From a rate down to a part of it in even steps: as in micrograd's demo, which goes from 1 to
  /// 0.1.
  case linear(Double, downTo: Double)
  /// A rate times a factor for each step.
  case exponential(Double, factor: Double)
  /// A rate that is multiplied by a factor after every few steps.
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
