internal import CommandLineArguments
internal import Documentation
internal import NeuralNetworks
internal import Plots
internal import Rendering

/// `multigrad plot`: activations, their derivatives, and where they saturate.
struct Plot: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plot",
      abstract: "Plot activations, their derivatives, and where one saturates.",
      discussion: """
        Shaded is where the activation saturates: where the magnitude of its derivative is below \
        1 % of its greatest, so that hardly any gradient passes. Of several activations nothing is \
        shaded, and the derivatives have a panel of their own. What grows without end is cut off \
        there, so that it does not press the others flat.

          multigrad plot tanh
          multigrad plot sigmoid --from -10 --to 10 -o sigmoid.png
          multigrad plot tanh sigmoid relu --title "Three activations"
          multigrad plot relu -o - > relu.svg
        """)
  }

  @Argument(help: ArgumentHelp("The activations.", valueName: "activation"))
  var activations: [Activation]

  @Option(name: .long, help: ArgumentHelp("Where the x axis begins.", valueName: "number"))
  var from: Double = -8

  @Option(name: .long, help: ArgumentHelp("Where the x axis ends.", valueName: "number"))
  var to: Double = 8

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write: a file, whose extension chooses the format, a directory with '/' at its "
        + "end, or '-' for standard output (default: output/ and the activations' names).",
      valueName: "path"), completion: .file())
  var output: String?

  @Option(name: .shortAndLong, help: "The format; wins over the extension of -o.")
  var format: PlotFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With PNG: how many times as many pixels a side has, as 2; the size on paper stays.",
      valueName: "factor"))
  var scale: Double?

  @Option(
    name: .long,
    help: "The colours; with auto, an SVG is dark where its reader's colour scheme is.")
  var theme: ThemeChoice = .light

  @Option(
    name: .long,
    help: ArgumentHelp("A title in place of the activations' names.", valueName: "text"))
  var title: String?

  @OptionGroup
  var replacement: ReplacementOptions

  @OptionGroup
  var viewer: ViewerOptions

  @Flag(name: .shortAndLong, help: "Do not print the path of what was written.")
  var quiet = false

  func validate() throws {
    for (index, activation) in activations.enumerated()
    where activations[..<index].contains(activation) {
      throw ValidationError("'\(activation.name)' is given twice. Leave one out.")
    }
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
    try viewer.refuseUnused(output: output)
    let format = try chosenFormat()
    if let scale {
      if format != .png {
        throw ValidationError(RasterOptions.refusal(of: "--scale", for: format))
      }
      try RasterOptions.validate(scale)
    }
  }

  func run() throws {
    try ExitStatus.reporting {
      let format = try chosenFormat()
      let picture = try picture().bytes
      if output == "-" { return try Standard.output.write(picture) }
      let paths = OutputNames.paths(for: [nil], output: output, name: name, format: format)
      try OutputFiles.write(to: paths, isForced: replacement.force) { try $0(picture) }
      if !quiet { Standard.error.tell(paths: paths) }
      viewer.show(paths)
    }
  }

  private func chosenFormat() throws -> PictureFormat {
    try format?.format
      ?? OutputNames.format(of: output, among: PictureFormat.ofPlots, called: "format of plots")
  }

  private var name: String { activations.map(\.name).joined(separator: "-") }

  private func picture() throws -> DrawnBlock.Picture {
    var plot = LinePlot.activations(activations, over: from...to)
    if let title { plot.title = title }
    let look = PictureFormat.PlotLook(
      theme: theme.theme, raster: RasterOptions(scale: scale ?? 1), warn: Standard.error.warn)
    return try plot.picture(as: try chosenFormat(), look)
  }
}

extension Plot: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    try block.refuse(beside: "plot")
    return Drawing(pictures: [try picture()], graph: nil)
  }
}
