/// A graph as it stood at one moment: what a picture, a file or a report is made from.
///
/// It is a plain value and has no tie to the tape that it was captured from. Two snapshots of one
/// graph have the same ids, so that before and after can be laid side by side.
public struct GraphSnapshot: Sendable, Equatable {
  /// Whether gradients are shown.
  public enum Stage: String, CaseIterable, Sendable {
    /// Before backward: no node has a gradient.
    case before
    /// After backward.
    case after
  }

  /// Whether gradients are shown.
  public var stage: Stage
  /// The index in ``nodes`` of the node that backward starts from.
  public var root: Int
  /// The nodes in a topological order: inputs before users.
  public var nodes: Nodes

  /// A snapshot of given nodes.
  public init(stage: Stage, root: Int, nodes: [Node]) {
    self.init(stage: stage, root: root, nodes: Nodes(nodes))
  }

  /// A snapshot of the nodes of another, or of a part of them.
  public init(stage: Stage, root: Int, nodes: Nodes) {
    self.stage = stage
    self.root = root
    self.nodes = nodes
  }
}
