/// One kind of fault: how it is found in a graph, in a network on its data, or in both.
///
/// A new rule is a file of its own in `Rules`, and a line in ``all``.
struct Rule: Sendable {
  /// What the rule finds.
  let names: [Finding.Name]
  var inGraph: @Sendable (GraphEvidence) -> [Finding] = { _ in [] }
  var inNetwork: @Sendable (NetworkEvidence) -> [Finding] = { _ in [] }

  /// All rules, in the order in which their findings are reported.
  static let all: [Rule] = [
    .notFiniteForward,
    .notFiniteBackward,
    .flatPlaces,
    .saturation,
    .gradientFlow,
    .unreachedParameter,
    .heldGradient,
    .identicalNeurons,
    .unreachableTarget,
    .accumulatedGradient,
    .updateRatio,
    .lossAtStart,
    .diverged,
  ]
}
