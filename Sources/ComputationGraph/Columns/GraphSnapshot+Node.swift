public import Autograd

extension GraphSnapshot {
  /// One number and how it was computed.
  ///
  /// A node of a graph is a look at a row of its columns: nothing is made for it. One that was built, or
  /// changed, has its own fields.
  public struct Node: Sendable {
    private var source: Source

    private enum Source: Sendable {
      case row(NodeStorage, Int)
      indirect case fields(Fields)
    }

    /// A node of a graph.
    @inline(__always)
    init(_ storage: NodeStorage, _ row: Int) { source = .row(storage, row) }

    /// A node with what is given and nothing else.
    public init(
      id: Int, operation: NodeOperation, label: String? = nil, data: Double,
      gradient: Double? = nil,
      inputs: [Int] = [], localDerivatives: [Double] = [], parameter: Double? = nil,
      group: GroupPath? = nil, role: LeafRole? = nil, passes: Int = 0, isDropped: Bool = false,
      tensor: Tensor? = nil
    ) {
      source = .fields(
        Fields(
          id: id, operation: operation, label: label, data: data, gradient: gradient,
          inputs: NodeInputs(inputs), localDerivatives: NodeDerivatives(localDerivatives[...]),
          parameter: parameter, group: group, marks: NodeMarks(role, isDropped: isDropped),
          passes: passes, tensor: tensor))
    }
  }
}

extension GraphSnapshot.Node {
  /// What a node holds that is in no graph.
  struct Fields: Sendable {
    var id: Int
    var operation: NodeOperation
    var label: String?
    var data: Double
    var gradient: Double?
    var inputs: NodeInputs
    var localDerivatives: NodeDerivatives
    var parameter: Double?
    var group: GroupPath?
    var marks: NodeMarks
    var passes: Int
    var tensor: Tensor?
  }

  /// The fields of its own, which a node of a graph takes when it is changed.
  private var fields: Fields {
    get {
      if case .fields(let fields) = source { return fields }
      return Fields(
        id: id, operation: operation, label: label, data: data, gradient: gradient,
        inputs: inputs, localDerivatives: localDerivatives, parameter: parameter, group: group,
        marks: marks, passes: passes, tensor: tensor)
    }
    set { source = .fields(newValue) }
  }
}

/// What is known of a node.
extension GraphSnapshot.Node {
  /// The node's number in files and pictures.
  public var id: Int {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.ids[row]
      case .fields(let fields): fields.id
      }
    }
    set { fields.id = newValue }
  }

  /// What it was computed by.
  public var operation: NodeOperation {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.operation(of: row)
      case .fields(let fields): fields.operation
      }
    }
    set { fields.operation = newValue }
  }

  /// The name given to the node.
  public var label: String? {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.labels[row]
      case .fields(let fields): fields.label
      }
    }
    set { fields.label = newValue }
  }

  /// The value.
  public var data: Double {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.data[row]
      case .fields(let fields): fields.data
      }
    }
    set { fields.data = newValue }
  }

  /// The derivative of the root with respect to this node; `nil` while there is none.
  public var gradient: Double? {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.gradients[row].number
      case .fields(let fields): fields.gradient
      }
    }
    set { fields.gradient = newValue }
  }

  /// The indices of the inputs in the snapshot's nodes, in operand order.
  public var inputs: NodeInputs {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.inputs(of: row)
      case .fields(let fields): fields.inputs
      }
    }
    set { fields.inputs = newValue }
  }

  /// ∂(this)/∂(inputs[i]), each.
  public var localDerivatives: NodeDerivatives {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.localDerivatives(of: row)
      case .fields(let fields): fields.localDerivatives
      }
    }
    set { fields.localDerivatives = newValue }
  }

  /// The exponent of `**` with one input, the slope of `leaky_relu`, or the α of `elu`.
  public var parameter: Double? {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.parameters[row].number
      case .fields(let fields): fields.parameter
      }
    }
    set { fields.parameter = newValue }
  }

  /// The groups around the node, as "layer 1/neuron 2".
  public var group: GroupPath? {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.groups[row]
      case .fields(let fields): fields.group
      }
    }
    set { fields.group = newValue }
  }

  /// How many passes a leaf's gradient holds.
  public var passes: Int {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.passes[row]
      case .fields(let fields): fields.passes
      }
    }
    set { fields.passes = newValue }
  }

  /// What is known of it as a tensor; `nil` for what never was one.
  public var tensor: Tensor? {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.tensors[row]
      case .fields(let fields): fields.tensor
      }
    }
    set { fields.tensor = newValue }
  }

  /// What a leaf is in a network.
  public var role: LeafRole? {
    get { marks.role }
    set { marks.role = newValue }
  }

  /// Whether dropout took the neuron out.
  public var isDropped: Bool {
    get { marks.contains(.dropped) }
    set { marks.set(.dropped, newValue) }
  }

  /// Whether the local derivatives were not given, as in a file without them, but follow from the
  /// rule of the operation.
  public var hasLocalsByRule: Bool {
    get { marks.contains(.localsByRule) }
    set { marks.set(.localsByRule, newValue) }
  }

  var marks: NodeMarks {
    get {
      switch source {
      case .row(let storage, let row): storage.columns.marks[row]
      case .fields(let fields): fields.marks
      }
    }
    set { fields.marks = newValue }
  }

  /// The built-in operation; `custom` where the operation is the user's.
  public var builtIn: Value.Operation {
    switch source {
    case .row(let storage, let row): storage.columns.operations[row]
    case .fields(let fields): fields.operation.builtIn
    }
  }
}

extension GraphSnapshot.Node: Equatable {
  /// Whether all that is known of both is the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.id == b.id && a.builtIn == b.builtIn && a.operation == b.operation && a.data == b.data
      && a.gradient == b.gradient && a.inputs == b.inputs
      && a.localDerivatives == b.localDerivatives && a.label == b.label && a.group == b.group
      && a.parameter == b.parameter && a.marks == b.marks && a.passes == b.passes
      && a.tensor == b.tensor
  }
}

extension GraphSnapshot.Node: CustomStringConvertible {
  /// All that is known of it.
  public var description: String { "\(fields)" }
}
