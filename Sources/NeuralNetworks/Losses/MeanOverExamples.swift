internal import Text
public import Autograd

/// The sum of some values, from left to right; there is one at least.
func sumFromLeft(_ terms: [Value]) -> Value {
  terms[0].tape.recordSum(of: terms) ?? terms.dropFirst().reduce(terms[0], +)
}

/// The sum of the squares of some values, from left to right, as an expression: x1² + x2² and so on.
///
/// A penalty on weights is a factor times it.
///
/// - Parameter values: At least one.
public func sumOfSquares(_ values: [Value]) -> Value {
  require(!values.isEmpty, "A sum of no squares was asked for; it needs one at least.")
  return values[0].tape.recordSum(of: values, squared: true)
    ?? sumFromLeft(values.map { $0.pow(2) })
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
    "\(outputs.count.counted("output")) cannot be compared with \(targets.count.counted("target"))."
  )
  return meanOverExamples(zip(outputs, targets).map(loss))
}
