import Autograd
import ComputationGraph
import Foundation
import Testing

/// Derivatives that are wrong in one way each are found, at the right node and input.
@Suite struct BrokenRuleTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    let name: String
    let evaluate: @Sendable (Double) -> Double
    let wrong: @Sendable (Double, Double) -> Double
    /// By calculus.
    let right: @Sendable (Double) -> Double
    var at = 0.7

    var testDescription: String { name }
  }

  static let all = [
    Broken(
      name: "wrong factor", evaluate: { $0 * $0 * $0 }, wrong: { x, _ in 2 * x * x },
      right: { 3 * $0 * $0 }),
    Broken(
      name: "wrong sign", evaluate: { cos($0) }, wrong: { x, _ in sin(x) }, right: { -sin($0) }),
    Broken(
      name: "missing chain part", evaluate: { sin(3 * $0) }, wrong: { x, _ in cos(3 * x) },
      right: { 3 * cos(3 * $0) }),
    Broken(
      name: "right only at 0", evaluate: { sin($0) }, wrong: { _, _ in 1 }, right: { cos($0) }),
    Broken(
      name: "of the output", evaluate: { tanh($0) }, wrong: { x, _ in 1 - x * x },
      right: { 1 - tanh($0) * tanh($0) }),
    Broken(
      name: "a constant less", evaluate: { $0 * $0 + $0 }, wrong: { x, _ in 2 * x },
      right: { 2 * $0 + 1 }),
    Broken(name: "always 0", evaluate: { exp($0) }, wrong: { _, _ in 0 }, right: { exp($0) }),
    Broken(name: "NaN", evaluate: { exp($0) }, wrong: { _, _ in .nan }, right: { exp($0) }),
    Broken(name: "infinite", evaluate: { $0 * 2 }, wrong: { _, _ in .infinity }, right: { _ in 2 }),
    Broken(
      name: "of a small step from wrong", evaluate: { exp($0) }, wrong: { _, y in y * 1.02 },
      right: { exp($0) }),
    Broken(
      name: "where numbers are great", evaluate: { $0 * $0 }, wrong: { x, _ in x },
      right: { 2 * $0 }, at: 3e7),
    Broken(
      name: "where numbers are small", evaluate: { log($0) }, wrong: { x, _ in 2 / x },
      right: { 1 / $0 }, at: 2e-7),
  ]

  @Test(arguments: all)
  func isWrongAtItsNode(_ broken: Broken) throws {
    let tape = Tape()
    let x = Value(broken.at, label: "x", on: tape)
    let operation = CustomOperation(
      "broken", evaluate: broken.evaluate, derivative: broken.wrong)
    let inner = x * Value(1, on: tape)
    let result = operation(inner)
    let root = (result * 0.5).tanh()
    let report = root.check()
    let isFinite = broken.wrong(broken.at, broken.evaluate(broken.at)).isFinite
    #expect(report.verdict == (isFinite ? .wrong : .notFinite))
    #expect(!report.hasPassed)
    let wrong = report.operations.filter { $0.verdict == (isFinite ? .wrong : .notFinite) }
    #expect(wrong.map(\.node) == [result.index])
    let row = try #require(wrong.first)
    #expect(row.input == 0)
    let right = broken.right(broken.at)
    #expect(abs(row.numeric - right) <= 1e-5 * max(abs(right), 1))
    #expect(report.sentence(of: row).hasPrefix("`broken` at node \(result.index): ∂/∂"))
    withExtendedLifetime(tape) {}
  }

  @Test func isRightWhereItHappensToBe() {
    let tape = Tape()
    let x = Value(0, label: "x", on: tape)
    let sine = CustomOperation("sine", evaluate: { sin($0) }, derivative: { _, _ in 1 })
    #expect(sine(x).check().verdict == .good)
    withExtendedLifetime(tape) {}
  }

  @Test func oneOfSeveralInputs() throws {
    let tape = Tape()
    let (x, y, z) = (
      Value(0.5, label: "x", on: tape), Value(-1.5, label: "y", on: tape), Value(2, on: tape)
    )
    let operation = CustomOperation("mixed") { inputs in
      inputs[0] * inputs[1] + inputs[2] * inputs[2]
    } derivatives: { inputs, _ in
      [inputs[1], inputs[1], 2 * inputs[2]]
    }
    let report = operation(x, y, z).check()
    let wrong = report.operations.filter { $0.verdict != .good }
    #expect(wrong.map(\.input) == [1])
    #expect(abs(try #require(wrong.first).numeric - 0.5) < 1e-9)
    #expect(report.sentence(of: wrong[0]) == "`mixed` at node 3: ∂/∂y is -1.5, numerically 0.5")
    #expect(report.leaves.map(\.verdict) == [.good, .wrong, .good])
    withExtendedLifetime(tape) {}
  }

  @Test func theGraphIsLeftAsItWas() {
    let tape = Tape()
    let x = Value(2, on: tape)
    let y = (x * x).exp()
    y.backward()
    let before = GraphSnapshot(root: y, extent: .wholeTape)
    _ = y.check()
    #expect(GraphSnapshot(root: y, extent: .wholeTape) == before)
    #expect(x.passes == 1)
  }

  /// A rule that is 1 % off is worth a look; with a greater tolerance it passes.
  @Test func bandsAndTolerance() {
    let tape = Tape()
    let x = Value(1.5, on: tape)
    func verdict(_ error: Double, tolerance: Double = 1e-4) -> GradientVerdict {
      let off = CustomOperation(
        "off", evaluate: { $0 * $0 }, derivative: { x, _ in 2 * x * (1 + error) })
      return off(x).check(GradientCheck(tolerance: tolerance)).verdict
    }
    #expect(verdict(0) == .good)
    #expect(verdict(0.9e-7) == .good)
    #expect(verdict(1.1e-7) == .loose)
    #expect(verdict(0.9e-4) == .loose)
    #expect(verdict(1.1e-4) == .uncomfortable)
    #expect(verdict(0.9e-2) == .uncomfortable)
    #expect(verdict(1.1e-2) == .wrong)
    #expect(verdict(2e-3, tolerance: 1e-2) == .loose)
    #expect(verdict(1e-6, tolerance: 1e-7) == .uncomfortable)
    withExtendedLifetime(tape) {}
  }
}
