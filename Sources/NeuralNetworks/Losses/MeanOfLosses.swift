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

/// The mean over a batch of a loss of two parts, one of each for every example.
func meanOverExamples<Output, Target>(
  _ outputs: [Output], _ targets: [Target], of loss: (Output, Target) -> Value
) -> Value {
  require(
    outputs.count == targets.count,
    "\(outputs.count) outputs cannot be compared with \(targets.count) targets.")
  return meanOverExamples(zip(outputs, targets).map(loss))
}

/// Traps unless there are two classes at least, and the label is one of them.
func checkLabel(_ label: Int, classes: Int) {
  require(classes >= 2, "A loss over \(classes) classes was asked for; it needs two at least.")
  require(
    (0..<classes).contains(label),
    "There is no class \(label): \(classes) classes are counted from 0.")
}
