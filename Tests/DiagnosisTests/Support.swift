import Autograd
import ComputationGraph
import Diagnosis
import ExpressionPrograms
import NeuralNetworks

/// The graph of a program after its backward passes.
func graph(_ program: String, root: String? = nil) throws -> GraphSnapshot {
  let tape = Tape()
  let run = try ExpressionProgram(program, name: "test.mg").run(on: tape, root: root)
  return GraphSnapshot(root: run.root, extent: .wholeTape)
}

/// A chain that applies a line to `h0` `count` times, each result under a name of its own.
func chain(_ count: Int, from start: String = "h0 = Value(1.0)", _ step: (String) -> String)
  -> String
{
  ([start] + (1...count).map { "h\($0) = \(step("h\($0 - 1)"))" }).joined(separator: "\n")
}

/// A network on its data, with what is done to it.
struct Setting {
  let tape = Tape()
  let model: MLP
  let objective: Objective

  init(
    _ sizes: [Int], _ data: DataSet, _ loss: Loss, activation: Activation = .tanh,
    initializer: Initializer = .uniform, seed: UInt64 = 1
  ) throws {
    var generator = SeededGenerator(seed: seed)
    model = MLP(
      sizes, activation: activation,
      lastActivation: loss == .meanSquaredError ? activation : .identity,
      initializer: initializer, using: &generator, on: tape)
    objective = try Objective(model: model, data: data, loss: loss)
  }

  func train(_ steps: Int, rate: Double) throws {
    var training = Training(
      objective: objective, optimizer: SGD(learningRate: .constant(rate)), stepCount: steps)
    var generator = SeededGenerator(seed: 5)
    _ = try training.run(using: &generator)
  }

  func findings(rate: Double? = nil, isAtStart: Bool = true) -> [Finding] {
    objective.diagnose(learningRate: rate, isAtStart: isAtStart).findings
  }

  /// The graph of the loss over every `step`th row, as `mlp` draws it.
  func graph(stride step: Int = 1) -> GraphSnapshot {
    model.zeroGradients()
    return tape.step {
      let rows = Array(stride(from: 0, to: objective.data.count, by: step))
      let loss = objective.record(rows: rows, isForDrawing: true).total
      loss.backward()
      return GraphSnapshot(root: loss, extent: .wholeTape)
    }
  }
}
