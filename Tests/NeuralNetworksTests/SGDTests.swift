import Autograd
import NeuralNetworks
import Testing

@Suite struct SGDTests {
  /// Momentum on f(x) = x²/2, whose gradient is x, worked out by hand.
  @Test func momentum() {
    let tape = Tape()
    let x = Value(1, on: tape)
    var sgd = SGD(learningRate: .constant(0.1), momentum: 0.9)
    var found: [Double] = []
    for step in 0..<3 {
      tape.step { (x * x / 2).backward() }
      sgd.update([x], step: step, of: 3)
      x.zeroGradient()
      found.append(x.data)
    }
    // v = -0.1, -0.18, -0.234: x = 0.9, 0.72, 0.486.
    for (value, expected) in zip(found, [0.9, 0.72, 0.486]) {
      #expect(abs(value - expected) < 1e-15)
    }
  }

  @Test func withoutMomentumItIsThePlainUpdate() {
    let tape = Tape()
    let x = Value(2, on: tape)
    tape.step { (x * 3).backward() }
    var sgd = SGD(learningRate: .constant(0.5))
    sgd.update([x], step: 0, of: 1)
    #expect(x.data == 0.5)
    let unreached = Value(1, on: tape)
    sgd.update([unreached], step: 1, of: 2)
    #expect(unreached.data == 1)
  }

  @Test(arguments: [
    (LearningRateSchedule.constant(2), [2.0, 2, 2, 2]),
    // micrograd's demo: 1.0 - 0.9·k/100, here of 4 steps.
    (.linear(1, downTo: 0.1), [1, 0.775, 0.55, 0.325]),
    (.exponential(8, factor: 0.5), [8, 4, 2, 1]),
    (.stepwise(8, factor: 0.25, every: 2), [8, 8, 2, 2]),
  ])
  func schedules(_ schedule: LearningRateSchedule, _ expected: [Double]) {
    for (step, rate) in expected.enumerated() {
      #expect(abs(schedule.rate(at: step, of: 4) - rate) < 1e-15)
    }
  }
}
