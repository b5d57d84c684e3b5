internal import Text

// For the exercises of the course, and to check the losses on values against: training needs no
// matrices.

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
      "A matrix of \(rows) × \(columns) cannot be made of \(elements.count.counted("number")).")
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
    get { elements[index(row, column)] }
    set { elements[index(row, column)] = newValue }
  }

  /// The numbers of one row.
  public func row(_ row: Int) -> [Double] {
    Array(elements[index(row, 0)..<index(row, 0) + columns])
  }

  /// The numbers of one column, copied out.
  public func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    require(
      (0..<rows).contains(row) && (0..<columns).contains(column),
      "There is no element (\(row), \(column)) in a matrix of \(rows) × \(columns)")
    return row * columns + column
  }
}

// MARK: - Products

extension Matrix {
  /// The matrix product, in O(rows · columns · other columns); traps unless the sizes fit.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    require(
      a.columns == b.rows,
      "A matrix of \(a.columns.counted("column")) cannot multiply one of \(b.rows.counted("row"))."
    )
    var product = Matrix(rows: a.rows, columns: b.columns)
    for row in 0..<a.rows {
      for inner in 0..<a.columns {
        let factor = a.elements[row * a.columns + inner]
        for column in 0..<b.columns {
          product.elements[row * b.columns + column] +=
            factor * b.elements[inner * b.columns + column]
        }
      }
    }
    return product
  }

  /// The product with a column of numbers; traps unless there is one for each column.
  public static func * (a: Matrix, x: [Double]) -> [Double] {
    (a * Matrix(rows: x.count, columns: 1, elements: x)).elements
  }

  /// The product with the transpose of another matrix, which is not built.
  ///
  /// Traps unless both have the same number of columns.
  public func multiplied(byTransposeOf other: Matrix) -> Matrix {
    require(
      columns == other.columns,
      "A matrix of \(columns.counted("column")) cannot multiply the transpose of one of \(other.columns)."
    )
    var product = Matrix(rows: rows, columns: other.rows)
    for row in 0..<rows {
      for column in 0..<other.rows {
        var sum = 0.0
        for inner in 0..<columns {
          sum += elements[row * columns + inner] * other.elements[column * columns + inner]
        }
        product.elements[row * other.rows + column] = sum
      }
    }
    return product
  }

  /// Adds to each element the product of one number of a column and one of a row.
  mutating func addOuterProduct(_ column: [Double], _ row: [Double]) {
    require(
      column.count == rows && row.count == columns,
      "The product of \(column.count) and \(row.count) numbers does not fit \(rows) × \(columns).")
    for (index, factor) in column.enumerated() {
      for inner in 0..<columns { elements[index * columns + inner] += factor * row[inner] }
    }
  }

  /// Each element divided by a number.
  static func / (a: Matrix, divisor: Double) -> Matrix {
    Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { $0 / divisor })
  }
}
