import NeuralNetworks
import Testing

@Suite struct NumericalGradientTests {
  /// f(x, y) = x²y at (3, -2): the gradient is (-12, 9), and ahead of x by h the quotient is off
  /// by h·y.
  @Test func forward() {
    let gradient = numericalGradient(of: { $0[0] * $0[0] * $0[1] }, at: [3, -2], method: .forward)
    #expect(abs(gradient[0] - (-12 - 2e-4)) < 1e-9)
    #expect(abs(gradient[1] - 9) < 1e-9)
  }

  @Test func centeredIsMoreExact() {
    let gradient = numericalGradient(of: { $0[0] * $0[0] * $0[1] }, at: [3, -2])
    #expect(abs(gradient[0] + 12) < 1e-9)
    #expect(abs(gradient[1] - 9) < 1e-9)
  }

  /// Of x³ the forward quotient is 3x² + 3xh + h², and the centred one 3x² + h².
  @Test func stepsAreTakenAsGiven() {
    func gradient(_ method: DifferenceMethod) -> Double {
      numericalGradient(of: { $0[0] * $0[0] * $0[0] }, at: [2], step: 0.5, method: method)[0]
    }
    #expect(gradient(.forward) == 12 + 3 + 0.25)
    #expect(gradient(.centered) == 12 + 0.25)
  }

  @Test func oneNumberMovesAtATime() {
    var points: [[Double]] = []
    func record(_ point: [Double]) -> Double {
      points.append(point)
      return 0
    }
    _ = numericalGradient(of: record, at: [1, 2], step: 0.5, method: .forward)
    #expect(points == [[1, 2], [1.5, 2], [1, 2.5]])
    points = []
    _ = numericalGradient(of: record, at: [1, 2], step: 0.5)
    #expect(points == [[1.5, 2], [0.5, 2], [1, 2.5], [1, 1.5]])
  }

  @Test func errorsAreThrownOn() {
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try numericalGradient(of: { _ in throw Failure() }, at: [1])
    }
  }
}
