public import ComputationGraph
internal import Autograd
internal import Text

extension Overlay {
  /// How large each gradient is beside the greatest: where it dies or explodes is seen at once.
  ///
  /// - Parameter graph: A graph after backward; before it, there is nothing to say.
  public static func gradient(of graph: GraphSnapshot) -> Overlay {
    let magnitudes = graph.nodes.map { node in
      node.builtIn == .constant ? nil : node.gradient?.magnitude
    }
    let greatest = magnitudes.lazy.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    var marks: [Int: [Mark]] = [:]
    for (node, magnitude) in magnitudes.enumerated() {
      guard let magnitude else { continue }
      marks[node] = [mark(of: magnitude, greatest: greatest)]
    }
    var overlay = Overlay(
      marks: marks,
      legend: [
        Mark(key: "of max", text: "1 to 1e-2", tone: .good),
        Mark(key: "of max", text: "1e-2 to 1e-5", tone: .notice),
        Mark(key: "of max", text: "below 1e-5, or 0", tone: .warning),
        Mark(key: "of max", text: "not finite", tone: .bad),
      ])
    overlay.isOfGradients = true
    return overlay
  }

  private static func mark(of magnitude: Double, greatest: Double) -> Mark {
    guard magnitude.isFinite else {
      return Mark(key: "of max", text: "not finite", tone: .bad, weight: .infinity)
    }
    if magnitude == 0 { return Mark(key: "of max", text: "0", tone: .warning) }
    let share = magnitude / greatest
    let tone: Tone = share >= 1e-2 ? .good : share >= 1e-5 ? .notice : .warning
    return Mark(key: "of max", text: NumberStyle(digits: 2).text(share), tone: tone, weight: share)
  }
}
