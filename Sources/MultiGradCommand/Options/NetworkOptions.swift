internal import Text
public import CommandLineArguments
public import NeuralNetworks

/// The options that describe a network, its data and its training.
struct NetworkOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The data set: \(NetworkOptions.dataSets), or a CSV file (default: "
        + "\(BuiltInDataSet.allCases[0].name), where the sizes fit it).",
      valueName: "name|file.csv"),
    completion: .file(extensions: ["csv", "tsv"]))
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
      "The loss (default: \(NetworkOptions.defaults(\.loss.name)); of a CSV file "
        + "\(Loss.meanSquaredError.name) for numbers and \(Loss.softmax.name) for classes)."))
  var loss: Loss?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What each neuron applies to its sum (default: \(NetworkOptions.defaults(\.activation.name))). "
        + "The last layer has its own."))
  var activation: Activation?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the last layer applies (default: identity, which leaves it linear; for "
        + "\(NetworkOptions.lossesOnNumbers) on \(NetworkOptions.ofAnActivation) that of the others)."
    ))
  var lastActivation: Activation?

  @Option(name: .customLong("init"), help: "How the first weights are drawn.")
  var initializer: Initializer = .uniform

  @Option(name: .long, help: ArgumentHelp("The strength λ of λ/2·Σw².", valueName: "λ"))
  var l2: Double = 0

  @Option(name: .long, help: ArgumentHelp("The strength λ of λ·Σ|w|.", valueName: "λ"))
  var l1: Double = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The probability that a hidden neuron is kept in training; dropped ones are marked in the picture.",
      valueName: "p"))
  var dropout: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The part of the rows that is held out for a test (default: 0.2 for \(NetworkOptions.measured) "
        + "and CSV, else 0).",
      valueName: "part"))
  var testFraction: Double?

  @Option(name: .long, help: "Where all random numbers start.")
  var seed: UInt64 = 1

  /// The files that are read: a CSV, where one is named.
  var files: [String] { [data].compactMap(\.self).filter { BuiltInDataSet(name: $0) == nil } }

  /// How neurons are dropped; `nil` where none are.
  var dropoutRule: Dropout? { dropout.map(Dropout.init(keepProbability:)) }

  /// The data sets with their sizes: "moons (100 rows, 2 inputs)".
  private static let dataSets = BuiltInDataSet.allCases
    .map { "\($0.name) (\($0.rowCount.counted("row")), \($0.inputCount.counted("input")))" }
    .joined(separator: ", ")

  /// What each data set has unless the options say otherwise: "mse for micrograd, svm for moons".
  private static func defaults(_ name: KeyPath<BuiltInDataSet.Defaults, String>) -> String {
    BuiltInDataSet.allCases.map { "\($0.defaults[keyPath: name]) for \($0.name)" }
      .joined(separator: ", ")
  }

  /// The data sets of which a part is held out unless the options say otherwise.
  private static let measured = BuiltInDataSet.allCases.filter { $0.defaults.testFraction > 0 }
    .map(\.name).joined(separator: ", ")

  /// The names of the losses behind which the last layer may have an activation.
  private static let lossesOnNumbers = Loss.allCases.filter { !$0.takesScores }.map(\.name)
    .joined(separator: " and ")

  /// The data sets whose targets are those of an activation.
  private static let ofAnActivation = BuiltInDataSet.allCases
    .filter(\.defaults.lastLayerHasActivation).map(\.name).joined(separator: ", ")

  func validate() throws {
    if target != nil, files.isEmpty {
      throw ValidationError(
        "'--target' has no effect here: it is a column of a CSV file. Name one with --data.")
    }
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

// MARK: - What is chosen by name

extension Loss: ExpressibleByArgument {
  /// The one with a name.
  public init?(argument: String) { self.init(name: argument) }
  /// The names.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension Activation: ExpressibleByArgument {
  /// The one with a name.
  public init?(argument: String) { self.init(name: argument) }
  /// The names.
  public static var allValueStrings: [String] { allCases.map(\.name) }
  /// The name.
  public var defaultValueDescription: String { name }
}

extension Initializer: ExpressibleByArgument {}
