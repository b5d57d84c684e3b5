import MultiGrad

/// Our values with the network library: a step of training as a user writes it.
struct WithLayers {
  private let problem: Problem
  private let tape = Tape()
  private let model: MLP
  private let parameters: [Value]
  private let rows: [[Double]]

  init(_ problem: Problem, activation: Activation, lastActivation: Activation) {
    self.problem = problem
    var generator = SeededGenerator(seed: 1)
    model = MLP(
      problem.sizes.map { Int($0) }, activation: activation, lastActivation: lastActivation,
      using: &generator, on: tape)
    parameters = model.parameters()
    let width = problem.inputCount
    rows = problem.targets.indices.map { Array(problem.rows[$0 * width..<($0 + 1) * width]) }
    reset()
  }

  func reset() {
    for (parameter, number) in zip(parameters, problem.parameters) { parameter.data = number }
  }

  func squares() -> Double {
    step { output, target in (output - target).pow(2) }
  }

  func hinge() -> Double {
    step(penalty: Problem.strength) { output, target in (output * -target + 1).relu() }
  }

  @inline(__always)
  private func step(penalty: Double? = nil, _ loss: (Value, Double) -> Value) -> Double {
    tape.step {
      var total: Value?
      for (row, target) in zip(rows, problem.targets) {
        let one = loss(model(row)[0], target)
        total = total.map { $0 + one } ?? one
      }
      var mean = total! * (1 / Double(problem.targets.count))
      if let penalty { mean = mean + sumOfSquares(parameters) * penalty }
      model.zeroGradients()
      mean.backward()
      for parameter in parameters { parameter.data -= problem.rate * (parameter.gradient ?? 0) }
      return mean.data
    }
  }
}
