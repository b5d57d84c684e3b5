internal import Autograd
internal import ComputationGraph
internal import Diagrams
internal import Text

/// What `multigrad diff` prints: how much differs, then what, most important first.
struct ComparisonReport {
  let comparison: GraphComparison
  /// What the two graphs are called.
  let names: (a: String, b: String)
  /// How many lines of each kind are printed; `nil` for as many as one reads.
  let limit: Int?
  let numbers: NumberStyle

  private let namesInA: [String]
  private let namesInB: [String]

  init(
    _ comparison: GraphComparison, names: (a: String, b: String), limit: Int?, precision: Int
  ) {
    self.comparison = comparison
    self.names = names
    self.limit = limit
    numbers = NumberStyle(digits: precision)
    namesInA = GraphComparison.names(in: comparison.a)
    namesInB = GraphComparison.names(in: comparison.b)
  }

  func text() -> String {
    var lines = [head("a", names.a, comparison.a), head("b", names.b, comparison.b), summary]
    if comparison.a.stage != comparison.b.stage {
      lines.append(
        "Only one of them has gradients; --stage before or after compares like with like.")
    }
    let changes = zip(comparison.changes, comparison.consequences())
    let numeric = changes.filter { $0.aspect.isNumeric && !$1 }.map(\.0)
    let following = changes.filter(\.1).map(\.0)
    let structural = comparison.changes.filter { !$0.aspect.isNumeric }
    lines += section(
      "structure", ["", "node", "what", "a", "b"],
      comparison.onlyInA.map { ["removed", namesInA[$0], formula($0, in: comparison.a, namesInA)] }
        + comparison.onlyInB.map {
          ["added", namesInB[$0], formula($0, in: comparison.b, namesInB)]
        }
        + structural.map { ["changed"] + cells(of: $0) })
    lines += section(
      "numbers", ["node", "what", "a", "b", "change"],
      numeric.map { cells(of: $0) + [percent($0.relativeChange)] })
    let all =
      "\(following.count.counted("number")) that \(following.count == 1 ? "follows" : "follow")"
    lines += section(
      structural.isEmpty && numeric.isEmpty && comparison.onlyInA.isEmpty
        && comparison.onlyInB.isEmpty
        ? "numbers" : "\(all) from these changes",
      ["node", "what", "a", "b", "change"],
      following.map { cells(of: $0) + [percent($0.relativeChange)] },
      usually: ComparisonReport.followingLines)
    return lines.textOfLines
  }

  private func head(_ side: String, _ name: String, _ graph: GraphSnapshot) -> String {
    "\(side)  \(name): \(graph.nodes.count.counted("node")), \(graph.stage.rawValue) backward"
  }

  private var summary: String {
    let counts = comparison.counts
    if comparison.isEqual {
      let within = comparison.tolerance == 0 ? "" : ", within \(numbers.text(comparison.tolerance))"
      return "equal: \(counts.matched.counted("node")) in both\(within)"
    }
    return "different: \(counts.matched.counted("node")) in both, \(counts.removed) removed, "
      + "\(counts.added) added, \(counts.structuralChanges.counted("change")) of structure, "
      + "\(counts.numericChanges.counted("number")) changed"
  }

  /// How many lines of what was changed, and of what follows from that, are printed at most.
  private static let (usualLines, followingLines) = (15, 5)

  /// A title and a table; nothing where there are no rows.
  private func section(
    _ title: String, _ head: [String], _ rows: [[String]], usually usual: Int = usualLines
  ) -> [String] {
    if rows.isEmpty { return [] }
    let limit = limit ?? usual
    var table = TextTable(head.map { _ in .left })
    for row in [head] + rows.prefix(limit) { table.append(row) }
    var lines = ["", title] + table.lines().map { "  " + $0 }
    if rows.count > limit {
      lines.append(
        "  … and \(rows.count - limit) more; --all prints all of them, and so does --json")
    }
    return lines
  }

  /// How a node is computed, as "relu(n)", where its name does not say so.
  private func formula(_ index: Int, in graph: GraphSnapshot, _ names: [String]) -> String {
    let node = graph.nodes[index]
    if node.inputs.isEmpty { return "\(node.operation) \(numbers.text(node.data))" }
    let operands = zip(node.inputs, shown(Array(node.inputs), names)).map { input, name in
      let isCompound = graph.nodes[input].label == nil && graph.nodes[input].builtIn.isOperator
      return isCompound && node.builtIn.isOperator ? "(\(name))" : name
    }
    let text = node.builtIn.formula(
      of: operands, parameter: node.parameter.map { numbers.text($0) },
      name: node.operation.name)
    return text == names[index] ? "" : text
  }

  /// How many inputs are named; a sum may have a hundred thousand.
  private static let namedInputs = 6

  private func list(_ nodes: [Int], _ names: [String]) -> String {
    shown(nodes, names).joined(separator: ", ")
  }

  private func shown(_ nodes: [Int], _ names: [String]) -> [String] {
    let shown = nodes.prefix(ComparisonReport.namedInputs).map { names[$0] }
    return shown + (shown.count < nodes.count ? ["…"] : [])
  }

  /// A change as a percentage of the greater number.
  private func percent(_ part: Double) -> String {
    part.isFinite ? NumberStyle(digits: 3).text(part * 100) + " %" : ""
  }

  /// The node, what changed, what it was, and what it is.
  private func cells(of change: GraphChange) -> [String] {
    let name = namesInB[change.pair.b]
    func cells(_ what: String, _ texts: (String, String)) -> [String] {
      [name, what, texts.0, texts.1]
    }
    return switch change.aspect {
    case .operation(let old, let new): cells("op", (old.name, new.name))
    case .parameter(let old, let new): cells("parameter", numbers.texts(old, new))
    case .inputs(let old, let new): cells("inputs", (list(old, namesInA), list(new, namesInB)))
    case .label(let old, let new): cells("label", (old ?? "–", new ?? "–"))
    case .group(let old, let new):
      cells("group", (old?.description ?? "–", new?.description ?? "–"))
    case .role(let old, let new): cells("role", (old?.rawValue ?? "–", new?.rawValue ?? "–"))
    case .root(let old, let new): cells("root", (old ? "yes" : "no", new ? "yes" : "no"))
    case .dropped(let old, let new): cells("dropped", (old ? "yes" : "no", new ? "yes" : "no"))
    case .shape(let old, let new):
      cells("shape", (old?.description ?? "–", new?.description ?? "–"))
    case .mean(let old, let new): cells("mean", numbers.texts(old, new))
    case .norm(let old, let new): cells("norm", numbers.texts(old, new))
    case .data(let old, let new): cells("data", numbers.texts(old, new))
    case .gradient(let old, let new): cells("grad", numbers.texts(old, new))
    case .passes(let old, let new): cells("passes", ("\(old)", "\(new)"))
    case .local(let operand, let old, let new):
      cells("∂/∂\(namesInB[operandIndex(operand, change)])", numbers.texts(old, new))
    }
  }

  private func operandIndex(_ operand: Int, _ change: GraphChange) -> Int {
    comparison.b.nodes[change.pair.b].inputs[operand]
  }
}
