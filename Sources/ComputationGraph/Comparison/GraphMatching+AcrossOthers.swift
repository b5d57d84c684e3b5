/// Across nodes that one of the graphs alone has: what was put into a chain, or taken out.
extension GraphMatching {
  /// How far and how wide one looks across nodes that one graph alone has.
  private static let reach = 3
  private static let width = 16

  private enum Way {
    case inputs, users
  }

  /// The unmatched nodes that are reached through unmatched ones only, by how many steps away they
  /// are; none where there are many.
  private func reached(_ start: [Int], _ side: Side, _ way: Way) -> [[Int]] {
    var rings: [[Int]] = [start]
    while rings.count < GraphMatching.reach, let ring = rings.last, !ring.isEmpty {
      var next: [Int] = []
      for node in ring {
        let links = way == .inputs ? side.inputs : side.users
        if links.count(of: node) > GraphMatching.width { return rings }
        for neighbour in links[node] where side.mates[neighbour] < 0 {
          if !next.contains(neighbour) { next.append(neighbour) }
        }
        if next.count > GraphMatching.width { return rings }
      }
      rings.append(next)
    }
    return rings
  }

  mutating func matchUsersAcrossOthers(of pair: (a: Int, b: Int)) {
    guard a.users.count(of: pair.a) <= GraphMatching.width,
      b.users.count(of: pair.b) <= GraphMatching.width
    else { return }
    let first: [Int] = a.users[pair.a].filter { a.mates[$0] < 0 }
    let second: [Int] = b.users[pair.b].filter { b.mates[$0] < 0 }
    matchNearest(reached(first, a, .users), reached(second, b, .users))
  }

  mutating func matchInputsAcrossOthers(of pair: (a: Int, b: Int)) {
    guard a.inputs.count(of: pair.a) == b.inputs.count(of: pair.b),
      a.inputs.count(of: pair.a) <= GraphMatching.width
    else { return }
    for (old, new) in zip(a.inputs[pair.a], b.inputs[pair.b]) where areFree(old, new) {
      matchNearest(reached([old], a, .inputs), reached([new], b, .inputs))
    }
  }

  /// Matches a node next to a matched one on one side with the only one of its kind a few steps
  /// away on the other.
  private mutating func matchNearest(_ first: [[Int]], _ second: [[Int]]) {
    for distance in 1..<GraphMatching.reach {
      let pairs =
        (distance < second.count ? alike(first[0], second[distance]) : [])
        + (distance < first.count ? alike(first[distance], second[0]) : [])
      for (old, new) in pairs where areFree(old, new) { match(old, new) }
    }
  }

  private func alike(_ first: [Int], _ second: [Int]) -> [(Int, Int)] {
    first.compactMap { old in
      if a.isNameless(old) { return nil }
      let found = second.filter { areFree(old, $0) && a.operations[old] == b.operations[$0] }
      let others = first.filter { $0 != old && a.operations[$0] == a.operations[old] }
      return found.count == 1 && others.isEmpty ? (old, found[0]) : nil
    }
  }
}
