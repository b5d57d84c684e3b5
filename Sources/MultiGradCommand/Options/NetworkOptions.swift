internal import CommandLineArguments
internal import NeuralNetworks

/// The options that describe a network, its data and its training.
struct NetworkOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The data set: micrograd (4 rows, 3 inputs), moons (100, 2), spirals (150, 2), iris (150, 4), "
        + "or a CSV file (default: micrograd, where the sizes fit it).",
      valueName: "name|file.csv"),
    completion: .file(extensions: ["csv"]))
  var data: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The target column of a CSV file, by name or number from 1 (default: the last).",
      valueName: "column"))
  var target: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The loss (default: mse for micrograd and numbers, svm for moons and spirals, softmax for "
        + "iris and classes)."))
  var loss: LossChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What each neuron applies to its sum (default: relu for moons and spirals, else tanh). The "
        + "last layer is linear, save for mse."))
  var activation: ActivationChoice?

  @Option(name: .customLong("init"), help: "How the first weights are drawn.")
  var initializer: InitializerChoice = .uniform

  @Option(name: .long, help: ArgumentHelp("The strength λ of λ/2·Σw².", valueName: "λ"))
  var l2: Double = 0

  @Option(name: .long, help: ArgumentHelp("The strength λ of λ·Σ|w|.", valueName: "λ"))
  var l1: Double = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The probability that a hidden unit is kept in training; what is dropped is drawn so.",
      valueName: "p"))
  var dropout: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The part of the rows that is held out for a test (default: 0.2 for iris and CSV, else 0).",
      valueName: "part"))
  var testFraction: Double?

  @Option(name: .long, help: "Where all random numbers start.")
  var seed: UInt64 = 1

  func validate() throws {
    for (name, value) in [("--l2", l2), ("--l1", l1)] where !(value >= 0 && value.isFinite) {
      throw ValidationError("The value '\(value)' is invalid for '\(name)'. Give 0 or more.")
    }
    if let dropout, !(dropout > 0 && dropout <= 1) {
      throw ValidationError(
        "The value '\(dropout)' is invalid for '--dropout'. Give a probability above 0, up to 1.")
    }
    if let testFraction, !(testFraction >= 0 && testFraction < 1) {
      throw ValidationError(
        "The value '\(testFraction)' is invalid for '--test-fraction'. Give 0 or more, below 1.")
    }
  }
}

/// What `--loss` takes.
enum LossChoice: String, CaseIterable, ExpressibleByArgument {
  case mse, svm
  case squaredSVM = "squared_svm"
  case softmax

  var loss: Loss {
    switch self {
    case .mse: .meanSquaredError
    case .svm: .svm
    case .squaredSVM: .squaredSVM
    case .softmax: .softmax
    }
  }
}

/// What `--init` takes.
enum InitializerChoice: String, CaseIterable, ExpressibleByArgument {
  case uniform, small, lecun, he, xavier, zeros

  var initializer: Initializer {
    switch self {
    case .uniform: .uniform
    case .small: .small
    case .lecun: .lecun
    case .he: .he
    case .xavier: .xavier
    case .zeros: .zeros
    }
  }
}

/// Layer sizes with commas between them: `3,4,4,1`.
struct SizeList {
  /// The widest layer that is taken.
  private static let largest = 10_000
  /// The most parameters that are taken: each is drawn, or at least written down.
  private static let mostParameters = 1_000_000

  let numbers: [Int]

  /// Reads sizes from a word.
  @Sendable
  init(parsing word: String) throws {
    let words = word.split(separator: ",", omittingEmptySubsequences: false)
    numbers = words.compactMap { Int($0) }
    guard numbers.count == words.count else {
      throw ValidationError("Give whole numbers with commas between them and no blanks: 3,4,4,1.")
    }
    guard numbers.count >= 2 else {
      throw ValidationError("Give the number of inputs and the size of a layer at least: 3,1.")
    }
    guard numbers.allSatisfy({ (1...SizeList.largest).contains($0) }) else {
      throw ValidationError("Give sizes from 1 to \(SizeList.largest).")
    }
    let parameters = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard parameters <= SizeList.mostParameters else {
      throw ValidationError(
        "A network of \(parameters) parameters is too big: give at most \(SizeList.mostParameters)."
      )
    }
  }

  var inputs: Int { numbers[0] }
  var outputs: Int { numbers[numbers.count - 1] }
}

/// A range of rows, both ends included: `0..3`, or `2` for one.
struct RowRange {
  let first: Int
  let last: Int

  /// Reads a range from a word.
  @Sendable
  init(parsing word: String) throws {
    let parts = word.split(separator: "..", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...2).contains(numbers.count),
      numbers[0] >= 0, numbers[0] <= numbers[numbers.count - 1]
    else {
      throw ValidationError("Give a row, or the first and the last of several: 0..3.")
    }
    first = numbers[0]
    last = numbers[numbers.count - 1]
  }
}
