internal import CommandLineArguments
internal import NeuralNetworks
internal import Plots

/// `multigrad plot`: an activation, its derivative, and where it saturates.
struct Plot: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plot",
      abstract: "Plot an activation, its derivative, and where it saturates.",
      discussion: """
        Shaded is where the activation saturates: where the magnitude of its derivative is below \
        1 % of its greatest, so that hardly any gradient passes.

          multigrad plot tanh
          multigrad plot sigmoid --from -10 --to 10 -o sigmoid.svg
          multigrad plot relu -o - > relu.svg

        The picture is an SVG.
        """)
  }

  @Argument(help: "The activation.")
  var activation: Activation

  @Option(name: .long, help: ArgumentHelp("Where the x axis begins.", valueName: "number"))
  var from: Double = -8

  @Option(name: .long, help: ArgumentHelp("Where the x axis ends.", valueName: "number"))
  var to: Double = 8

  @Option(
    name: .long,
    help: "The colours; with auto, the plot is dark where its reader's colour scheme is.")
  var theme: ThemeChoice = .light

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write: a file, a directory with '/' at its end, or '-' for standard output "
        + "(default: output/ and the activation's name).",
      valueName: "path"), completion: .file())
  var output: String?

  @OptionGroup
  var replacement: ReplacementOptions

  @Flag(name: .shortAndLong, help: "Do not print the path of what was written.")
  var quiet = false

  func validate() throws {
    for (option, bound) in [("--from", from), ("--to", to)] {
      // Beyond, squares and differences of the numbers would be infinite.
      guard bound.magnitude <= 1e100 else {
        throw ValidationError(
          "The value '\(bound)' is invalid for '\(option)'. Give a number from -1e100 to 1e100.")
      }
    }
    guard to - from > 1e-6 * Swift.max(from.magnitude, to.magnitude) else {
      throw ValidationError(
        "There is nothing to plot from \(from) to \(to). Give a '--from' that is less than '--to'.")
    }
    if output == "" {
      throw ValidationError("The path of -o is empty. Give a file, a directory, or '-'.")
    }
    if let output, output != "-", !OutputNames.isDirectory(output) {
      let suffix = OutputNames.split(output).suffix
      guard suffix.isEmpty || suffix.lowercased() == ".svg" else {
        throw ValidationError(
          "The extension '\(suffix)' of '\(output)' is no format of plots. Give '.svg'.")
      }
    }
  }

  func run() throws {
    try ExitStatus.reporting {
      let picture = plot.svg(theme: theme.theme)
      if output == "-" { return try Standard.output.write(picture) }
      try OutputFiles.write(to: [path], isForced: replacement.force) { try $0(picture) }
      if !quiet { Standard.error.tell(paths: [path]) }
    }
  }

  private var plot: LinePlot { .activation(activation, over: from...to) }

  private var path: String {
    guard let output, !OutputNames.isDirectory(output) else {
      let directory = output ?? "output/"
      return "\(directory)\(directory.endsWithSlash ? "" : "/")\(activation.name).svg"
    }
    return output
  }
}

extension Plot: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    try block.refuse(beside: "plot")
    return Drawing(pictures: [Companion(nil, plot).picture(theme: theme.theme)], graph: nil)
  }
}
