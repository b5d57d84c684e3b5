/// The inputs of a node: their indices in the snapshot's nodes, in operand order.
///
/// It counts from 0, as an array does, and is a part of the list of all inputs of the graph, without a copy.
public struct NodeInputs: Sendable, Equatable {
  private(set) var indices32: ArraySlice<Int32>

  init(_ indices: ArraySlice<Int32>) { indices32 = indices }
}

extension NodeInputs: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// No inputs.
  public init() { indices32 = [] }

  /// 0.
  public var startIndex: Int { 0 }
  /// How many inputs there are.
  public var endIndex: Int { indices32.count }

  /// The index of an input.
  public subscript(operand: Int) -> Int {
    get { Int(indices32[indices32.startIndex + operand]) }
    set { indices32[indices32.startIndex + operand] = Int32(newValue) }
  }

  /// Puts some in the place of others.
  public mutating func replaceSubrange(
    _ operands: Range<Int>, with inputs: some Collection<Int>
  ) {
    let start = indices32.startIndex
    indices32.replaceSubrange(
      start + operands.lowerBound..<start + operands.upperBound, with: inputs.map { Int32($0) })
  }
}

extension NodeInputs: ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The inputs of these indices.
  public init(arrayLiteral inputs: Int...) { self.init(inputs) }

  /// As an array is written.
  public var description: String { Array(self).description }
}

/// ∂(node)/∂(inputs) of a node, one for each input.
///
/// It counts from 0, as an array does, and is a part of the list of all derivatives of the graph, without a
/// copy.
public struct NodeDerivatives: Sendable, Equatable {
  private(set) var slopes: ArraySlice<Double>

  init(_ slopes: ArraySlice<Double>) { self.slopes = slopes }
}

extension NodeDerivatives: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// No derivatives.
  public init() { slopes = [] }

  /// 0.
  public var startIndex: Int { 0 }
  /// How many derivatives there are.
  public var endIndex: Int { slopes.count }

  /// The derivative with respect to an operand.
  public subscript(operand: Int) -> Double {
    get { slopes[slopes.startIndex + operand] }
    set { slopes[slopes.startIndex + operand] = newValue }
  }

  /// Puts some in the place of others.
  public mutating func replaceSubrange(
    _ operands: Range<Int>, with derivatives: some Collection<Double>
  ) {
    let start = slopes.startIndex
    slopes.replaceSubrange(
      start + operands.lowerBound..<start + operands.upperBound, with: derivatives)
  }
}

extension NodeDerivatives: ExpressibleByArrayLiteral, CustomStringConvertible {
  /// These derivatives.
  public init(arrayLiteral derivatives: Double...) { self.init(derivatives) }

  /// As an array is written.
  public var description: String { Array(self).description }
}
