import Autograd
import ComputationGraph
import Testing

/// Two graphs that a table of expectations compares.
struct GraphPair: Sendable, CustomTestStringConvertible {
  let name: String
  let a: @Sendable (Tape) -> Value
  let b: @Sendable (Tape) -> Value
  /// What differs, worked out by hand: in words of ``words(for:)``, in any order.
  let expected: [String]
  var isAfterBackward = false

  var testDescription: String { name }

  func comparison(tolerance: Double = GraphComparison.usualTolerance) -> GraphComparison {
    GraphComparison(snapshot(a), snapshot(b), tolerance: tolerance)
  }

  private func snapshot(_ body: (Tape) -> Value) -> GraphSnapshot {
    let tape = Tape()
    let root = body(tape)
    if isAfterBackward { root.backward() }
    return GraphSnapshot(root: root, extent: .wholeTape)
  }
}

/// A comparison in words: "- exp", "+ relu", "L operation tanh relu", "x data 2.0 3.0".
func words(for comparison: GraphComparison) -> [String] {
  func name(_ node: GraphSnapshot.Node) -> String { node.label ?? node.operation.name }
  let (a, b) = (comparison.a.nodes, comparison.b.nodes)
  let changes = comparison.changes.map { change in
    func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "–" }
    let what =
      switch change.aspect {
      case .operation(let old, let new): "operation \(old) \(new)"
      case .parameter(let old, let new): "parameter \(number(old)) \(number(new))"
      case .inputs(let old, let new):
        "inputs (\(old.map { name(a[$0]) }.joined(separator: ", ")))"
          + " (\(new.map { name(b[$0]) }.joined(separator: ", ")))"
      case .label(let old, let new): "label \(old ?? "–") \(new ?? "–")"
      case .group(let old, let new): "group \(old?.description ?? "–") \(new?.description ?? "–")"
      case .role(let old, let new): "role \(old?.rawValue ?? "–") \(new?.rawValue ?? "–")"
      case .root(let old, let new): "root \(old) \(new)"
      case .dropped(let old, let new): "dropped \(old) \(new)"
      case .shape: "shape"
      case .mean(let old, let new): "mean \(old) \(new)"
      case .norm(let old, let new): "norm \(old) \(new)"
      case .data(let old, let new): "data \(old) \(new)"
      case .gradient(let old, let new): "gradient \(number(old)) \(number(new))"
      case .local(let operand, let old, let new): "local\(operand) \(old) \(new)"
      case .passes(let old, let new): "passes \(old) \(new)"
      }
    return "\(name(b[change.pair.b])) \(what)"
  }
  return comparison.onlyInA.map { "- \(name(a[$0]))" }
    + comparison.onlyInB.map { "+ \(name(b[$0]))" } + changes
}
