internal import Mathematics

extension DataSet {
  /// The four samples of Karpathy's lecture on micrograd; their targets are the numbers ±1.
  public static let micrograd = DataSet(
    checkedName: "micrograd", featureNames: ["x1", "x2", "x3"],
    inputs: [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]],
    targets: .numbers([1, -1, -1, 1]))

  /// Two interleaving half circles of radius 1, as scikit-learn's `make_moons` draws them.
  ///
  /// The outer moon is (cos t, sin t), the inner one (1 - cos t, 0.5 - sin t), with t in even steps
  /// from 0 to π. The outer one has half of the rows, rounded down. The rows are shuffled.
  ///
  /// - Parameters:
  ///   - rows: How many points there are; at least 2.
  ///   - noise: The standard deviation of what is added to each coordinate.
  ///   - seed: The same seed gives the same points.
  public static func moons(rows: Int = 100, noise: Double = 0.1, seed: UInt64) -> DataSet {
    if rows < 2 { fatalError("Two moons need at least 2 rows, not \(rows).") }
    var generator = SeededGenerator(seed: seed)
    let outer = evenSteps(rows / 2, from: 0, through: .pi).map { [LibM.cos($0), LibM.sin($0)] }
    let inner = evenSteps(rows - rows / 2, from: 0, through: .pi).map {
      [1 - LibM.cos($0), 0.5 - LibM.sin($0)]
    }
    let sampler = GaussianSampler(standardDeviation: noise)
    let points = (outer + inner).map { point in
      point.map { $0 + sampler.next(using: &generator) }
    }
    let classes = outer.map { _ in 0 } + inner.map { _ in 1 }
    return DataSet(
      checkedName: "moons", featureNames: ["x", "y"], inputs: points,
      targets: .classes(classes, names: ["outer", "inner"])
    ).shuffled(using: &generator)
  }

  /// Three arms of a spiral, as in the case study of CS231n: no line separates them.
  ///
  /// Point i of an arm is (r sin t, r cos t), where r goes from 0 to 1 and t through 4 radians in
  /// even steps; each arm begins where the one before ends. The rows are shuffled.
  ///
  /// - Parameters:
  ///   - rowsPerClass: How many points each arm has; at least 1.
  ///   - noise: The standard deviation of what is added to each angle, in radians.
  ///   - seed: The same seed gives the same points.
  public static func spirals(
    rowsPerClass: Int = 50, noise: Double = 0.2, seed: UInt64
  ) -> DataSet {
    if rowsPerClass < 1 { fatalError("A spiral needs at least 1 row, not \(rowsPerClass).") }
    var generator = SeededGenerator(seed: seed)
    let sampler = GaussianSampler(standardDeviation: noise)
    var points: [[Double]] = []
    var classes: [Int] = []
    for arm in 0..<3 {
      let radii = evenSteps(rowsPerClass, from: 0, through: 1)
      let angles = evenSteps(rowsPerClass, from: 4 * Double(arm), through: 4 * Double(arm + 1))
      for (radius, angle) in zip(radii, angles) {
        let noisy = angle + sampler.next(using: &generator)
        points.append([radius * LibM.sin(noisy), radius * LibM.cos(noisy)])
        classes.append(arm)
      }
    }
    return DataSet(
      checkedName: "spirals", featureNames: ["x", "y"], inputs: points,
      targets: .classes(classes, names: ["spiral 1", "spiral 2", "spiral 3"])
    ).shuffled(using: &generator)
  }

  /// Numbers at equal distances, both ends included; of one number, the first end.
  private static func evenSteps(_ count: Int, from start: Double, through end: Double) -> [Double] {
    (0..<count).map { start + (end - start) * Double($0) / Double(max(1, count - 1)) }
  }

  private func shuffled(using generator: inout some RandomNumberGenerator) -> DataSet {
    subset(inputs.indices.shuffled(using: &generator))
  }
}

extension BuiltInDataSet {
  static let micrograd = BuiltInDataSet(
    name: "micrograd", rowCount: 4, inputCount: 3,
    defaults: Defaults(loss: .meanSquaredError, lastLayerHasActivation: true)
  ) { _ in .micrograd }

  static let moons = BuiltInDataSet(
    name: "moons", rowCount: 100, inputCount: 2, defaults: Defaults(loss: .svm, activation: .relu)
  ) { .moons(seed: $0) }

  static let spirals = BuiltInDataSet(
    name: "spirals", rowCount: 150, inputCount: 2, defaults: Defaults(loss: .svm, activation: .relu)
  ) { .spirals(seed: $0) }
}
