import Autograd
import Testing

@Suite struct AnomalyTests {
  private func anomaly(
    on tape: Tape = Tape(), _ body: (Tape) throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Anomaly {
    try #require(
      #expect(throws: Anomaly.self, sourceLocation: sourceLocation) {
        try withAnomalyDetection(on: tape) { try body(tape) }
      })
  }

  @Test func whatIsFinitePassesThrough() throws {
    let tape = Tape()
    let gradient = try withAnomalyDetection(on: tape) {
      let x = Value(2, on: tape)
      (x.log() * 3).backward()
      return x.gradient
    }
    #expect(gradient == 1.5)
  }

  @Test func forwardBirthWithItsPlace() throws {
    let found = try anomaly { tape in
      tape.group("layer 1") {
        tape.group("neuron 2") {
          let x = Value(0, label: "x", on: tape)
          let y = x.log()
          y.label = "y"
          _ = y * 2
        }
      }
    }
    #expect(found.pass == .forward)
    #expect(found.operation == "log")
    #expect(found.operands == [0])
    #expect(found.result == -.infinity)
    #expect(found.label == "y")
    #expect(found.group == "layer 1/neuron 2")
    #expect(found.node == 1)
    #expect(
      found.description.hasPrefix(
        "-∞ was born in the forward pass, at node 1 'y' (log) in layer 1/neuron 2: log(0) is -∞"
      ))
  }

  @Test(arguments: [
    (Operation.log2, 0.0, "log2(0) is -∞, the logarithm of zero", "above zero"),
    (.log10, -1, "log10(-1) is NaN, the logarithm of a negative number", "above zero"),
    (.log1p, -1, "log1p(-1) is -∞, the logarithm of 1 + x", "above -1"),
    (.log1p, -2, "log1p(-2) is NaN, the logarithm of 1 + x", "above -1"),
    (.asin, 1.5, "asin(1.5) is NaN, no angle", "between -1 and 1"),
    (.acos, -2, "acos(-2) is NaN, no angle", "between -1 and 1"),
    (.sinh, 1000, "sinh(1000) is ∞, an overflow", "Keep the numbers small"),
    (.cosh, 1000, "cosh(1000) is ∞, an overflow", "Keep the numbers small"),
    (.expm1, 1000, "expm1(1000) is ∞, an overflow", "Keep the numbers small"),
  ])
  func theCauseIsNamed(operation: Operation, x: Double, account: String, advice: String) throws {
    let found = try anomaly { tape in
      _ = OperationTests.record(
        operation, Value(x, on: tape), Value(0, on: tape), parameter: 0)
    }
    #expect(found.description.contains(account), "\(found)")
    #expect(found.advice.contains(advice), "\(found.advice)")
  }

  @Test func backwardBirth() throws {
    let found = try anomaly { tape in
      let x = Value(0, on: tape)
      (x.sqrt() * 0).backward()
    }
    #expect(found.pass == .backward)
    #expect(found.operation == "sqrt")
    #expect(found.operand == 0)
    #expect(found.localDerivative == .infinity)
    #expect(found.adjoint == 0)
    #expect(found.result.isNaN)
    #expect(found.description.contains("0 · ∞ is NaN"))
  }

  @Test func sumsOfGradients() throws {
    let found = try anomaly { tape in
      let x = Value(1e-10, label: "x", on: tape)
      (x * 1e308 + x * 1e308).backward()
    }
    #expect(found.pass == .backward)
    #expect(found.label == "x")
    #expect(found.result == .infinity)
  }

  /// What a step gives back is looked through before it goes.
  @Test func insideOfSteps() throws {
    let found = try anomaly { tape in
      for step in 0..<5 {
        tape.step {
          let x = Value(Double(3 - step), label: "x\(step)", on: tape)
          (1 / x).backward()
        }
      }
    }
    #expect(found.operation == "/")
    #expect(found.operands == [1, 0])
  }

  /// The first birth counts, also where a later pass would show another.
  @Test func theFirstBirthCounts() throws {
    let found = try anomaly { tape in
      let x = Value(-1, on: tape)
      let first = x.sqrt()
      first.label = "first"
      (x.log() + first).backward()
    }
    #expect(found.label == "first")
  }

  /// A leaf from before the body that an update made infinite.
  @Test func leavesThatWereSet() throws {
    let tape = Tape()
    let w = Value(1, label: "w", on: tape)
    let found = try anomaly(on: tape) { tape in
      w.data = .infinity
      _ = w * 2 + 1
    }
    #expect(found.label == "w")
    #expect(found.operation == "leaf")
  }

  @Test func whatWasThereBeforeIsNotLookedAt() throws {
    let tape = Tape()
    let bad = Value(0, on: tape).log()
    try withAnomalyDetection(on: tape) {
      _ = Value(1, on: tape) + 1
    }
    // Whoever computes with it sees where it comes from.
    let found = try anomaly(on: tape) { _ in _ = bad * 0 }
    #expect(found.operation == "log")
  }

  struct Own: Error {}

  @Test func errorsOfTheBodyPass() {
    let tape = Tape()
    #expect(throws: Own.self) {
      try withAnomalyDetection(on: tape) {
        _ = Value(0, on: tape).log()
        throw Own()
      }
    }
    // And the watch has ended.
    _ = Value(0, on: tape).log()
  }

  @Test func bodiesNest() throws {
    let tape = Tape()
    try withAnomalyDetection(on: tape) {
      let inner = #expect(throws: Anomaly.self) {
        try withAnomalyDetection(on: tape) { _ = Value(-1, on: tape).sqrt() }
      }
      #expect(inner?.operands == [-1])
    }
  }

  @Test func customOperations() throws {
    let broken = CustomOperation("broken") { _ in
      .nan
    } derivative: { _, _ in
      1
    }
    let found = try anomaly { tape in _ = broken(Value(2, on: tape)) }
    #expect(found.operation == "broken")
    #expect(found.operands == [2])
  }

  /// A NaN that comes of numbers from before the body is no birth, however far below it shows.
  @Test func excusesAreHandedDown() throws {
    let tape = Tape()
    let a = Value(0, on: tape)
    // log(0) is -∞ and exp(-∞) is 0, so that what follows is finite: 0 · ∞ on the way back is not.
    let finite = (a * 1).log().exp()
    try withAnomalyDetection(on: tape) { (finite * 3).backward() }
    #expect(a.gradient?.isNaN == true)
  }
}
