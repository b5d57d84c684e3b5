import TapeBaselines

/// micrograd, translated into Swift as its readers would: objects, closures, and a topological sort by recursion.
///
/// Chains are left out of it: their depth is more than the stack takes.
final class MicrogradValue {
  var data: Double
  var gradient = 0.0
  private let children: [MicrogradValue]
  private var goBackward: () -> Void = {}

  init(_ data: Double, _ children: [MicrogradValue] = []) {
    (self.data, self.children) = (data, children)
  }

  static func + (x: MicrogradValue, y: MicrogradValue) -> MicrogradValue {
    let out = MicrogradValue(x.data + y.data, [x, y])
    out.goBackward = { [unowned out] in
      x.gradient += out.gradient
      y.gradient += out.gradient
    }
    return out
  }

  static func * (x: MicrogradValue, y: MicrogradValue) -> MicrogradValue {
    let out = MicrogradValue(x.data * y.data, [x, y])
    out.goBackward = { [unowned out] in
      x.gradient += y.data * out.gradient
      y.gradient += x.data * out.gradient
    }
    return out
  }

  func tanh() -> MicrogradValue {
    let out = MicrogradValue(chosen_tanh(nil, data), [self])
    out.goBackward = { [unowned out] in
      self.gradient += (1 - out.data * out.data) * out.gradient
    }
    return out
  }

  func relu() -> MicrogradValue {
    let out = MicrogradValue(data < 0 ? 0 : data, [self])
    out.goBackward = { [unowned out] in self.gradient += out.data > 0 ? out.gradient : 0 }
    return out
  }

  func backward() {
    var order: [MicrogradValue] = []
    var visited: Set<ObjectIdentifier> = []
    func visit(_ value: MicrogradValue) {
      guard visited.insert(ObjectIdentifier(value)).inserted else { return }
      for child in value.children { visit(child) }
      order.append(value)
    }
    visit(self)
    gradient = 1
    for value in order.reversed() { value.goBackward() }
  }
}

/// The networks on these values.
struct Micrograd {
  private let problem: Problem
  private let parameters: [MicrogradValue]

  init(_ problem: Problem) {
    self.problem = problem
    parameters = problem.parameters.map { MicrogradValue($0) }
  }

  func reset() {
    for (parameter, number) in zip(parameters, problem.parameters) { parameter.data = number }
  }

  private func output(
    _ row: Int, _ activation: (MicrogradValue, _ isLast: Bool) -> MicrogradValue
  ) -> MicrogradValue {
    let width = problem.inputCount
    var values = (0..<width).map { MicrogradValue(problem.rows[row * width + $0]) }
    var start = 0
    for layer in 1..<problem.sizes.count {
      let inputs = values
      values = (0..<Int(problem.sizes[layer])).map { _ in
        var sum = parameters[start + inputs.count]
        for index in inputs.indices { sum = sum + parameters[start + index] * inputs[index] }
        start += inputs.count + 1
        return activation(sum, layer == problem.sizes.count - 1)
      }
    }
    return values[0]
  }

  private func mean(_ loss: (_ row: Int) -> MicrogradValue) -> MicrogradValue {
    let losses = problem.targets.indices.map(loss)
    return losses.dropFirst().reduce(losses[0], +)
      * MicrogradValue(1 / Double(problem.targets.count))
  }

  private func descend(from loss: MicrogradValue) -> Double {
    for parameter in parameters { parameter.gradient = 0 }
    loss.backward()
    for parameter in parameters { parameter.data -= problem.rate * parameter.gradient }
    return loss.data
  }

  func squares() -> Double {
    let loss = mean { row in
      let difference =
        output(row) { sum, _ in sum.tanh() }
        + MicrogradValue(-problem.targets[row])
      return difference * difference
    }
    return descend(from: loss)
  }

  func hinge() -> Double {
    let loss = mean { row in
      let output = output(row) { sum, isLast in isLast ? sum : sum.relu() }
      return (output * MicrogradValue(-problem.targets[row]) + MicrogradValue(1)).relu()
    }
    let squares = parameters.map { $0 * $0 }
    let penalty = squares.dropFirst().reduce(squares[0], +)
    return descend(from: loss + penalty * MicrogradValue(Problem.strength))
  }
}
