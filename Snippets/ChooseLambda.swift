// Choose the strength of a penalty by cross-validation.

import MultiGrad

var generator = SeededGenerator(seed: 1)
let folds = try DataSet.iris.folds(5, using: &generator)

let validation = try CrossValidation(over: [0, 1e-3, 1e-2, 1e-1], folds: folds) {
  lambda, fold in
  var generator = SeededGenerator(seed: 1)
  let standardize = Standardizer(fittedOn: fold.train)
  let model = MLP([4, 8, 3], lastActivation: .identity, using: &generator, on: Tape.current)
  let objective = try Objective(
    model: model, data: standardize(fold.train), loss: .softmax, regularizer: .l2(lambda))
  var training = Training(
    objective: objective, optimizer: SGD(learningRate: .constant(0.5)), stepCount: 50)
  _ = try training.run(using: &generator)
  let held = try Objective(model: model, data: standardize(fold.validation), loss: .softmax)
  return held.accuracy()
}

for result in validation.results { print(result.setting, result.mean, result.standardDeviation) }
print("best λ:", validation.best.setting)
