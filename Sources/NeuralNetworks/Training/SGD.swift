public import Autograd

/// Gradient descent with momentum: v ← μ·v − η·gradient, parameter ← parameter + v.
///
/// (CS231n, "Parameter updates".) With μ = 0 it is the plain update of the notes.
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
