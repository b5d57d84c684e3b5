internal import Text

/// A column of texts and the like, each of which is kept once: what a row holds is a small number.
///
/// Rows of one text have one number, so that whole runs of rows are compared as integers.
package struct InternedColumn<Value: Hashable & Sendable & CustomStringConvertible>: Sendable {
  /// The number of a row that holds nothing.
  package static var nothing: Int32 { -1 }

  /// The values, each once.
  @usableFromInline package private(set) var values: [Value]
  /// For each row where its value is in ``values``.
  @usableFromInline package private(set) var codes: SparseColumn<Int32>
  /// Where each text is; `nil` until somebody changes the column.
  private var known: [ExactText: Int32]?

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

  /// For each value its number in another column; -2 where it is not in it, which no row has.
  func codes(in other: InternedColumn) -> [Int32] {
    let known = Dictionary(zip(other.values, Int32(0)...)) { first, _ in first }
    return values.map { known[$0] ?? Self.nothing - 1 }
  }

  /// Puts a value into one of `count` rows.
  mutating func set(_ value: Value?, at row: Int, of count: Int) {
    // Most changes of a node leave its texts alone.
    if let value, let old = self[row], ExactText(old.description) == ExactText(value.description) {
      return
    }
    codes.set(code(of: value), at: row, of: count)
  }

  /// Appends a value behind `count` rows.
  mutating func append(_ value: Value?, behind count: Int) {
    codes.append(code(of: value), behind: count)
  }

  /// The rows of some indices, in their order.
  func rows(_ indices: [Int]) -> InternedColumn {
    InternedColumn(values: values, codes: codes.rows(indices).values)
  }

  private mutating func code(of value: Value?) -> Int32 {
    guard let value else { return Self.nothing }
    var numbers = known.take() ?? numbersOfTexts()
    defer { known = numbers }
    let text = ExactText(value.description)
    if let code = numbers[text] { return code }
    let code = Int32(values.count)
    values.append(value)
    numbers[text] = code
    return code
  }

  private func numbersOfTexts() -> [ExactText: Int32] {
    Dictionary(
      uniqueKeysWithValues: values.enumerated().map { (ExactText($1.description), Int32($0)) })
  }
}

extension InternedColumn: Equatable {
  /// Whether all rows hold the same, whatever their numbers are.
  package static func == (a: InternedColumn, b: InternedColumn) -> Bool {
    if a.codes == b.codes && a.values == b.values { return true }
    let (first, second) = (a.codes.values, b.codes.values)
    if first.isEmpty || second.isEmpty { return a.codes.isEmpty && b.codes.isEmpty }
    let codes = a.codes(in: b)
    return first.count == second.count
      && zip(first, second).allSatisfy { old, new in
        if old < 0 || new < 0 { return old == new }
        // Of two texts that are equal and written otherwise, the other one may be meant.
        return codes[Int(old)] == new || a.values[Int(old)] == b.values[Int(new)]
      }
  }
}
