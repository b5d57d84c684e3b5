extension TapeStorage {
  func gradient(at index: Int) -> Double? {
    guard index < gradientCount, nodes[index].operation != .constant,
      gradients[index].bitPattern != TapeStorage.absentGradient.bitPattern
    else { return nil }
    return gradients[index]
  }

  mutating func zeroGradient(at index: Int) {
    if index < gradientCount { gradients[index] = TapeStorage.absentGradient }
    if nodes[index].operation == .leaf { nodes[index].passes = 0 }
  }

  func inputs(at index: Int) -> [Int] {
    let node = nodes[index]
    return switch node.operation.inputCount {
    case 0: []
    case 1: [Int(node.first)]
    case 2: [Int(node.first), node.second]
    default: node.operandRange.map { Int(operands[$0]) }
    }
  }

  /// The local derivatives of a node with respect to its inputs, in their order.
  func localDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    let node = nodes[index]
    switch node.operation.inputCount {
    case 0: return []
    case 1:
      return [
        node.operation.derivatives(
          data[Int(node.first)], parameter: node.parameter, output: data[index]
        ).x
      ]
    case 2:
      let slope = node.operation.derivatives(
        data[Int(node.first)], data[node.second], output: data[index])
      return [slope.x, slope.y]
    default: return listDerivatives(at: index, custom: custom)
    }
  }

  /// The local derivatives of a node with a list of inputs.
  func listDerivatives(at index: Int, custom: [CustomOperation]) -> [Double] {
    let node = nodes[index]
    if node.operation == .sum { return Array(repeating: 1, count: node.operandRange.count) }
    let inputs = node.operandRange.map { data[Int(operands[$0])] }
    return custom[Int(node.customIndex)].checkedDerivatives(inputs, data[index])
  }
}
