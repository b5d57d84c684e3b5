internal import Diagrams
internal import NeuralNetworks
internal import Text

extension SanityCheck {
  /// The check as a line of a report.
  var line: String {
    let numbers = NumberStyle()
    let relation =
      switch kind {
      case .lossAtChance: "about"
      case .regularization: "more than"
      case .overfitting: "less than"
      }
    return "\(hasPassed ? "pass" : "FAIL")  \(kind.rawValue.padded(to: 32))"
      + "loss \(numbers.text(found)), wanted \(relation) \(numbers.text(wanted))\n"
  }
}
