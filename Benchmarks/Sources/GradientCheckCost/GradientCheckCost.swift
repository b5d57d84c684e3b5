import Foundation
import Measuring
import MultiGrad

/// The time of a node-by-node gradient check of a graph of 100 000 nodes, as a ratio to its forward
/// and backward pass, recorded operation by operation.
///
/// Runs alternate, so that a machine that gets faster or slower does so for both.
@main
struct GradientCheckCost {
  static let rounds = 50
  static let nodeCount = 100_000

  static func main() {
    let graphs: [(name: String, record: (Tape) -> Value)] = [
      ("sums and products", arithmetic), ("a bit of everything", mixture),
    ]
    print("node-by-node check of \(nodeCount) nodes, \(rounds) interleaved runs, medians:")
    for (name, record) in graphs { measure(name, record) }
  }

  static func measure(_ name: String, _ record: (Tape) -> Value) {
    var passes: [Double] = []
    var checks: [Double] = []
    var captures: [Double] = []
    for round in 0..<rounds + 5 {
      let tape = Tape()
      var recorded: Value?
      let pass = seconds {
        let root = record(tape)
        root.backward()
        recorded = root
      }
      guard let root = recorded else { continue }
      var captured: GraphSnapshot?
      let capture = seconds { captured = GraphSnapshot(root: root) }
      guard let graph = captured else { continue }
      var verdict = GradientVerdict.unchecked
      let check = seconds { verdict = GradientCheck().operationReport(on: graph).verdict }
      if verdict > .loose {
        print("a healthy graph was found \(verdict.name)")
        exit(1)
      }
      // The first rounds warm the caches.
      if round >= 5 {
        passes.append(pass)
        captures.append(capture)
        checks.append(check)
      }
      withExtendedLifetime(tape) {}
    }
    let ratio = median(zip(checks, passes).map { $0 / $1 })
    print("  \(name)")
    print("    forward and backward  \(text(median(passes) * 1000)) ms")
    print("    check                 \(text(median(checks) * 1000)) ms")
    print("    ratio                 \(text(ratio)) (at most 20 is wanted)")
    print("    capture of the graph  \(text(median(captures) * 1000)) ms")
  }

  /// A long chain of multiplications and additions.
  static func arithmetic(on tape: Tape) -> Value {
    let x = Value(0.999, on: tape)
    let y = Value(0.001, on: tape)
    var sum = x
    while tape.count < nodeCount { sum = sum * x + y }
    return sum
  }

  /// Neurons of a product, a sum and an activation, the activations in turn.
  static func mixture(on tape: Tape) -> Value {
    let x = Value(0.8, on: tape)
    let w = Value(0.7, on: tape)
    let b = Value(0.3, on: tape)
    var value = x
    while tape.count < nodeCount {
      value = (value * w + b).tanh()
      value = (value * w + b).relu()
      value = (value * w + b).exp()
      value = (value * w + b).sigmoid()
    }
    return value
  }
}
