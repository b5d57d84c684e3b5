import Autograd
import Testing

/// Where the mathematics has no derivative, a convention decides; elsewhere IEEE arithmetic does.
@Suite struct KinkTests {
  private static func slope(at x: Double, _ f: (Value) -> Value) -> (value: Double, slope: Double) {
    let tape = Tape()
    let input = Value(x, on: tape)
    let output = f(input)
    output.backward()
    return (output.data, input.gradient ?? .nan)
  }

  private static func slopes(
    _ x: Double, _ y: Double, _ f: (Value, Value) -> Value
  ) -> (value: Double, x: Double, y: Double) {
    let tape = Tape()
    let a = Value(x, on: tape)
    let b = Value(y, on: tape)
    let output = f(a, b)
    output.backward()
    return (output.data, a.gradient ?? -999, b.gradient ?? -999)
  }

  @Test(arguments: [0.0, -0.0])
  func atZero(zero: Double) {
    #expect(KinkTests.slope(at: zero) { $0.relu() } == (0, 0))
    #expect(KinkTests.slope(at: zero) { $0.abs() } == (0, 0))
    #expect(KinkTests.slope(at: zero) { $0.leakyReLU(slope: 0.2) } == (0, 0.2))
    #expect(KinkTests.slope(at: zero) { $0.leakyReLU() } == (0, 0.01))
    // As in PyTorch, 0 belongs to the part below.
    #expect(KinkTests.slope(at: zero) { $0.elu(alpha: 0.3) } == (0, 0.3))
    #expect(KinkTests.slope(at: zero) { $0.elu() } == (0, 1))
    #expect(KinkTests.slope(at: zero) { $0.pow(0) } == (1, 0))
    #expect(KinkTests.slope(at: zero) { $0.pow(1) } == (0, 1))
    #expect(KinkTests.slope(at: zero) { $0.pow(2) } == (0, 0))
    #expect(
      KinkTests.slope(at: zero) { $0.sqrt() } == (0, zero.sign == .minus ? -.infinity : .infinity))
    #expect(KinkTests.slope(at: zero) { $0.pow(0.5) }.slope == .infinity)
  }

  @Test(arguments: [-2.0, 0, 3, .infinity])
  func thePowerOfZeroIsConstant(base: Double) {
    #expect(KinkTests.slope(at: base) { $0.pow(0) } == (1, 0))
    #expect(KinkTests.slopes(base, 0) { $0.pow($1) }.value == 1)
    #expect(KinkTests.slopes(base, 0) { $0.pow($1) }.x == 0)
  }

  @Test func powersOfZeroHaveNoSlopeInTheExponent() {
    for exponent in [0.0, 0.5, 1, 3] {
      #expect(KinkTests.slopes(0, exponent) { $0.pow($1) }.y == 0)
    }
    // Below a base of 0 only whole exponents have a power, so that it has no slope there.
    #expect(KinkTests.slopes(-2, 3) { $0.pow($1) }.value == -8)
    #expect(KinkTests.slopes(-2, 3) { $0.pow($1) }.x == 12)
    #expect(KinkTests.slopes(-2, 3) { $0.pow($1) }.y.isNaN)
  }

  @Test(arguments: [(2.0, 2.0), (0, -0.0), (-0.0, 0), (.infinity, .infinity)])
  func tiesGoToTheFirstOperand(x: Double, y: Double) {
    let greatest = KinkTests.slopes(x, y) { max($0, $1) }
    #expect((greatest.x, greatest.y) == (1, 0))
    #expect(greatest.value.sign == x.sign)
    let least = KinkTests.slopes(x, y) { min($0, $1) }
    #expect((least.x, least.y) == (1, 0))
    #expect(least.value.sign == x.sign)
  }

  @Test func aHingeAtItsKinkHasNoSlope() {
    #expect(KinkTests.slope(at: 0) { max(0, $0) } == (0, 0))
    #expect(KinkTests.slope(at: 0) { max($0, 0) } == (0, 1))
    #expect(KinkTests.slope(at: 1e-300) { max(0, $0) } == (1e-300, 1))
  }

  @Test func notANumberPassesThrough() {
    let operations: [(Value) -> Value] = [
      { $0.relu() }, { $0.leakyReLU() }, { $0.abs() }, { $0.tanh() }, { $0.sigmoid() },
      { $0.softplus() }, { $0.gelu() }, { $0.exp() }, { $0.log() }, { $0.sqrt() }, { $0.sin() },
      { $0.cos() }, { $0.elu() }, { $0.silu() }, { $0.expm1() }, { $0.log2() }, { $0.log10() },
      { $0.log1p() }, { $0.tan() }, { $0.asin() }, { $0.acos() }, { $0.atan() }, { $0.sinh() },
      { $0.cosh() }, { $0.erf() },
      { max($0, 1) }, { max(1, $0) }, { min($0, 1) }, { min(1, $0) }, { $0 + 1 }, { 0 * $0 },
      { -$0 }, { $0.pow(2) },
    ]
    for (number, operation) in operations.enumerated() {
      #expect(KinkTests.slope(at: .nan, operation).value.isNaN, "operation \(number)")
    }
    for (x, y) in [(Double.nan, 1.0), (1, .nan), (.nan, .nan)] {
      let greatest = KinkTests.slopes(x, y) { max($0, $1) }
      #expect(greatest.value.isNaN)
      // The gradient goes where the NaN came from.
      #expect((greatest.x, greatest.y) == (x.isNaN ? 1 : 0, x.isNaN ? 0 : 1))
      let least = KinkTests.slopes(x, y) { min($0, $1) }
      #expect(least.value.isNaN)
      #expect((least.x, least.y) == (x.isNaN ? 1 : 0, x.isNaN ? 0 : 1))
    }
    #expect(KinkTests.slope(at: .nan) { $0.relu() }.slope == 1)
  }

  @Test func nothingHidesInDivisionAndLogarithm() {
    #expect(KinkTests.slope(at: 0) { 1 / $0 } == (.infinity, -.infinity))
    #expect(KinkTests.slope(at: 0) { -1 / $0 } == (-.infinity, .infinity))
    #expect(KinkTests.slope(at: 0) { $0.log() } == (-.infinity, .infinity))
    #expect(KinkTests.slope(at: 1e-12) { $0.log() }.slope == 1 / 1e-12)
    #expect(KinkTests.slope(at: -1) { $0.log() }.value.isNaN)
    #expect(KinkTests.slope(at: -1) { $0.log() }.slope == -1)
    #expect(KinkTests.slope(at: -1) { $0.sqrt() }.slope.isNaN)
    #expect(KinkTests.slope(at: 1000) { $0.exp() } == (.infinity, .infinity))
    #expect(KinkTests.slope(at: 0) { $0.pow(-1) } == (.infinity, -.infinity))
    #expect(KinkTests.slope(at: 0) { $0.log2() } == (-.infinity, .infinity))
    #expect(KinkTests.slope(at: 0) { $0.log10() } == (-.infinity, .infinity))
    #expect(KinkTests.slope(at: -1) { $0.log1p() } == (-.infinity, .infinity))
    for x in [-1.0, 1] {
      #expect(KinkTests.slope(at: x) { $0.asin() } == (x * .pi / 2, .infinity))
      #expect(KinkTests.slope(at: x) { $0.acos() } == (x < 0 ? .pi : 0, -.infinity))
      #expect(KinkTests.slope(at: 1.001 * x) { $0.asin() }.value.isNaN)
      #expect(KinkTests.slope(at: 1.001 * x) { $0.acos() }.slope.isNaN)
    }
    #expect(KinkTests.slope(at: 1000) { $0.sinh() } == (.infinity, .infinity))
    #expect(KinkTests.slope(at: -1000) { $0.cosh() } == (.infinity, -.infinity))
  }

  @Test func aZeroAdjointTimesAnInfiniteSlopeIsNotANumber() {
    #expect(KinkTests.slope(at: 0) { 0 * $0.log() }.slope.isNaN)
    #expect(KinkTests.slope(at: 0) { ($0.log() * 0).relu() }.slope.isNaN)
    #expect(KinkTests.slope(at: 0) { min($0.sqrt(), -1) }.slope.isNaN)
    // Beside a finite slope a zero adjoint is 0.
    #expect(KinkTests.slope(at: 2) { 0 * $0.log() }.slope == 0)
  }

  @Test func anUnreachedInfinityDoesNoHarm() {
    let tape = Tape()
    let x = Value(0, on: tape)
    _ = x.log()
    let y = x + 1
    y.backward()
    #expect(x.gradient == 1)
  }

  @Test func aGradientThatIsNotANumberIsAGradient() {
    let tape = Tape()
    for bits in [Double.nan, .signalingNaN, -.nan, Double(nan: 0xAB5E, signaling: false)] {
      let x = Value(2, on: tape)
      let y = x * Value(bits, on: tape)
      y.backward()
      #expect(x.gradient?.isNaN == true)
    }
  }
}
