internal import Autograd

/// Finds the nodes of two graphs that are the same to the last bit, as most are, by their columns.
struct EqualRows {
  private let a: GraphSnapshot
  private let b: GraphSnapshot
  private let first: NodeColumns
  private let second: NodeColumns
  private let mates: [Int?]
  /// The numbers that the texts of the first graph have in the second.
  private let names: [Int32]
  private let labels: [Int32]
  private let groups: [Int32]

  /// - Parameter mates: For each node of the first graph, the matched one of the second.
  init(_ a: GraphSnapshot, _ b: GraphSnapshot, _ mates: [Int?]) {
    (self.a, self.b, self.mates) = (a, b, mates)
    (first, second) = (a.nodes.columns, b.nodes.columns)
    names = first.customNames.codes(in: second.customNames)
    labels = first.labels.codes(in: second.labels)
    groups = first.groups.codes(in: second.groups)
  }

  /// Whether nothing differs between two nodes; `false` also where one has to look closer.
  func areEqual(_ pair: GraphComparison.Pair) -> Bool {
    let (old, new) = (pair.a, pair.b)
    return first.operations[old] == second.operations[new] && first.data[old] == second.data[new]
      && first.gradients[old] == second.gradients[new]
      && first.parameters[old] == second.parameters[new]
      && first.passes[old] == second.passes[new]
      && first.marks[old].subtracting(.localsByRule)
        == second.marks[new].subtracting(.localsByRule)
      && (old == a.root) == (new == b.root)
      && isSame(first.labels.codes[old], labels, second.labels.codes[new])
      && isSame(first.groups.codes[old], groups, second.groups.codes[new])
      && isSame(first.customNames.codes[old], names, second.customNames.codes[new])
      && first.tensors[old] == nil && second.tensors[new] == nil && haveEqualLists(old, new)
  }

  @inline(__always)
  private func isSame(_ code: Int32, _ codes: [Int32], _ other: Int32) -> Bool {
    code < 0 ? other < 0 : codes[Int(code)] == other
  }

  private func haveEqualLists(_ old: Int, _ new: Int) -> Bool {
    let (inputs, newInputs) = (first.inputs.range(of: old), second.inputs.range(of: new))
    let (locals, newLocals) = (first.locals.range(of: old), second.locals.range(of: new))
    if inputs.count != newInputs.count || locals.count != newLocals.count { return false }
    for (edge, newEdge) in zip(inputs, newInputs) {
      let mate = mates[Int(first.inputs.elements[edge])]
      if mate != Int(second.inputs.elements[newEdge]) { return false }
    }
    for (local, newLocal) in zip(locals, newLocals)
    where first.locals.elements[local] != second.locals.elements[newLocal] {
      return false
    }
    return true
  }
}
