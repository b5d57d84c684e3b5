internal import Diagrams
internal import NeuralNetworks
internal import Text

/// What `multigrad mlp` prints: the network, its training as a table, its loss and accuracy.
struct NetworkReport {
  let problem: NetworkProblem
  let model: MLP
  let history: [Training.Record]
  /// What the network does on the rows that it is trained on.
  let train: Evaluation
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
      "parameters  \(weights + neurons.count) (\(weights.counted("weight")), "
        + "\(neurons.count.counted("bias", plural: "biases")))",
      "data        \(problem.data.name), \(problem.data.count.counted("row"))"
        + (rows.map { ": \($0)" } ?? "")
        + (problem.isStandardized
          ? (rows == nil ? ", standardized" : ", standardized on train") : ""),
    ]
    lines += table()
    let names =
      problem.loss.title + (problem.targetScale == nil ? "" : " of the standardized target")
      + (isPenalized ? " with penalty" : "")
    lines.append(
      "loss        \(number(loss)) (\(names), over the \(drawnRows.counted("drawn sample")))")
    lines += try outcome()
    return lines.textOfLines
  }

  private var isPenalized: Bool { problem.options.l1 > 0 || problem.options.l2 > 0 }

  private func number(_ value: Double) -> String { NumberStyle(digits: precision).text(value) }

  /// The steps of the training: the first, the last, and some between.
  private func table() -> [String] {
    guard let last = history.last else { return [] }
    let stride = max(1, (history.count + NetworkReport.tableRows - 1) / NetworkReport.tableRows)
    let shown = history.filter { ($0.step - 1) % stride == 0 || $0.step == last.step }
    let measure = train.accuracy == nil ? "error" : "accuracy"
    var rows = [["step", "epoch", "loss", "learning rate", measure]]
    rows += shown.map { record in
      [
        "\(record.step)", "\(record.epoch)", number(record.loss), number(record.learningRate),
        record.rootMeanSquaredError.map(number) ?? percent(record.accuracy),
      ]
    }
    var table = TextTable(rows[0].map { _ in .right })
    rows.forEach { table.append($0) }
    return [""] + table.lines() + [""]
  }

  /// The last lines, of what was trained on and of what was held out: the part that is classified
  /// rightly; or how far numbers are off, in their own unit, and R².
  private func outcome() throws -> [String] {
    let test = try problem.test.map { try problem.objective(for: model, on: $0).evaluate() }
    func line(_ name: String, _ text: (Evaluation) -> String?) -> String {
      "\(name)  train \(text(train) ?? "–")" + (test.map { "  test \(text($0) ?? "–")" } ?? "")
    }
    guard train.fit != nil else { return [line("accuracy") { $0.accuracy.map(percent) }] }
    return [
      line("error     ") { $0.fit.map { number($0.rootMeanSquaredError) } }
        + "  (root mean square, in the unit of the target)",
      line("R²") { $0.fit?.determination.map(hundredths) },
    ]
  }

  /// A part as "98.33 %".
  private func percent(_ part: Double) -> String { "\(hundredths(part * 100)) %" }

  /// A number with two decimals: "0.98", "-1.20".
  private func hundredths(_ number: Double) -> String {
    let rounded = (number * 100).rounded()
    guard rounded.magnitude < 1e15 else { return self.number(number) }
    let (whole, part) = Int(rounded).magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(rounded < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
  }
}
