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

  /// What a layer gives to the next: on the stack, as in `workloads.hpp`, since tapes are compared here and not
  /// arrays.
  private typealias Activations = UnsafeMutableBufferPointer<Value>
  private static let widest = 16

  /// The output for one row.
  @inline(__always)
  private func output(
    _ row: Int, _ activations: (Activations, Activations),
    _ activation: (Value, _ isLast: Bool) -> Value
  ) -> Value {
    var (inputs, outputs) = activations
    var width = problem.inputCount
    for column in 0..<width {
      inputs.initializeElement(at: column, to: Value(problem.rows[row * width + column], on: tape))
    }
    var start = 0
    for layer in 1..<problem.sizes.count {
      let isLast = layer == problem.sizes.count - 1
      let height = Int(problem.sizes[layer])
      for neuron in 0..<height {
        var sum = parameters[start + width]
        for index in 0..<width { sum = sum + parameters[start + index] * inputs[index] }
        outputs.initializeElement(at: neuron, to: activation(sum, isLast))
        start += width + 1
      }
      swap(&inputs, &outputs)
      width = height
    }
    return inputs[0]
  }

  /// The mean over all rows of what `loss` makes of an output and its target.
  @inline(__always)
  private func mean(
    _ activation: (Value, _ isLast: Bool) -> Value, _ loss: (Value, Double) -> Value
  ) -> Value {
    withUnsafeTemporaryAllocation(of: Value.self, capacity: OneByOne.widest) { inputs in
      withUnsafeTemporaryAllocation(of: Value.self, capacity: OneByOne.widest) { outputs in
        var total: Value?
        for (row, target) in problem.targets.enumerated() {
          let loss = loss(output(row, (inputs, outputs), activation), target)
          total = total.map { $0 + loss } ?? loss
        }
        return total! * (1 / Double(problem.targets.count))
      }
    }
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
    mean({ sum, _ in sum.tanh() }) { output, target in (output - target).pow(2) }
  }

  private func penalizedHinge() -> Value {
    let mean = mean({ sum, isLast in isLast ? sum : sum.relu() }) { output, target in
      (output * -target + 1).relu()
    }
    var penalty = parameters[0] * parameters[0]
    for parameter in parameters.dropFirst() { penalty = penalty + parameter * parameter }
    return mean + penalty * Problem.strength
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
