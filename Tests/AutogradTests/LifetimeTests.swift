import Autograd
import Foundation
import Testing

/// Handles that outlive what they were made on.
@Suite struct LifetimeTests {
  /// A header that is recycled by another thread must not be taken for the old tape.
  @Test func staleHandlesAreSafeWhileOthersUseTheHeader() async {
    for _ in 0..<20 {
      let stale = Tape().stale()
      let reader = Task.detached { (0..<2000).allSatisfy { _ in stale.isStaleAndReads(7) } }
      let writer = Task.detached {
        for _ in 0..<200 {
          let tape = Tape()
          tape.step { tape.step { _ = Value(1, on: tape) + 1 } }
        }
      }
      #expect(await reader.value)
      await writer.value
    }
  }

  @Test func valuesOfEveryRunningStepCanBeUsed() {
    let tape = Tape()
    let base = Value(1, on: tape)
    tape.step {
      let outer = base + 1
      tape.step {
        let middle = outer + base
        tape.step { #expect((base + outer + middle).data == 6) }
        #expect(middle.isAlive)
      }
      #expect(outer.isAlive)
    }
    #expect(base.isAlive)
  }

  @Test func stepsNestOnlySoDeep() async {
    await #expect(processExitsWith: .failure) {
      func nest(_ tape: Tape, _ depth: Int) {
        if depth > 0 { tape.step { nest(tape, depth - 1) } }
      }
      nest(Tape(), 65)
    }
  }

  @Test(arguments: ["tanh", "+", "leaf", ""]) func builtInNamesAreTaken(_ name: String) async {
    await #expect(processExitsWith: .failure) { [name] in
      _ = CustomOperation(name) {
        $0
      } derivative: { _, _ in
        1
      }
    }
  }
}

/// A handle to a tape that is gone, which a test carries to another thread on purpose.
private struct StaleValue: @unchecked Sendable {
  let value: Value

  func isStaleAndReads(_ number: Double) -> Bool { !value.isAlive && value.data == number }
}

extension Tape {
  fileprivate func stale() -> StaleValue { step { StaleValue(value: Value(7, on: self)) } }
}
