internal import ComputationGraph

/// The columns that the texts of a card take, in whichever stage they are longest.
struct CardRoom: Sendable {
  /// The tag, or the whole head of a group.
  var head = 0
  var data = 0
  var gradient = 0
  /// Notes and marks; of a group, also its facts.
  var others = 0
}

extension DiagramBuilder {
  /// Measured once, and not for each stage: a backward pass in steps has hundreds.
  func measuredRooms() -> [CardRoom] {
    alike(outline.units.map(measuredRoom))
  }

  /// The cards of groups in one frame are of one width.
  private func alike(_ rooms: [CardRoom]) -> [CardRoom] {
    var widest: [String: Int] = [:]
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
    var room = CardRoom(others: markColumns(at: unit.members))
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
      room.data = longest(at: place) { options.numbers.text($0.data) }
      room.gradient = longest(at: place, gradientText)
      room.head = tag(of: unit, in: stages[0]).columns
      if let styleNode {
        for style in stages.lazy.compactMap({ styleNode($0.nodes[place]) }) {
          if let tag = style.tag { room.head = max(room.head, tag.columns) }
          for note in style.notes {
            room.others = max(room.others, note.key.columns + 2 + note.text.columns)
          }
        }
      }
    }
    return room
  }

  /// A text's columns in whichever stage it is longest.
  private func longest(at place: Int, _ text: (GraphSnapshot.Node) -> String) -> Int {
    stages.map { TextStyle.columns(of: text($0.nodes[place])) }.max() ?? 0
  }
}

extension String {
  /// How many columns the text takes.
  fileprivate var columns: Int { TextStyle.columns(of: self) }
}
