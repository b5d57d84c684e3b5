extension Tape {
  func label(at index: Int) -> String? {
    regions[region(of: index)].labels[index]
  }

  func setLabel(_ label: String?, at index: Int) {
    regions[region(of: index)].labels[index] = label
  }
}

extension Tape {
  /// Puts everything that `body` records into a named group; groups nest.
  ///
  ///     tape.group("layer 1") { tape.group("neuron 2") { … } }  // "layer 1/neuron 2"
  ///
  /// Pictures frame groups, and reports name them.
  public func group<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = openGroup
    openGroup = number(ofGroup: GroupKey(outer: outer, name: name))
    markGroup()
    defer {
      openGroup = outer
      markGroup()
    }
    return try body()
  }

  /// The index of a group of a network in another group.
  func number(ofGroup part: GroupPath.Part, in outer: Int?) -> Int {
    number(ofGroup: GroupKey(outer: outer, name: part.description))
  }

  /// Puts everything that `body` records into a group of a network.
  package func group<Result, Failure: Error>(
    _ part: GroupPath.Part, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try group(part.description, body)
  }

  /// The path of the group that a node was recorded in, as "layer 1/neuron 2".
  func group(at index: Int) -> GroupPath? {
    regions[region(of: index)].group(at: index).map { groups[$0].path }
  }

  /// The index of a group in the list of all.
  ///
  /// Its path is put together once: a training opens the same groups over and over.
  private func number(ofGroup key: GroupKey) -> Int {
    if let number = groupNumbers[key] { return number }
    groups.append(RecordedGroup(key, around: key.outer.map { groups[$0] }))
    groupNumbers[key] = groups.count - 1
    return groups.count - 1
  }

  /// Notes that nodes from here on are in the group that is open now.
  func markGroup() {
    let run = TapeRegion.GroupRun(start: storage.pointee.count, group: openGroup)
    let top = regions.count - 1
    // An empty run would hide nothing, but a training loop would pile them up.
    if let last = regions[top].groupRuns.last, last.start == run.start {
      regions[top].groupRuns.removeLast()
    }
    if regions[top].groupRuns.last.map(\.group) ?? nil == run.group { return }
    regions[top].groupRuns.append(run)
  }
}

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
  /// The same of what blocks keep.
  let numberStart: Int
  /// Whether there was an operation before the region that may have an infinite slope.
  let hadSteepOperations: Bool
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

/// A group that something may have been recorded in.
struct RecordedGroup {
  let name: String
  let outer: Int?
  /// Whether groups of its name are distinguished by their count.
  let isCounted: Bool
  /// The path, which of a counted group is known at the end.
  var path: GroupPath

  init(_ key: GroupKey, around outer: RecordedGroup?) {
    name = key.name
    self.outer = key.outer
    isCounted = false
    path = outer.map { $0.path.appending(key.name) } ?? GroupPath(key.name)
  }

  /// A group whose path is not known yet: a function may be called ten million times.
  init(counted name: String, in outer: Int?) {
    self.name = name
    self.outer = outer
    isCounted = true
    path = GroupPath("")
  }
}

/// A group by the one around it and its name in there.
struct GroupKey: Hashable {
  let outer: Int?
  let name: String
}
