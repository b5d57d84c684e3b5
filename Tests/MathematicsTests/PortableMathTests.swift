import LibC
import Mathematics
import Testing

/// Our own exponential and hyperbolic tangent against mpmath, and where there is a `Float80`, against libm with
/// that many digits.
@Suite struct PortableMathTests {
  @Test func isNearestOrBesideItByMpmath() {
    for (x, bits) in ReferenceValues.exponentials {
      #expect(steps(from: PortableMath.exp(x), to: bits) <= 1, "exp(\(x))")
    }
    for (x, bits) in ReferenceValues.hyperbolicTangents {
      #expect(steps(from: PortableMath.tanh(x), to: bits) <= 2, "tanh(\(x))")
      #expect(PortableMath.tanh(-x) == -PortableMath.tanh(x))
    }
  }

  #if arch(x86_64)
    @Test func staysWithinItsUnitsInTheLastPlace() {
      var worst = (exp: 0.0, smallExp: 0.0, tanh: 0.0)
      for point in Points(count: 200_000) {
        let x = point.exponent
        let error = units(PortableMath.exp(x), expl(Float80(x)))
        if x > -708 { worst.exp = max(worst.exp, error) }
        worst.smallExp = max(worst.smallExp, error)
        let y = point.argument
        worst.tanh = max(worst.tanh, units(PortableMath.tanh(y), tanhl(Float80(y))))
      }
      #expect(worst.exp < 0.52)
      #expect(worst.smallExp < 1)
      #expect(worst.tanh < 2.1)
    }

    private func units(_ value: Double, _ exact: Float80) -> Double {
      Double((Float80(value) - exact).magnitude / Float80(Double(exact).ulp))
    }
  #endif

  @Test func valuesAtTheEndsAreExact() {
    for x in [0.0, -0.0] {
      #expect(PortableMath.tanh(x).bitPattern == x.bitPattern)
      #expect(PortableMath.exp(x) == 1)
    }
    for x in [19.062, 22, 22.5, 710, 1e300, .greatestFiniteMagnitude, .infinity] {
      #expect(PortableMath.tanh(x) == 1, "tanh(\(x))")
      #expect(PortableMath.tanh(-x) == -1, "tanh(-\(x))")
    }
    #expect(PortableMath.tanh(18) < 1)
    for x in [Double.leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude, .leastNormalMagnitude] {
      #expect(PortableMath.tanh(x) == x)
      #expect(PortableMath.tanh(-x) == -x)
      #expect(PortableMath.exp(x) == 1)
    }
    for x in [Double.nan, -.nan] {
      #expect(PortableMath.tanh(x).isNaN)
      #expect(PortableMath.exp(x).isNaN)
    }
  }

  @Test func exponentialOverflowsAndUnderflowsAtItsThresholds() {
    let (last, first) = (709.782712893384, -745.1332191019411)
    #expect(PortableMath.exp(last).isFinite)
    #expect(PortableMath.exp(last.nextUp) == .infinity)
    #expect(PortableMath.exp(first) == .leastNonzeroMagnitude)
    #expect(PortableMath.exp(first.nextDown).bitPattern == 0)
    for x in [709.8, 710, 1e300, .infinity] {
      #expect(PortableMath.exp(x) == .infinity, "exp(\(x))")
      #expect(PortableMath.exp(-x - 36).bitPattern == 0, "exp(\(-x - 36))")
    }
  }

  /// Where one way ends and another begins, and where results are the least and the greatest.
  @Test(arguments: [-745.1, -708.4, -600, -0.0054, 0, 0.0054, 1, 600, 709.78])
  func exponentialDoesNotFall(middle: Double) {
    expectRising(from: middle, PortableMath.exp)
  }

  @Test(arguments: [0, 5e-324, 2.3e-308, 1e-9, 0.0027, 0.0081, 18.99, 19.06, 22])
  func tanhDoesNotFall(middle: Double) {
    expectRising(from: middle, PortableMath.tanh)
  }

  private func expectRising(from middle: Double, _ function: (Double) -> Double) {
    var (x, last) = (middle, function(middle))
    for _ in 0..<500 {
      x = x.nextUp
      let next = function(x)
      // Beside each other, results may lie in the wrong order by their error.
      #expect(next >= last - 2 * last.ulp, "\(x)")
      last = next
    }
    #expect(last >= function(middle))
  }

  @Test func fourLanesHaveTheBitsOfOne() {
    var numbers: [Double] = []
    for point in Points(count: 20_000) { numbers += [point.exponent, point.argument] }
    numbers += [.nan, .infinity, -.infinity, -0.0, 600, 600.1, -745.1, 709.79, 5e-324, 22, 1, 0]
    for start in stride(from: 0, to: numbers.count, by: 4) {
      let four = numbers[start..<start + 4]
      let lanes = SIMD4(four)
      #expect(bits(PortableMath.exp(lanes)) == four.map { PortableMath.exp($0).bitPattern })
      #expect(bits(PortableMath.tanh(lanes)) == four.map { PortableMath.tanh($0).bitPattern })
    }
  }

  @Test(arguments: 0...9) func numbersInAFieldAreReplacedAndNoneBesideIt(count: Int) {
    var numbers = (0..<count + 2).map { Double($0) / 8 }
    let expected = numbers.map(PortableMath.tanh)
    numbers.withUnsafeMutableBufferPointer {
      PortableMath.replaceByTanh(UnsafeMutableBufferPointer(rebasing: $0[1..<count + 1]))
    }
    #expect(Array(numbers[1..<count + 1]) == Array(expected[1..<count + 1]))
    #expect(numbers[0] == 0 && numbers[count + 1] == Double(count + 1) / 8)
  }

  /// The sum of all bits was noted once; another platform must come to the same.
  @Test func bitsAreTheSameEverywhere() {
    var (exponentials, tangents): (UInt64, UInt64) = (0, 0)
    for point in Points(count: 50_000) {
      exponentials = exponentials &* 31 &+ PortableMath.exp(point.exponent).bitPattern
      tangents = tangents &* 31 &+ PortableMath.tanh(point.argument).bitPattern
    }
    #expect(exponentials == 4_805_904_728_592_474_097)
    #expect(tangents == 1_575_671_915_472_979_902)
  }

  private func bits(_ lanes: SIMD4<Double>) -> [UInt64] {
    lanes.indices.map { lanes[$0].bitPattern }
  }

  /// How many floating-point numbers lie from one to the other.
  private func steps(from value: Double, to bits: UInt64) -> UInt64 {
    max(value.bitPattern, bits) - min(value.bitPattern, bits)
  }
}

/// Arguments all over the ranges where something happens, dense near 0.
private struct Points: Sequence {
  let count: Int

  func makeIterator() -> AnyIterator<(exponent: Double, argument: Double)> {
    var generator = SeededGenerator(seed: 1)
    var index = 0
    return AnyIterator {
      guard index < count else { return nil }
      index += 1
      // From -1 to 1 by the same bits everywhere.
      let number = Double(Int64(bitPattern: generator.next()) >> 11) * 0x1p-52
      switch index % 4 {
      case 0: return (number * 745, number * 22)
      case 1: return (number * 2, number * 3)
      case 2: return (number * 40, number * 0.05)
      default: return (-708 + number * 37, number * 0x1p-30)
      }
    }
  }
}
