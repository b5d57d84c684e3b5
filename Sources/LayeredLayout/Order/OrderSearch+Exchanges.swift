/// Exchanges of neighbours in a rank.
extension OrderSearch {
  /// Lets neighbours change places where that saves crossings, until nothing is saved.
  func transpose(acceptsTies: Bool, passes: Int) {
    for pass in 0..<passes {
      var hasSaved = false
      for rank in movable where isFresh[rank] {
        isFresh[rank] = false
        hasSaved = transpose(rank, acceptsTies: acceptsTies && pass == 0) || hasSaved
      }
      if !hasSaved { return }
    }
  }

  /// Returns whether crossings were saved.
  func transpose(_ rank: Int, acceptsTies: Bool) -> Bool {
    let range = range(rank)
    if range.count < 2 { return false }
    collect(range, isDown: true, into: upper)
    collect(range, isDown: false, into: lower)
    // The places of the lists, which move along with their vertices.
    for index in 0..<range.count { chosen[index] = Int32(index) }
    var (hasSaved, hasMoved) = (false, false)
    for pass in 0..<4 {
      var gained = 0
      for index in range.dropLast() {
        let (first, second) = (Int(order[index]), Int(order[index + 1]))
        if !frameKinds.isEmpty, frameKinds[first] >= 0, frameKinds[first] == frameKinds[second] {
          continue
        }
        let place = index - range.lowerBound
        let (a, b) = (Int(chosen[place]), Int(chosen[place + 1]))
        let above = OrderSearch.gain(upper, a, b)
        let below = OrderSearch.gain(lower, a, b)
        let gain = above + below
        if gain > 0 || gain == 0 && acceptsTies && pass == 0 {
          gained += gain
          hasMoved = true
          if rank > 0, counts[rank - 1] >= 0 { counts[rank - 1] -= above }
          if counts[rank] >= 0 { counts[rank] -= below }
          order.swapAt(index, index + 1)
          chosen.swapAt(place, place + 1)
        }
      }
      if gained == 0 { break }
      hasSaved = true
    }
    if hasMoved {
      let (before, behind) = (rank > 0 ? counts[rank - 1] : 0, counts[rank])
      self.place(rank)
      if rank > 0 { counts[rank - 1] = before }
      counts[rank] = behind
      isFresh[rank] = false
    }
    return hasSaved
  }

  /// Collects, for each vertex of a rank, where the other ends of its segments are, sorted.
  func collect(
    _ range: Range<Int>, isDown: Bool, into places: borrowing ScratchLists<Place>
  ) {
    var count = 0
    for (index, place) in range.enumerated() {
      let vertex = Int(order[place])
      let first = count
      places.starts[index] = Int32(first)
      for end in ends(of: vertex, isDown: isDown) {
        let entry = Place(
          place: self.place(of: end, isDown: isDown),
          weight: isDown ? incoming[end].weight : outgoing[end].weight)
        // Few as a rule, and in order.
        var slot = count
        if count - first < 32 {
          while slot > first && places[slot - 1].place > entry.place {
            places[slot] = places[slot - 1]
            slot -= 1
          }
        }
        places[slot] = entry
        count += 1
      }
      if count - first >= 32 {
        places.sort(first..<count) { $0.place < $1.place }
      }
    }
    places.starts[range.count] = Int32(count)
  }

  /// How many crossings are saved if the second of two neighbours stands before the first.
  static func gain(
    _ places: borrowing ScratchLists<Place>, _ a: Int, _ b: Int
  ) -> Int {
    let (first, second) = (places.range(of: a), places.range(of: b))
    if first.isEmpty || second.isEmpty { return 0 }
    if first.count * second.count <= 12 {
      var gain: Int32 = 0
      for index in first {
        let (place, weight) = (places[index].place, places[index].weight)
        var sign: Int32 = 0
        for other in second {
          let difference = place &- places[other].place
          sign &+= (difference > 0 ? 1 : difference < 0 ? -1 : 0) &* places[other].weight
        }
        gain &+= sign &* weight
      }
      return Int(gain)
    }
    // As it is, lines of the first cross those of the second that end above theirs.
    var gain = 0
    var (above, aboveOrEqual, all) = (0, 0, 0)
    for index in second { all += Int(places[index].weight) }
    var (next, nextOrEqual) = (second.lowerBound, second.lowerBound)
    for index in first {
      let place = places[index].place
      while next < second.upperBound && places[next].place < place {
        above += Int(places[next].weight)
        next += 1
      }
      while nextOrEqual < second.upperBound && places[nextOrEqual].place <= place {
        aboveOrEqual += Int(places[nextOrEqual].weight)
        nextOrEqual += 1
      }
      gain += Int(places[index].weight) * (above - (all - aboveOrEqual))
    }
    return gain
  }
}
