import Autograd
import NeuralNetworks
import Testing

@Suite struct ActivationCurveTests {
  private static let points = [-40.0, -3, -0.5, -1e-3, 0, 1e-3, 0.5, 3, 40]

  @Test(arguments: Activation.allCases) func curveIsWhatIsRecorded(_ activation: Activation) {
    let tape = Tape()
    for point in Self.points {
      let x = Value(point, on: tape)
      let y = activation(x)
      y.backward()
      #expect(activation.value(at: point) == y.data)
      #expect(activation.derivative(at: point) == x.gradient)
    }
  }

  @Test(arguments: Activation.allCases) func derivativeIsTheSlope(_ activation: Activation) {
    for point in Self.points where point != 0 {
      let slope = numericalGradient(of: { activation.value(at: $0[0]) }, at: [point])[0]
      #expect(abs(activation.derivative(at: point) - slope) < 1e-8)
    }
  }

  /// At the inner end of each zone the derivative is the fraction of its greatest; beyond, less.
  @Test(
    arguments: [(Activation.tanh, 1.0), (.sigmoid, 0.25)], [0.5, 0.1, 0.01, 1e-6])
  func squashingFunctionsSaturateOnBothSides(
    _ curve: (activation: Activation, greatest: Double), fraction: Double
  ) throws {
    let activation = curve.activation
    #expect(activation.derivative(at: 0) == curve.greatest)
    let zones = activation.saturationZones(below: fraction)
    try #require(zones.count == 2)
    #expect(zones[0].lowerBound == -.infinity && zones[1].upperBound == .infinity)
    #expect(zones[0].upperBound == -zones[1].lowerBound)
    let limit = fraction * curve.greatest
    let end = zones[1].lowerBound
    #expect(abs(activation.derivative(at: end) / limit - 1) < 1e-9)
    #expect(activation.derivative(at: end * 1.01) < limit)
    #expect(activation.derivative(at: end * 0.99) > limit)
  }

  /// artanh(√0.99) is 2.993 222 846 126 381.
  @Test func onePercentIsTheDefault() {
    #expect(abs(Activation.tanh.saturationZones()[1].lowerBound - 2.993_222_846_126_381) < 1e-12)
  }

  @Test func rectifiers() {
    #expect(Activation.relu.saturationZones() == [-.infinity...0])
    #expect(Activation.leakyReLU(slope: 0.01).saturationZones() == [])
    #expect(Activation.leakyReLU(slope: 0.001).saturationZones() == [-.infinity...0])
    #expect(Activation.leakyReLU(slope: 0.01).saturationZones(below: 0.1) == [-.infinity...0])
    #expect(Activation.leakyReLU(slope: 1000).saturationZones() == [0 ... .infinity])
    #expect(Activation.identity.saturationZones(below: 1) == [])
  }
}
