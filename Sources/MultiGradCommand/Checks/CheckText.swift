internal import Autograd
internal import ComputationGraph
internal import Diagrams
internal import Text

/// What `multigrad check` prints: the gravest first, then counts, advice, and the verdict as the last
/// line.
struct CheckText {
  let parts: [(part: CheckJob.Part, report: GradientCheckReport, check: GradientCheck)]
  let sweep: StepSweep?

  /// Up to how many leaves are all shown, also those that are good.
  private static let fewLeaves = 20

  func text() -> String {
    var lines: [String] = []
    for (part, report, check) in parts {
      if let name = part.name { lines += ["\(name)", String(repeating: "─", count: name.count)] }
      lines += self.lines(of: report, check, part)
    }
    if let sweep { lines += self.lines(of: sweep) }
    lines.append(verdict())
    return lines.textOfLines
  }

  private func lines(
    of report: GradientCheckReport, _ check: GradientCheck, _ part: CheckJob.Part
  ) -> [String] {
    var lines: [String] = []
    if !report.dataFaults.isEmpty {
      lines += ["numbers that are not what their inputs give"]
      lines += report.dataFaults.map { "  \($0.verdict.name): \(report.sentence(of: $0))" }
      lines.append("")
    }
    let grave = report.operations.filter { $0.verdict >= .kink }
    if !grave.isEmpty {
      lines += ["local derivatives, each node beside its own inputs"]
      lines += table(of: grave, in: report) + [""]
    }
    let leaves =
      report.leaves.count <= CheckText.fewLeaves
      ? report.leaves : report.leaves.filter { $0.verdict >= .kink }
    if !leaves.isEmpty {
      lines += ["gradients, from end to end"]
      lines += table(of: leaves, in: report) + [""]
    }
    lines += counts(of: report, check, part) + [""]
    let advice = CheckAdvice(report: report, check: check, part: part).sentences()
    return advice.isEmpty ? lines : lines + advice + [""]
  }

  /// Rows with the gravest first, and of one verdict the greatest error.
  private func table(of rows: [GradientCheckReport.Row], in report: GradientCheckReport) -> [String]
  {
    let numbers = NumberStyle()
    let sorted = rows.enumerated().sorted { a, b in
      if a.element.verdict != b.element.verdict { return a.element.verdict > b.element.verdict }
      let isOrigin = [a, b].map { $0.element.remarks.contains(.doesNotFollow) }
      if isOrigin[0] != isOrigin[1] { return isOrigin[0] }
      if isOrigin[0] { return a.offset < b.offset }
      if a.element.error != b.element.error, !a.element.error.isNaN, !b.element.error.isNaN {
        return a.element.error > b.element.error
      }
      return a.offset < b.offset
    }.map(\.element)
    // Numbers end, and words begin, below each other.
    var table = TextTable([.left, .left, .left, .right, .right, .right, .left], separator: " ")
    table.append(["verdict", "node", "derivative", "analytic", "numeric", "error", ""])
    for row in sorted {
      var remarks = row.remarks.sentences
      if let (left, right) = row.oneSided {
        remarks.insert("from below \(numbers.text(left)), from above \(numbers.text(right))", at: 0)
      }
      let isKnown = !row.numeric.isNaN
      table.append([
        row.verdict.name, report.subject(of: row.node), report.derivative(of: row),
        row.remarks.contains(.noGradient) ? "–" : numbers.text(row.analytic),
        isKnown ? numbers.text(row.numeric) : "–",
        row.error.isNaN ? "–" : numbers.text(row.error), remarks.joined(separator: "; "),
      ])
    }
    return table.lines().map { "  " + $0 }
  }

  private func counts(
    of report: GradientCheckReport, _ check: GradientCheck, _ part: CheckJob.Part
  ) -> [String] {
    func line(_ name: String, _ rows: some Collection<GradientCheckReport.Row>) -> String {
      let words = GradientVerdict.allCases.reversed().compactMap { verdict -> String? in
        let count = rows.count { $0.verdict == verdict }
        return count == 0 ? nil : "\(count) \(verdict.name)"
      }
      return "\(name)  \(words.isEmpty ? "none" : words.joined(separator: ", "))"
    }
    var lines = [
      report.operations.isEmpty && part.graph.nodes.contains(where: \.hasLocalsByRule)
        ? "local derivatives  not in the file"
        : line("local derivatives", report.operations),
      line("gradients        ", report.leaves),
    ]
    if check.operationSample != nil || check.leafSample != nil {
      let leaves = part.graph.nodes.count { $0.builtIn == .leaf }
      let operations = part.graph.nodes.count { !$0.inputs.isEmpty }
      let chosen = [
        check.operationSample.map {
          "\(min($0, operations)) of \(operations.counted("operation"))"
        },
        check.leafSample.map {
          "\(min($0, leaves)) of \(leaves.counted("leaf", plural: "leaves"))"
        },
      ].compactMap { $0 }
      lines.append(
        "chosen at random   \(chosen.joined(separator: ", ")); --seed chooses others, --sample more"
      )
    }
    return lines
  }

  private func lines(of sweep: StepSweep) -> [String] {
    let numbers = NumberStyle()
    let rows = zip(sweep.steps, sweep.errors).map { step, error in
      "  \(numbers.text(step).padded(to: 7, .right))  "
        + (error.isNaN ? "–" : numbers.text(error))
        + (step == sweep.best ? "  ← best" : "")
    }
    return ["     step  relative error of the whole gradient"] + rows + [""]
  }

  /// The last line: the verdict, and what it is about.
  private func verdict() -> String {
    let verdict = GradientCheckReport.verdict(of: parts.map(\.report))
    if verdict < .kink {
      var (all, unchecked) = (0, 0)
      for report in parts.map(\.report) {
        all += report.operations.count + report.leaves.count
        unchecked += report.operations.count { $0.verdict == .unchecked }
        unchecked += report.leaves.count { $0.verdict == .unchecked }
      }
      return unchecked == 0
        ? "verdict: \(verdict.name)"
        : "verdict: \(verdict.name), \(unchecked) of \(all) derivatives not checked"
    }
    let all = parts.flatMap { $0.report.sentences(from: verdict) }
    let first = all.first.map { $0.dropFirst(verdict.name.count + 2) } ?? ""
    let others = all.count > 1 ? ", and \(all.count - 1) more" : ""
    return "verdict: \(verdict.name), \(first)\(others)"
  }
}
