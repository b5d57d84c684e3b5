import Autograd
import ExpressionPrograms
import Testing

@Suite struct RootTests {
  @Test func withoutBackwardOnePassRunsFromTheLastBoundName() throws {
    let run = try Run("a = 3; y = a * a; z = a * 5; b = y")
    #expect(run.root.label == "y")
    #expect(try run.gradient("a") == 6)
    #expect(try run.gradient("y") == 1)
    #expect(try run.gradient("z") == nil)
    #expect(try run.node("a").passes == 1)
  }

  @Test func namesInsideOfFunctionsAreNoRoots() throws {
    let function = "def f(a):\n  inner = a * 3\n  return inner\n"
    #expect(try Run(function + "x = Value(2); y = x * 2; f(x); n = 1").root.label == "y")
    #expect(try Run(function + "x = Value(2); y = x * 2; z = f(x)").root.label == "inner")
  }

  /// Each rule against the one that comes after it.
  @Test(arguments: [
    ("y.backward(); draw_dot(z); w = x * 4; w + 1", "y"),
    ("draw_dot(z); w = x * 4; w + 1", "z"), ("z.draw_dot(); w = x * 4\nw + 1", "z"),
    ("w = x * 4; w.label = 'shown'; w * 2; w\nw", "shown"), ("w = x * 4; n = 3; v = x", "w"),
  ])
  func theRootIsWhatComesFirst(statements: String, label: String) throws {
    #expect(try Run("x = Value(2); y = x * 2; z = x * 3; " + statements).root.label == label)
  }

  @Test func everyNodeIsInTheGraphAlsoOneThatTheRootDoesNotDependOn() throws {
    let run = try Run("forgotten = 7; a = 3; unused = a * 2; y = a * a")
    #expect(run.tape.count == 5)
    #expect(try run.gradient("forgotten") == nil)
    #expect(try run.gradient("unused") == nil)
    #expect(try run.gradient("a") == 6)
  }

  @Test func backwardRunsWhereItStands() throws {
    let run = try Run("a = 3; y = a * a; y.backward(); z = y * 2; w = z + a")
    #expect(run.root.label == "y")
    #expect(try run.gradient("a") == 6)
    #expect(try run.gradient("y") == 1)
    #expect(try run.gradient("z") == nil)
    #expect(try run.gradient("w") == nil)
  }

  @Test func leavesAccumulateOverPassesAndTheLastOneIsTheRoot() throws {
    let run = try Run("a = 3; y = a * a; y.backward(); z = y * 2; z.backward()")
    #expect(run.root.label == "z")
    #expect(try run.gradient("a") == 6 + 12)
    #expect(try run.node("a").passes == 2)
    // An interior node holds the last pass alone.
    #expect(try run.gradient("y") == 2)
  }

  @Test func theRootIsTheNodeAndNotTheName() throws {
    let run = try Run("a = 3; y = a * a; y.backward(); y = a * 5")
    #expect(run.root.data == 9)
    #expect(try run.gradient("a") == 6)
  }

  @Test func aRootAskedForWinsAndRunsOnePass() throws {
    let run = try Run("a = 3; y = a * a; z = y * 2", root: "y")
    #expect(run.root.label == "y")
    #expect(!run.result.hasOwnGradients)
    #expect(try run.gradient("a") == 6)
    #expect(try run.node("a").passes == 1)
    #expect(try run.gradient("z") == nil)
  }

  @Test func aRootAskedForKeepsTheGradientsOfTheProgram() throws {
    let text = "a = 3; y = a * a; y.backward(); y.backward(); z = y * 2; z.backward()"
    let run = try Run(text, root: "y")
    #expect(run.root.label == "y")
    #expect(run.result.hasOwnGradients)
    #expect(try run.gradient("a") == 6 + 6 + 12)
    #expect(try run.node("a").passes == 3)
    #expect(try run.gradient("z") == 1)
  }

  @Test func aRootIsTheNameOfAVariableOrElseALabel() throws {
    let text =
      "a = 3; y = a * a; y.label = 'loss'; loss2 = a * 2; a2 = a; y2 = y + 1; y2.label = 'a'"
    #expect(try Run(text, root: "y").root.index == 1)
    #expect(try Run(text, root: "loss").root.index == 1)
    // A variable goes before the label of another node, and a name means its last binding.
    #expect(try Run(text, root: "a").root.index == 0)
    #expect(try Run("a = 3; a = a * a; b = a", root: "a").root.index == 1)
    #expect(try Run("y = Value(2, label='w') * 3", root: "w").root.index == 0)
    // Of nodes with one label the last is meant; a label that was taken away names nothing.
    let twice = "p = Value(1, label='x'); q = Value(2, label='x')"
    #expect(try Run(twice, root: "x").root.index == 1)
    #expect(throws: ProgramError.self) {
      _ = try Run("p = Value(1, label='x'); p.label = 'z'", root: "x")
    }
  }

  @Test func anUnknownRootIsAnErrorWithASuggestion() throws {
    let error = #expect(throws: ProgramError.self) {
      _ = try Run("a = 3; loss = a * a", root: "los")
    }
    #expect(error?.first.kind == .unknownRoot("los"))
    #expect(error?.first.suggestion == "loss")
    #expect(error?.first.location == nil)
    #expect(
      error?.description
        == "test.mg: there is no variable or label 'los' to be the root; did you mean 'loss'?")
    let none = #expect(throws: ProgramError.self) { _ = try Run("a = 3", root: "") }
    #expect(none?.first.suggestion == nil)
    let list = #expect(throws: ProgramError.self) {
      _ = try Run("x = Value(1); xs = [x]", root: "xs")
    }
    #expect(list?.first.kind == .rootIsNoValue("xs", type: "list"))
  }

  @Test func aLeafCanBeTheRoot() throws {
    let run = try Run("a = 3; y = a * 2", root: "a")
    #expect(try run.gradient("a") == 1)
    #expect(try run.gradient("y") == nil)
  }

  @Test func constantsNeverCarryAGradient() throws {
    let run = try Run("a = 2; y = 3 * a")
    #expect(run.entries.map(\.gradient) == [3, nil, 1])
  }

  @Test func aTapeThatHoldsNodesKeepsThem() throws {
    let tape = Tape()
    let mine = Value(5, label: "mine", on: tape)
    let program = try ExpressionProgram("a = 2; y = a * a", name: "p")
    let first = try program.run(on: tape)
    let second = try program.run(on: tape, root: "a")
    #expect(mine.gradient == nil)
    #expect((first.root.index, second.root.index, tape.count) == (2, 3, 5))
    #expect((first.nodeCount, second.nodeCount) == (2, 2))
    #expect(throws: ProgramError.self) { _ = try program.run(on: tape, root: "mine") }
  }

  @Test func beforeBackwardThereIsNoGradient() throws {
    // The node that a pass does not reach is as every node is before the pass.
    let run = try Run("a = 3; y = a * a; b = 4", root: "b")
    #expect(run.entries.map(\.gradient) == [nil, nil, 1])
  }

  @Test func programsAreSendable() async throws {
    let program = try ExpressionProgram("a = 3; y = a ** 2", name: "p")
    let gradients = try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let tape = Tape()
          _ = try program.run(on: tape)
          return tape[0].gradient ?? .nan
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(gradients == Array(repeating: 6, count: 8))
  }
}
