internal import Diagrams
internal import Text

extension LinePlot {
  /// A loss curve in words, for those who hear it read out.
  static func description(
    of losses: [Double], unit: String, accuracies: Accuracies?
  ) -> String {
    let numbers = NumberStyle()
    guard let first = losses.first, let last = losses.last else { return "There are no losses." }
    var text =
      losses.count == 1
      ? "The loss is \(numbers.text(first))."
      : "The loss goes from \(numbers.text(first)) to \(numbers.text(last)) over "
        + "\(losses.count - 1) \(unit)\(losses.count == 2 ? "" : "s")."
    let gaps = losses.count { !$0.isFinite }
    if gaps > 0 { text += " \(gaps) of the losses \(gaps == 1 ? "is" : "are") not finite." }
    func ending(_ name: String, _ values: [Double]?) -> String {
      guard let last = values?.last else { return "" }
      return " The accuracy on the \(name) rows ends at \(numbers.text(last * 100)) %."
    }
    return text + ending("training", accuracies?.train) + ending("test", accuracies?.test)
  }
}
