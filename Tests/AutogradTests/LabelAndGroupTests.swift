import Autograd
import Testing

@Suite struct LabelAndGroupTests {
  @Test func labelsCanBeSetAndTakenAway() {
    let tape = Tape()
    let x = Value(2, label: "x", on: tape)
    let y = x * x
    #expect((x.label, y.label) == ("x", nil))
    y.label = "y"
    #expect((y.label, tape[y.index].label) == ("y", "y"))
    y.label = nil
    #expect(y.label == nil)
    let copy = x
    copy.label = "z"
    #expect(x.label == "z")
  }

  @Test func rolesAreKept() {
    let tape = Tape()
    let leaves = LeafRole.allCases.map { Value(1, role: $0, on: tape) } + [Value(1, on: tape)]
    #expect(leaves.map { tape[$0.index].role } == LeafRole.allCases.map { $0 } + [nil])
    leaves[0].data = 7
    leaves[0].backward()
    #expect(tape[0].role == LeafRole.allCases[0])
    #expect(tape[(leaves[0] + 1).index].role == nil)
  }

  @Test func groupsNestAndEnd() {
    let tape = Tape()
    func node() { _ = Value(1, on: tape) }
    node()
    tape.group("layer 1") {
      node()
      tape.group("neuron 1") { node() }
      tape.group("neuron 2") {
        node()
        node()
      }
      node()
    }
    node()
    tape.group("layer 1") { node() }
    tape.group("empty") {}
    node()
    #expect(
      (0..<tape.count).map { tape[$0].group } == [
        nil, "layer 1", "layer 1/neuron 1", "layer 1/neuron 2", "layer 1/neuron 2", "layer 1", nil,
        "layer 1", nil,
      ])
  }

  @Test func aGroupGivesItsResultAndEndsWhenItThrows() {
    struct Failure: Error {}
    let tape = Tape()
    #expect(tape.group("a") { 7 } == 7)
    #expect(throws: Failure.self) {
      try tape.group("a") { () throws(Failure) in
        _ = Value(1, on: tape)
        throw Failure()
      }
    }
    _ = Value(1, on: tape)
    #expect((0..<tape.count).map { tape[$0].group } == ["a", nil])
  }

  @Test func groupsAndStepsGoTogether() {
    let tape = Tape()
    func group() -> GroupPath? { tape[Value(1, on: tape).index].group }
    #expect(group() == nil)
    tape.group("outer") {
      #expect(group() == "outer")
      for _ in 0..<3 {
        tape.step {
          #expect(group() == "outer")
          tape.group("inner") { #expect(group() == "outer/inner") }
          #expect(group() == "outer")
          tape.step { #expect(group() == "outer") }
          #expect(group() == "outer")
        }
        #expect(group() == "outer")
      }
    }
    for _ in 0..<3 {
      tape.step {
        #expect(group() == nil)
        tape.group("loss") { #expect(group() == "loss") }
        #expect(group() == nil)
      }
    }
    tape.step { tape.group("x") { tape.step { #expect(group() == "x") } } }
    #expect(group() == nil)
    #expect(
      (0..<tape.count).map { tape[$0].group } == [nil, "outer", "outer", "outer", "outer", nil])
  }

  @Test func manyGroupsAreFoundAgain() {
    let tape = Tape()
    for number in 0..<1000 {
      tape.group("g\(number)") {
        _ = Value(1, on: tape)
        _ = Value(2, on: tape)
      }
      if number % 3 == 0 { _ = Value(3, on: tape) }
    }
    var index = 0
    for number in 0..<1000 {
      #expect(tape[index].group == GroupPath("g\(number)"))
      #expect(tape[index + 1].group == GroupPath("g\(number)"))
      index += 2
      if number % 3 == 0 {
        #expect(tape[index].group == nil)
        index += 1
      }
    }
    #expect(index == tape.count)
  }
}
