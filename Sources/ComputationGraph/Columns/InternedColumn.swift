/// A column of texts and the like, each of which is kept once: what a row holds is a small number.
///
/// Rows of one text have one number, so that whole runs of rows are compared as integers.
package struct InternedColumn<Value: Hashable & Sendable>: Sendable {
  /// The number of a row that holds nothing.
  package static var nothing: Int32 { -1 }

  /// The values, each once.
  @usableFromInline package private(set) var values: [Value]
  /// For each row where its value is in ``values``.
  @usableFromInline package private(set) var codes: SparseColumn<Int32>
  /// Where each value is; `nil` until somebody changes the column.
  private var known: [Value: Int32]?

  /// A column whose every row holds nothing.
  init() { self.init(values: [], codes: []) }

  /// A column of known numbers.
  ///
  /// - Parameters:
  ///   - values: The values, each once.
  ///   - codes: For each row where its value is; nothing at all where no row has one.
  package init(values: [Value], codes: [Int32]) {
    self.values = values
    self.codes = SparseColumn(codes, nothing: Self.nothing)
  }

  package subscript(row: Int) -> Value? {
    @inlinable @inline(__always) get {
      let code = codes[row]
      return code < 0 ? nil : values[Int(code)]
    }
  }

  /// For each value its number in another column; -1 where it is not in it.
  func codes(in other: InternedColumn) -> [Int32] {
    let known = Dictionary(uniqueKeysWithValues: zip(other.values, Int32(0)...))
    return values.map { known[$0] ?? Self.nothing }
  }

  /// Puts a value into one of so many rows.
  mutating func set(_ value: Value?, at row: Int, of count: Int) {
    if self[row] != value { codes.set(code(of: value), at: row, of: count) }
  }

  /// Appends a value behind so many rows.
  mutating func append(_ value: Value?, behind count: Int) {
    codes.append(code(of: value), behind: count)
  }

  /// The rows of some indices, in their order.
  func rows(_ indices: [Int]) -> InternedColumn {
    InternedColumn(values: values, codes: codes.rows(indices).values)
  }

  private mutating func code(of value: Value?) -> Int32 {
    guard let value else { return Self.nothing }
    var numbers = known.take() ?? Dictionary(uniqueKeysWithValues: zip(values, Int32(0)...))
    defer { known = numbers }
    if let code = numbers[value] { return code }
    let code = Int32(values.count)
    values.append(value)
    numbers[value] = code
    return code
  }
}

extension InternedColumn: Equatable {
  /// Whether all rows hold the same, whatever their numbers are.
  package static func == (a: InternedColumn, b: InternedColumn) -> Bool {
    if a.values == b.values { return a.codes == b.codes }
    let (first, second) = (a.codes.values, b.codes.values)
    if first.isEmpty || second.isEmpty { return a.codes.isEmpty && b.codes.isEmpty }
    let codes = a.codes(in: b)
    return first.count == second.count
      && zip(first, second).allSatisfy { $0 < 0 ? $1 < 0 : codes[Int($0)] == $1 }
  }
}
