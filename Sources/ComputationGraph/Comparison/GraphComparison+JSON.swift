internal import Autograd
internal import JSON

extension GraphComparison {
  /// The comparison as a JSON document, ending in a line feed.
  ///
  /// Nodes are given by their ids; `null` stands for what is absent, and the strings "NaN",
  /// "Infinity" and "-Infinity" for what JSON has no number for:
  ///
  ///     { "equal": false, "tolerance": 1e-09,
  ///       "counts": { "matched": 2, "removed": 0, "added": 1, "structure": 1, "numbers": 1 },
  ///       "removed": [],
  ///       "added": [
  ///         { "node": 2, "label": null, "op": "relu" } ],
  ///       "changes": [
  ///         { "a": 2, "b": 3, "label": "L", "what": "inputs", "from": [1], "to": [2],
  ///           "relative": null },
  ///         … ] }
  public var json: String {
    let counts = counts
    return """
      { "equal": \(isEqual), "tolerance": \(JSONText.number(tolerance)),
        "counts": { "matched": \(counts.matched), "removed": \(counts.removed), \
      "added": \(counts.added), "structure": \(counts.structuralChanges), \
      "numbers": \(counts.numericChanges) },
        "removed": \(list(onlyInA.map { entry(of: a.nodes[$0]) })),
        "added": \(list(onlyInB.map { entry(of: b.nodes[$0]) })),
        "changes": \(list(changes.map(entry))) }

      """
  }

  private func list(_ entries: [String]) -> String {
    entries.isEmpty ? "[]" : "[\n    " + entries.joined(separator: ",\n    ") + " ]"
  }

  private func entry(of node: GraphSnapshot.Node) -> String {
    "{ \"node\": \(node.id), \"label\": \(text(node.label)), "
      + "\"op\": \(JSONText.string(node.operation.name)) }"
  }

  private func entry(of change: GraphChange) -> String {
    let (old, new) = (a.nodes[change.pair.a], b.nodes[change.pair.b])
    let (what, from, to) = words(for: change.aspect)
    let relative = change.aspect.isNumeric ? JSONText.number(change.relativeChange) : "null"
    var operand = ""
    if case .local(let number, _, _) = change.aspect { operand = ", \"operand\": \(number)" }
    return "{ \"a\": \(old.id), \"b\": \(new.id), \"label\": \(text(new.label ?? old.label)), "
      + "\"what\": \"\(what)\"\(operand), \"from\": \(from), \"to\": \(to), "
      + "\"relative\": \(relative) }"
  }

  private func words(for aspect: GraphChange.Aspect) -> (what: String, from: String, to: String) {
    func ids(_ nodes: [Int], _ graph: GraphSnapshot) -> String {
      "[\(nodes.map { "\(graph.nodes[$0].id)" }.joined(separator: ", "))]"
    }
    return switch aspect {
    case .operation(let old, let new): ("op", text(old.name), text(new.name))
    case .parameter(let old, let new): ("parameter", number(old), number(new))
    case .inputs(let old, let new): ("inputs", ids(old, a), ids(new, b))
    case .label(let old, let new): ("label", text(old), text(new))
    case .group(let old, let new): ("group", text(old?.description), text(new?.description))
    case .role(let old, let new): ("role", text(old?.rawValue), text(new?.rawValue))
    case .root(let old, let new): ("root", "\(old)", "\(new)")
    case .dropped(let old, let new): ("dropped", "\(old)", "\(new)")
    case .shape(let old, let new): ("shape", shape(old), shape(new))
    case .mean(let old, let new): ("mean", number(old), number(new))
    case .norm(let old, let new): ("norm", number(old), number(new))
    case .data(let old, let new): ("data", number(old), number(new))
    case .gradient(let old, let new): ("grad", number(old), number(new))
    case .local(_, let old, let new): ("local", number(old), number(new))
    case .passes(let old, let new): ("passes", "\(old)", "\(new)")
    }
  }

  private func shape(_ tensor: Tensor?) -> String { tensor.map { "\($0.shape)" } ?? "null" }

  private func text(_ value: String?) -> String { value.map(JSONText.string) ?? "null" }

  private func number(_ value: Double?) -> String { value.map(JSONText.number) ?? "null" }
}
