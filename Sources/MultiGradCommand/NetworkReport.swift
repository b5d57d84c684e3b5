internal import Diagrams
internal import NeuralNetworks
internal import Text

/// What `multigrad mlp` prints: the network, its training as a table, its loss and accuracy.
struct NetworkReport {
  let problem: NetworkProblem
  let model: MLP
  let history: [Training.Record]
  let drawnRows: Int
  let loss: Double
  let precision: Int

  /// How many steps the table shows at most.
  private static let tableRows = 10

  func text() throws -> String {
    let neurons = model.layers.flatMap(\.neurons)
    let weights = neurons.reduce(0) { $0 + $1.weights.count }
    let rows = problem.test.map { "train \(problem.train.count), test \($0.count)" }
    var lines = [
      "sizes       \(problem.sizes.map(String.init).joined(separator: " → "))",
      "parameters  \(weights + neurons.count) (\(count(weights, "weight")), \(neurons.count) \(neurons.count == 1 ? "bias" : "biases"))",
      "data        \(problem.data.name), \(count(problem.data.count, "row"))"
        + (rows.map { ": \($0), standardized on train" } ?? ""),
    ]
    lines += table()
    let names = problem.loss.title + (isPenalized ? " with penalty" : "")
    lines.append(
      "loss        \(number(loss)) (\(names), over the \(count(drawnRows, "drawn sample")))")
    if let accuracy = try accuracy() { lines.append(accuracy) }
    return lines.textOfLines
  }

  private var isPenalized: Bool { problem.options.l1 > 0 || problem.options.l2 > 0 }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func number(_ value: Double) -> String { NumberStyle(digits: precision).text(value) }

  /// The steps of the training: the first, the last, and some between.
  private func table() -> [String] {
    guard let last = history.last else { return [] }
    let stride = max(1, (history.count + NetworkReport.tableRows - 1) / NetworkReport.tableRows)
    let shown = history.filter { ($0.step - 1) % stride == 0 || $0.step == last.step }
    let isClassification =
      (try? problem.objective(for: model, on: problem.train))?
      .isClassification ?? false
    var rows = [
      ["step", "epoch", "loss", "learning rate"] + (isClassification ? ["accuracy"] : [])
    ]
    rows += shown.map { record in
      ["\(record.step)", "\(record.epoch)", number(record.loss), number(record.learningRate)]
        + (isClassification ? [percent(record.accuracy)] : [])
    }
    var table = TextTable(rows[0].map { _ in .right })
    rows.forEach { table.append($0) }
    return [""] + table.lines() + [""]
  }

  /// The last line: what is classified rightly of what was trained on, and of what was held out.
  private func accuracy() throws -> String? {
    let train = try problem.objective(for: model, on: problem.train)
    guard train.isClassification else { return nil }
    var line = "accuracy  train \(percent(train.accuracy()))"
    if let test = problem.test {
      line += "  test \(percent(try problem.objective(for: model, on: test).accuracy()))"
    }
    return line
  }

  /// A part as "98.33 %".
  private func percent(_ part: Double) -> String {
    let hundredths = Int((part * 10_000).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits) %"
  }
}
