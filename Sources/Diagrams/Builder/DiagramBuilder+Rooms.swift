internal import Autograd
internal import ComputationGraph

/// The room that cards take, the same in all stages.
extension DiagramBuilder {
  /// Measured once, and not for each stage: a backward pass in steps has hundreds.
  func measuredRooms() -> [CardRoom] {
    alike(outline.units.map(measuredRoom))
  }

  /// The cards of groups in one frame are of one width.
  private func alike(_ rooms: [CardRoom]) -> [CardRoom] {
    var widest: [GroupPath: Int] = [:]
    for (unit, room) in zip(outline.units, rooms) where unit.kind == .group {
      guard let frame = unit.frame else { continue }
      widest[frame] = max(widest[frame] ?? 0, room.head, room.others)
    }
    return zip(outline.units, rooms).map { unit, room in
      var room = room
      if unit.kind == .group, let frame = unit.frame { room.others = widest[frame] ?? room.others }
      return room
    }
  }

  private func measuredRoom(of unit: GraphOutline.Unit) -> CardRoom {
    var room = CardRoom(others: markColumns(at: marked(unit)))
    switch unit.kind {
    case .rest: break
    case .group:
      for graph in stages {
        let words = groupWords(unit, in: graph)
        room.head = max(room.head, words.head)
        room.others = max(room.others, words.facts)
      }
    case .node:
      let place = unit.place
      room.head = TextStyle.columns(of: tag(of: unit, in: stages[0]))
      for stage in stages {
        let node = stage.nodes[place]
        room.data = max(room.data, TextStyle.columns(of: dataText(node)))
        room.gradient = max(room.gradient, TextStyle.columns(of: gradientText(node)))
        if let style = styleNode?(node) { add(style, to: &room) }
      }
    }
    return room
  }

  private func add(_ style: NodeStyle, to room: inout CardRoom) {
    if let tag = style.tag {
      room.head = max(room.head, TextStyle.columns(of: TextStyle.name(tag)))
    }
    room.notes = max(room.notes, style.notes.count)
    for note in style.notes.map(\.onOneLine) {
      room.others = max(room.others, columns(of: note.key, note.text))
    }
  }
}
