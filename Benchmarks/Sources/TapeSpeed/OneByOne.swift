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

  /// The outputs for one row.
  @inline(__always)
  private func output(_ row: Int, _ activation: (Value, _ isLast: Bool) -> Value) -> Value {
    let width = problem.inputCount
    var values = (0..<width).map { Value(problem.rows[row * width + $0], on: tape) }
    var start = 0
    for layer in 1..<problem.sizes.count {
      let isLast = layer == problem.sizes.count - 1
      let inputs = values
      values.removeAll(keepingCapacity: true)
      for _ in 0..<Int(problem.sizes[layer]) {
        var sum = parameters[start + inputs.count]
        for index in inputs.indices { sum = sum + parameters[start + index] * inputs[index] }
        values.append(activation(sum, isLast))
        start += inputs.count + 1
      }
    }
    return values[0]
  }

  private func descend(from loss: Value) -> Double {
    for parameter in parameters { parameter.zeroGradient() }
    loss.backward()
    for parameter in parameters { parameter.data -= problem.rate * (parameter.gradient ?? 0) }
    return loss.data
  }

  func squares() -> Double {
    tape.step {
      var total: Value?
      for row in problem.targets.indices {
        let loss = (output(row) { sum, _ in sum.tanh() } - problem.targets[row]).pow(2)
        total = total.map { $0 + loss } ?? loss
      }
      return descend(from: total! * (1 / Double(problem.targets.count)))
    }
  }

  func hinge() -> Double {
    tape.step {
      var total: Value?
      for row in problem.targets.indices {
        let output = output(row) { sum, isLast in isLast ? sum : sum.relu() }
        let loss = (output * -problem.targets[row] + 1).relu()
        total = total.map { $0 + loss } ?? loss
      }
      var penalty = parameters[0] * parameters[0]
      for parameter in parameters.dropFirst() { penalty = penalty + parameter * parameter }
      return descend(
        from: total! * (1 / Double(problem.targets.count)) + penalty * Problem.strength)
    }
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
