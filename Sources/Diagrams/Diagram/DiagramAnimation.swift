/// A graph in motion: data flows forward, then gradients flow back.
///
/// Time goes in moments: in the first ones the cards get their data, in the others their gradients.
public struct DiagramAnimation: Sendable {
  /// The picture without gradients.
  public let before: Diagram
  /// The picture at the end.
  public let after: Diagram
  /// For each node of the diagrams, the moment in which it has its data.
  public let arrivals: [Int]
  /// For each node, the moment in which it has its gradient; `nil` where it gets none.
  public let returns: [Int?]
  /// How many moments there are.
  public let momentCount: Int

  /// The motion between two stages of one geometry.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - before: The picture before backward.
  ///   - after: The picture after it.
  public init(before: Diagram, after: Diagram) {
    self.before = before
    self.after = after
    if before.nodes.count != after.nodes.count || before.edges.count != after.edges.count {
      fatalError("A DiagramAnimation needs two stages of one graph.")
    }
    let arrivals = DiagramAnimation.levels(of: after, isBack: false)
    let first = (arrivals.max() ?? 0) + 1
    var isReached = after.nodes.indices.map { place in
      before.nodes[place].rows != after.nodes[place].rows || after.nodes[place].shape == .point
    }
    // A gradient passes what shows none: joints, and micrograd's rounds.
    for edge in after.edges where after.nodes[edge.tail].shape == .round {
      isReached[edge.tail] = isReached[edge.head]
    }
    let levels = DiagramAnimation.levels(of: after, isBack: true)
    let root = after.nodes.indices.filter { isReached[$0] }.map { levels[$0] }.min() ?? 0
    let returns = after.nodes.indices.map { isReached[$0] ? first + levels[$0] - root : nil }
    self.arrivals = arrivals
    self.returns = returns
    momentCount = max(first, (returns.lazy.compactMap { $0 }.max() ?? 0) + 1)
  }

  /// How far each node is from where the flow begins, by the longest way; a joint is on the way.
  private static func levels(of diagram: Diagram, isBack: Bool) -> [Int] {
    var next = [[Int]](repeating: [], count: diagram.nodes.count)
    var waiting = [Int](repeating: 0, count: diagram.nodes.count)
    for edge in diagram.edges {
      let (from, to) = isBack ? (edge.head, edge.tail) : (edge.tail, edge.head)
      next[from].append(to)
      waiting[to] += 1
    }
    var levels = [Int](repeating: 0, count: diagram.nodes.count)
    var queue = diagram.nodes.indices.filter { waiting[$0] == 0 }
    var isQueued = waiting.map { $0 == 0 }
    var place = 0
    while place < diagram.nodes.count {
      if place == queue.count {
        // Cards that stand for many can be before and behind each other: one of them goes first.
        let first = isBack ? isQueued.lastIndex(of: false) : isQueued.firstIndex(of: false)
        guard let next = first else { break }
        isQueued[next] = true
        queue.append(next)
      }
      let node = queue[place]
      place += 1
      for other in next[node] where !isQueued[other] {
        let step = diagram.nodes[other].shape == .point ? 0 : 1
        levels[other] = max(levels[other], levels[node] + step)
        waiting[other] -= 1
        if waiting[other] == 0 {
          isQueued[other] = true
          queue.append(other)
        }
      }
    }
    let highest = levels.max() ?? 0
    return highest <= mostLevels ? levels : levels.map { $0 * mostLevels / highest }
  }
}

extension DiagramAnimation {
  /// The most moments that one way takes; where it is longer, several cards share a moment.
  private static let mostLevels = 100

  /// How long the end is shown, in milliseconds.
  public static let rest = 3000

  /// How long a moment is, in milliseconds: short where there are many.
  public var moment: Int { max(250, min(800, 12_000 / max(1, momentCount))) }

  /// The motion as pictures, where a format knows no motion of its own; the end stands last.
  public func frames() -> [(diagram: Diagram, milliseconds: Int)] {
    (0..<momentCount).map { time in
      (frame(at: time), time == momentCount - 1 ? DiagramAnimation.rest : moment)
    }
  }

  private func frame(at time: Int) -> Diagram {
    var frame = before
    (frame.title, frame.description) = (after.title, after.description)
    for place in frame.nodes.indices {
      if let moment = returns[place], moment <= time {
        frame.nodes[place] = after.nodes[place]
      } else if arrivals[place] > time && !frame.nodes[place].isDimmed {
        frame.nodes[place].fade(into: before.theme)
      }
    }
    for (place, edge) in frame.edges.enumerated() {
      let isBack = returns[edge.tail].map { $0 <= time } ?? false
      if isBack { frame.edges[place] = after.edges[place] }
      if isFlowing(over: edge, at: time) && time < momentCount - 1 {
        frame.edges[place].color = before.theme.accent
        frame.edges[place].width = 2.5
      } else if arrivals[edge.head] > time {
        frame.edges[place].color = before.theme.faint(edge.color)
      }
    }
    return frame
  }

  /// Whether something comes over an arrow in a moment, either way.
  private func isFlowing(over edge: Diagram.Edge, at time: Int) -> Bool {
    arrivals[edge.head] == time || (returns[edge.tail] == time && returns[edge.head] != nil)
  }
}
