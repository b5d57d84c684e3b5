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
          ? check(inherited, error, tone: .warning)
          : check(mark.verdict.name, error, tone: tone(of: mark.verdict))
      ]
      if mark.verdict >= .kink && !mark.isInherited { isSuspect.insert(mark.node) }
    }
    let verdicts: [GradientVerdict] = [
      .good, .fine, .loose, .kink, .unchecked, .uncomfortable, .notDeterministic,
    ]
    let known = verdicts.map { check($0.name, tone: tone(of: $0)) }
    return Overlay(
      marks: marks, ghosts: ghosts(of: report.graph, around: isSuspect),
      legend: known + [check(inherited, tone: .warning)]
        + [.wrong, .notFinite].map { check($0.name, tone: tone(of: $0)) })
  }

  /// The word for what follows from an error elsewhere.
  private static let inherited = "inherited"

  private static func check(_ word: String, _ error: String = "", tone: Tone) -> Mark {
    Mark(key: "check", text: word + error, tone: tone, meaning: word)
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
