internal import Text

/// Traps with a sentence unless a function was called as it can be.
///
/// `fatalError` and not `precondition`, since an optimised build drops the sentence of the latter.
func require(_ isMet: Bool, _ sentence: @autoclosure () -> String) {
  if !isMet { fatalError(sentence()) }
}

/// Traps unless there are two classes at least, and the label is one of them.
func checkLabel(_ label: Int, classes: Int) {
  require(
    classes >= 2,
    "A loss over \(classes.counted("class", plural: "classes")) was asked for; it needs two at least."
  )
  require(
    (0..<classes).contains(label),
    "There is no class \(label): \(classes.counted("class", plural: "classes")) are counted from 0."
  )
}

/// Traps unless there is an example at least, and a label for each that is one of the classes.
func checkLabels(_ labels: [Int], scores: Matrix) {
  require(scores.columns > 0, "A loss over no examples was asked for; it needs one at least.")
  require(
    labels.count == scores.columns,
    "\(scores.columns.counted("example")) cannot be compared with \(labels.count.counted("label"))."
  )
  for label in labels { checkLabel(label, classes: scores.rows) }
}
