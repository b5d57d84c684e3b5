import Foundation
import Testing

@testable import Autograd

@Suite struct TapeTests {
  /// What the time of a step hangs on: a handle without references, and no byte between the fields of a node.
  @Test func handlesAndNodesAreSmall() {
    #expect(MemoryLayout<Value>.stride == 24 && MemoryLayout<TapeNode>.stride == 16)
    #expect(_isPOD(Value.self) && _isPOD(TapeNode.self))
  }

  @Test func everyThreadHasATapeOfItsOwn() async {
    let sums = Shared<[Double]>([])
    await withTaskGroup(of: Void.self) { group in
      for thread in 1...8 {
        group.addTask {
          await onThread {
            let x = Value(Double(thread))
            #expect(x.index == 0)
            for _ in 0..<200 { (x * x).backward() }
            #expect(Tape.current.count == 201)
            #expect(x.tape === Tape.current)
            sums.withLock { $0.append((x.gradient ?? .nan) / Double(thread)) }
          }
        }
      }
    }
    #expect(sums.withLock { $0 } == Array(repeating: 400, count: 8))
  }

  @Test func theTapeOfAThreadGoesWithIt() async {
    let escaped = Shared<[Value]>([])
    for _ in 0..<3 {
      await onThread {
        let x = Value(5)
        let y = x * 2
        y.backward()
        escaped.withLock { $0 += [x, y] }
      }
    }
    // The thread says that it is done a moment before its tape goes.
    for _ in 0..<2000 where escaped.withLock({ $0.contains { $0.isAlive } }) {
      try? await Task.sleep(for: .milliseconds(1))
    }
    escaped.withLock {
      #expect($0.allSatisfy { !$0.isAlive })
      #expect($0.map(\.data) == [5, 10, 5, 10, 5, 10])
    }
  }

  @Test func aHandleOutlivesItsTapeAsANumber() {
    let (x, y) = {
      let tape = Tape()
      let x = Value(3, label: "x", on: tape)
      let y = x * x
      y.backward()
      return (x, y)
    }()
    #expect((x.isAlive, y.isAlive) == (false, false))
    #expect((x.data, y.data) == (3, 9))
    #expect("\(y)" == "Value(data: 9.0, gradient: gone)")
  }

  @Test func newTapesDoNotWakeOldHandles() {
    var old: [Value] = []
    for round in 0..<200 {
      let tape = Tape()
      let x = Value(Double(round), on: tape)
      let y = x + 1
      y.label = "y"
      y.backward()
      #expect((x.gradient, y.index, tape.count, x.passes) == (1, 2, 3, 1))
      #expect(old.allSatisfy { !$0.isAlive })
      old += [x, y]
    }
    #expect(Set(old).count == 400)
    #expect(old.indices.allSatisfy { old[$0].data == Double(($0 + 1) / 2) })
  }

  @Test func aRecycledTapeIsEmpty() {
    for _ in 0..<20 {
      let tape = Tape()
      #expect(tape.count == 0)
      let values = (0..<300).map { Value(Double($0), on: tape) }
      #expect(values.allSatisfy { $0.gradient == nil && $0.label == nil && $0.passes == 0 })
      let total = Value.sum(values)
      total.label = "total"
      tape.group("g") { (total * total).backward() }
      #expect(values.allSatisfy { $0.gradient == 2 * 44850 })
    }
  }

  @Test func tapesAtOnceDoNotDisturbEachOther() {
    let first = Tape()
    let second = Tape()
    let a = Value(2, on: first)
    let b = Value(3, on: second)
    let c = a * a
    let d = b * b
    d.backward()
    #expect(a.gradient == nil)
    c.backward()
    #expect((a.gradient, b.gradient) == (4, 6))
    #expect((first.count, second.count) == (2, 2))
    first.step { #expect((b + b).index == 2) }
    #expect((first.count, second.count) == (2, 3))
  }

  @Test func anEntryHoldsWhatIsKnownOfANode() {
    let tape = Tape()
    let x = Value(-3, label: "x", role: .input, on: tape)
    let y = tape.group("layer") { x.leakyReLU(slope: 0.5) }
    let z = Value.sum([y, x, y])
    z.backward()
    let leaf = tape[0]
    #expect((leaf.index, leaf.operation, leaf.data, leaf.gradient) == (0, .leaf, -3, 2))
    #expect((leaf.label, leaf.role, leaf.passes, leaf.group) == ("x", .input, 1, nil))
    #expect(leaf.inputs.isEmpty && leaf.localDerivatives.isEmpty && leaf.parameter == nil)
    let node = tape[1]
    #expect((node.operation, node.data, node.gradient) == (.leakyReLU, -1.5, 2))
    #expect((node.group, node.parameter, node.label, node.role) == ("layer", 0.5, nil, nil))
    #expect((node.inputs, node.localDerivatives, node.passes) == ([0], [0.5], 0))
    #expect(
      (tape[2].inputs, tape[2].localDerivatives, tape[2].data) == ([1, 0, 1], [1, 1, 1], -6))
  }

  @Test func aLongChainNeedsNoStack() async {
    #if DEBUG
      let length = 500_000
    #else
      let length = 5_000_000
    #endif
    await onThread(stackSize: 256 * 1024) {
      let tape = Tape()
      let x = Value(1, on: tape)
      var y = x
      // Two nodes a turn: the product and its constant.
      for _ in 0..<length { y = y * 1 }
      y.backward()
      #expect(tape.count == 2 * length + 1)
      #expect((x.gradient, y.data) == (1, 1))
    }
  }

  /// All that a node is stands in one word: nothing of it may change with the rest.
  @Test func aMarkOfDropoutComesAndGoes() {
    let tape = Tape()
    let x = Value(2, role: .parameter, on: tape)
    let y = x.tanh()
    for value in [x, y] {
      let entry = tape[value.index]
      #expect(!value.isDropped)
      value.isDropped = true
      #expect(value.isDropped)
      value.isDropped = false
      #expect(!value.isDropped)
      let after = tape[value.index]
      #expect(after.operation == entry.operation && after.inputs == entry.inputs)
      #expect(after.role == entry.role && after.data == entry.data)
    }
  }
}
