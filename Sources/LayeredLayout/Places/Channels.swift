/// The phase that says where lines with right angles turn between two ranks: a track for each box that
/// lines leave, so that no two of them run upon each other.
struct Channels {
  /// A point where a line of one box parts.
  struct Junction {
    /// The rank behind which it is.
    let rank: Int
    /// How far behind the end of that rank.
    let x: Double
    /// How far down.
    let y: Double
  }

  /// For each segment, how far behind the end of its tail's rank it turns.
  private(set) var turns: [Double]
  /// For each rank, the room behind it that the tracks take.
  private(set) var rooms: [Double]
  private(set) var junctions: [Junction] = []
  /// For each link, the segment that enters its head; for each vertex, one that enters it.
  private let segmentOfLink: [Int32]
  private let segmentInto: [Int32]

  /// Between two tracks, and before the first and behind the last one.
  private static let (step, margin) = (8.0, 7.0)
  /// Between two ranks between which all lines are straight, behind boxes that end with a line, and
  /// behind others.
  private static let (leadRoom, leastRoom) = (4.0, 20.0)
  /// The most lines behind one rank of which pairs are compared.
  private static let mostCompared = 200

  /// O(segments · log segments), and for few lines behind each rank the square of them.
  init(_ lattice: Lattice, _ rows: Rows, _ ports: Ports, _ level: Level) {
    turns = [Double](repeating: 0, count: lattice.segments.count)
    rooms = [Double](repeating: Channels.leadRoom, count: lattice.rankCount)
    for (index, item) in level.items.enumerated() where !item.hasLead {
      rooms[Int(lattice.ranks[index])] = Channels.leastRoom
    }
    var ofLink = [Int32](repeating: -1, count: level.links.count)
    var into = [Int32](repeating: -1, count: lattice.kinds.count)
    var nets: [[Net]] = Array(repeating: [], count: lattice.rankCount)
    // What comes in from outside runs straight to its first vertex.
    for tail in lattice.kinds.indices where lattice.kinds[tail] != .entry {
      // Lines of a frame leave at several places.
      var netOfSlot: [Int32: Int] = [:]
      let rank = Int(lattice.ranks[tail])
      for index in lattice.outgoing[tail] {
        let segment = lattice.segments[Int(index)]
        if segment.link >= 0 { ofLink[Int(segment.link)] = index }
        into[Int(segment.head)] = index
        let start = rows.middles[tail] + ports.tailOffsets[Int(index)]
        let end = rows.middles[Int(segment.head)] + ports.headOffsets[Int(index)]
        let net = netOfSlot[segment.tailSlot] ?? nets[rank].count
        if net == nets[rank].count {
          netOfSlot[segment.tailSlot] = net
          nets[rank].append(Net(start: start))
        }
        nets[rank][net].add(end, segment: index)
      }
    }
    (segmentOfLink, segmentInto) = (ofLink, into)
    for rank in nets.indices { assignTracks(to: nets[rank], behind: rank) }
  }

  /// How far behind the rank of its tail a segment turns that leads to a point.
  func turn(into vertex: Int) -> Double { turns[Int(segmentInto[vertex])] }

  /// The same of the segment that enters the head of a link.
  func turn(of link: Int) -> Double { turns[Int(segmentOfLink[link])] }

  private mutating func assignTracks(to all: [Net], behind rank: Int) {
    let nets = Channels.sorted(all.filter { $0.least < $0.most })
    var tracks: [Int] = []
    for (index, net) in nets.enumerated() {
      var track = 0
      for other in 0..<index where net.isBeside(nets[other]) {
        track = max(track, tracks[other] + 1)
      }
      tracks.append(track)
      let x = Channels.margin + Double(track) * Channels.step
      for segment in net.segments { turns[Int(segment)] = x }
      for y in net.junctions { junctions.append(Junction(rank: rank, x: x, y: y)) }
    }
    if let last = tracks.max() {
      rooms[rank] = max(rooms[rank], 2 * Channels.margin + Double(last) * Channels.step)
    }
  }

  /// The nets from the first track on: of two that go down the lower one turns first, of two that go
  /// up the upper one, and pairs change places as long as fewer lines cross.
  private static func sorted(_ nets: [Net]) -> [Net] {
    var nets = nets.sorted { a, b in
      let (x, y) = (a.goesDown ? -a.start : a.start, b.goesDown ? -b.start : b.start)
      return a.goesDown != b.goesDown ? b.goesDown : x < y
    }
    if nets.count <= mostCompared {
      var isChanged = true
      var pass = 0
      while isChanged && pass < nets.count {
        isChanged = false
        pass += 1
        for index in nets.indices.dropLast() {
          let (a, b) = (nets[index], nets[index + 1])
          if b.crossings(before: a) < a.crossings(before: b) {
            nets.swapAt(index, index + 1)
            isChanged = true
          }
        }
      }
    }
    return clear(nets)
  }

  /// The same order, but for nets that would run upon others: where one ends at the height at which
  /// another starts, the other turns first.
  private static func clear(_ nets: [Net]) -> [Net] {
    let starts = nets.indices.sorted { nets[$0].start < nets[$1].start }
    var followers = [[Int]](repeating: [], count: nets.count)
    var waiting = [Int](repeating: 0, count: nets.count)
    for (index, net) in nets.enumerated() {
      for end in net.ends {
        // The starts near it, by halving.
        var (low, high) = (0, starts.count)
        while low < high {
          let middle = (low + high) / 2
          if nets[starts[middle]].start < end - Net.tolerance {
            low = middle + 1
          } else {
            high = middle
          }
        }
        while low < starts.count, nets[starts[low]].start <= end + Net.tolerance {
          if starts[low] != index {
            followers[starts[low]].append(index)
            waiting[index] += 1
          }
          low += 1
        }
      }
    }
    var result: [Net] = []
    var isTaken = [Bool](repeating: false, count: nets.count)
    while result.count < nets.count {
      // Of nets that wait for each other, one goes first and runs upon another.
      let next =
        nets.indices.first { !isTaken[$0] && waiting[$0] == 0 }
        ?? nets.indices.first { !isTaken[$0] } ?? 0
      isTaken[next] = true
      result.append(nets[next])
      for follower in followers[next] { waiting[follower] -= 1 }
    }
    return result
  }
}

/// All lines of one box behind a rank: they leave at one height and end at some.
private struct Net {
  let start: Double
  private(set) var ends: [Double] = []
  private(set) var segments: [Int32] = []
  private(set) var least: Double
  private(set) var most: Double

  /// Heights that are closer look like one.
  static let tolerance = 1.5
  /// The room between the ends of two lines on one track.
  private static let gap = 6.0

  init(start: Double) {
    (self.start, least, most) = (start, start, start)
  }

  mutating func add(_ end: Double, segment: Int32) {
    let isLevel = abs(end - start) < 0.01
    ends.append(isLevel ? start : end)
    segments.append(segment)
    (least, most) = (min(least, ends[ends.count - 1]), max(most, ends[ends.count - 1]))
  }

  var goesDown: Bool { most - start > start - least }

  /// Whether two nets need tracks of their own, the other one's before that of this.
  func isBeside(_ other: Net) -> Bool {
    least - Net.gap < other.most && other.least < most + Net.gap
      || other.ends.contains { abs($0 - start) < Net.tolerance }
  }

  /// How many lines cross if this net turns before another.
  func crossings(before other: Net) -> Int {
    ends.count { other.least < $0 && $0 < other.most }
      + (least < other.start && other.start < most ? 1 : 0)
  }

  /// Where three lines or more meet.
  var junctions: [Double] {
    Set(ends + [start]).sorted().filter { y in
      let ways = (y > least ? 1 : 0) + (y < most ? 1 : 0)
      let horizontal = (y == start ? 1 : 0) + (ends.contains(y) ? 1 : 0)
      return ways + horizontal > 2
    }
  }
}
