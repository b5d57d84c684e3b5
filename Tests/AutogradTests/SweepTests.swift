import Testing

@testable import Autograd

/// The two sweeps: the one over a tape without gradients, which leaves its zeros open, and the one that
/// notes what it reaches.
@Suite struct SweepTests {
  /// Random operations on few numbers, many of them 0 or not finite, with dead ends.
  private static func record(
    _ generator: inout SplitMix64, on tape: Tape, leaves: [Value], count: Int
  ) -> [Value] {
    var pool = leaves
    for _ in 0..<count {
      let (a, b) = (pool.randomElement(using: &generator)!, pool.randomElement(using: &generator)!)
      switch Int.random(in: 0..<18, using: &generator) {
      case 0, 1: pool.append(a + b)
      case 2, 3: pool.append(a * b)
      case 4, 5: pool.append(a.relu())
      case 6: pool.append(a - b)
      case 7: pool.append(a.tanh())
      case 8: pool.append(a * 0)
      case 9: pool.append(max(a, b))
      case 10: pool.append(Value.sum([a, b, a]))
      case 11: pool.append(-a)
      case 12: pool.append(Bool.random(using: &generator) ? a.sqrt() : a / b)
      case 13: pool.append(Bool.random(using: &generator) ? a.log() : a.exp())
      default:
        // One more product of a dot product; or of what only looks like one.
        let sum = pool.suffix(2).randomElement(using: &generator)!
        let product = a * pool.suffix(3).randomElement(using: &generator)!
        let isUsual = Int.random(in: 0..<4, using: &generator) > 0
        pool += [product, isUsual ? sum + product : product + (product * sum)]
      }
    }
    return pool
  }

  /// A value and everything that inspection says of its gradient.
  private struct Seen: Equatable {
    let bits: UInt64?
    let passes: Int

    init(_ entry: Tape.Entry) {
      bits = entry.gradient.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
      passes = entry.passes
    }
  }

  private static func leaves(_ generator: inout SplitMix64, on tape: Tape) -> [Value] {
    (0..<5).map { _ in
      Value(
        [0, 1, -1, 0.5, -2, 3, 0x1p-1060, .infinity].randomElement(using: &generator)!, on: tape)
    }
  }

  @Test(arguments: 0..<300)
  func bothSweepsGiveTheSame(seed: UInt64) {
    var generators = [SplitMix64(state: seed), SplitMix64(state: seed)]
    let seen = (0..<2).map { kind in
      let tape = Tape()
      let first = Value(1, on: tape)
      let pool = SweepTests.record(
        &generators[kind], on: tape, leaves: SweepTests.leaves(&generators[kind], on: tape),
        count: Int(seed) % 40 + 1)
      // With a gradient on the tape, the sweep has to note what it reaches.
      if kind == 1 { first.setGradient(5) }
      pool[pool.count - 1 - Int(seed) % 2].backward()
      return (1..<tape.count).map { Seen(tape[$0]) }
    }
    #expect(seen[0] == seen[1])
  }

  /// What outlives a step is settled at its end, or when it is asked for; and then the rest, too.
  @Test(arguments: 0..<200)
  func parametersOutliveTheirStep(seed: UInt64) {
    var generators = [SplitMix64(state: seed), SplitMix64(state: seed)]
    let seen = (0..<2).map { kind in
      let tape = Tape()
      let first = Value(1, on: tape)
      let leaves = SweepTests.leaves(&generators[kind], on: tape)
      let isAsked = Bool.random(using: &generators[kind])
      return (0..<3).flatMap { _ in
        if kind == 1 { first.setGradient(5) }
        let inside = tape.step {
          let pool = SweepTests.record(&generators[kind], on: tape, leaves: leaves, count: 30)
          pool[pool.count - 1].backward()
          if isAsked { _ = leaves.map(\.gradient) }
          return Bool.random(using: &generators[kind])
            ? (1..<tape.count).map { Seen(tape[$0]) } : []
        }
        let outside = leaves.map { Seen(tape[$0.index]) }
        for leaf in leaves { leaf.zeroGradient() }
        return inside + outside
      }
    }
    #expect(seen[0] == seen[1])
  }

  /// Numbers that make a NaN of an adjoint of 0 are not passed by.
  @Test func zeroTimesInfinityIsSeen() {
    for isSlope in [false, true] {
      let tape = Tape()
      let x = Value(isSlope ? 0 : .infinity, on: tape)
      let y = Value(2, on: tape)
      let root = (isSlope ? x.sqrt() : x * y) * 0
      root.backward()
      #expect((isSlope ? x : y).gradient?.isNaN == true)
    }
  }

  /// A gradient of 0 is one; what the root does not depend on has none; and neither is ever -0.
  @Test func aGradientOfZeroIsNoneTheLess() {
    let tape = Tape()
    let (x, y, z) = (Value(-1, on: tape), Value(3, on: tape), Value(4, on: tape))
    let root = x.relu() * -y
    root.backward()
    #expect((x.gradient, y.gradient, z.gradient) == (0, 0, nil))
    #expect([x, y].allSatisfy { $0.gradient?.sign == .plus })
    #expect((x.passes, y.passes, z.passes) == (1, 1, 0))
    x.zeroGradient()
    #expect((x.gradient, x.passes, y.gradient) == (nil, 0, 0))
    root.backward()
    #expect((x.passes, y.passes, z.passes) == (1, 2, 0))
  }

  /// A leaf that is zeroed before anybody asked has no gradient, whatever the pass left open.
  @Test func zeroingComesBeforeSettling() {
    let tape = Tape()
    let (x, y) = (Value(-1, on: tape), Value(-2, on: tape))
    (x.relu() + y.relu()).backward()
    x.zeroGradient()
    #expect((x.gradient, x.passes) == (nil, 0))
    #expect((y.gradient, y.passes) == (0, 1))
  }
}
