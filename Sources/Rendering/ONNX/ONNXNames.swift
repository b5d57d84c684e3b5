internal import Autograd
internal import ComputationGraph

/// A name for each value of a graph.
///
/// It is the label, where others have the same with its groups before it, and where that is not enough with its
/// number behind it. Parameters always have their groups, since of all neurons one may be the
/// only one with a fourth weight.
struct ONNXNames {
  private var names: [String]
  private var taken: Set<String> = []

  /// O(nodes).
  init(of graph: GraphSnapshot) {
    let labels = ONNXNames.counts(of: graph.nodes.lazy.compactMap(\.shownLabel))
    let paths = ONNXNames.counts(of: graph.nodes.lazy.compactMap(\.labelPath))
    names = [String](repeating: "", count: graph.nodes.count)
    // A label that only one has is its name, whatever else would like to be called so.
    for (index, node) in graph.nodes.enumerated() {
      guard let label = node.shownLabel, labels[label] == 1, node.role != .parameter else {
        continue
      }
      names[index] = claim(label)
    }
    for (index, node) in graph.nodes.enumerated() where names[index].isEmpty {
      let path = node.labelPath
      let isUnique = path.map { paths[$0] == 1 } ?? false
      let wish = isUnique ? path : path.map { "\($0)_\(node.id)" }
      names[index] = claim(wish ?? node.fileName)
    }
  }

  subscript(index: Int) -> String { names[index] }

  /// A name that nothing has yet, and that nothing else will get.
  mutating func claim(_ wish: String) -> String {
    var name = wish
    while !taken.insert(name).inserted { name += "_" }
    return name
  }

  /// The name of a node's value behind its groups.
  func path(of node: GraphSnapshot.Node, called name: String) -> String {
    guard let group = node.shownGroup, !name.hasPrefix("\(group)/") else { return name }
    return "\(group)/\(name)"
  }

  private static func counts(of texts: some Sequence<String>) -> [String: Int] {
    texts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

extension GraphSnapshot.Node {
  fileprivate var shownGroup: String? {
    group.flatMap { $0.description.isEmpty ? nil : $0.description }
  }

  /// The label behind the groups.
  fileprivate var labelPath: String? {
    shownLabel.map { label in shownGroup.map { "\($0)/\(label)" } ?? label }
  }
}
