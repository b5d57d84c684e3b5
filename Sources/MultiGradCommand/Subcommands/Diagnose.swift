internal import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
internal import Text

/// `multigrad diagnose`: where backpropagation goes wrong.
struct Diagnose: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "diagnose",
      abstract: "Tell where backpropagation goes wrong, why, and what to do.",
      discussion: """
        Of a program or a graph file: where NaN and infinity are born, forward and backward; ReLUs, \
        clamps and tails that leave parameters without any gradient; saturated units; gradients that \
        vanish or explode; leaves that the root does not depend on; identical neurons; targets out \
        of reach; gradients of several passes.

        Of a network, over all rows that it is trained on: the same, and the first loss and the \
        size of the updates; of its training, the step at which it diverges.

          multigrad diagnose -e 'p = 0.0; L = log(p)'
          multigrad diagnose graph.json --json
          multigrad diagnose --mlp 4,8,3 --data iris --init zeros
          multigrad diagnose --mlp 2,8,1 --data moons --activation tanh --train 100

        Ends with exit code 1 where there is a finding, and 0 where there is none.
        """)
  }

  @OptionGroup
  var source: GraphOptions

  @Option(
    name: .long, help: ArgumentHelp("The sizes of a network.", valueName: "sizes"),
    transform: SizeList.init(parsing:))
  var mlp: SizeList?

  @Flag(name: .long, help: "Print the findings as JSON.")
  var json = false

  @OptionGroup(title: "NETWORK AND DATA")
  var network: NetworkOptions

  @OptionGroup(title: "TRAINING")
  var training: TrainingOptions

  func validate() throws {
    if !source.isGiven && mlp == nil {
      throw ValidationError(
        "There is nothing to diagnose. Name a program or a graph file, give one with -e, or a "
          + "network with --mlp.")
    }
    if mlp != nil && source.isGiven {
      throw ValidationError(
        "A network and a graph cannot be diagnosed at once. Give --mlp, or a graph.")
    }
    // The first step is looked at, even if it is not made.
    try source.refuseUnused(
      beside: mlp, network, training, except: ["--seed"], exceptInNetworks: ["--learning-rate"],
      without: "--train")
  }

  func run() throws {
    try ExitStatus.reporting {
      let findings =
        if let mlp {
          try NetworkDiagnoser(sizes: mlp, network: network, training: training).findings()
        } else {
          try source.load(seed: network.seed, printed: Standard.error, isQuiet: json).graph
            .diagnose()
        }
      if json {
        try Standard.output.write(Array(Finding.json(of: findings).utf8))
      } else {
        try Standard.output.report(Diagnose.report(of: findings))
      }
      if !findings.isEmpty { throw ExitCode.failure }
    }
  }

  /// A block for each finding, and how many there are.
  private static func report(of findings: [Finding]) -> String {
    if findings.isEmpty { return "no findings\n" }
    let blocks = findings.map { finding -> String in
      var lines = [
        "\(finding.name.rawValue): \(finding.location)", "  evidence  \(finding.evidence)",
      ]
      if !finding.pathWords.isEmpty { lines.append("  path      \(finding.pathWords)") }
      lines.append("  advice    \(finding.advice)")
      return lines.textOfLines
    }
    return (blocks + [findings.count.counted("finding") + "\n"]).joined(separator: "\n")
  }
}
