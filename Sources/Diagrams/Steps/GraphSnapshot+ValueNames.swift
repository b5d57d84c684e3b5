internal import Autograd
internal import ComputationGraph

extension GraphSnapshot {
  /// The same graph with a name for each value that has none: v₁, v₂ … in the order in which they were
  /// computed, but for names that are taken.
  ///
  /// - Parameter outline: What is drawn: sums inside of a folded one get no name, nor do constants.
  func namingValues(in outline: GraphOutline) -> GraphSnapshot {
    var result = self
    var isInner = [Bool](repeating: false, count: nodes.count)
    for card in outline.cards where card.kind == .node {
      for member in card.members.dropLast() { isInner[member] = true }
    }
    let taken = Set(nodes.compactMap(\.label))
    var number = 0
    for index in nodes.indices
    where nodes[index].label == nil && nodes[index].builtIn != .constant && !isInner[index] {
      var name: String
      repeat {
        number += 1
        name = GraphSnapshot.valueName(number)
      } while taken.contains(name) || taken.contains("v\(number)")
      result.nodes[index].label = name
    }
    return result
  }

  private static func valueName(_ number: Int) -> String {
    let subscripts = String(number).unicodeScalars.compactMap { digit in
      Unicode.Scalar(0x2080 + digit.value - 0x30)
    }
    return "v" + String(String.UnicodeScalarView(subscripts))
  }
}
