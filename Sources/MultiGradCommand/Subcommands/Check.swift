internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import NeuralNetworks
internal import Rendering
internal import Text
internal import CommandLineArguments
internal import ComputationGraph
internal import NeuralNetworks
internal import Rendering

/// `multigrad check`: analytic gradients beside numerical ones, and the sanity checks of a network.
struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Check gradients against numerical ones, node by node.",
      discussion: """
        Every local derivative, and the gradient of every leaf, is compared with the centred \
        difference (f(x+h) - f(x-h)) / 2h. Of a graph file, its own 'local' and 'grad' are \
        checked. The relative error |fa - fn| / max(|fa|, |fn|, 1e-8) decides: above 1e-2 wrong; \
        above 1e-4 uncomfortable; above 1e-7 loose, or fine where there are kinks; else good. \
        A kink between x-h and x+h is named, and is no fault, unless both sides have another \
        derivative in common. Ends with exit code 1 where something is wrong, not finite or not \
        deterministic, where it is uncomfortable with no kink near, and where nothing could be checked.

          multigrad check neuron.mg
          multigrad check graph-after.json --json
          multigrad check -e 'x = 2.0; y = x.exp() / x' --sweep
          multigrad check --mlp 2,8,1 --data moons --l2 0.01 --after-steps 20
          multigrad check --mlp 4,8,3 --data iris --sanity

        Of a network, the loss over the first ten training rows (fewer of a big one) is checked, \
        and apart from it the penalty. Without --step, steps other than 1e-5 are tried where that does not do: for a \
        sharp bend, or near the edge of a domain.

        With --sanity, the sanity checks of CS231n are run instead, on the network that the options \
        describe: with its weights made small, the loss must be that of guessing; a penalty must \
        make it greater; and a few rows must be learned by heart. What fails is reported \
        with its reason, and is exit code 1.
        """)
  }

  @OptionGroup
  var source: GraphOptions

  @Option(
    name: .long, help: ArgumentHelp("A network of these sizes.", valueName: "sizes"),
    transform: SizeList.init(parsing:))
  var mlp: SizeList?

  @OptionGroup
  var options: CheckOptions

  @Flag(name: .long, help: "Run the sanity checks of a network instead.")
  var sanity = false

  @OptionGroup(title: "NETWORK AND DATA")
  var network: NetworkOptions

  @OptionGroup(title: "TRAINING")
  var training: TrainingOptions

  func validate() throws {
    if source.isGiven && mlp != nil {
      throw ValidationError("There are two things to check: a graph and --mlp. Give one of them.")
    }
    if !source.isGiven && mlp == nil {
      throw ValidationError(
        "There is nothing to check. Name a program or a graph file, or give a network with --mlp.")
    }
    if sanity && mlp == nil {
      throw ValidationError("The sanity checks are of a network: give one with --mlp.")
    }
    if sanity {
      try UnusedOptions.refuse(
        options, training, except: ["--quiet"],
        because: "'--sanity' takes only the options of the network and its data.")
    }
    // Of a large graph, leaves are chosen at random.
    try source.refuseUnused(
      beside: mlp, network, training, except: ["--seed"], without: "--after-steps")
  }

  func run() throws {
    try ExitStatus.reporting {
      if sanity, let mlp { return try runSanityChecks(of: mlp) }
      let job =
        if let mlp {
          try CheckJob(
            problem: NetworkProblem(sizes: mlp, options: network, isQuiet: options.quiet),
            options: options, training: training, seed: network.seed)
        } else {
          CheckJob(
            source: try source.load(
              seed: network.seed, printed: Standard.error, isQuiet: options.quiet),
            options: options, seed: network.seed)
        }
      if try !job.run() { throw ExitCode.failure }
    }
  }

  private func runSanityChecks(of sizes: SizeList) throws {
    let problem = try NetworkProblem(sizes: sizes, options: network)
    let objective = try problem.objective(for: problem.makeNetwork(), on: problem.train)
    var generator = SeededGenerator(seed: network.seed &+ 1)
    let checks = SanityCheck.all(
      of: objective, dropout: network.dropoutRule, using: &generator)
    try Standard.output.report(checks.map(\.line).joined())
    if !checks.allSatisfy(\.hasPassed) { throw ExitCode.failure }
  }
}

extension SanityCheck {
  /// The options of the command that help against a cause.
  private static func option(for cause: Cause) -> String? {
    switch cause {
    case .zeroWeights, .identicalNeurons: "(--init uniform, --init xavier)"
    case .notFinite: "(--init small)"
    case .unreachableTargets: "(--last-activation identity)"
    case .dropout: "(--dropout)"
    case .weakPenalty: "(--l2, --l1)"
    case .deadLayer: "(--seed, --activation leaky_relu)"
    case .linear, .unknown, .largeInputs: nil
    }
  }

  /// The check as a line of a report, and below it why it failed and what to do.
  var line: String {
    let numbers = NumberStyle()
    let relation =
      switch kind {
      case .lossAtChance: "about"
      case .regularization: "more than"
      case .overfitting: "less than"
      }
    let line =
      "\(hasPassed ? "pass" : "FAIL")  \(kind.rawValue.padded(to: 32))"
      + "loss \(numbers.text(found)), wanted \(relation) \(numbers.text(wanted))\n"
    let reason = cause.map { "\($0)\(SanityCheck.option(for: $0).map { " \($0)" } ?? "")" }
    return line + (reason?.wrapped(to: 74).map { "      \($0)\n" }.joined() ?? "")
  }
}
