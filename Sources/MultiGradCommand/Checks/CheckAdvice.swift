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
    switch report.gradientFault {
    case .allZero:
      return [
        "Every gradient is 0: backward was not run before the graph was written, or the gradient of "
          + "the root was not set to 1."
      ]
    case .rootNotOne(let seed):
      sentences.append(
        "The gradient of the root is \(NumberStyle().text(seed)), and all others have it as a factor: "
          + "set it to 1 before the backward pass.")
    case .notZeroed(let passes):
      sentences.append(
        "The gradients are those of \(passes) backward passes that were added up: zero them before each "
          + "pass.")
    case nil: break
    }
    if !report.dataFaults.isEmpty {
      sentences.append(
        "Fix the data first: derivatives are checked at the numbers that the graph holds.")
    }
    if report.operations.contains(where: { $0.verdict == .wrong }) {
      sentences.append(
        "A local derivative that is wrong is a rule that is wrong: fix it, and the gradients below "
          + "may follow.")
    } else if report.dataFaults.isEmpty, report.gradientFault == nil,
      report.leaves.contains(where: { $0.verdict == .wrong })
    {
      sentences.append(wrongGradientSentence())
    }
    if rows.contains(where: { $0.verdict == .notDeterministic }) {
      sentences.append(
        "An operation gives other numbers each time that it is asked: draw its random numbers "
          + "outside, so that a difference sees the same ones.")
    }
    if rows.contains(where: { $0.verdict == .notFinite }) {
      sentences.append(
        "`multigrad diagnose` tells where a number that is NaN or infinite was born.")
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

  /// Where to look where the local derivatives are right, as far as they are known, and a gradient is not.
  private func wrongGradientSentence() -> String {
    let wrong = report.leaves.filter { $0.verdict == .wrong }
    if let origin = wrong.first(where: { $0.remarks.contains(.doesNotFollow) }) {
      let users = part.graph.nodes.indices.filter {
        part.graph.nodes[$0].inputs.contains(origin.node)
      }
      let (node, all) = (report.subject(of: origin.node), users.map(report.subject))
      guard let user = all.first else { return "\(node) is the root: its gradient must be 1." }
      return all.count == 1
        ? "What \(user) hands down does not arrive at \(node): look at how its rule uses its own gradient."
        : "What its \(all.count) users hand down does not arrive at \(node): look for a gradient that was "
          + "overwritten where it should add up, or handed on before it was whole."
    }
    if wrong.allSatisfy({ $0.remarks.contains(.cancelledKink) }) {
      return
        "At a kink each rule takes one side, and together these may be no derivative of the root: "
        + "move the numbers a little."
    }
    return
      "The local derivatives are right, so the way that they were put together is not: look for a "
      + "gradient that was overwritten where it should add up, or never zeroed."
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
    if rows.contains(where: { $0.remarks.contains(.linearized) }) {
      sentences.append(
        "A file does not hold how an operation of the user's is evaluated: gradients below it are "
          + "right if its local derivatives are.")
    }
    return sentences
  }
}
