import Autograd
import Testing

@Suite struct StepTests {
  @Test func aStepGivesBackWhatItRecorded() {
    let tape = Tape()
    let w = Value(2, label: "w", on: tape)
    let outer = w * w
    for step in 1...100 {
      let loss = tape.step {
        let loss = (outer * Value(Double(step), label: "x", on: tape)) + w
        loss.label = "loss"
        loss.backward()
        #expect(tape.count == 5)
        #expect(loss.label == "loss")
        return loss
      }
      #expect(tape.count == 2)
      #expect(loss.data == Double(4 * step) + 2)
      #expect(!loss.isAlive)
    }
    // 1 + 4 step, summed.
    #expect(w.gradient == 20300)
    #expect(w.passes == 100)
    #expect(outer.gradient == 100)
    #expect((w.label, tape[1].label) == ("w", nil))
  }

  @Test func parametersLearnOverSteps() {
    let tape = Tape()
    let w = Value(0, on: tape)
    for _ in 0..<200 {
      tape.step {
        w.zeroGradient()
        (w * 3 - 6).pow(2).backward()
        w.data -= 0.01 * (w.gradient ?? .nan)
      }
    }
    #expect(agree(w.data, 2))
    #expect(tape.count == 1)
  }

  @Test func stepsNest() {
    let tape = Tape()
    let a = Value(2, on: tape)
    let inner = tape.step {
      let b = a * 3
      let inner = tape.step {
        let c = b * a
        c.label = "c"
        c.backward()
        #expect((a.gradient, b.gradient, tape.count) == (12, 2, 4))
        #expect(a.isAlive && b.isAlive && c.isAlive)
        return c
      }
      #expect(tape.count == 3)
      #expect((a.isAlive, b.isAlive, inner.isAlive) == (true, true, false))
      #expect((b.gradient, b.label) == (2, nil))
      let d = b + 1
      d.backward()
      #expect((d.index, d.label, a.gradient) == (4, nil, 15))
      return [b, d, inner]
    }
    #expect(inner.map(\.isAlive) == [false, false, false])
    #expect(inner.map(\.data) == [6, 7, 12])
    #expect((tape.count, a.gradient) == (1, 15))
  }

  @Test func handlesOfInputsLiveAsLongAsTheirNodes() {
    let tape = Tape()
    let a = Value(2, on: tape)
    let b = a + a
    tape.step {
      let c = b * 1
      let found = c.inputs[0]
      #expect(found == b)
      tape.step { #expect((found * a).inputs == [b, a]) }
    }
    #expect(b.isAlive)
  }

  @Test func aNewStepDoesNotWakeOldHandles() {
    let tape = Tape()
    var old: [Value] = []
    for step in 0..<50 {
      old.append(tape.step { Value(Double(step), on: tape) + 1 })
      tape.step {
        _ = Value(7, on: tape)
        _ = Value(8, on: tape) + 1
        #expect(old.allSatisfy { !$0.isAlive })
      }
    }
    #expect(old.map(\.data) == (1...50).map(Double.init))
    #expect(Set(old).count == 50)
    #expect("\(old[0])" == "Value(data: 1.0, gradient: gone)")
  }

  @Test func aStepEndsWhenItsBodyThrows() {
    struct Failure: Error {}
    let tape = Tape()
    let a = Value(2, on: tape)
    var escaped: Value?
    let thrown = #expect(throws: Failure.self) {
      try tape.step { () throws(Failure) in
        escaped = a * 2
        throw Failure()
      }
    }
    #expect(thrown != nil)
    #expect(tape.count == 1)
    #expect((escaped?.isAlive, escaped?.data) == (false, 4))
    (a * 5).backward()
    #expect(a.gradient == 5)
  }

  @Test func gradientsOfAFormerStepAreNotSeen() {
    let tape = Tape()
    let a = Value(2, on: tape)
    tape.step { (a * Value(5, on: tape)).backward() }
    tape.step {
      let x = Value(3, on: tape)
      let y = a * x
      #expect((x.gradient, y.gradient, x.passes) == (nil, nil, 0))
      #expect(y.label == nil)
      _ = Value.sum([y, y, x])
    }
    let z = Value.sum([a, a])
    z.backward()
    #expect(a.gradient == 7)
  }

  @Test func listsOfInputsAreGivenBackToo() {
    let tape = Tape()
    let leaves = (0..<10).map { Value(Double($0), on: tape) }
    let kept = Value.sum(leaves)
    for _ in 0..<100 {
      tape.step { Value.sum(leaves.reversed() + [kept]).backward() }
    }
    #expect(kept.inputs == leaves)
    #expect(leaves.allSatisfy { $0.gradient == 200 })
  }
}
