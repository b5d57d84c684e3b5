internal import Autograd

/// The nested frames of a picture, from the paths of its groups.
struct FrameTree {
  /// How deep frames nest; what is further in stands in the innermost of these.
  static let deepest = 16

  private final class Branch {
    let title: String
    var nodes: [Int] = []
    var branches: [Branch] = []
    var places: [Substring: Int] = [:]

    init(title: String) {
      self.title = title
    }

    /// The branch of a name, made where there is none yet.
    func branch(_ name: Substring) -> Branch {
      if let place = places[name] { return branches[place] }
      places[name] = branches.count
      branches.append(Branch(title: TextStyle.name(String(name))))
      return branches[branches.count - 1]
    }

    var frame: Diagram.Frame {
      Diagram.Frame(title: title, nodes: nodes, frames: branches.map(\.frame))
    }
  }

  /// The outermost frames, in the order in which their groups first appear.
  let frames: [Diagram.Frame]

  /// - Parameter groups: The path of each node's group; `nil` where it is in none.
  init(groups: [GroupPath?]) {
    let root = Branch(title: "")
    for (node, group) in groups.enumerated() {
      guard let group else { continue }
      let path = group.names.prefix(FrameTree.deepest)
      path.reduce(root) { $0.branch($1) }.nodes.append(node)
    }
    frames = root.branches.map(\.frame)
  }
}
