internal import Autograd

/// The sum of some values, from left to right; there is one at least.
func sumFromLeft(_ terms: [Value]) -> Value {
  terms.dropFirst().reduce(terms[0], +)
}

/// The mean over some examples: their sum and, for more than one, a division.
func meanOverExamples(_ losses: [Value]) -> Value {
  require(!losses.isEmpty, "A loss over no examples was asked for; it needs one at least.")
  return losses.count == 1 ? losses[0] : sumFromLeft(losses) / Double(losses.count)
}

/// The mean over a batch of the loss of one output and its target.
func meanOverExamples<Output, Target>(
  _ outputs: [Output], _ targets: [Target], of loss: (Output, Target) -> Value
) -> Value {
  require(
    outputs.count == targets.count,
    "\(outputs.count) outputs cannot be compared with \(targets.count) targets.")
  return meanOverExamples(zip(outputs, targets).map(loss))
}

/// The mean of a loss of one output and its target over all elements of two matrices.
func meanOverElements(
  _ outputs: Matrix, _ targets: Matrix,
  _ loss: (Double, Double) -> (loss: Double, slope: Double)
) -> LossAndGradient {
  require(
    outputs.rows == targets.rows && outputs.columns == targets.columns
      && !outputs.elements.isEmpty,
    "Outputs of \(outputs.rows) × \(outputs.columns) cannot be compared with targets of "
      + "\(targets.rows) × \(targets.columns).")
  let count = Double(outputs.elements.count)
  let terms = zip(outputs.elements, targets.elements).map(loss)
  return LossAndGradient(
    loss: terms.reduce(0) { $0 + $1.loss } / count,
    gradient: Matrix(
      rows: outputs.rows, columns: outputs.columns, elements: terms.map { $0.slope / count }))
}

/// Traps unless there are two classes at least, and the label is one of them.
func checkLabel(_ label: Int, classes: Int) {
  require(classes >= 2, "A loss over \(classes) classes was asked for; it needs two at least.")
  require(
    (0..<classes).contains(label),
    "There is no class \(label): \(classes) classes are counted from 0.")
}

/// Traps unless there is an example at least, and a label for each that is one of the classes.
func checkLabels(_ labels: [Int], scores: Matrix) {
  require(scores.columns > 0, "A loss over no examples was asked for; it needs one at least.")
  require(
    labels.count == scores.columns,
    "\(scores.columns) examples cannot be compared with \(labels.count) labels.")
  for label in labels { checkLabel(label, classes: scores.rows) }
}
