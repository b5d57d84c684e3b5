internal import Autograd

/// Local derivatives that follow from the rules of the operations.
extension NodeColumns {
  /// ∂(node)/∂(inputs), by the rule of the operation where it is ours.
  func localsByRule(of row: Int) -> [Double] {
    let operation = operations[row]
    switch operation {
    case .custom: return Array(locals[row])
    case .sum: return Array(repeating: 1, count: inputs.count(of: row))
    default:
      let operands = inputs[row]
      let slope = operation.derivatives(
        operands.first.map { data[Int($0)] } ?? 0,
        operands.dropFirst().first.map { data[Int($0)] } ?? 0,
        parameter: parameters[row].number ?? 0, output: data[row])
      return Array([slope.x, slope.y].prefix(operands.count))
    }
  }

  /// Gives the nodes that have inputs and no local derivatives those of their rules.
  mutating func fillLocalsByRule() {
    let isLacking = (0..<count).contains { locals.count(of: $0) == 0 && inputs.count(of: $0) > 0 }
    if !isLacking { return }
    var filled = ListColumn<Double>()
    filled.reserveCapacity(rows: count, elements: inputs.elements.count)
    for row in 0..<count {
      if locals.count(of: row) > 0 || inputs.count(of: row) == 0 {
        filled.append(locals[row])
      } else {
        filled.append(localsByRule(of: row))
        marks.set(marks[row].union(.localsByRule), at: row, of: count)
      }
    }
    locals = filled
  }
}
