import MultiGrad

/// Our values, operation by operation, as a user writes them.
struct OneByOne {
  private let problem: Problem
  private let tape: Tape
  private let parameters: [Value]

  init(_ problem: Problem, on tape: Tape) {
    self.problem = problem
    self.tape = tape
    parameters = problem.parameters.map { Value($0, role: .parameter, on: tape) }
  }

  func reset() {
    for (parameter, number) in zip(parameters, problem.parameters) { parameter.data = number }
  }

  /// What a layer gives to the next, in arrays that are used again for each row.
  private struct Activations {
    var inputs: [Value] = []
    var outputs: [Value] = []
  }

  /// The output for one row.
  @inline(__always)
  private func output(
    _ row: Int, _ activations: inout Activations,
    _ activation: (Value, _ isLast: Bool) -> Value
  ) -> Value {
    let width = problem.inputCount
    activations.inputs.removeAll(keepingCapacity: true)
    for column in 0..<width {
      activations.inputs.append(Value(problem.rows[row * width + column], on: tape))
    }
    var start = 0
    for layer in 1..<problem.sizes.count {
      let isLast = layer == problem.sizes.count - 1
      activations.outputs.removeAll(keepingCapacity: true)
      for _ in 0..<Int(problem.sizes[layer]) {
        var sum = parameters[start + activations.inputs.count]
        for (index, input) in activations.inputs.enumerated() {
          sum = sum + parameters[start + index] * input
        }
        activations.outputs.append(activation(sum, isLast))
        start += activations.inputs.count + 1
      }
      swap(&activations.inputs, &activations.outputs)
    }
    return activations.inputs[0]
  }

  private func descend(from loss: Value) -> Double {
    for parameter in parameters { parameter.zeroGradient() }
    loss.backward()
    for parameter in parameters { parameter.data -= problem.rate * (parameter.gradient ?? 0) }
    return loss.data
  }

  func squares() -> Double {
    tape.step { descend(from: meanSquare()) }
  }

  func hinge() -> Double {
    tape.step { descend(from: penalizedHinge()) }
  }

  private func meanSquare() -> Value {
    var activations = Activations()
    var total: Value?
    for row in problem.targets.indices {
      let output = output(row, &activations) { sum, _ in sum.tanh() }
      let loss = (output - problem.targets[row]).pow(2)
      total = total.map { $0 + loss } ?? loss
    }
    return total! * (1 / Double(problem.targets.count))
  }

  private func penalizedHinge() -> Value {
    var activations = Activations()
    var total: Value?
    for row in problem.targets.indices {
      let output = output(row, &activations) { sum, isLast in isLast ? sum : sum.relu() }
      let loss = (output * -problem.targets[row] + 1).relu()
      total = total.map { $0 + loss } ?? loss
    }
    var penalty = parameters[0] * parameters[0]
    for parameter in parameters.dropFirst() { penalty = penalty + parameter * parameter }
    return total! * (1 / Double(problem.targets.count)) + penalty * Problem.strength
  }

  static func chain(_ length: Int, on tape: Tape) -> (value: Double, slope: Double) {
    tape.step {
      let (a, b) = (Value(1, on: tape), Value(0, on: tape))
      var x = Value(0.5, on: tape)
      for _ in 0..<length / 3 {
        x = x * a
        x = x + b
        x = x.tanh()
      }
      x.backward()
      return (x.data, a.gradient ?? 0)
    }
  }

  static func square(_ length: Int, on tape: Tape) -> (value: Double, slope: Double) {
    tape.step {
      let first = Value(-0.4, on: tape)
      var x = first
      for _ in 0..<length { x = x * x + x }
      x.backward()
      return (x.data, first.gradient ?? 0)
    }
  }
}
