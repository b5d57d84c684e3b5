// Train a small network on micrograd's four samples.

// snippet.training
import MultiGrad

let tape = Tape()
var generator = SeededGenerator(seed: 1)
let model = MLP([3, 4, 4, 1], using: &generator, on: tape)
let objective = try Objective(model: model, data: .micrograd, loss: .meanSquaredError)

for epoch in 1...100 {
  // What a step records goes when it ends; the parameters stay.
  let loss = tape.step {
    let loss = objective.record(rows: 0..<4).total
    model.zeroGradients()
    loss.backward()
    return loss
  }
  for parameter in model.parameters() { parameter.data -= 0.2 * (parameter.gradient ?? 0) }
  if epoch % 20 == 0 { print(epoch, loss.data) }
}
// snippet.end
