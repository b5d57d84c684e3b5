import Autograd
import ComputationGraph
import Foundation
import Testing

/// Steps, floors, samples, and how a report is written.
@Suite struct CheckDetailTests {
  @Test(arguments: [1e-1, 1e-3, 1e-5])
  func theStepIsTakenAsItIs(_ step: Double) throws {
    let tape = Tape()
    let x = Value(3, on: tape)
    let row = try #require(x.pow(3).check(GradientCheck(step: step)).leaves.first)
    // ((x+h)³ - (x-h)³) / 2h is 3x² + h², and h is step · max(1, |x|).
    #expect(abs(row.numeric - (27 + 9 * step * step)) < 1e-8)
    #expect(row.verdict == (step == 1e-1 ? .uncomfortable : step == 1e-3 ? .loose : .good))
    withExtendedLifetime(tape) {}
  }

  @Test func theStepIsNotLessThanItselfForSmallNumbers() throws {
    let tape = Tape()
    let x = Value(0.1, on: tape)
    let row = try #require(x.pow(3).check(GradientCheck(step: 1e-2)).leaves.first)
    #expect(abs(row.numeric - (0.03 + 1e-4)) < 1e-10)
    withExtendedLifetime(tape) {}
  }

  /// 1e9 + x·1e-4 has a last digit of 1e-7: a difference of 1e-5 sees nothing of the slope.
  @Test func belowTheRoundingFloorIsNoDifference() throws {
    let tape = Tape()
    let x = Value(0.3, on: tape)
    let root = x * 1e-4 + 1e9
    let row = try #require(root.check(GradientCheck(step: 1e-5)).leaves.first)
    #expect(row.verdict == .good)
    #expect(row.error == 0)
    #expect(row.remarks.contains(.belowRoundingFloor))
    withExtendedLifetime(tape) {}
  }

  @Test func bothZeroIsGood() throws {
    let tape = Tape()
    let x = Value(-2, on: tape)
    let row = try #require((x.relu() * 3).check().leaves.first)
    #expect(row.analytic == 0 && row.numeric == 0 && row.error == 0 && row.verdict == .good)
    withExtendedLifetime(tape) {}
  }

  /// The error of a centred difference is h²/6·f''' + ε/h: least near (3ε)^⅓, about 1e-5.
  @Test func theBestStepOfASmoothFunction() throws {
    let tape = Tape()
    let x = Value(0.7, label: "x", on: tape)
    let y = Value(-0.4, label: "y", on: tape)
    let root = (x.sin() * y + x.exp()).tanh() + x * y
    let graph = GraphSnapshot(root: root)
    let sweep = GradientCheck().sweep(over: graph)
    #expect(sweep.steps.first == 0.1 && sweep.steps.last == 1e-12 && sweep.steps.count == 12)
    let best = try #require(sweep.best)
    #expect((1e-6...1e-5).contains(best))
    // Ten times the step is a hundred times the error, as long as the curvature rules.
    let ratio = sweep.errors[1] / sweep.errors[2]
    #expect((80...120).contains(ratio))
    #expect(sweep.errors[11] > 1e3 * sweep.errors[4])
    #expect(sweep.leaves.map(\.node) == [0, 1])
    #expect(sweep.leaves.allSatisfy { $0.errors.count == 12 })
    withExtendedLifetime(tape) {}
  }

  @Test func aSampleIsAsGreatAsAskedForAndTheSameAgain() {
    let tape = Tape()
    let leaves = (0..<40).map { Value(Double($0), on: tape) }
    let root = Value.sum(leaves.map { $0 * $0 })
    func indices(_ seed: UInt64) -> [Int] {
      root.check(GradientCheck(leafSample: 7, seed: seed)).leaves.map(\.node)
    }
    #expect(indices(1).count == 7)
    #expect(indices(1) == indices(1))
    #expect(indices(1) == indices(1).sorted() && Set(indices(1)).count == 7)
    #expect((2...9).contains { indices($0) != indices(1) })
    // Over many seeds each leaf has its turn.
    #expect(Set((0..<100).flatMap(indices)).count == 40)
    let some = root.check(GradientCheck(operationSample: 5)).operations
    #expect(Set(some.map(\.node)).count == 5)
    #expect(root.check(GradientCheck(leafSample: 1000)).leaves.count == 40)
    withExtendedLifetime(tape) {}
  }

  /// Every leaf of a long chain, and of a wide sum; nothing recurses.
  @Test func bigGraphs() {
    let tape = Tape()
    let x = Value(1, on: tape)
    var chain = x
    for _ in 0..<100_000 { chain = chain * 0.99999 + 1e-6 }
    let report = chain.check()
    #expect(report.hasPassed)
    #expect(report.operations.count == 400_000)
    withExtendedLifetime(tape) {}
  }

  @Test func networksOfKinksAndDepth() {
    let tape = Tape()
    var layer = (0..<8).map { Value(cos(Double($0)), on: tape) }
    for depth in 0..<10 {
      layer = (0..<8).map { unit in
        let products = layer.enumerated().map { index, value in
          value * Value(sin(Double(depth * 64 + unit * 8 + index)), on: tape)
        }
        return Value.sum(products).leakyReLU(slope: 0.1)
      }
    }
    let report = Value.sum(layer).check()
    #expect(report.hasPassed, "\(report)")
    withExtendedLifetime(tape) {}
  }

  @Test func theRootCanBeALeaf() {
    let tape = Tape()
    let x = Value(2, on: tape)
    #expect(x.check().leaves.map(\.numeric).map { ($0 * 1e9).rounded() } == [1e9])
    #expect(x.check().verdict == .good)
    withExtendedLifetime(tape) {}
  }

  @Test func jsonIsJSON() throws {
    let tape = Tape()
    let x = Value(0, label: "x \"quoted\"", on: tape)
    let root = x.relu() + (x - 1).log() + Value(3, on: tape).sqrt()
    let text = root.check().json()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["verdict", "nodes", "leaves"])
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    let log = try #require(nodes.first { $0["op"] as? String == "log" })
    #expect(log["numeric"] as? String == "NaN")
    #expect(log["verdict"] as? String == "unchecked")
    #expect(log["input"] is Int && log["label"] is NSNull)
    let relu = try #require(nodes.first { $0["op"] as? String == "relu" })
    #expect(relu["verdict"] as? String == "kink")
    #expect(relu["left"] as? Double == 0 && relu["right"] as? Double == 1)
    let leaves = try #require(object["leaves"] as? [[String: Any]])
    #expect(leaves.first?["label"] as? String == "x \"quoted\"")
    #expect(leaves.first?["input"] is NSNull)
    #expect(text == root.check().json())
    withExtendedLifetime(tape) {}
  }

  @Test func customOperationsAreEvaluatedOnTheWay() {
    let tape = Tape()
    let x = Value(0.8, on: tape)
    let cube = CustomOperation(
      "cube", evaluate: { $0 * $0 * $0 }, derivative: { x, _ in 3 * x * x })
    let report = (cube(x * 2).sin() + cube(x)).check()
    #expect(report.verdict == .good)
    #expect(report.leaves.allSatisfy { !$0.remarks.contains(.linearized) })
    withExtendedLifetime(tape) {}
  }
}
