extension Matrix {
  /// The matrix product, in O(rows · columns · other columns); traps unless the sizes fit.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    require(
      a.columns == b.rows, "A matrix of \(a.columns) columns cannot multiply one of \(b.rows) rows."
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
      "A matrix of \(columns) columns cannot multiply the transpose of one of \(other.columns).")
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
    for (place, factor) in column.enumerated() {
      for inner in 0..<columns { elements[place * columns + inner] += factor * row[inner] }
    }
  }

  /// Each element divided by a number.
  static func / (a: Matrix, divisor: Double) -> Matrix {
    Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { $0 / divisor })
  }
}
