/// The phase that says where at the sides of boxes lines leave and enter.
struct Ports {
  /// For each segment, how far below the middle of its tail it begins.
  private(set) var tailOffsets: [Double]
  /// For each segment, how far below the middle of its head it ends.
  private(set) var headOffsets: [Double]
  /// For each link that enters a box, how far below its middle it does so.
  private(set) var linkOffsets: [Double]
  /// For each link that enters a box, how far below its middle it runs where its label stands.
  private(set) var rowOffsets: [Double]
  /// Whether the label of each link stands below it, and not above.
  private(set) var isLabelBelow: [Bool]
  /// Whether what enters each item runs further apart than its ports, where labels stand.
  private(set) var isNarrowed: [Bool]
  /// The breadth that each vertex takes in its rank, with labels before it.
  private(set) var spans: [Double]

  /// Half of what each vertex takes in its rank, with the room beside it.
  private(set) var reaches: [Double] = []

  /// Between lines that enter one box, where there is room.
  private static let step = 22.0
  /// Between a port and the corner of its box, at least.
  private static let corner = 6.0
  /// The most lines of which one is preferred.
  private static let mostUneven = 3
  /// Half of what a turn is broad.
  static let turn = 5.0
  /// Between a label and the line beside it.
  private static let labelGap = 6.0

  /// O(vertices + segments · log of the most that enter one box).
  init(
    _ lattice: Lattice, _ ordering: Ordering, _ depths: [Int32],
    _ level: Level, _ children: [Placement]
  ) {
    tailOffsets = [Double](repeating: 0, count: lattice.segments.count)
    headOffsets = tailOffsets
    linkOffsets = [Double](repeating: 0, count: level.links.count)
    rowOffsets = linkOffsets
    isLabelBelow = [Bool](repeating: false, count: level.links.count)
    isNarrowed = [Bool](repeating: false, count: level.items.count)
    spans = [Double](repeating: 0, count: lattice.kinds.count)
    for vertex in lattice.kinds.indices {
      switch lattice.kinds[vertex] {
      case .item: spans[vertex] = level.items[vertex].breadth
      case .entry: break
      case .passage:
        spans[vertex] =
          level.lineShape == .square ? 0 : Ports.breadth(ofLines: lattice.lines[vertex])
      case .turn: spans[vertex] = 2 * Ports.turn
      }
    }
    for (index, segment) in lattice.segments.enumerated() {
      let (tail, head) = (Int(segment.tail), Int(segment.head))
      if lattice.kinds[tail] == .turn {
        tailOffsets[index] = segment.tailSlot == 0 ? -Ports.turn : Ports.turn
      } else if lattice.kinds[tail] == .item, level.items[tail].kind >= 0 {
        let child = children[Int(level.items[tail].kind)]
        tailOffsets[index] = child.rowOfSlot[Int(segment.tailSlot)] - child.breadth / 2
      }
      if lattice.kinds[head] == .turn {
        headOffsets[index] = segment.headSlot == 0 ? -Ports.turn : Ports.turn
      } else if lattice.kinds[head] == .item, level.items[head].kind >= 0 {
        let child = children[Int(level.items[head].kind)]
        headOffsets[index] = child.rowOfSlot[Int(segment.headSlot)] - child.breadth / 2
      }
    }
    var entering: [Int32] = []
    for item in level.items.indices where level.items[item].kind < 0 {
      let range = lattice.incoming.range(of: item)
      if range.isEmpty { continue }
      entering.removeAll(keepingCapacity: true)
      entering += lattice.incoming.values[range]
      spread(&entering, over: item, lattice, ordering, depths, level)
    }
    reaches = spans.indices.map {
      (spans[$0] + (lattice.kinds[$0] == .item ? Spacing.boxes : Spacing.lines)) / 2
    }
  }

  /// Which of the lines that enter a box does so in the middle: of a few the one that has come the
  /// longest way, so that chains are level.
  private static func middle(
    of entering: [Int32], _ lattice: Lattice, _ depths: [Int32]
  ) -> Double {
    let middle = Double(entering.count - 1) / 2
    guard (2...mostUneven).contains(entering.count) else { return middle }
    let ways = entering.map { depths[Int(lattice.segments[Int($0)].tail)] }
    let deepest = ways.max() ?? 0
    let main = ways.indices.filter { ways[$0] == deepest }
    return main.count == 1 ? Double(main[0]) : middle
  }

  /// The breadth of lines that run side by side.
  static func breadth(ofLines count: Int32) -> Double {
    count > Tracks.most ? 0 : min(Spacing.widestTrack, Double(count - 1) * Spacing.track)
  }

  /// Gives the segments that enter a box a port each.
  private mutating func spread(
    _ entering: inout [Int32], over item: Int, _ lattice: Lattice, _ ordering: Ordering,
    _ depths: [Int32], _ level: Level
  ) {
    let isOrdered = level.items[item].isOrdered
    if entering.count > 1 {
      entering.sort { a, b in
        let (a, b) = (lattice.segments[Int(a)], lattice.segments[Int(b)])
        if !isOrdered {
          let (first, second) = (
            ordering.positions[Int(a.tail)], ordering.positions[Int(b.tail)]
          )
          if first != second { return first < second }
          if a.tailSlot != b.tailSlot { return a.tailSlot < b.tailSlot }
        }
        return lattice.operands[Int(a.link)] < lattice.operands[Int(b.link)]
      }
    }
    let (isRound, breadth) = (level.items[item].isRound, level.items[item].leastBreadth)
    let room =
      isRound ? level.items[item].entered.breadth * 0.6 : max(0, breadth - 2 * Ports.corner)
    let count = entering.count
    var label: Double = 0
    for segment in entering {
      let link = level.links[Int(lattice.segments[Int(segment)].link)]
      label = max(label, Double(link.labelBreadth))
    }
    // Beside two lines with right angles there is room on either side.
    let standsOutside = level.lineShape == .square && count <= 2
    if standsOutside && label > 0 {
      if count == 2 { isLabelBelow[Int(lattice.segments[Int(entering[1])].link)] = true }
      spans[item] = max(spans[item], level.items[item].entered.breadth + 2 * label)
      label = 0
    }
    // Labels stand beside their lines, and may need more room than ports have.
    let rowStep = max(Ports.step, label > 0 ? label + Ports.labelGap : 0)
    let middle = Ports.middle(of: entering, lattice, depths)
    let most = max(middle, Double(count - 1) - middle)
    let step = count > 1 ? min(rowStep, room / 2 / most) : 0
    for (place, segment) in entering.enumerated() {
      let index = Int(lattice.segments[Int(segment)].link)
      let distance = Double(place) - middle
      let isCentered = level.links[index].isCentered
      linkOffsets[index] = isCentered ? 0 : distance * step
      headOffsets[Int(segment)] = label > 0 ? distance * rowStep : linkOffsets[index]
      rowOffsets[index] = headOffsets[Int(segment)]
    }
    isNarrowed[item] = label > 0 && step < rowStep && count > 1
    if label > 0 { spans[item] = max(spans[item], 2 * (most + 1) * rowStep) }
  }
}
