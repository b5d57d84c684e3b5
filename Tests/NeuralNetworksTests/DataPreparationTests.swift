import NeuralNetworks
import Testing

@Suite struct DataStandardizerTests {
  let iris = DataSet.iris

  /// Fitted on every second row of the iris; all literals by numpy's mean and std.
  @Test func statisticsAreNumpys() {
    let train = iris.subset(stride(from: 0, to: 150, by: 2).map { $0 })
    let standardizer = Standardizer(fittedOn: train)
    expectEqual(standardizer.means, [5.84, 3.064, 3.776, 1.2186666666666668])
    expectEqual(
      standardizer.deviations,
      [0.8004998438475802, 0.43255519878970367, 1.7710140221541628, 0.7854838565425062])
    let all = standardizer(iris)
    expectEqual(
      all.inputs[1],
      [-1.174266312760181, -0.14795799513928748, -1.341604284482155, -1.2968651846653731])
    expectEqual(
      all.inputs[149],
      [0.07495316889958786, -0.14795799513928748, 0.7475943066727168, 0.7400958383692442])
    #expect(all.targets == iris.targets)
    #expect(all.featureNames == iris.featureNames)
    #expect(all.name == "iris")
  }

  @Test func meansAlone() throws {
    let set = try DataSet(name: "m", inputs: [[1, 10], [3, 30]], targets: .numbers([0, 1]))
    let centred = Standardizer(fittedOn: set, scaling: .mean)(set)
    #expect(centred.inputs == [[-1, -10], [1, 10]])
  }

  @Test func constantFeaturesBecomeZero() throws {
    // Their sum is rounded: 0.1 + 0.1 + 0.1 is not 3 · 0.1.
    let set = try DataSet(
      name: "c", inputs: [[0.1, 1], [0.1, 2], [0.1, 3]], targets: .numbers([0, 1, 2]))
    let standardizer = Standardizer(fittedOn: set)
    #expect(standardizer.deviations[0] == 1)
    #expect(standardizer(set).inputs.map { $0[0] } == [0, 0, 0])
    #expect(standardizer([0.6, 2]) == [0.5, 0])
  }

  @Test func tinyFeaturesKeepTheirSpread() throws {
    let set = try DataSet(name: "t", inputs: [[1e-200], [3e-200]], targets: .numbers([0, 1]))
    let scaled = Standardizer(fittedOn: set)(set).inputs.map { $0[0] }
    expectEqual(scaled, [-1, 1])
  }

  @Test func anotherNumberOfFeaturesTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = Standardizer(fittedOn: .iris)(.micrograd)
    }
  }

  private func expectEqual(_ numbers: [Double], _ expected: [Double]) {
    #expect(numbers.count == expected.count)
    for (number, other) in zip(numbers, expected) { #expect(abs(number - other) < 1e-12) }
  }
}

@Suite struct DataSplitTests {
  static let fractions: [(validation: Double, test: Double, [Int])] = [
    (0, 0.2, [120, 0, 30]), (0.2, 0.2, [90, 30, 30]), (0.1, 0, [135, 15, 0]), (0, 0, [150, 0, 0]),
    (0.001, 0.001, [148, 1, 1]), (0.5, 0.499, [1, 75, 74]), (0, 0.999, [1, 0, 149]),
  ]

  @Test(arguments: fractions) func partsAreDisjointAndComplete(
    validation: Double, test: Double, sizes: [Int]
  ) throws {
    var generator = SeededGenerator(seed: 3)
    let split = try DataSet.iris.split(
      validationFraction: validation, testFraction: test, using: &generator)
    let parts = [split.trainRows, split.validationRows, split.testRows]
    #expect(parts.map(\.count) == sizes)
    #expect(parts.joined().sorted() == Array(0..<150))
    #expect(parts.allSatisfy { $0 == $0.sorted() })
    #expect(split.train == DataSet.iris.subset(split.trainRows))
    #expect(
      (split.validation?.inputs ?? []) == split.validationRows.map { DataSet.iris.inputs[$0] })
    #expect((split.test?.inputs ?? []) == split.testRows.map { DataSet.iris.inputs[$0] })
  }

  @Test(arguments: 0..<10 as Range<UInt64>) func partsHaveTheirShareOfEachClass(
    seed: UInt64
  ) throws {
    // 60, 30 and 11 rows, mixed.
    let classes = (0..<101).map { $0 % 9 == 0 && $0 < 99 ? 2 : $0 % 3 == 1 && $0 < 90 ? 1 : 0 }
    let set = try DataSet(
      name: "u", inputs: classes.indices.map { [Double($0)] },
      targets: .classes(classes, names: ["a", "b", "c"]))
    var generator = SeededGenerator(seed: seed)
    let split = try set.split(validationFraction: 0.25, testFraction: 0.2, using: &generator)
    for index in 0..<3 {
      let whole = Double(classes.count { $0 == index })
      for (rows, fraction) in [(split.testRows, 0.2), (split.validationRows, 0.25)] {
        let share = Double(rows.count { classes[$0] == index })
        #expect(abs(share - whole * fraction) < 1.5)
      }
    }
  }

  @Test func seedsDecide() throws {
    func rows(_ seed: UInt64) throws -> [Int] {
      var generator = SeededGenerator(seed: seed)
      return try DataSet.iris.split(testFraction: 0.2, using: &generator).testRows
    }
    #expect(try rows(1) == rows(1))
    #expect(try rows(1) != rows(2))
  }

  @Test func smallSets() throws {
    var generator = SeededGenerator(seed: 3)
    let split = try DataSet.micrograd.subset([0, 1, 2])
      .split(validationFraction: 0.9, testFraction: 0.05, using: &generator)
    #expect([split.trainRows, split.validationRows, split.testRows].map(\.count) == [1, 1, 1])
    #expect(throws: DataSetError.tooFewRows(2, parts: 3)) {
      try DataSet.micrograd.subset([0, 1])
        .split(validationFraction: 0.2, testFraction: 0.2, using: &generator)
    }
    #expect(throws: DataSetError.tooFewRows(1, parts: 2)) {
      try DataSet.micrograd.subset([0]).split(testFraction: 0.2, using: &generator)
    }
  }

  /// Of ten rows a part is its fraction, rounded, and a row at least.
  @Test(arguments: [(0.24, 2), (0.25, 3), (0.04, 1), (0.94, 9), (0.99, 9)])
  func partsAreRounded(fraction: Double, rows: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let ten = DataSet.iris.subset(0..<10)
    #expect(try ten.split(testFraction: fraction, using: &generator).testRows.count == rows)
  }

  static let wrong: [(Double, Double, DataSetError)] = [
    (0, 1, .badFraction(1, part: "test")), (0, -0.1, .badFraction(-0.1, part: "test")),
    (1.5, 0, .badFraction(1.5, part: "validation")),
    (0, .infinity, .badFraction(.infinity, part: "test")), (0.5, 0.5, .fractionsTooLarge(1)),
  ]

  @Test(arguments: wrong) func refuses(validation: Double, test: Double, error: DataSetError) {
    var generator = SeededGenerator(seed: 3)
    #expect(throws: error) {
      try DataSet.iris.split(
        validationFraction: validation, testFraction: test, using: &generator)
    }
  }

  @Test func refusesNaN() {
    var generator = SeededGenerator(seed: 3)
    #expect(throws: DataSetError.self) {
      try DataSet.iris.split(testFraction: .nan, using: &generator)
    }
  }
}

@Suite struct DataFoldTests {
  @Test(arguments: [2, 3, 7, 150]) func everyRowIsHeldBackOnce(count: Int) throws {
    var generator = SeededGenerator(seed: 4)
    let folds = try DataSet.iris.folds(count, using: &generator)
    #expect(folds.map(\.index) == Array(0..<count))
    #expect(folds.flatMap(\.validationRows).sorted() == Array(0..<150))
    for fold in folds {
      #expect((150 / count...(150 + count - 1) / count).contains(fold.validation.count))
      #expect(fold.validation == DataSet.iris.subset(fold.validationRows))
      let held = Set(fold.validationRows)
      #expect(fold.train == DataSet.iris.subset((0..<150).filter { !held.contains($0) }))
      for index in 0..<3 {
        let share = fold.validationRows.count { $0 / 50 == index }
        #expect((50 / count...(50 + count - 1) / count).contains(share))
      }
    }
  }

  @Test func seedsDecide() throws {
    func folds(_ seed: UInt64) throws -> [Fold] {
      var generator = SeededGenerator(seed: seed)
      return try DataSet.iris.folds(5, using: &generator)
    }
    #expect(try folds(1) == folds(1))
    #expect(try folds(1) != folds(2))
  }

  @Test(arguments: [-1, 0, 1, 5]) func refuses(count: Int) {
    var generator = SeededGenerator(seed: 4)
    #expect(throws: DataSetError.badFoldCount(count, rows: 4)) {
      try DataSet.micrograd.folds(count, using: &generator)
    }
  }
}

@Suite struct DataBatchTests {
  @Test(arguments: [(1, 150, 1), (32, 5, 22), (50, 3, 50), (149, 2, 1), (150, 1, 150)])
  func epochs(size: Int, batches: Int, last: Int) throws {
    var generator = SeededGenerator(seed: 6)
    let first = try DataSet.iris.batches(of: size, using: &generator)
    let second = try DataSet.iris.batches(of: size, using: &generator)
    for epoch in [first, second] {
      #expect(epoch.count == batches)
      #expect(epoch.dropLast().allSatisfy { $0.count == size })
      #expect(epoch.last?.count == last)
      #expect(epoch.joined().sorted() == Array(0..<150))
    }
    #expect(first != second)
    var again = SeededGenerator(seed: 6)
    #expect(try DataSet.iris.batches(of: size, using: &again) == first)
  }

  @Test(arguments: [-1, 0, 5]) func refuses(size: Int) {
    var generator = SeededGenerator(seed: 6)
    #expect(throws: DataSetError.badBatchSize(size, rows: 4)) {
      try DataSet.micrograd.batches(of: size, using: &generator)
    }
  }
}

@Suite struct DataCrossValidationTests {
  struct Stop: Error {}

  let folds: [Fold]

  init() throws {
    var generator = SeededGenerator(seed: 8)
    folds = try DataSet.iris.folds(3, using: &generator)
  }

  @Test func meansDeviationsAndTheBest() {
    let scores = ["a": [0.25, 0.25, 0.25], "b": [0.5, 0.75, 1], "c": [1, 0.75, 0.5]]
    var calls: [String] = []
    let result = CrossValidation(over: ["a", "b", "c"], folds: folds) { setting, fold in
      calls.append("\(setting)\(fold.index)")
      return scores[setting]![fold.index]
    }
    #expect(calls == ["a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1", "c2"])
    #expect(result.results.map(\.setting) == ["a", "b", "c"])
    #expect(result.results.map(\.mean) == [0.25, 0.75, 0.75])
    #expect(result.results[0].standardDeviation == 0)
    // By numpy: np.std([0.5, 0.75, 1]).
    #expect(abs(result.results[1].standardDeviation - 0.2041241452319315) < 1e-15)
    #expect(result.results[2].scores == [1, 0.75, 0.5])
    // The first of equals.
    #expect(result.best == result.results[1])
  }

  @Test(arguments: [(CrossValidation<Double>.Preference.highest, 3.0), (.lowest, 1)])
  func preference(_ preference: CrossValidation<Double>.Preference, best: Double) {
    let result = CrossValidation(
      over: [.nan, 2, 1, .nan, 3], folds: folds, preferring: preference
    ) { (setting: Double, _) in setting }
    #expect(result.best.setting == best)
  }

  @Test func errorsPass() {
    #expect(throws: Stop.self) {
      try CrossValidation(over: [1], folds: folds) { (_, _) throws(Stop) -> Double in throw Stop() }
    }
  }

  @Test func nothingToCompareTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = CrossValidation(over: [1], folds: []) { _, _ in 0 }
    }
  }
}
