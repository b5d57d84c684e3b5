internal import Autograd
internal import ComputationGraph

/// The groups of a graph with their samples taken off, so that what belongs to one neuron has one group.
///
/// There are few of them, and each path is taken apart once, and not for each node.
struct SampledGroups {
  /// For each node the number of its group in the graph's table; empty where no node has one.
  let codes: [Int32]
  /// For each group of the table: the sample, and where the path without it is in ``paths``; -1 where nothing
  /// is left, and for what no node has.
  private(set) var parts: [(sample: Int?, path: Int32)]
  /// The paths without samples, each once.
  private(set) var paths: [GroupPath] = []

  init(_ graph: GraphSnapshot) {
    let groups = graph.nodes.columns.groups
    codes = groups.codes.values
    parts = Array(repeating: (nil, -1), count: groups.values.count)
    var isSeen = [Bool](repeating: false, count: groups.values.count)
    var known: [GroupPath: Int32] = [:]
    for run in runs {
      guard let code = run.code, !isSeen[code] else { continue }
      isSeen[code] = true
      parts[code].sample = groups.values[code].sample
      guard let path = groups.values[code].withoutSample else { continue }
      let place = known[path] ?? Int32(paths.count)
      if place == paths.count {
        known[path] = place
        paths.append(path)
      }
      parts[code].path = place
    }
  }

  /// Nodes that stand in a row and have one group; nodes of no group are runs as well.
  struct Runs: Sequence, IteratorProtocol {
    private let codes: [Int32]
    private var end = 0

    init(_ codes: [Int32]) { self.codes = codes }

    mutating func next() -> (nodes: Range<Int>, code: Int?)? {
      if end == codes.count { return nil }
      let (start, code) = (end, codes[end])
      repeat { end += 1 } while end < codes.count && codes[end] == code
      return (start..<end, code < 0 ? nil : Int(code))
    }
  }

  /// The runs, in the order of the graph; none where no node has a group.
  var runs: Runs { Runs(codes) }

  /// The most levels of groups that are distinguished.
  private static let deepest = 16

  /// How many parts the longest path has; 16 at most.
  var depth: Int { min(paths.lazy.map(\.names.count).max() ?? 0, SampledGroups.deepest) }
}
