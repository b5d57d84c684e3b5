/// What a box of a diagram is called in pictures: "n12" for the node with the id 12.
///
/// No two boxes of a diagram have the same; this file is the only one that writes the names and reads
/// them.
public enum CardID: Sendable, Hashable {
  /// A node, by its id in the graph.
  case node(Int)
  /// The round before a node's box, in micrograd's style.
  case operation(Int)
  /// A group, by the id of its first node.
  case group(Int)
  /// Nodes that are only counted, by the id of the first.
  case rest(Int)
  /// A dot where many arrows meet, counted from 1.
  case joint(Int)
  /// What stands over a panel of a sheet, counted from 1.
  case caption(Int)
}

extension CardID: CustomStringConvertible {
  /// A letter for the kind, and the number.
  public var description: String {
    switch self {
    case .node(let id): "n\(id)"
    case .operation(let id): "o\(id)"
    case .group(let id): "g\(id)"
    case .rest(let id): "m\(id)"
    case .joint(let number): "j\(number)"
    case .caption(let number): "c\(number)"
    }
  }

  /// The box of a name, or `nil` where the name is none of a box.
  init?(_ name: String) {
    guard let number = Int(name.dropFirst()) else { return nil }
    let all: [CardID] = [
      .node(number), .operation(number), .group(number), .rest(number), .joint(number),
      .caption(number),
    ]
    guard let id = all.first(where: { $0.description == name }) else { return nil }
    self = id
  }

  /// The id of the node in the graph that the box stands for, or begins with.
  var nodeID: Int? {
    switch self {
    case .node(let id), .operation(let id), .group(let id), .rest(let id): id
    case .joint, .caption: nil
    }
  }
}
