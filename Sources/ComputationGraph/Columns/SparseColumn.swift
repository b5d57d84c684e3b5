/// A column of what many graphs have nowhere: it takes no room as long as every row holds nothing.
package struct SparseColumn<Value: Equatable & Sendable>: Sendable {
  /// What the rows hold; empty where all of them hold nothing.
  @usableFromInline package private(set) var values: [Value]
  /// What stands for nothing.
  @usableFromInline package let nothing: Value

  /// A column whose every row holds nothing.
  init(nothing: Value) { (values, self.nothing) = ([], nothing) }

  /// A column of known rows; of none at all where all hold nothing.
  package init(_ values: [Value], nothing: Value) {
    (self.values, self.nothing) = (values, nothing)
  }

  package subscript(row: Int) -> Value {
    @inlinable @inline(__always) get { values.isEmpty ? nothing : values[row] }
  }

  /// Whether every row holds nothing.
  var isEmpty: Bool { values.allSatisfy { $0 == nothing } }

  /// Puts a value into one of `count` rows.
  mutating func set(_ value: Value, at row: Int, of count: Int) {
    if values.isEmpty {
      if value == nothing { return }
      values = Array(repeating: nothing, count: count)
    }
    values[row] = value
  }

  /// Appends a value behind `count` rows.
  mutating func append(_ value: Value, behind count: Int) {
    if values.isEmpty {
      if value == nothing { return }
      values = Array(repeating: nothing, count: count)
    }
    values.append(value)
  }

  /// The rows of some indices, in their order.
  func rows(_ indices: [Int]) -> SparseColumn {
    SparseColumn(values.isEmpty ? [] : indices.map { values[$0] }, nothing: nothing)
  }
}

extension SparseColumn: Equatable {
  package static func == (a: SparseColumn, b: SparseColumn) -> Bool {
    if a.values.isEmpty { return b.isEmpty }
    return b.values.isEmpty ? a.isEmpty : a.values == b.values
  }
}
