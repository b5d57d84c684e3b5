internal import Autograd

/// Reads the plain form of a graph file: that which we write, and which Python's `json` writes.
///
/// It goes over the bytes once and makes no tree of values, which of a million nodes would be most of the
/// work. Of anything out of the ordinary it knows nothing: an escape, a key that is not of numbers, a fault.
/// Then it gives up, and `JSONParser` and `GraphReader` read the file, or say what is wrong with it.
struct PlainGraphScanner {
  /// What a file has, its nodes in its own order.
  struct Document {
    var stage = GraphSnapshot.Stage.before
    var root = 0
    var nodes = GraphReader.FileNodes()
  }

  private var tokens: PlainTokens
  private var operations: [(name: Range<Int>, isUnary: Bool, operation: NodeOperation)] = []
  private var lastGroup: (text: Range<Int>, path: GroupPath)?

  /// Reads a file; `nil` where it is not of the plain form.
  ///
  /// O(length).
  static func document(_ bytes: UnsafeBufferPointer<UInt8>) -> Document? {
    var scanner = PlainGraphScanner(tokens: PlainTokens(bytes))
    return try? scanner.document()
  }

  private init(tokens: PlainTokens) {
    self.tokens = tokens
  }
}

/// Objects.
extension PlainGraphScanner {
  private mutating func document() throws(NotPlain) -> Document {
    var result = Document()
    var missing: Set<Key> = [.format, .version, .stage, .root, .nodes]
    try tokens.expect("{")
    repeat {
      let key = try key()
      guard missing.remove(key) != nil else { throw NotPlain() }
      switch key {
      case .format: if try tokens.string() != GraphFile.format { throw NotPlain() }
      case .version: if try tokens.integer() != GraphFile.version { throw NotPlain() }
      case .stage:
        guard let stage = GraphSnapshot.Stage(rawValue: try tokens.string()) else {
          throw NotPlain()
        }
        result.stage = stage
      case .root: result.root = try tokens.integer()
      default:
        try tokens.expect("[")
        repeat {
          tokens.skipBlanks()
          result.nodes.offsets.append(tokens.position)
          result.nodes.nodes.append(try node())
        } while tokens.take(",")
        try tokens.expect("]")
      }
    } while tokens.take(",")
    try tokens.expect("}")
    tokens.skipBlanks()
    guard missing.isEmpty, tokens.isAtEnd else { throw NotPlain() }
    return result
  }

  private mutating func node() throws(NotPlain) -> GraphSnapshot.Node {
    var (id, data, passes): (Int?, Double?, Int?) = (nil, nil, nil)
    var operation: Range<Int>?
    var node = GraphSnapshot.Node(id: 0, operation: .builtIn(.leaf), data: 0)
    try tokens.expect("{")
    repeat {
      let key = try key()
      switch key {
      case .id: id = try tokens.integer()
      case .op: operation = try tokens.quoted()
      case .label:
        node.label = try nullable { scanner throws(NotPlain) in try scanner.tokens.string() }
      case .data: data = try tokens.number()
      case .grad:
        node.gradient = try nullable { scanner throws(NotPlain) in try scanner.tokens.number() }
      case .inputs:
        node.inputs = try list { scanner throws(NotPlain) in try scanner.tokens.integer() }
      case .local:
        node.localDerivatives = try list { scanner throws(NotPlain) in try scanner.tokens.number() }
      case .parameter:
        node.parameter = try nullable { scanner throws(NotPlain) in try scanner.tokens.number() }
      case .group: node.group = try nullable { scanner throws(NotPlain) in try scanner.group() }
      case .role: node.role = try nullable { scanner throws(NotPlain) in try scanner.role() }
      case .passes: passes = try tokens.integer()
      case .dropped:
        if !tokens.takeWord("true") { throw NotPlain() }
        node.isDropped = true
      default: throw NotPlain()
      }
    } while tokens.take(",")
    try tokens.expect("}")
    guard let id, let data, let operation, !operation.isEmpty else { throw NotPlain() }
    (node.id, node.data) = (id, data)
    node.operation = self.operation(operation, isUnary: node.inputs.count == 1)
    let isReached = node.builtIn == .leaf && node.gradient != nil
    node.passes = passes ?? (isReached ? 1 : 0)
    return node
  }
}

/// Keys and values.
extension PlainGraphScanner {
  /// Those of nodes first, since there are most of them.
  private enum Key: CaseIterable {
    case id, op, label, data, grad, inputs, local, group, parameter, role, passes, dropped
    case format, version, stage, root, nodes

    var text: StaticString {
      switch self {
      case .id: "id"
      case .op: "op"
      case .label: "label"
      case .data: "data"
      case .grad: "grad"
      case .inputs: "inputs"
      case .local: "local"
      case .group: "group"
      case .parameter: "parameter"
      case .role: "role"
      case .passes: "passes"
      case .dropped: "dropped"
      case .format: "format"
      case .version: "version"
      case .stage: "stage"
      case .root: "root"
      case .nodes: "nodes"
      }
    }
  }

  private static let keys = Key.allCases.map { (key: $0, text: $0.text) }

  private mutating func key() throws(NotPlain) -> Key {
    let text = try tokens.quoted()
    try tokens.expect(":")
    for known in PlainGraphScanner.keys where tokens.isSame(text, known.text) { return known.key }
    throw NotPlain()
  }

  private mutating func nullable<Value>(
    _ value: (inout PlainGraphScanner) throws(NotPlain) -> Value
  ) throws(NotPlain) -> Value? {
    tokens.takeWord("null") ? nil : try value(&self)
  }

  private mutating func list<Value>(
    _ value: (inout PlainGraphScanner) throws(NotPlain) -> Value
  ) throws(NotPlain) -> [Value] {
    try tokens.expect("[")
    if tokens.take("]") { return [] }
    var result = [try value(&self)]
    while tokens.take(",") { result.append(try value(&self)) }
    try tokens.expect("]")
    return result
  }

  /// The most names of operations that are remembered.
  private static let mostOperations = 64

  /// The operation of a name: there are few in a file, each many times.
  private mutating func operation(_ name: Range<Int>, isUnary: Bool) -> NodeOperation {
    for known in operations where known.isUnary == isUnary && tokens.isSame(known.name, name) {
      return known.operation
    }
    let operation = NodeOperation(name: tokens.text(name), inputCount: isUnary ? 1 : 2)
    // With thousands of names it would take longer to find one than to make it.
    if operations.count < PlainGraphScanner.mostOperations {
      operations.append((name, isUnary, operation))
    }
    return operation
  }

  /// A group: most nodes are in that of the node before.
  private mutating func group() throws(NotPlain) -> GroupPath {
    let text = try tokens.quoted()
    if let lastGroup, tokens.isSame(lastGroup.text, text) { return lastGroup.path }
    let path = GroupPath(tokens.text(text))
    lastGroup = (text, path)
    return path
  }

  private mutating func role() throws(NotPlain) -> LeafRole {
    guard let role = LeafRole(rawValue: try tokens.string()) else { throw NotPlain() }
    return role
  }
}
