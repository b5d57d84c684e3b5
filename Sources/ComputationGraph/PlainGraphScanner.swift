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
    var nodes = FileNodes()
  }

  private var tokens: PlainTokens
  /// What is read of the nodes, texts apart, which are numbers in the tables below.
  private var nodes = FileNodes()
  private var (labels, groups, names) = (TextTable(), TextTable(), TextTable())
  private var (labelCodes, groupCodes) = ([Int32](), [Int32]())
  /// For each name of an operation, what it is with one input, and with others.
  private var operations: [(unary: NodeOperation, other: NodeOperation)] = []

  /// The keys of seven letters at most, and which of them was last.
  private let keys = Key.allCases.filter { $0.text.utf8CodeUnitCount <= 7 }
    .map { (word: $0.word, key: $0) }
  private var nextKey = 0

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
        let start = tokens.position
        repeat {
          try node()
          if nodes.columns.count == PlainGraphScanner.sampleSize { reserve(from: start) }
        } while tokens.take(",")
        try tokens.expect("]")
      }
    } while tokens.take(",")
    try tokens.expect("}")
    tokens.skipBlanks()
    guard missing.isEmpty, tokens.isAtEnd else { throw NotPlain() }
    nodes.columns.labels = InternedColumn(
      values: labels.ranges.map { tokens.text($0) }, codes: labelCodes)
    nodes.columns.groups = InternedColumn(
      values: groups.ranges.map { GroupPath(tokens.text($0)) }, codes: groupCodes)
    result.nodes = nodes
    return result
  }

  /// After how many nodes it is guessed how many there are.
  private static let sampleSize = 1000

  /// Makes room for all nodes, if they are as long as the first.
  private mutating func reserve(from start: Int) {
    let share = Double(tokens.position - start) / Double(tokens.count)
    func total(_ count: Int) -> Int { Int(Double(count) / share) }
    let count = total(nodes.columns.count)
    nodes.columns.reserveCapacity(count)
    nodes.inputs.reserveCapacity(rows: count, elements: total(nodes.inputs.elements.count))
    labelCodes.reserveCapacity(count)
    groupCodes.reserveCapacity(count)
  }

  /// Reads a node into the columns.
  private mutating func node() throws(NotPlain) {
    let row = nodes.columns.count
    var (id, data, gradient, parameter): (Int?, Double?, Double?, Double?) = (nil, nil, nil, nil)
    var (name, label, group): (Int32, Int32, Int32) = (-1, -1, -1)
    var passes: Int?
    var marks = NodeMarks()
    try tokens.expect("{")
    repeat {
      switch try key() {
      case .id: id = try tokens.integer()
      case .op: name = names.code(of: try tokens.quoted(), tokens)
      case .label: label = tokens.takeNull() ? -1 : labels.code(of: try tokens.quoted(), tokens)
      case .data: data = try tokens.number()
      case .grad: gradient = tokens.takeNull() ? nil : try tokens.number()
      case .inputs: try inputs(of: row)
      case .local: try locals(of: row)
      case .parameter: parameter = tokens.takeNull() ? nil : try tokens.number()
      case .group: group = tokens.takeNull() ? -1 : groups.code(of: try tokens.quoted(), tokens)
      case .role: marks.role = tokens.takeNull() ? nil : try role()
      case .passes: passes = try tokens.integer()
      case .dropped:
        if !tokens.takeWord("true") { throw NotPlain() }
        marks.insert(.dropped)
      default: throw NotPlain()
      }
    } while tokens.take(",")
    try tokens.expect("}")
    guard let id, let data, name >= 0 else { throw NotPlain() }
    nodes.inputs.endRow()
    nodes.columns.locals.endRow()
    let operation = try operation(name, isUnary: nodes.inputs.count(of: row) == 1)
    nodes.columns.ids.append(id)
    nodes.columns.operations.append(operation.builtIn)
    if case .custom(let name) = operation {
      nodes.columns.customNames.append(name, behind: row)
    } else {
      nodes.columns.customNames.append(nil, behind: row)
    }
    labelCodes.append(label)
    groupCodes.append(group)
    nodes.columns.data.append(data)
    nodes.columns.gradients.append(OptionalNumber(gradient), behind: row)
    nodes.columns.parameters.append(OptionalNumber(parameter), behind: row)
    nodes.columns.marks.append(marks, behind: row)
    let isReached = operation.builtIn == .leaf && gradient != nil
    nodes.columns.passes.append(passes ?? (isReached ? 1 : 0), behind: row)
  }

  private mutating func inputs(of row: Int) throws(NotPlain) {
    // Of two lists of one name, readers take the last.
    nodes.inputs.beginRow()
    try tokens.expect("[")
    if tokens.take("]") { return }
    repeat { nodes.inputs.add(try tokens.integer()) } while tokens.take(",")
    try tokens.expect("]")
  }

  private mutating func locals(of row: Int) throws(NotPlain) {
    nodes.columns.locals.beginRow()
    try tokens.expect("[")
    if tokens.take("]") { return }
    repeat { nodes.columns.locals.add(try tokens.number()) } while tokens.take(",")
    try tokens.expect("]")
  }
}

/// Keys and values.
extension PlainGraphScanner {
  /// In the order in which we write them.
  private enum Key: CaseIterable {
    case id, op, label, data, grad, inputs, local, parameter, group, role, passes, dropped
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

    /// The text as `PlainTokens.shortWord()` reads it.
    var word: UInt64 {
      text.withUTF8Buffer { $0.reversed().reduce(.max) { $0 << 8 | UInt64($1) } }
    }
  }

  /// A key: most come in one order.
  private mutating func key() throws(NotPlain) -> Key {
    guard let word = try tokens.shortWord() else { return try longKey() }
    try tokens.expect(":")
    for _ in keys {
      nextKey = nextKey + 1 < keys.count ? nextKey + 1 : 0
      if keys[nextKey].word == word { return keys[nextKey].key }
    }
    throw NotPlain()
  }

  /// A key of more than seven letters, or at the end of the file.
  private mutating func longKey() throws(NotPlain) -> Key {
    let text = try tokens.restOfQuoted()
    try tokens.expect(":")
    for key in Key.allCases where tokens.isSame(text, key.text) { return key }
    throw NotPlain()
  }

  /// The operation of a name: there are few in a file, each many times.
  private mutating func operation(
    _ name: Int32, isUnary: Bool
  ) throws(NotPlain) -> NodeOperation {
    while operations.count < names.ranges.count {
      let range = names.ranges[operations.count]
      if range.isEmpty { throw NotPlain() }
      let text = tokens.text(range)
      operations.append(
        (NodeOperation(name: text, inputCount: 1), NodeOperation(name: text, inputCount: 2)))
    }
    return isUnary ? operations[Int(name)].unary : operations[Int(name)].other
  }

  private mutating func role() throws(NotPlain) -> LeafRole {
    guard let role = LeafRole(rawValue: try tokens.string()) else { throw NotPlain() }
    return role
  }
}
