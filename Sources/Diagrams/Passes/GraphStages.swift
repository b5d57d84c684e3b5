internal import ComputationGraph

/// The stages of a graph that a picture shows.
///
/// Those of a backward pass are made when they are asked for: a thousand of a thousand nodes are too
/// much to keep.
struct GraphStages: RandomAccessCollection, Sendable {
  private enum Source: Sendable {
    case all([GraphSnapshot])
    case pass(of: GraphSnapshot, steps: [BackwardStep])
  }

  private let source: Source

  /// Stages that are there.
  init(_ stages: [GraphSnapshot]) {
    source = .all(stages)
  }

  /// The graph before a backward pass, and after each step of it.
  init(of graph: GraphSnapshot, through steps: [BackwardStep]) {
    source = .pass(of: graph.beforeBackward(), steps: steps)
  }

  var startIndex: Int { 0 }

  var endIndex: Int {
    switch source {
    case .all(let stages): stages.count
    case .pass(_, let steps): steps.count + 1
    }
  }

  /// O(nodes + steps) for a stage of a pass, except for the first.
  subscript(stage: Int) -> GraphSnapshot {
    switch source {
    case .all(let stages): stages[stage]
    case .pass(let before, let steps): stage == 0 ? before : before.after(steps[..<stage])
    }
  }
}
