internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph

/// The options of a gradient check.
struct CheckOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The step s of h = s·max(1, |x|), as it is (default: 1e-5, and others where that does not "
        + "do).", valueName: "s"))
  var step: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("The relative error up to which a gradient passes.", valueName: "error"))
  var tolerance: Double = 1e-4

  @Flag(
    name: .long,
    help: "Also print and plot the error for steps from 1e-1 to 1e-12, and tell the best.")
  var sweep = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many of the operations, and of the leaves, are checked, chosen at random (default: all, "
        + "as long as that takes no more than seconds).", valueName: "n"))
  var sample: Int?

  @Flag(name: .long, help: "Print JSON instead of the report.")
  var json = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write the plot of --sweep: an SVG file, a directory with '/' at its end, or '-' "
        + "for standard output (default: output/).", valueName: "path"),
    completion: .file())
  var output: String?

  @OptionGroup
  var replacement: ReplacementOptions

  @Flag(name: .shortAndLong, help: "Do not print the path of what was written.")
  var quiet = false

  func validate() throws {
    if let step, !(step > 0 && step <= 1) {
      throw ValidationError(
        "The value '\(step)' is invalid for '--step'. Give a number above 0, up to 1.")
    }
    if !(tolerance > 0 && tolerance.isFinite) {
      throw ValidationError(
        "The value '\(tolerance)' is invalid for '--tolerance'. Give a number above 0.")
    }
    if let sample, sample < 1 {
      throw ValidationError("The value '\(sample)' is invalid for '--sample'. Give 1 or more.")
    }
    try validateOutput()
  }

  private func validateOutput() throws {
    guard let output else { return }
    if !sweep {
      throw ValidationError("'-o' says where the plot of '--sweep' goes. Give that, too.")
    }
    if output.isEmpty {
      throw ValidationError("The path of -o is empty. Give a file, a directory, or '-'.")
    }
    if output == "-" || OutputNames.isDirectory(output) { return }
    let suffix = OutputNames.split(output).suffix
    guard suffix.isEmpty || suffix.lowercased() == ".svg" else {
      throw ValidationError(
        "The extension '\(suffix)' of '\(output)' is no format of plots. Give '.svg'.")
    }
  }

  /// The check of a graph, with a choice of leaves where all of them would take too long.
  func check(of graph: GraphSnapshot, seed: UInt64) -> GradientCheck {
    let leaves = graph.nodes.count { $0.builtIn == .leaf }
    let affordable = max(10, CheckOptions.affordableWork / max(1, graph.nodes.count))
    return GradientCheck(
      step: step, tolerance: tolerance, operationSample: sample,
      leafSample: sample ?? (leaves > affordable ? affordable : nil), seed: seed)
  }

  /// How many nodes are evaluated anew at most: some seconds' work.
  private static let affordableWork = 300_000_000
}
