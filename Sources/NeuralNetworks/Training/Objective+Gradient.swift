internal import Autograd

extension Objective {
  /// What a pass over some rows saw, before the parameters were changed.
  struct Pass {
    /// The mean loss over the rows, without the penalty.
    var dataLoss = 0.0
    /// The loss with the penalty.
    var total = 0.0
    /// How many of the rows were classified rightly.
    var rightCount = 0
    /// How far numbers were off; `nil` where the targets are classes.
    var rootMeanSquaredError: Double?
  }

  /// Gives the parameters the gradients of the loss over some rows.
  ///
  /// They are those of ``record(rows:isForDrawing:)`` and `backward()`, to the last bit, but no more
  /// than one row's graph is there at a time: it stays in the processor's cache, where that of a
  /// thousand rows would not. Rows go from the last to the first, as backward does through a graph of
  /// all of them, so that the gradients add up in the same order.
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
    // The penalty is recorded last, so that backward comes to it first.
    let penalty = tape.step {
      let penalty = regularizer.penalty(on: model)
      penalty?.backward()
      return penalty?.data
    }
    let lossCount = rows.count * targets.lossesOfRow
    var losses: [Double] = []
    var sum = FitSum()
    var pass = Pass()
    for row in rows.reversed() {
      let outputs = tape.step {
        let inputs = data.inputs[row].map { Value($0, role: .input, on: tape) }
        let outputs = model(inputs, dropout: dropout, using: &generator)
        let ofRow = targets.losses(of: outputs, row: row) { Value($0, role: .target, on: tape) }
        let share = sumFromLeft(ofRow)
        (lossCount == 1 ? share : share / Double(lossCount)).backward()
        losses += ofRow.reversed().map(\.data)
        return outputs.map(\.data)
      }
      if isRight(outputs, row: row) { pass.rightCount += 1 }
      if let number = number(at: row) { sum.add(output: outputs[0], target: number) }
    }
    for parameter in model.parameters() { parameter.countAsOnePass() }
    pass.dataLoss = Objective.mean(losses.reversed())
    pass.total = penalty.map { pass.dataLoss + $0 } ?? pass.dataLoss
    pass.rootMeanSquaredError = fit(sum)?.rootMeanSquaredError
    return pass
  }

  /// The mean as a graph has it: a sum from left to right and, for more than one, a division.
  static func mean(_ losses: some Collection<Double>) -> Double {
    let sum = losses.dropFirst().reduce(losses.first ?? 0, +)
    return losses.count == 1 ? sum : sum / Double(losses.count)
  }
}
