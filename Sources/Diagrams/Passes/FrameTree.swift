internal import Autograd

/// How many cards stand in each frame, also in frames inside it.
struct FrameCounts: Sendable {
  private var counts: [GroupPath: Int] = [:]

  init(of outline: GraphOutline) {
    for case let frame? in outline.cards.map(\.frame) {
      let names = frame.names.prefix(FrameTree.deepest)
      for depth in 1..<names.count + 1 {
        counts[GroupPath(names.prefix(depth).joined(separator: "/")), default: 0] += 1
      }
    }
  }

  /// Whether the card of a group is the only one in the frame around it, which is not drawn then: it
  /// would say no more than the card.
  func isAlone(_ card: GraphOutline.Card) -> Bool {
    card.kind == .group
      && card.frame.map { counts[$0.prefix(FrameTree.deepest)] == 1 } ?? false
  }
}

/// The pass that makes nested frames from the paths of groups.
enum FrameTree {
  /// How deep frames nest; what is further in stands in the innermost of these.
  static let deepest = 16

  private final class Branch {
    let title: String
    var nodes: [Int] = []
    var branches: [Branch] = []
    var indices: [Substring: Int] = [:]

    init(title: String) {
      self.title = title
    }

    /// The branch of a name, made where there is none yet.
    func branch(_ name: Substring) -> Branch {
      if let index = indices[name] { return branches[index] }
      indices[name] = branches.count
      branches.append(Branch(title: TextStyle.name(String(name))))
      return branches[branches.count - 1]
    }

    var frame: Diagram.Frame {
      Diagram.Frame(title: title, nodes: nodes, frames: branches.map(\.frame))
    }
  }

  /// The outermost frames, in the order in which their groups first appear.
  static func frames(of drawn: DrawnGraph, around ports: [CardSetter.Port]) -> [Diagram.Frame] {
    let root = Branch(title: "")
    for (card, port) in zip(drawn.outline.cards, ports) where !drawn.frameCounts.isAlone(card) {
      guard let names = card.frame?.names.prefix(deepest) else { continue }
      names.reduce(root) { $0.branch($1) }.nodes += port.entry...port.exit
    }
    return root.branches.map(\.frame)
  }
}
