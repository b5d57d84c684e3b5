internal import Diagrams
internal import NeuralNetworks

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
    let name = kind.rawValue
    let padding = String(repeating: " ", count: max(0, 32 - name.count))
    return "\(hasPassed ? "pass" : "FAIL")  \(name)\(padding)"
      + "loss \(numbers.text(found)), wanted \(relation) \(numbers.text(wanted))\n"
  }
}
