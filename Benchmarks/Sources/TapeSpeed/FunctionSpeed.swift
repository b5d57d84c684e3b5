import Foundation
import Measuring
import MultiGrad

/// Our tanh and exp beside the system's: alone, and where each result waits for the one before it.
enum FunctionSpeed {
  private static let count = 500_000

  static func report() {
    print("  functions, in ns a call: side by side, and one after the other")
    measure("tanh", ours: { Value.Operation.tanh.evaluate($0) }, system: { tanh($0) })
    measure("exp", ours: { Value.Operation.exp.evaluate($0) }, system: { exp($0) })
  }

  @inline(__always)
  private static func measure(
    _ name: String, ours: (Double) -> Double, system: (Double) -> Double
  ) {
    var least = [Double](repeating: .infinity, count: 4)
    for _ in 0..<TapeSpeed.rounds {
      least[0] = min(least[0], seconds { sideBySide(ours) })
      least[1] = min(least[1], seconds { sideBySide(system) })
      least[2] = min(least[2], seconds { inTurn(ours) })
      least[3] = min(least[3], seconds { inTurn(system) })
    }
    for (index, tool) in ["ours", "system"].enumerated() {
      let (beside, after) = (least[index], least[index + 2])
      print(
        "    \(TapeSpeed.padded("\(name), \(tool)")) \(text(beside / Double(count) * 1e9)) ns"
          + "  \(text(after / Double(count) * 1e9)) ns")
    }
  }

  @inline(__always)
  private static func sideBySide(_ function: (Double) -> Double) {
    var sum = 0.0
    for index in 0..<count { sum += function(Double(index & 1023) * 0.001) }
    precondition(sum.isFinite)
  }

  @inline(__always)
  private static func inTurn(_ function: (Double) -> Double) {
    var last = 0.5
    for _ in 0..<count { last = 0.2 * function(last) + 0.3 }
    precondition(last.isFinite)
  }
}
