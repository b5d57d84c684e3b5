import NeuralNetworks
import Testing

@Suite struct MatrixTests {
  private let a = Matrix([[1, 2, 3], [4, 5, 6]])

  @Test func rowsLieBehindEachOther() {
    #expect(a.rows == 2 && a.columns == 3)
    #expect(a.elements == [1, 2, 3, 4, 5, 6])
    #expect(a[1, 0] == 4)
    #expect(a.row(1) == [4, 5, 6])
    #expect(a.column(1) == [2, 5])
  }

  @Test func elementsCanBeSet() {
    var matrix = Matrix(rows: 2, columns: 2, repeating: 7)
    matrix[0, 1] = 1
    #expect(matrix.elements == [7, 1, 7, 7])
  }

  @Test func products() {
    #expect(a * Matrix([[1, 0], [0, 1], [2, -1]]) == Matrix([[7, -1], [16, -1]]))
    #expect(a * [1, 10, 100] == [321, 654])
    #expect(a.multiplied(byTransposeOf: a) == Matrix([[14, 32], [32, 77]]))
  }

  @Test func outsideTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3)[0, 3]
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3)[-1, 0]
    }
  }

  @Test func sizesThatDoNotFitTrap() async {
    var result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Matrix([[1, 2], [3]])
    }
    #expect(says("different lengths: [2, 1]", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Matrix(rows: 2, columns: 3) * Matrix(rows: 2, columns: 3)
    }
    #expect(says("A matrix of 3 columns cannot multiply one of 2 rows.", result))
  }
}
