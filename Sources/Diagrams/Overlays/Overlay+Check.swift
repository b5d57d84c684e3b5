public import ComputationGraph
internal import Text

extension Overlay {
  /// What a gradient check says of each node: the gravest verdict, and its error.
  ///
  /// Where something is not as it should be, what has no part in it is drawn faintly.
  public static func check(_ report: GradientCheckReport) -> Overlay {
    var marks: [Int: [Mark]] = [:]
    var isSuspect: Set<Int> = []
    for mark in report.marks {
      let error = mark.error.isNaN ? "" : " \(NumberStyle(digits: 2).text(mark.error))"
      marks[mark.node] = [
        mark.isInherited
          ? Mark(key: "check", text: "inherited" + error, tone: .warning)
          : Mark(key: "check", text: mark.verdict.name + error, tone: tone(of: mark.verdict))
      ]
      if mark.verdict >= .kink && !mark.isInherited { isSuspect.insert(mark.node) }
    }
    return Overlay(
      marks: marks, ghosts: ghosts(of: report.graph, around: isSuspect),
      legend: [
        Mark(key: "check", text: "good, fine", tone: .good),
        Mark(key: "check", text: "loose, kink, unchecked", tone: .notice),
        Mark(key: "check", text: "uncomfortable, inherited", tone: .warning),
        Mark(key: "check", text: "wrong", tone: .bad),
      ])
  }

  private static func tone(of verdict: GradientVerdict) -> Tone {
    switch verdict {
    case .good, .fine: .good
    case .loose, .kink, .unchecked: .notice
    case .uncomfortable, .notDeterministic: .warning
    case .wrong, .notFinite: .bad
    }
  }

  /// All nodes but some and their inputs; none where nothing is suspect.
  private static func ghosts(of graph: GraphSnapshot, around nodes: Set<Int>) -> Set<Int> {
    if nodes.isEmpty { return [] }
    let shown = nodes.union(nodes.flatMap { graph.nodes[$0].inputs })
    return Set(graph.nodes.indices).subtracting(shown)
  }
}
