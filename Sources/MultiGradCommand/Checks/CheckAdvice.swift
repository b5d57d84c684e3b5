internal import Autograd
internal import ComputationGraph
internal import Diagrams

/// What to do about a report, in sentences.
struct CheckAdvice {
  let report: GradientCheckReport
  let check: GradientCheck
  let part: CheckJob.Part

  /// Below this, numbers are too small for a difference.
  private static let tiny = 1e-10

  func sentences() -> [String] {
    let rows = report.operations + report.leaves
    var sentences: [String] = []
    if !report.dataFaults.isEmpty {
      sentences.append(
        "Mend the data first: derivatives are checked at the numbers that the graph holds.")
    }
    if report.operations.contains(where: { $0.verdict == .wrong }) {
      sentences.append(
        "A local derivative that is wrong is a rule that is wrong: fix it, and the gradients below "
          + "may follow.")
    } else if report.dataFaults.isEmpty, report.leaves.contains(where: { $0.verdict == .wrong }) {
      sentences.append(
        "The local derivatives are right, so the way that they were put together is not: look for a "
          + "gradient that was overwritten where it should add up, or never zeroed.")
    }
    if rows.contains(where: { $0.verdict == .uncomfortable }) {
      sentences.append(
        "An error between the tolerance and 1e-2 may be that of the difference: --sweep shows "
          + "whether another step does better.")
    }
    if rows.contains(where: { $0.verdict == .kink }) {
      sentences.append(
        "At a kink there are two derivatives, and the difference mixes them: that is no fault. Move "
          + "the numbers a little, or take fewer data points, and the kink is not between the points."
      )
    }
    let tiny = report.leaves.count { row in
      let magnitude = max(row.analytic.magnitude, row.numeric.magnitude)
      return magnitude > 0 && magnitude < CheckAdvice.tiny
    }
    if tiny > 0 {
      sentences.append(
        "\(tiny) of the gradients \(tiny == 1 ? "is" : "are") below 1e-10, where rounding is as great: "
          + "scale the loss by a constant, so that they come near 1, and check again.")
    }
    let floored = rows.count { $0.remarks.contains(.belowRoundingFloor) }
    if floored > 0 {
      sentences.append(
        "\(floored) \(floored == 1 ? "difference is" : "differences are") below the rounding floor "
          + "4ε·|L|/h and \(floored == 1 ? "counts" : "count") as none.")
    }
    return sentences + uncheckedSentences(rows)
  }

  /// Why something was not checked.
  private func uncheckedSentences(_ rows: [GradientCheckReport.Row]) -> [String] {
    let unchecked = rows.filter { $0.verdict == .unchecked }
    var counts: [(text: String, count: Int)] = []
    for text in unchecked.flatMap(\.remarks.sentences) {
      if let index = counts.firstIndex(where: { $0.text == text }) {
        counts[index].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    var sentences = counts.map { "\($0.count) not checked: \($0.text)." }
    if unchecked.contains(where: { $0.remarks.contains(.valueNotFinite) }) {
      sentences.append("Where NaN or infinity is born is nothing that a difference can tell.")
    }
    if rows.contains(where: { $0.remarks.contains(.linearized) }) {
      sentences.append(
        "A file does not hold how an operation of the user's is evaluated: gradients below it are "
          + "right if its local derivatives are.")
    }
    return sentences
  }
}
