/// Numbers in rows and columns, in one contiguous array, row behind row.
///
/// It has what the losses on plain numbers need, and no more.
public struct Matrix: Sendable, Equatable {
  /// How many rows there are.
  public let rows: Int
  /// How many columns there are.
  public let columns: Int
  /// All numbers, row behind row: that of row r and column c is at r · columns + c.
  public internal(set) var elements: [Double]

  /// A matrix of one number all over.
  public init(rows: Int, columns: Int, repeating number: Double = 0) {
    self.init(
      rows: rows, columns: columns, elements: Array(repeating: number, count: rows * columns))
  }

  /// A matrix of given numbers, row behind row; traps unless there are rows · columns of them.
  public init(rows: Int, columns: Int, elements: [Double]) {
    require(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) numbers do not fill \(rows) rows of \(columns) columns.")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of given rows; traps unless all are of one length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == columns },
      "The rows of a matrix have different lengths: \(rows.map(\.count)).")
    self.init(rows: rows.count, columns: columns, elements: rows.flatMap { $0 })
  }

  /// One number; traps outside of the matrix.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[place(row, column)] }
    set { elements[place(row, column)] = newValue }
  }

  /// The numbers of one row.
  public func row(_ row: Int) -> [Double] {
    Array(elements[place(row, 0)..<place(row, 0) + columns])
  }

  /// The numbers of one column, copied out.
  public func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    require(
      (0..<rows).contains(row) && (0..<columns).contains(column),
      "There is no element (\(row), \(column)) in \(rows) rows of \(columns) columns")
    return row * columns + column
  }
}
