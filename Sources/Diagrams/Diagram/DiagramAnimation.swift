/// A graph in motion: data flows forward, then gradients flow back.
///
/// Time goes in moments: in the first ones the cards get their data, in the others their gradients.
package struct DiagramAnimation: Sendable {
  /// The picture without gradients.
  package private(set) var before: Diagram
  /// The picture at the end.
  package private(set) var after: Diagram
  /// For each node of the diagrams, the moment in which it has its data.
  package let arrivals: [Int]
  /// For each node, the moment in which it has its gradient; `nil` where it gets none.
  package let returns: [Int?]
  /// How many moments there are, and how many of them go forward.
  package let momentCount, forwardCount: Int

  /// The motion between two stages of one geometry.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - before: The picture before backward.
  ///   - after: The picture after it.
  package init(before: Diagram, after: Diagram) {
    self.before = before
    self.after = after
    if before.nodes.count != after.nodes.count || before.edges.count != after.edges.count {
      fatalError("A DiagramAnimation needs two stages of one graph.")
    }
    let arrivals = DiagramAnimation.levels(of: after, isBack: false)
    let first = (arrivals.max() ?? 0) + 1
    var isReached = after.nodes.indices.map { node in
      before.nodes[node].allRows != after.nodes[node].allRows || after.nodes[node].shape == .point
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
    forwardCount = first
    momentCount = max(first, (returns.lazy.compactMap { $0 }.max() ?? 0) + 1)
    let backCount = momentCount - first
    var captions: [[Diagram.Header.Line]] = [["forward"] + before.header.caption]
    for step in 0..<backCount {
      captions.append(
        [.init("backward, step \(step + 1) of \(backCount)")] + after.header.caption)
    }
    (self.before.header.captions, self.after.header.captions) = (captions, captions)
    (self.before.header.stage, self.after.header.stage) = (0, backCount)
  }

  /// The same motion of diagrams that are changed alike.
  package func mapped(_ transform: (Diagram) -> Diagram) -> DiagramAnimation {
    var result = self
    (result.before, result.after) = (transform(before), transform(after))
    return result
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
    var taken = 0
    while taken < diagram.nodes.count {
      if taken == queue.count {
        // Cards that stand for many can be before and behind each other: one of them goes first.
        let first = isBack ? isQueued.lastIndex(of: false) : isQueued.firstIndex(of: false)
        guard let first else { break }
        isQueued[first] = true
        queue.append(first)
      }
      let node = queue[taken]
      taken += 1
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
  package static let rest = 3000

  /// How long a moment is, in milliseconds: short where there are many.
  package var moment: Int { max(250, min(800, 12_000 / max(1, momentCount))) }

  /// The motion as pictures, where a format knows no motion of its own; the end stands last.
  ///
  /// Each is made when it is asked for.
  package func frames() -> LazyMapCollection<Range<Int>, (diagram: Diagram, milliseconds: Int)> {
    (0..<momentCount).lazy.map { time in
      (frame(at: time), time == momentCount - 1 ? DiagramAnimation.rest : moment)
    }
  }

  private func frame(at time: Int) -> Diagram {
    var frame = before
    (frame.title, frame.description) = (after.title, after.description)
    (frame.header, frame.stageName) = (after.header, after.stageName)
    frame.header.stage = caption(at: time)
    for node in frame.nodes.indices {
      if let moment = returns[node], moment <= time {
        frame.nodes[node] = after.nodes[node]
      } else if arrivals[node] > time && !frame.nodes[node].isDimmed {
        frame.nodes[node].fade(into: before.theme)
      }
    }
    for (index, edge) in frame.edges.enumerated() {
      let isBack = returns[edge.tail].map { $0 <= time } ?? false
      if isBack { frame.edges[index] = after.edges[index] }
      if isFlowing(over: edge, at: time) && time < momentCount - 1 {
        frame.edges[index].color = before.theme.accent
        frame.edges[index].width = 2.5
        frame.edges[index].runsBack = time >= forwardCount
      } else if arrivals[edge.head] > time {
        frame.edges[index].color = before.theme.faint(edge.color)
      }
    }
    return frame
  }

  /// Which of the lines over the picture stands there in a moment.
  private func caption(at time: Int) -> Int { max(0, time - forwardCount + 1) }

  /// Whether something comes over an arrow in a moment, either way.
  private func isFlowing(over edge: Diagram.Edge, at time: Int) -> Bool {
    arrivals[edge.head] == time || (returns[edge.tail] == time && returns[edge.head] != nil)
  }
}
