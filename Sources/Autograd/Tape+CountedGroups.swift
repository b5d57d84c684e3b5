extension Tape {
  /// A group that is open, until it is closed.
  package struct OpenGroup {
    fileprivate let group: Int
    fileprivate let outer: Int?
    /// The number of nodes when it was opened.
    fileprivate let start: Int
  }

  /// Opens a group that is another one each time, as each call of a function is.
  ///
  /// Groups of one name in one group are distinguished by their count: see ``nameCountedGroups()``.
  package func openCountedGroup(_ name: String) -> OpenGroup {
    groups.append(RecordedGroup(counted: name, in: openGroup))
    let opened = OpenGroup(group: groups.count - 1, outer: openGroup, start: count)
    openGroup = opened.group
    markGroup()
    return opened
  }

  /// Closes a group; one in which nothing was recorded is forgotten.
  package func close(_ group: OpenGroup) {
    openGroup = group.outer
    if count == group.start, group.group == groups.count - 1 { groups.removeLast() }
    markGroup()
  }

  /// Gives the counted groups their names: "cell" where there is one of the name in the group around,
  /// or else "cell 1", "cell 2" and so on.
  ///
  /// O(groups). What is recorded later is not counted in.
  package func nameCountedGroups() {
    var counts: [GroupKey: Int] = [:]
    for group in groups where group.isCounted {
      counts[GroupKey(outer: group.outer, name: group.name), default: 0] += 1
    }
    var numbers: [GroupKey: Int] = [:]
    for index in groups.indices {
      let group = groups[index]
      let key = GroupKey(outer: group.outer, name: group.name)
      var name = group.name
      if group.isCounted {
        numbers[key, default: 0] += 1
        if counts[key] != 1 { name += " \(numbers[key] ?? 1)" }
      }
      groups[index].path = group.outer.map { groups[$0].path.appending(name) } ?? GroupPath(name)
    }
  }
}
