import Foundation
import Measuring
import MultiGrad
import TapeBaselines

/// Backward from a root that needs one node of a hundred: what else is on the tape should cost little.
enum SpreadAncestors {
  private static let length = 1_000_000
  private static let rounds = 10

  static func report() {
    var (small, first, again) = (Double.infinity, Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      tape_record_spread(length)
      for _ in 0..<5 { small = min(small, seconds { check(tape_sweep_spread(), "C++ tape") }) }
      let tape = Tape()
      tape.step {
        let factor = Value(1, on: tape)
        var (root, other) = (Value(1, on: tape), Value(1, on: tape))
        for index in 1...length {
          if index.isMultiple(of: 100) { root = root * factor } else { other = other * factor }
        }
        for index in 0..<5 {
          factor.zeroGradient()
          let time = seconds { root.backward() }
          check(factor.gradient ?? 0, "one by one")
          if index == 0 { first = min(first, time) } else { again = min(again, time) }
        }
      }
    }
    print("  backward from a root that depends on every hundredth of \(length) nodes")
    print("    \(TapeSpeed.padded("C++ tape")) \(text(small * 1e6)) µs")
    for (name, time) in [("one by one", again), ("the first", first)] {
      print(
        "    \(TapeSpeed.padded(name)) \(text(time * 1e6)) µs  \(text(time / small)) × C++ tape")
    }
  }

  private static func check(_ slope: Double, _ tool: String) {
    guard slope == Double(length / 100) else {
      print("    \(tool) gives \(slope), where \(length / 100) is right")
      exit(1)
    }
  }
}
