internal import Autograd
internal import ComputationGraph

/// Sorts nodes into cards, which come in the order of the first nodes that are drawn of each: a run of one
/// group at a time.
struct CardSorter {
  private struct Draft {
    /// The group; `nil` for nodes of one name, and for what stands alone.
    var group: GroupPath?
    var frame: GroupPath?
    var nodeCount = 0
    var samples: Set<Int> = []
  }

  private let depth: Int?
  private let groups: SampledGroups
  private var drafts: [Draft] = []
  /// The cards of groups, and of nodes that lie over each other sample by sample, by their label.
  private var cardOfGroup: [GroupPath: Int] = [:]
  private var cardOfLabel: [Int32: Int] = [:]
  /// The cards of the paths without samples; -1 for those that have none yet.
  private var cardOfPath: [Int]

  init(depth: Int?, _ groups: SampledGroups) {
    (self.depth, self.groups) = (depth, groups)
    cardOfPath = Array(repeating: -1, count: groups.paths.count)
  }

  var cardCount: Int { drafts.count }

  /// Calls a closure with nodes in a row that are drawn, and the card that they are on.
  mutating func sort(
    _ nodes: NodeColumns, _ folded: FoldedNodes, _ place: (_ run: Range<Int>, _ card: Int) -> Void
  ) {
    if groups.codes.isEmpty {
      for index in 0..<nodes.count { sortAlone(index, frame: nil, folded, place) }
      return
    }
    for (run, code) in groups.runs {
      guard depth != nil, let code else {
        let frame = code.map { nodes.groups.values[$0] }
        for index in run { sortAlone(index, frame: frame, folded, place) }
        continue
      }
      let (sample, path) = groups.parts[code]
      if path >= 0, folded.isEmpty {
        let card = card(ofPath: Int(path), sample, count: run.count)
        place(run, card)
      } else {
        for index in run where folded.owner(of: index) == index {
          let card =
            path >= 0
            ? card(ofPath: Int(path), sample, count: 1)
            : card(ofLabel: nodes.labels.codes[index], sample)
          place(index..<index + 1, card)
        }
      }
    }
  }

  /// A node that is in no group, or whose group is a frame.
  @inline(__always)
  private mutating func sortAlone(
    _ index: Int, frame: GroupPath?, _ folded: FoldedNodes, _ place: (Range<Int>, Int) -> Void
  ) {
    if folded.owner(of: index) != index || folded.isInlined(index) { return }
    drafts.append(Draft(frame: frame, nodeCount: 1))
    place(index..<index + 1, drafts.count - 1)
  }

  private mutating func card(ofPath path: Int, _ sample: Int?, count: Int) -> Int {
    if cardOfPath[path] < 0 {
      let group = groups.paths[path].prefix(depth ?? 0)
      let card = cardOfGroup[group] ?? drafts.count
      if card == drafts.count {
        cardOfGroup[group] = card
        drafts.append(Draft(group: group, frame: group.parent))
      }
      cardOfPath[path] = card
    }
    add(count, sample, to: cardOfPath[path])
    return cardOfPath[path]
  }

  /// The card of a node of a sample that is in no other group.
  private mutating func card(ofLabel label: Int32, _ sample: Int?) -> Int {
    let card = cardOfLabel[label] ?? drafts.count
    if card == drafts.count {
      // What has no name stands alone.
      if label >= 0 { cardOfLabel[label] = card }
      drafts.append(Draft())
    }
    add(1, sample, to: card)
    return card
  }

  private mutating func add(_ count: Int, _ sample: Int?, to card: Int) {
    drafts[card].nodeCount += count
    if let sample { drafts[card].samples.insert(sample) }
  }

  /// The cards, still without members.
  func finishedCards() -> [GraphOutline.Card] {
    drafts.map { draft in
      let isNode = draft.group == nil && draft.nodeCount == 1
      return GraphOutline.Card(
        kind: isNode ? .node : .group, group: draft.group, frame: draft.frame, members: [],
        sampleCount: max(1, draft.samples.count))
    }
  }
}
