/// What all tools compute, and on which numbers.
///
/// W1 is a network of tanh on four rows with a mean of squares, W2 one of ReLU on a hundred moons with hinge
/// losses and a penalty, W3 a chain of products, sums and tanh, W4 one of x · x + x.
enum Workload: Hashable {
  case squares
  /// With a rate of 0 most rows stay within the margin; else training has put them beyond it.
  case hinge(isConverged: Bool)
  case chain(length: Int)
  case square(length: Int)

  var name: String {
    switch self {
    case .squares: "W1"
    case .hinge(let isConverged): isConverged ? "W2" : "W2 dense"
    case .chain(let length): "W3 \(length)"
    case .square: "W4"
    }
  }

  var hasTanh: Bool {
    switch self {
    case .squares, .chain: true
    case .hinge, .square: false
    }
  }

  /// The operations of one step, as micrograd counts them.
  var operationCount: Int {
    switch self {
    case .squares: 304
    case .hinge: 65_077
    case .chain(let length): length
    case .square(let length): 2 * length
    }
  }
}

/// A network's numbers: they change from step to step, and are put back before each tool.
struct Problem {
  let sizes: [Int32]
  let parameters: [Double]
  let rows: [Double]
  let targets: [Double]
  let rate: Double
  static let strength = 1e-4

  var inputCount: Int { Int(sizes[0]) }

  /// micrograd's four rows.
  static let squares = Problem(
    sizes: [3, 4, 4, 1], seed: 1, rows: [2, 3, -1, 3, -1, 0.5, 0.5, 1, 1, 1, 1, -1],
    targets: [1, -1, -1, 1], rate: 0.05, scale: 1)

  static func hinge(isConverged: Bool) -> Problem {
    let (rows, targets) = moons(100)
    let start = Problem(
      sizes: [2, 16, 16, 1], seed: 2, rows: rows, targets: targets, rate: isConverged ? 0.1 : 0,
      scale: 1)
    return isConverged ? start.trained(steps: 500) : start
  }

  private init(
    sizes: [Int32], seed: UInt64, rows: [Double], targets: [Double], rate: Double, scale: Double
  ) {
    var numbers = Numbers(state: seed)
    let count = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + Int($1.1) * (Int($1.0) + 1) }
    self.init(
      sizes: sizes, parameters: (0..<count).map { _ in scale * numbers.next() }, rows: rows,
      targets: targets, rate: rate)
  }

  init(
    sizes: [Int32], parameters: [Double], rows: [Double], targets: [Double], rate: Double
  ) {
    (self.sizes, self.parameters, self.rows) = (sizes, parameters, rows)
    (self.targets, self.rate) = (targets, rate)
  }

  private func trained(steps: Int) -> Problem {
    var parameters = parameters
    for _ in 0..<steps { _ = Baseline.loops.hinge(self, &parameters) }
    return Problem(sizes: sizes, parameters: parameters, rows: rows, targets: targets, rate: rate)
  }

  /// Two half circles that reach into each other.
  private static func moons(_ count: Int) -> (rows: [Double], targets: [Double]) {
    var numbers = Numbers(state: 3)
    var (rows, targets): ([Double], [Double]) = ([], [])
    for index in 0..<count {
      let angle = Double.pi * Double(index / 2) / Double(count / 2)
      let isUpper = index % 2 == 0
      let (x, y) = (cosine(angle), sine(angle))
      rows += [
        (isUpper ? x : 1 - x) + 0.1 * numbers.next(),
        (isUpper ? y : 0.5 - y) + 0.1 * numbers.next(),
      ]
      targets.append(isUpper ? 1 : -1)
    }
    return (rows, targets)
  }
}

/// Random numbers from -1 to 1 that are the same everywhere.
private struct Numbers {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}
