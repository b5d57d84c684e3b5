internal import CommandLineArguments
internal import Diagrams
internal import NeuralNetworks

/// `multigrad check`: whether a network, its loss and its data fit together.
struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Run the sanity checks of CS231n on a network, its loss and its data.",
      discussion: """
        With small weights, the loss must be that of guessing; a penalty on the weights must make \
        it greater; and a few rows must be learned by heart. Ends with exit code 1 where one of \
        these fails.

          multigrad check --mlp 4,8,3 --data iris --sanity
          multigrad check --mlp 2,16,1 --data moons --loss svm --sanity
        """)
  }

  @Option(
    name: .long, help: ArgumentHelp("The sizes of the network.", valueName: "sizes"),
    transform: SizeList.init(parsing:))
  var mlp: SizeList?

  @Flag(name: .long, help: "Run the sanity checks.")
  var sanity = false

  @OptionGroup(title: "NETWORK AND DATA")
  var network: NetworkOptions

  func validate() throws {
    if mlp == nil || !sanity {
      throw ValidationError(
        "There is nothing to check. Give a network with --mlp, and --sanity.")
    }
  }

  func run() throws {
    guard let mlp else { return }
    try ExitStatus.reporting {
      let problem = try NetworkProblem(sizes: mlp, options: network)
      let checks = try NetworkProblem.usage {
        try SanityCheck.all(
          sizes: problem.sizes, activation: problem.activation, data: problem.train,
          loss: problem.loss, seed: network.seed)
      }
      try Standard.output.write(Array(checks.map(line).joined().utf8))
      if !checks.allSatisfy(\.hasPassed) { throw ExitCode.failure }
    }
  }

  private func line(_ check: SanityCheck) -> String {
    let numbers = NumberStyle()
    let relation =
      switch check.kind {
      case .lossAtChance: "about"
      case .regularization: "more than"
      case .overfitting: "less than"
      }
    let name = check.kind.rawValue
    let padding = String(repeating: " ", count: max(0, 32 - name.count))
    return "\(check.hasPassed ? "pass" : "FAIL")  \(name)\(padding)"
      + "loss \(numbers.text(check.found)), wanted \(relation) \(numbers.text(check.wanted))\n"
  }
}
