/// The phase that keeps lines of one box beside each other where they run together.
struct Tracks {
  /// For each link, how far below the middle of its points it runs.
  private(set) var offsets: [Double]
  /// For each link, how many of its points another line has drawn already.
  ///
  /// Where very many lines run together, each is drawn from where the one before it has parted.
  private(set) var drawn: [Int32]

  /// The most lines of one box that may run apart from each other.
  static let mostApart: Int32 = 6
  /// The most lines that are drawn side by side.
  static let most: Int32 = 12

  /// O(links · log links).
  init(_ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ level: Level) {
    offsets = [Double](repeating: 0, count: level.links.count)
    drawn = [Int32](repeating: 0, count: level.links.count)
    if level.lineShape == .square { return }
    var chains: [Int32: [Int32]] = [:]
    for (index, way) in lattice.ways.enumerated()
    where way.count > 0 && lattice.kinds[Int(way.first)] == .passage {
      if lattice.lines[Int(way.first)] > 1 { chains[way.first, default: []].append(Int32(index)) }
    }
    for (first, links) in chains {
      if links.count > Tracks.most {
        shorten(links, lattice)
      } else {
        spread(links, from: first, lattice, ordering, level)
      }
    }
  }

  private mutating func shorten(_ links: [Int32], _ lattice: Lattice) {
    var (last, previous): (Int32, Int32) = (0, 0)
    for link in links.sorted(by: { lattice.ways[Int($0)].count < lattice.ways[Int($1)].count }) {
      let count = lattice.ways[Int(link)].count
      if count > last { (previous, last) = (last, count) }
      drawn[Int(link)] = previous
    }
  }

  private mutating func spread(
    _ links: [Int32], from first: Int32, _ lattice: Lattice, _ ordering: Ordering, _ level: Level
  ) {
    func head(_ link: Int32) -> Int32 {
      let head = level.links[Int(link)].head
      return head < 0 ? .max : ordering.positions[Int(head)]
    }
    // From where the last ones part to where the first ones do, each is put beside those that go on.
    var (above, below): ([Int32], [Int32]) = ([], [])
    let sorted = links.sorted { a, b in
      let (x, y) = (lattice.ways[Int(a)].count, lattice.ways[Int(b)].count)
      return x != y ? x > y : head(a) != head(b) ? head(a) < head(b) : a < b
    }
    var index = 0
    while index < sorted.count {
      let count = lattice.ways[Int(sorted[index])].count
      var group: [Int32] = []
      while index < sorted.count, lattice.ways[Int(sorted[index])].count == count {
        group.append(sorted[index])
        index += 1
      }
      if below.isEmpty && above.isEmpty {
        below = group
      } else {
        let position = ordering.positions[Int(first + count)]
        above += group.filter { head($0) < position }.reversed()
        below += group.filter { head($0) >= position }
      }
    }
    let all = above.reversed() + below
    let breadth = Ports.breadth(ofLines: Int32(all.count))
    let step = breadth / Double(max(1, all.count - 1))
    for (place, link) in all.enumerated() {
      offsets[Int(link)] = Double(place) * step - breadth / 2
    }
  }
}
