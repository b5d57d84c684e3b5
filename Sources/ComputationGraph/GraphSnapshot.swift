public import Autograd

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
  public var nodes: [Node]

  /// A snapshot of given nodes.
  public init(stage: Stage, root: Int, nodes: [Node]) {
    self.stage = stage
    self.root = root
    self.nodes = nodes
  }
}

extension GraphSnapshot {
  /// One number and how it was computed.
  public struct Node: Sendable, Equatable {
    /// The node's number in files and pictures.
    public var id: Int
    /// What it was computed by.
    public var operation: NodeOperation
    /// The name given to the node.
    public var label: String?
    /// The value.
    public var data: Double
    /// The derivative of the root with respect to this node; `nil` while there is none.
    public var gradient: Double?
    /// The indices of the inputs in the snapshot's nodes, in operand order.
    public var inputs: [Int]
    /// ∂(this)/∂(inputs[i]), each.
    public var localDerivatives: [Double]
    /// Whether the local derivatives were not given, as in a file without them, but follow from the
    /// rule of the operation.
    public var hasLocalsByRule = false
    /// The exponent of `**` with one input, the slope of `leaky_relu`, or the α of `elu`.
    public var parameter: Double?
    /// The groups around the node, as "layer 1/neuron 2".
    public var group: GroupPath?
    /// What a leaf is in a network.
    public var role: LeafRole?
    /// How many passes a leaf's gradient holds.
    public var passes: Int
    /// Whether dropout took the neuron out.
    public var isDropped: Bool
    /// What is known of it as a tensor; `nil` for what never was one.
    public var tensor: Tensor?

    /// A node with what is given and nothing else.
    public init(
      id: Int, operation: NodeOperation, label: String? = nil, data: Double,
      gradient: Double? = nil,
      inputs: [Int] = [], localDerivatives: [Double] = [], parameter: Double? = nil,
      group: GroupPath? = nil, role: LeafRole? = nil, passes: Int = 0, isDropped: Bool = false,
      tensor: Tensor? = nil
    ) {
      self.id = id
      self.operation = operation
      self.label = label
      self.data = data
      self.gradient = gradient
      self.inputs = inputs
      self.localDerivatives = localDerivatives
      self.parameter = parameter
      self.group = group
      self.role = role
      self.passes = passes
      self.isDropped = isDropped
      self.tensor = tensor
    }

    /// The built-in operation; `custom` where the operation is the user's.
    public var builtIn: Value.Operation {
      if case .builtIn(let operation) = operation { operation } else { .custom }
    }
  }
}
