extension String {
  /// The number of characters to insert, delete, replace or swap with their neighbor to turn
  /// this text into another.
  ///
  /// - Complexity: O(*n* · *m*) time, O(*m*) space.
  func editDistance(to other: String) -> Int {
    let source = Array(self)
    let target = Array(other)
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
      var current = [row + 1]
      for column in target.indices {
        let isSame = source[row] == target[column]
        var best = Swift.min(
          last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, source[row] == target[column - 1],
          source[row - 1] == target[column]
        {
          best = Swift.min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count]
  }

  /// The nearest of some words, `nil` when none is near enough to be what was meant.
  ///
  /// A third of the word may differ, at least one and at most three characters.
  func closest(in words: [String]) -> String? {
    let bare = withoutDashes
    let ranked = words.map { (word: $0, distance: bare.editDistance(to: $0.withoutDashes)) }
    let near = ranked.filter { candidate in
      let length = candidate.word.withoutDashes.count
      return length > 1 && candidate.distance <= Swift.min(3, Swift.max(1, length / 3))
    }
    return near.min { $0.distance < $1.distance }?.word
  }

  private var withoutDashes: String { String(drop { $0 == "-" }) }
}
