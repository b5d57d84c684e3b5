import NeuralNetworks
import Testing

@Suite struct DataSetTests {
  @Test func holdsWhatItIsGiven() throws {
    let set = try DataSet(
      name: "two", featureNames: ["a", "b"], inputs: [[1, 2], [3, 4], [5, 6]],
      targets: .classes([1, 0, 1], names: ["no", "yes"]))
    #expect(set.count == 3)
    #expect(set.inputCount == 2)
    #expect(set.classCount == 2)
    #expect(set.classes == [1, 0, 1])
    #expect(set.classNames == ["no", "yes"])
    #expect(set.numbers == nil)
  }

  @Test func namesFeaturesByNumber() throws {
    let set = try DataSet(name: "one", inputs: [[1, 2, 3]], targets: .numbers([0]))
    #expect(set.featureNames == ["x1", "x2", "x3"])
    #expect(set.classCount == nil)
  }

  static let wrong: [([String]?, [[Double]], DataSet.Targets, DataSetError)] = [
    (nil, [], .numbers([]), .noRows),
    (nil, [[]], .numbers([1]), .noFeatures),
    (["a"], [[1, 2]], .numbers([1]), .wrongFeatureNameCount(1, features: 2)),
    (nil, [[1], [2]], .numbers([1]), .wrongTargetCount(1, rows: 2)),
    (nil, [[1], [2]], .classes([0, 0, 0], names: ["a"]), .wrongTargetCount(3, rows: 2)),
    (nil, [[1, 2], [3]], .numbers([1, 1]), .ragged(row: 1, expected: 2, found: 1)),
    (nil, [[1, 2], [3, .nan]], .numbers([1, 1]), .notFinite(row: 1, column: "x2")),
    (["h", "w"], [[-.infinity, 2]], .numbers([1]), .notFinite(row: 0, column: "h")),
    (nil, [[1], [2]], .numbers([1, .infinity]), .notFinite(row: 1, column: "target")),
    (
      nil, [[1], [2]], .classes([0, 2], names: ["a", "b"]),
      .unknownClass(2, row: 1, classCount: 2)
    ),
    (nil, [[1]], .classes([-1], names: ["a"]), .unknownClass(-1, row: 0, classCount: 1)),
  ]

  @Test(arguments: wrong) func refuses(
    names: [String]?, inputs: [[Double]], targets: DataSet.Targets, error: DataSetError
  ) {
    #expect(throws: error) {
      try DataSet(name: "wrong", featureNames: names, inputs: inputs, targets: targets)
    }
  }

  @Test func subsetsKeepOrderAndNames() throws {
    let set = try DataSet(
      name: "s", inputs: [[1], [2], [3]], targets: .classes([0, 1, 2], names: ["a", "b", "c"]))
    let part = set.subset([2, 0, 2])
    #expect(part.inputs == [[3], [1], [3]])
    #expect(part.targets == .classes([2, 0, 2], names: ["a", "b", "c"]))
    #expect(DataSet.micrograd.subset([1, 3]).targets == .numbers([-1, 1]))
  }

  @Test func subsetsOfNothingTrap() async {
    await #expect(processExitsWith: .failure) { _ = DataSet.micrograd.subset([]) }
    await #expect(processExitsWith: .failure) { _ = DataSet.micrograd.subset([4]) }
  }

  @Test func numbersBecomeClassesInAscendingOrder() throws {
    let set = try DataSet(
      name: "n", inputs: [[1], [2], [3], [4], [5], [6]],
      targets: .numbers([2.5, -1, 0, 2.5, 1e20, -0.0]))
    #expect(
      set.classified().targets
        == .classes([2, 0, 1, 2, 3, 1], names: ["-1", "0", "2.5", "1e+20"]))
    #expect(DataSet.iris.classified() == .iris)
  }

  @Test func signs() throws {
    let classes = try DataSet(
      name: "c", inputs: [[1], [2]], targets: .classes([1, 0], names: ["a", "b"]))
    #expect(try classes.signs() == [1, -1])
    #expect(try DataSet.micrograd.signs() == [1, -1, -1, 1])
    #expect(try DataSet.micrograd.classified().signs() == [1, -1, -1, 1])
    #expect(throws: DataSetError.notBinary(classCount: 3)) { try DataSet.iris.signs() }
    let numbers = try DataSet(name: "n", inputs: [[1], [2]], targets: .numbers([1, 0]))
    #expect(try numbers.signs() == [1, -1])
    let many = try DataSet(name: "m", inputs: [[1], [2], [3]], targets: .numbers([1, 0, 2]))
    #expect(throws: DataSetError.notTwoNumbers(3)) { try many.signs() }
    #expect(try numbers.classified().signs() == [1, -1])
  }

  @Test func oneClassIsFound() throws {
    try DataSet.iris.requireTwoClasses()
    try DataSet.micrograd.requireTwoClasses()
    #expect(throws: DataSetError.oneClass("versicolor")) {
      try DataSet.iris.subset(50..<100).requireTwoClasses()
    }
    #expect(throws: DataSetError.oneClass("1")) {
      try DataSet.micrograd.subset([0, 3]).requireTwoClasses()
    }
  }

  static let sentences: [(DataSetError, String)] = [
    (.noRows, "the data set has no row; give it at least one"),
    (
      .ragged(row: 4, expected: 3, found: 2),
      "row 4 is of length 2 where row 0 is of 3; make all rows of one length"
    ),
    (
      .notTwoNumbers(3),
      "one output tells two classes apart, and the targets are 3 numbers; use a loss on numbers, or "
        + "give an output for each class"
    ),
    (
      .badFraction(1, part: "test"), "the test fraction is 1; it must be from 0 to below 1"
    ),
    (
      .badBatchSize(0, rows: 4),
      "a batch of 0 cannot be drawn from 4 rows; use a size from 1 to 4"
    ),
  ]

  @Test(arguments: sentences) func sentence(error: DataSetError, expected: String) {
    #expect(error.description == expected)
  }
}
