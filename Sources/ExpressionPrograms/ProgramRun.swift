public import Autograd
internal import Text

/// What a program has left on its tape.
public struct ProgramRun {
  /// What the program, or its reader, calls the result.
  public let root: Value
  /// Whether the gradients are the program's own, and not those of one pass at its end.
  public let hasOwnGradients: Bool
  /// The nodes that the root or a name of the program's reaches, in ascending order.
  public let livingNodes: [Int]
  /// The leaves whose data was written after the root was computed from them, with the data that it
  /// was computed from, in the order of their nodes.
  public let overwrittenLeaves: [(leaf: Value, usedData: Double)]
  /// Whether the data of any leaf was written, so that nodes of earlier steps do not follow from it.
  public let writesData: Bool
  /// What of the program was skipped, in the order of the text.
  public let skipped: [String]
  /// The number of nodes that the program, or the cell that was asked for, has recorded.
  public let nodeCount: Int

  init(of machine: Machine, root name: String?, skipped: [String]) throws(Raised) {
    root = try machine.root(named: name)
    hasOwnGradients = machine.touchesGradients
    if !machine.touchesGradients {
      if root.operation == .constant { throw Raised(.makesNoNode) }
      root.backward()
    }
    livingNodes = machine.livingNodes(and: root)
    overwrittenLeaves = machine.overwrittenLeaves(of: root)
    writesData = !machine.writes.isEmpty
    self.skipped = skipped
    nodeCount = machine.tape.count - machine.firstNodeOfCell
  }
}

extension Machine {
  fileprivate func root(named name: String?) throws(Raised) -> Value {
    guard let name else {
      if let root = roots.lastBackward ?? roots.lastDrawn ?? roots.shown ?? roots.lastBound {
        return root
      }
      let leaf = (firstNodeOfCell..<tape.count).last { tape.value(at: $0).operation == .leaf }
      guard let leaf else { throw Raised(.makesNoNode, range: ProgramSource.nowhere) }
      return tape.value(at: leaf)
    }
    var found: Object?
    if let index = program.globalNames.firstIndex(of: name) { found = globals[index] }
    if case .value(let value)? = found, value.operation != .constant { return value }
    let labelled = (firstNode..<tape.count).last { tape.value(at: $0).label == name }
    if let labelled { return tape.value(at: labelled) }
    if let found, !found.isUnbound {
      throw Raised(
        .rootIsNoValue(name, type: found.typeName), range: ProgramSource.nowhere)
    }
    let labels = (firstNode..<tape.count).lazy.compactMap { tape.value(at: $0).label }
    throw Raised(
      .unknownRoot(name),
      suggestion: Suggestion.closest(to: name, among: program.globalNames + Set(labels).sorted()),
      range: ProgramSource.nowhere)
  }

  /// The nodes that the root, a variable, or what a variable holds was computed from, and they
  /// themselves.
  fileprivate func livingNodes(and root: Value) -> [Int] {
    var reached = Array(repeating: false, count: tape.count)
    reached[root.index] = true
    var known: Set<ObjectIdentifier> = []
    var pending = globals
    while let object = pending.popLast() {
      switch object {
      case .value(let value): reached[value.index] = true
      case .network(let network):
        for parameter in network.parameters { reached[parameter.index] = true }
      default:
        guard let container = object.container,
          known.insert(ObjectIdentifier(container)).inserted
        else { continue }
        pending += container.elements
      }
    }
    for index in stride(from: tape.count - 1, through: 0, by: -1) where reached[index] {
      tape.forEachInput(of: index) { reached[$0] = true }
    }
    return reached.indices.filter { reached[$0] }
  }

  fileprivate func overwrittenLeaves(of root: Value) -> [(leaf: Value, usedData: Double)] {
    if writes.isEmpty { return [] }
    // Where nothing was recorded between two writes, nothing has used what the first one set.
    var byLeaf: [Int: [DataWrite]] = [:]
    for write in writes where byLeaf[write.leaf]?.last?.nodeCount != write.nodeCount {
      byLeaf[write.leaf, default: []].append(write)
    }
    // The last of the root's nodes that uses each leaf says which of its data counts.
    var lastUse: [Int: Int] = [:]
    var reached = Array(repeating: false, count: root.index + 1)
    reached[root.index] = true
    for index in stride(from: root.index, through: 0, by: -1) where reached[index] {
      tape.forEachInput(of: index) { input in
        reached[input] = true
        if lastUse[input] == nil, byLeaf[input] != nil { lastUse[input] = index }
      }
    }
    return lastUse.sorted { $0.key < $1.key }.compactMap { leaf, use in
      let write = byLeaf[leaf]?.first { $0.nodeCount > use }
      return write.map { (tape.value(at: leaf), $0.data) }
    }
  }
}

extension Object {
  fileprivate var isUnbound: Bool {
    if case .unbound = self { true } else { false }
  }
}
