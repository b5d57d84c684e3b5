internal import JSON

extension GradientCheckReport {
  /// The report as a JSON document, one row a line, ending in a line feed: what
  /// `multigrad check --json` prints.
  ///
  /// Nodes and inputs are named by their ids. A kink has its one-sided derivatives as "left" and
  /// "right", a row with remarks their names, and a graph whose numbers are not what their inputs give
  /// a list "data". Numbers that are not finite are strings, as in graph files. O(rows).
  public func json() -> String { GradientCheckReport.json(of: [(nil, self)]) }

  /// Several reports, of the parts of a loss, as one document; each row names its part.
  ///
  /// - Parameters:
  ///   - parts: The reports and the names of their parts, which are left out where `nil`.
  ///   - sweep: Errors over the step, as "sweep".
  public static func json(
    of parts: [(name: String?, report: GradientCheckReport)], sweep: StepSweep? = nil
  ) -> String {
    let verdict = verdict(of: parts.map(\.report))
    var text = "{ \"verdict\": \(JSONText.string(verdict.name))"
    appendList(
      "nodes",
      parts.flatMap { part, report in
        report.operations.map { report.line(of: $0, part: part) }
      }, to: &text)
    appendList(
      "leaves",
      parts.flatMap { part, report in
        report.leaves.map { report.line(of: $0, part: part) }
      }, to: &text)
    let faults = parts.flatMap { part, report in
      report.dataFaults.map { report.line(of: $0, part: part) }
    }
    if !faults.isEmpty { appendList("data", faults, to: &text) }
    if let sweep { append(sweep, to: &text) }
    return text + " }\n"
  }

  private static func appendList(_ key: String, _ lines: [String], to text: inout String) {
    text += ",\n  \"\(key)\": ["
    if !lines.isEmpty { text += "\n    " + lines.joined(separator: ",\n    ") + " " }
    text += "]"
  }

  private static func append(_ sweep: StepSweep, to text: inout String) {
    let lines = zip(sweep.steps, sweep.errors).map { step, error in
      "{ \"step\": \(JSONText.number(step)), \"error\": \(JSONText.number(error)) }"
    }
    appendList("sweep", lines, to: &text)
    text += ",\n  \"best\": \(sweep.best.map(JSONText.number) ?? "null")"
  }

  private func line(of row: Row, part: String?) -> String {
    let node = graph.nodes[row.node]
    let input = row.input.map { "\(graph.nodes[node.inputs[$0]].id)" } ?? "null"
    var line =
      start(of: node, part) + ", \"input\": \(input)"
      + ", \"analytic\": \(JSONText.number(row.analytic))"
      + ", \"numeric\": \(JSONText.number(row.numeric))"
      + ", \"error\": \(JSONText.number(row.error))"
      + ", \"verdict\": \(JSONText.string(row.verdict.name))"
    if let (left, right) = row.oneSided {
      line += ", \"left\": \(JSONText.number(left)), \"right\": \(JSONText.number(right))"
    }
    let remarks = row.remarks.sentences
    if !remarks.isEmpty {
      line += ", \"remarks\": [\(remarks.map(JSONText.string).joined(separator: ", "))]"
    }
    return line + " }"
  }

  private func line(of fault: DataFault, part: String?) -> String {
    start(of: graph.nodes[fault.node], part)
      + ", \"held\": \(JSONText.number(fault.held))"
      + ", \"expected\": \(JSONText.number(fault.expected))"
      + ", \"error\": \(JSONText.number(fault.error))"
      + ", \"verdict\": \(JSONText.string(fault.verdict.name)) }"
  }

  private func start(of node: GraphSnapshot.Node, _ part: String?) -> String {
    "{ " + (part.map { "\"part\": \(JSONText.string($0)), " } ?? "") + "\"node\": \(node.id)"
      + ", \"label\": \(node.label.map(JSONText.string) ?? "null")"
      + ", \"op\": \(JSONText.string(node.operation.name))"
  }
}
