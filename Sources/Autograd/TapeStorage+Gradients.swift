/// The gradients as they are asked for and set, one by one.
extension TapeStorage {
  /// What stands for no gradient.
  @inlinable @inline(__always)
  static var absentGradient: Double { OptionalNumber.absent }

  @inline(__always)
  static func isAbsent(_ gradient: Double) -> Bool {
    gradient.bitPattern == absentGradient.bitPattern
  }

  @inline(__always)
  mutating func gradient(at index: Int) -> Double? {
    if index < gradientCount, TapeStorage.isOpen(gradients[index]) { settle(for: index) }
    return settledGradient(at: index)
  }

  /// The gradient of a node, where no pass left it open.
  @inline(__always)
  func settledGradient(at index: Int) -> Double? {
    guard index < gradientCount, nodes[index].operation != .constant,
      !TapeStorage.isAbsent(gradients[index])
    else { return nil }
    return gradients[index]
  }

  /// How many passes the gradient of a leaf holds; 0 for any other node.
  mutating func passes(at index: Int) -> Int {
    if nodes[index].operation != .leaf { return 0 }
    settle(for: index)
    return nodes[index].passes
  }

  mutating func zeroGradient(at index: Int) {
    if nodes[index].operation == .leaf {
      zeroGradientOfLeaf(at: index)
    } else if index < gradientCount {
      gradients[index] = TapeStorage.absentGradient
    }
  }

  @inlinable @inline(__always)
  mutating func zeroGradientOfLeaf(at index: Int) {
    if index < gradientCount { gradients[index] = TapeStorage.absentGradient }
    nodes[index].passes = 0
  }

  /// Gives a leaf the gradient of one pass.
  mutating func setGradient(_ gradient: Double, at index: Int) {
    settle()
    reserveGradients(upTo: index)
    gradients[index] = 0 + gradient
    nodes[index].passes = 1
  }

  /// Gives a node the gradient that somebody set.
  mutating func assignGradient(_ gradient: Double, at index: Int) {
    let operation = nodes[index].operation
    if operation == .constant { return }
    settle()
    reserveGradients(upTo: index)
    gradients[index] = 0 + gradient
    if operation == .leaf { nodes[index].passes = gradient == 0 ? 0 : 1 }
  }

  /// Adds the gradient of a node, 0 where it has none, times its local derivatives to its inputs.
  mutating func handOn(from index: Int, custom: [CustomOperation]) {
    settle()
    let adjoint = gradient(at: index) ?? 0
    reserveGradients(upTo: index)
    for (input, slope) in zip(inputs(at: index), localDerivatives(at: index, custom: custom)) {
      if nodes[input].operation == .constant { continue }
      gradients[input] = (gradient(at: input) ?? 0) + adjoint * slope
      if nodes[input].operation == .leaf { nodes[input].passes = max(1, nodes[input].passes) }
    }
  }
}
