internal import Autograd
internal import ComputationGraph

extension GraphSnapshot.Node {
  /// What other programs know the node by; the same as in an SVG.
  var fileName: String { "n\(id)" }

  /// The label, where there is something to read.
  var shownLabel: String? { label.flatMap { $0.isEmpty ? nil : $0 } }

  /// All that is known of the node by itself, by the keys of graph files.
  ///
  /// - Parameter number: How the format writes numbers.
  func attributes(_ number: (Double) -> String) -> [(key: String, value: String)] {
    var result = [("op", operation.name)]
    func add(_ key: String, _ value: String?) {
      if let value { result.append((key, value)) }
    }
    add("label", label)
    add("data", isTensor ? nil : number(data))
    add("grad", gradient.map(number))
    add("parameter", parameter.map(number))
    add("group", group?.description)
    add("role", role?.rawValue)
    add("passes", passes > 1 ? "\(passes)" : nil)
    add("dropped", isDropped ? "true" : nil)
    add("shape", tensor?.description)
    for (key, value) in tensor?.summary?.numbers ?? [] { add(key, number(value)) }
    return result
  }
}
