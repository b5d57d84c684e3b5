import Autograd
import Testing

@Suite struct BackwardTests {
  @Test func aValueUsedTwiceAddsItsGradients() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let sum = x + x
    sum.backward()
    #expect(x.gradient == 2)
    #expect(sum.inputs == [x, x])
    #expect(tape[sum.index].inputs == [0, 0])
    x.zeroGradient()
    (x * x).backward()
    #expect(x.gradient == 6)
    x.zeroGradient()
    x.pow(x).backward()
    #expect(agree(x.gradient ?? .nan, 27 * (1 + 1.0986122886681098)))
    x.zeroGradient()
    Value.sum([x, x, x]).backward()
    #expect(x.gradient == 3)
    x.zeroGradient()
    (x - x).backward()
    #expect(x.gradient == 0)
    x.zeroGradient()
    max(x, x).backward()
    #expect(x.gradient == 1)
  }

  /// What a pass passes by, it passes by in eights, wherever they begin and end: the first, which looks
  /// for zeros, and those that note what they reach.
  @Test func whatTheRootDoesNotDependOnIsLeftAlone() {
    for (below, between, above) in (0..<10).flatMap({ a in (0..<18).map { (a, $0, (a + $0) % 9) } })
    {
      let tape = Tape()
      func others(_ count: Int) -> [Value] { (0..<count).map { Value(Double($0), on: tape) } }
      var rest = others(below)
      let x = Value(3, on: tape)
      rest += others(between)
      let y = x * x
      rest += others(above)
      let root = y + x
      root.backward()
      #expect(x.gradient == 7 && y.gradient == 1 && root.gradient == 1)
      #expect(rest.allSatisfy { $0.gradient == nil && $0.passes == 0 })
      #expect(root.runBackward() == 3)
      #expect(x.gradient == 14 && x.passes == 2)
    }
  }

  @Test func diamondsAreSweptOnce() {
    let tape = Tape()
    let x = Value(1, on: tape)
    var y = x
    for _ in 0..<50 { y = y + y }
    y.backward()
    #expect(x.gradient == 0x1p50)
    #expect(x.passes == 1)
    let a = Value(2, on: tape)
    let b = a * a
    let c = b * 3
    let d = b + a
    let e = c * d
    e.backward()
    // e = 3a²(a² + a), so that e′ = 12a³ + 9a² = 96 + 36; ∂e/∂b = 3d + c = 18 + 12.
    #expect(a.gradient == 132)
    #expect(b.gradient == 30)
  }

  @Test func leavesAccumulateAndAllElseIsOverwritten() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let y = x * x
    let z = y * 2
    z.backward()
    #expect((x.gradient, y.gradient, z.gradient) == (12, 2, 1))
    z.backward()
    #expect((x.gradient, y.gradient, z.gradient) == (24, 2, 1))
    #expect((x.passes, y.passes, z.passes) == (2, 0, 0))
    y.backward()
    #expect((x.gradient, y.gradient) == (30, 1))
    #expect(x.passes == 3)
    // What the last pass did not reach keeps what it had.
    #expect(z.gradient == 1)
  }

  @Test func zeroingTakesGradientsAway() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let w = Value(4, on: tape)
    let y = x * w
    y.backward()
    x.zeroGradient()
    #expect((x.gradient, w.gradient) == (nil, 3))
    #expect((x.passes, w.passes) == (0, 1))
    y.backward()
    #expect((x.gradient, w.gradient) == (4, 6))
    #expect((x.passes, w.passes) == (1, 2))
    tape.zeroGradients()
    #expect((x.gradient, w.gradient, y.gradient) == (nil, nil, nil))
    #expect((x.passes, w.passes) == (0, 0))
    y.backward()
    #expect((x.gradient, w.gradient) == (4, 3))
    y.zeroGradient()
    #expect(y.gradient == nil)
  }

  @Test func beforeBackwardThereIsNoGradient() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let y = x * 2
    #expect((x.gradient, y.gradient, x.passes) == (nil, nil, 0))
    tape.zeroGradients()
    x.zeroGradient()
    #expect((x.gradient, y.gradient) == (nil, nil))
  }

  @Test func whatTheRootDoesNotDependOnHasNoGradient() {
    let tape = Tape()
    let before = Value(1, on: tape)
    let x = Value(3, on: tape)
    let aside = x * 5
    let y = x * x
    let after = y + before
    let late = Value(9, on: tape)
    y.backward()
    #expect(x.gradient == 6)
    #expect(
      (before.gradient, aside.gradient, after.gradient, late.gradient) == (nil, nil, nil, nil))
    #expect(before.passes == 0)
    // A gradient of 0 is not the same as none.
    let zero = 0 * before
    zero.backward()
    #expect(before.gradient == 0)
  }

  @Test func constantsNeverHaveOne() {
    let tape = Tape()
    let c = Value.constant(2, label: "two", on: tape)
    let x = Value(3, on: tape)
    let y = c * x
    y.backward()
    #expect((c.gradient, c.passes, c.label) == (nil, 0, "two"))
    #expect(tape[c.index].gradient == nil)
    let z = c * 5
    z.backward()
    #expect(z.gradient == 1)
  }

  @Test func aLeafIsItsOwnRoot() {
    let tape = Tape()
    let x = Value(3, on: tape)
    x.backward()
    #expect((x.gradient, x.passes) == (1, 1))
    x.backward()
    #expect((x.gradient, x.passes) == (2, 2))
  }

  @Test func theDataOfALeafCanChange() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let copy = x
    let y = x * x
    x.data = 5
    #expect((x.data, copy.data, y.inputs[0].data, tape[0].data) == (5, 5, 5, 5))
    // A result stays what it was; new expressions see the new number.
    #expect(y.data == 9)
    #expect((x * 2).data == 10)
    copy.data -= 1
    #expect(x.data == 4)
  }

  @Test(arguments: [1, 63, 64, 65, 127, 128, 129, 1000])
  func everyPlaceInTheListOfReachedNodesWorks(width: Int) {
    let tape = Tape()
    let leaves = (0..<width).map { Value(Double($0 + 1), on: tape) }
    let total = Value.sum(leaves.map { $0 * $0 })
    for pass in 1...3 {
      total.backward()
      for leaf in leaves { #expect(leaf.gradient == 2 * leaf.data * Double(pass)) }
    }
  }

  @Test func rootsMayComeInAnyOrder() {
    let tape = Tape()
    let x = Value(2, on: tape)
    var chain = [x]
    for _ in 0..<500 { chain.append(chain[chain.count - 1] + 1) }
    for root in [500, 3, 250, 1, 499, 64] { chain[root].backward() }
    #expect(x.gradient == 6)
    for _ in 0..<500 { chain.append(chain[chain.count - 1] + x) }
    x.zeroGradient()
    chain[1000].backward()
    #expect(x.gradient == 501)
  }

  @Test func handlesOfOneNodeAreEqual() {
    let tape = Tape()
    let x = Value(2, on: tape)
    let y = Value(2, on: tape)
    let z = x + y
    #expect(x == z.inputs[0])
    #expect(x != y)
    #expect(Set([x, y, z, x, z.inputs[1]]).count == 3)
    #expect(x.id == x && x.id != y.id)
    #expect(x.index == 0 && y.index == 1 && z.index == 2)
    let other = Tape()
    #expect(Value(2, on: other) != x)
    #expect(x.tape === tape)
    #expect("\(x)" == "Value(data: 2.0, gradient: nil)")
    z.backward()
    #expect("\(x)" == "Value(data: 2.0, gradient: 1.0)")
  }
}
