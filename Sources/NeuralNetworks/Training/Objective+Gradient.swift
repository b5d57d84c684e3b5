internal import Autograd

extension Objective {
  /// What a pass over some rows saw, before the parameters were changed.
  struct Pass {
    /// The mean loss over the rows, with the penalty.
    var total = 0.0
    /// How many of the rows were classified rightly.
    var rightCount = 0
    /// How far numbers were off; `nil` where the targets are classes.
    var rootMeanSquaredError: Double?
  }

  /// Gives the parameters the gradients of the loss over some rows.
  ///
  /// They are those of ``record(rows:isForDrawing:)`` and `backward()`, to the last bit, but only the
  /// loss of each row is recorded: the network's part is computed on plain numbers (``PlainNetwork``),
  /// unless anomalies are looked for. Rows go from the last to the first, as backward does through a
  /// graph of all of them, so that the gradients add up in the same order.
  ///
  /// O(rows · parameters) in time, O(rows + parameters) in memory.
  ///
  /// - Parameters:
  ///   - rows: Indices in the data set; at least one.
  ///   - dropout: How neurons are dropped; `nil` where none are.
  ///   - generator: Where the randomness of dropout comes from.
  func setGradients(
    over rows: [Int], dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> Pass {
    model.zeroGradients()
    if tape.isWatched { return recordGradients(over: rows, dropout: dropout, using: &generator) }
    // The penalty is recorded last, so that backward comes to it first.
    let penalty = tape.step {
      let penalty = regularizer.penalty(on: model)
      penalty?.backward()
      return penalty?.data
    }
    let network = PlainNetwork(model)
    var gradients = PlainNetwork.Gradients(of: model)
    let lossCount = rows.count * targets.lossesOfRow
    var losses: [Double] = []
    var sum = FitSum()
    var pass = Pass()
    for row in rows.reversed() {
      let trace = network.trace(of: data.inputs[row], dropout: dropout, using: &generator)
      let adjoints = tape.step {
        let outputs = trace.outputs.map { Value($0, on: tape) }
        let ofRow = targets.losses(of: outputs, row: row) { Value($0, role: .target, on: tape) }
        let share = sumFromLeft(ofRow)
        (lossCount == 1 ? share : share / Double(lossCount)).backward()
        losses += ofRow.reversed().map(\.data)
        return outputs.map(\.gradient)
      }
      network.addGradients(of: adjoints, trace, to: &gradients)
      if isRight(trace.outputs, row: row) { pass.rightCount += 1 }
      if let number = number(at: row) { sum.add(output: trace.outputs[0], target: number) }
    }
    gradients.store(in: model)
    let dataLoss = Objective.mean(losses.reversed())
    pass.total = penalty.map { dataLoss + $0 } ?? dataLoss
    pass.rootMeanSquaredError = fit(sum)?.rootMeanSquaredError
    return pass
  }

  /// The same by a graph of all rows, in which anomalies can be found.
  private func recordGradients(
    over rows: [Int], dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> Pass {
    var outputs: [[Double]] = []
    let recorded = tape.step {
      let recorded = record(rows: rows) { inputs in
        let values = model(inputs, dropout: dropout, using: &generator)
        outputs.append(values.map(\.data))
        return values
      }
      recorded.total.backward()
      return recorded
    }
    var sum = FitSum()
    for (row, outputs) in zip(rows, outputs) {
      if let number = number(at: row) { sum.add(output: outputs[0], target: number) }
    }
    return Pass(
      total: recorded.total.data, rightCount: recorded.rightCount,
      rootMeanSquaredError: fit(sum)?.rootMeanSquaredError)
  }

  /// The mean as a graph has it: a sum from left to right and, for more than one, a division.
  static func mean(_ losses: some Collection<Double>) -> Double {
    let sum = losses.dropFirst().reduce(losses.first ?? 0, +)
    return losses.count == 1 ? sum : sum / Double(losses.count)
  }
}
