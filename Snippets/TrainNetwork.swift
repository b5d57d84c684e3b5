// Train a small network on micrograd's four samples.

import MultiGrad

let tape = Tape()
var generator = SeededGenerator(seed: 1)
let model = MLP([3, 4, 4, 1], using: &generator, on: tape)

for epoch in 1...100 {
  // What a step records goes when it ends; the parameters stay.
  let loss = tape.step {
    let predictions = Sample.micrograd.flatMap { sample in
      model(sample.inputs.map { Value($0, on: tape) })
    }
    let targets = Sample.micrograd.flatMap { $0.targets.map { Value($0, on: tape) } }
    let loss = meanSquaredError(predictions: predictions, targets: targets)
    model.zeroGradients()
    loss.backward()
    return loss
  }
  for parameter in model.parameters() { parameter.data -= 0.2 * (parameter.gradient ?? 0) }
  if epoch % 20 == 0 { print(epoch, loss.data) }
}
