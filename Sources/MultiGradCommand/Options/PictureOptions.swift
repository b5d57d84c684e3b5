internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering

/// The options that every drawing subcommand shares.
struct PictureOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write: a file, whose extension chooses the format, a directory with '/' at its "
        + "end, or '-' for standard output. Of two stages, '-before' and '-after' are put into "
        + "the name.",
      valueName: "path"), completion: .file())
  var output: String?

  @Option(name: .shortAndLong, help: "The format; wins over the extension of -o.")
  var format: FormatChoice?

  @Option(name: .long, help: "Which pictures to draw.")
  var stage: StageChoice?

  @Option(name: .long, help: "The way that data flows.")
  var direction: Diagram.Direction = .leftToRight

  @Option(
    name: .long,
    help: "One card for each value, or micrograd's boxes with a round node for each operation.")
  var style: DiagramOptions.Style = .cards

  @Option(
    name: .long,
    help: "Draw groups as single cards: never, where the whole could not be read, or always.")
  var collapse: DiagramOptions.Collapse = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Lay over the picture how large each gradient is beside the greatest, what a gradient "
        + "check says of each node, or what a diagnosis finds."))
  var overlay: OverlayChoice = .none

  @Option(name: .long, help: "How many significant digits numbers have, from 1 to 17.")
  var precision: Int = 4

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With PNG: how many times as many pixels a side has, as 2; the size on paper stays.",
      valueName: "factor"))
  var scale: Double?

  @Flag(name: .long, help: "With PNG: draw what would be too large at the largest scale that fits.")
  var fit = false

  @Flag(name: .shortAndLong, help: "Do not print the paths of what was written.")
  var quiet = false

  func validate() throws {
    if output == "" {
      throw ValidationError("The path of -o is empty. Give a file, a directory, or '-'.")
    }
    guard (1...17).contains(precision) else {
      throw ValidationError(
        "The value '\(precision)' is invalid for '--precision'. Give a number from 1 to 17.")
    }
    try validateRaster()
  }

  /// Refuses a scale that cannot be drawn, or of what has no pixels.
  private func validateRaster() throws {
    let format = try chosenFormat()
    if format != .png, scale != nil || fit {
      throw ValidationError(
        "'\(scale != nil ? "--scale" : "--fit")' is for PNG, and '\(format.rawValue)' has no pixels. "
          + "Add -f png, or leave it out.")
    }
    if let scale, !RasterOptions.scales.contains(scale) {
      throw ValidationError(
        "The value '\(scale)' is invalid for '--scale'. Give a number from "
          + "\(RasterOptions.scales.lowerBound) to \(RasterOptions.scales.upperBound).")
    }
  }

  var rasterOptions: RasterOptions { RasterOptions(scale: scale ?? 1, fits: fit) }

  var diagramOptions: DiagramOptions {
    DiagramOptions(
      style: style, collapse: collapse, direction: direction,
      numbers: NumberStyle(digits: precision))
  }

  /// The format: by `-f`, or the extension of `-o`, or else SVG.
  func chosenFormat() throws -> FormatChoice {
    if let format { return format }
    guard let output, output != "-", !OutputNames.isDirectory(output) else { return .svg }
    let (_, suffix) = OutputNames.split(output)
    if suffix.isEmpty { return .svg }
    guard let format = FormatChoice(rawValue: suffix.dropFirst().lowercased()) else {
      let known = FormatChoice.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "The extension '\(suffix)' of '\(output)' is no format. Give one of: \(known); or use -f.")
    }
    return format
  }
}
