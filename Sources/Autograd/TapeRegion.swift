/// What belongs to the nodes of one step and goes when it ends; the outermost region is the tape's
/// own and stays.
///
/// Labels and groups are kept beside the nodes, not in them: they cost nothing where unused.
struct TapeRegion {
  /// The mark that the handles of this region's nodes carry.
  let epoch: UInt32
  /// The first node of the region.
  let start: Int
  /// The first entry of the operand lists that belongs to the region.
  let operandStart: Int
  var labels: [Int: String] = [:]
  /// Where in the region another group begins.
  ///
  /// Nodes of a group stand in a row, so that a run is enough for all of them.
  var groupRuns: [GroupRun] = []

  struct GroupRun {
    let start: Int
    let group: Int?
  }

  /// The group of a node of this region.
  ///
  /// O(log runs).
  func group(at index: Int) -> Int? {
    var low = 0
    var high = groupRuns.count
    while low < high {
      let middle = (low + high) / 2
      if groupRuns[middle].start <= index { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : groupRuns[low - 1].group
  }
}

/// A group by the one around it and its name in there.
struct GroupKey: Hashable {
  let outer: Int?
  let name: String
}
