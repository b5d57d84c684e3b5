internal import ComputationGraph

/// What `multigrad diagnose` prints: a block for each finding.
struct DiagnosisReport {
  let findings: [Finding]

  var text: String {
    if findings.isEmpty { return "no findings\n" }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    return (findings.map(block) + [count]).joined(separator: "\n\n") + "\n"
  }

  private func block(_ finding: Finding) -> String {
    var lines = [
      "\(finding.name.rawValue): \(finding.place)", "  evidence  \(finding.evidence)",
    ]
    if !finding.pathWords.isEmpty { lines.append("  path      \(finding.pathWords)") }
    lines.append("  advice    \(finding.advice)")
    return lines.joined(separator: "\n")
  }
}
