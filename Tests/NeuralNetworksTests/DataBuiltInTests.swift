import Foundation
import Testing

@testable import NeuralNetworks

@Suite struct DataBuiltInTests {
  @Test func micrograd() {
    let set = DataSet.micrograd
    #expect(set.inputs == [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]])
    #expect(set.numbers == [1, -1, -1, 1])
  }

  @Test(arguments: BuiltInDataSet.allCases.map(\.name)) func sizesAreWhatTheHelpSays(
    name: String
  ) throws {
    let set = try #require(BuiltInDataSet(name: name))
    let rows = set.rows(seed: 3)
    #expect(rows.name == name)
    #expect(rows.count == set.rowCount)
    #expect(rows.inputCount == set.inputCount)
    // The seed draws what is random, and nothing else.
    #expect(rows.inputs == set.rows(seed: 3).inputs)
    #expect(set.defaults.loss.takesScores == (rows.classes != nil))
  }

  @Test func unknownDataSet() { #expect(BuiltInDataSet(name: "moon") == nil) }

  // MARK: - Moons

  @Test(arguments: [100, 7, 2]) func moonsWithoutNoiseAreHalfCircles(rows: Int) throws {
    let set = DataSet.moons(rows: rows, noise: 0, seed: 5)
    let classes = try #require(set.classes)
    #expect(set.count == rows)
    #expect(classes.count { $0 == 0 } == rows / 2)
    for (point, index) in zip(set.inputs, classes) {
      let (x, y) = index == 0 ? (point[0], point[1]) : (point[0] - 1, 0.5 - point[1])
      #expect(abs(hypot(x, y) - 1) < 1e-15)
      #expect(y >= 0)
    }
    // Both ends of each arc are there.
    let ends = [[1.0, 0], [-1, 0], [0, 0.5], [2, 0.5]].filter { end in
      set.inputs.contains { abs($0[0] - end[0]) < 1e-15 && abs($0[1] - end[1]) < 1e-15 }
    }
    #expect(ends.count == min(4, rows == 2 ? 2 : 4))
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func moonsAreHalfCirclesWithNoise(seed: UInt64) throws {
    let set = DataSet.moons(seed: seed)
    let classes = try #require(set.classes)
    #expect(set.count == 100)
    #expect(classes.count { $0 == 1 } == 50)
    var squares = 0.0
    for (point, index) in zip(set.inputs, classes) {
      #expect((-1.6...2.6).contains(point[0]) && (-1.1...1.6).contains(point[1]))
      let distance =
        index == 0 ? hypot(point[0], point[1]) : hypot(point[0] - 1, 0.5 - point[1])
      squares += (distance - 1) * (distance - 1)
    }
    // 0.1, give or take five standard errors of 100 numbers.
    #expect(abs((squares / 100).squareRoot() - 0.1) < 0.035)
    // Shuffled: 100 rows in order would change their class once.
    #expect(zip(classes, classes.dropFirst()).count { $0 != $1 } > 20)
  }

  /// Of thousands of rows the noise is known to a few percent.
  @Test func noiseIsAsStrongAsItSays() throws {
    func deviation(_ numbers: [Double]) -> Double {
      (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
    }
    let moons = DataSet.moons(rows: 4000, seed: 1)
    let distances = zip(moons.inputs, try #require(moons.classes)).map { point, index in
      (index == 0 ? hypot(point[0], point[1]) : hypot(point[0] - 1, 0.5 - point[1])) - 1
    }
    // Five standard errors.
    #expect(abs(deviation(distances) - 0.1) < 5 * 0.1 / (2 * 4000.0).squareRoot())

    let spirals = DataSet.spirals(rowsPerClass: 2000, seed: 1)
    let angles = zip(spirals.inputs, try #require(spirals.classes)).map { point, arm -> Double in
      if point == [0, 0] { return 0 }
      let angle = 4 * (Double(arm) + hypot(point[0], point[1]))
      return remainder(atan2(point[0], point[1]) - angle, 2 * Double.pi)
    }
    #expect(abs(deviation(angles) - 0.2) < 5 * 0.2 / (2 * 6000.0).squareRoot())
  }

  // MARK: - Spirals

  @Test(arguments: 0..<20 as Range<UInt64>) func spiralsHaveThreeArms(seed: UInt64) throws {
    let set = DataSet.spirals(seed: seed)
    let classes = try #require(set.classes)
    #expect(set.count == 150)
    var squares = 0.0
    for arm in 0..<3 {
      let points = zip(set.inputs, classes).filter { $0.1 == arm }.map(\.0)
        .sorted { hypot($0[0], $0[1]) < hypot($1[0], $1[1]) }
      #expect(points.count == 50)
      for (index, point) in points.enumerated() {
        #expect(abs(hypot(point[0], point[1]) - Double(index) / 49) < 1e-12)
        // The first point is the centre, which has no angle.
        if index == 0 { continue }
        let angle = 4 * Double(arm) + 4 * Double(index) / 49
        let noise = remainder(atan2(point[0], point[1]) - angle, 2 * .pi)
        squares += noise * noise
      }
    }
    // 0.2, give or take five standard errors of 147 numbers.
    #expect(abs((squares / 147).squareRoot() - 0.2) < 0.06)
  }

  @Test func seedsDecide() {
    #expect(DataSet.moons(seed: 1) == .moons(seed: 1))
    #expect(DataSet.moons(seed: 1) != .moons(seed: 2))
    #expect(DataSet.spirals(seed: 1) == .spirals(seed: 1))
    #expect(DataSet.spirals(seed: 1) != .spirals(seed: 2))
  }

  // MARK: - Iris

  /// Sums over scikit-learn's copy, computed with numpy from ten times the numbers.
  @Test func irisIsScikitLearns() throws {
    let set = DataSet.iris
    #expect(set.count == 150)
    #expect(set.classes == (0..<150).map { $0 / 50 })
    #expect(set.classNames == ["setosa", "versicolor", "virginica"])
    let tenths = set.inputs.map { $0.map { Int(($0 * 10).rounded()) } }
    let columns = (0..<4).map { column in tenths.map { $0[column] } }
    #expect(columns.map { $0.reduce(0, +) } == [8765, 4586, 5637, 1799])
    #expect(columns.map { $0.reduce(0) { $0 + $1 * $1 } } == [522_385, 143_040, 258_271, 30_233])
    // Weighted by the number of the row, so that the order counts.
    #expect(
      columns.map { $0.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } }
        == [700_174, 334_892, 526_456, 180_234])
    #expect(set.inputs[34] == [4.9, 3.1, 1.5, 0.2])
    #expect(set.inputs[37] == [4.9, 3.6, 1.4, 0.1])
  }

  /// Means and variances of each species by numpy.
  static let species: [(Int, means: [Double], variances: [Double])] = [
    (0, [5.006, 3.428, 1.462, 0.246], [0.121764, 0.140816, 0.029556, 0.010884]),
    (1, [5.936, 2.77, 4.26, 1.326], [0.261104, 0.0965, 0.2164, 0.038324]),
    (2, [6.588, 2.974, 5.552, 2.026], [0.396256, 0.101924, 0.298496, 0.073924]),
  ]

  @Test(arguments: species) func irisSpecies(index: Int, means: [Double], variances: [Double]) {
    let rows = DataSet.iris.inputs[index * 50..<index * 50 + 50]
    for column in 0..<4 {
      let mean = rows.reduce(0) { $0 + $1[column] } / 50
      let variance = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / 50
      #expect(abs(mean - means[column]) < 1e-12)
      #expect(abs(variance - variances[column]) < 1e-12)
    }
  }

  // MARK: - Gaussian numbers
}
