extension DataSet {
  /// The class of each row; `nil` where the targets are numbers.
  public var classes: [Int]? {
    if case .classes(let classes, _) = targets { classes } else { nil }
  }

  /// The names of the classes; `nil` where the targets are numbers.
  public var classNames: [String]? {
    if case .classes(_, let names) = targets { names } else { nil }
  }

  /// The number that belongs to each row; `nil` where the targets are classes.
  public var numbers: [Double]? {
    if case .numbers(let numbers) = targets { numbers } else { nil }
  }

  /// How many classes there are, with those that have no row; `nil` where the targets are numbers.
  public var classCount: Int? { classNames?.count }

  /// The same rows with classes as targets, as losses on classes need them.
  ///
  /// The distinct numbers become classes in ascending order, named by their shortest text: 0, 1 and
  /// 2.5. A set that has classes already is returned as it is. O(n log n).
  public func classified() -> DataSet {
    guard let numbers else { return self }
    var distinct: [Double] = []
    for number in numbers.sorted() where number != distinct.last { distinct.append(number) }
    var indices: [Double: Int] = [:]
    for (index, number) in distinct.enumerated() { indices[number] = index }
    return DataSet(
      checkedName: name, featureNames: featureNames, inputs: inputs,
      targets: .classes(numbers.map { indices[$0]! }, names: distinct.map(\.shortestText)))
  }

  /// The targets as signs, as a binary loss on one output needs them.
  ///
  /// Of two classes the second (1) is +1 and the first (0) is -1. Of two different numbers, as 0 and 1,
  /// the greater is +1; where all are ±1, they are what they are.
  ///
  /// - Throws: ``DataSetError/notBinary(classCount:)`` or ``DataSetError/notTwoNumbers(_:)``.
  public func signs() throws(DataSetError) -> [Double] {
    switch targets {
    case .classes(let classes, let names):
      if names.count != 2 { throw .notBinary(classCount: names.count) }
      return classes.map { $0 == 1 ? 1 : -1 }
    case .numbers(let numbers):
      if numbersAreSigns { return numbers }
      let classes = classified()
      if classes.classCount == 2 { return try classes.signs() }
      throw .notTwoNumbers(classes.classCount ?? 0)
    }
  }

  /// Whether the targets are numbers, and all of them ±1, as in micrograd's samples.
  public var numbersAreSigns: Bool { numbers?.allSatisfy { $0.magnitude == 1 } ?? false }

  /// Throws ``DataSetError/oneClass(_:)`` where all rows have the same target.
  ///
  /// A loss on classes has nothing to learn from such a set; other losses may.
  public func requireTwoClasses() throws(DataSetError) {
    switch targets {
    case .classes(let classes, let names):
      if classes.allSatisfy({ $0 == classes[0] }) { throw .oneClass(names[classes[0]]) }
    case .numbers(let numbers):
      if numbers.allSatisfy({ $0 == numbers[0] }) { throw .oneClass(numbers[0].shortestText) }
    }
  }
}

extension Double {
  /// The text with the fewest characters that reads as this number: 3 rather than 3.0.
  var shortestText: String { Int(exactly: self).map(String.init) ?? description }
}
