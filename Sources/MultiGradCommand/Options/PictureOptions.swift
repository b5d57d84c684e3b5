internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering
internal import Text

/// The options that every drawing subcommand shares.
struct PictureOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write: a file, whose extension chooses the format, a directory with '/' at its "
        + "end, or '-' for standard output. Of several pictures, '-before', '-after' and "
        + "'-step-001' are put into the name.",
      valueName: "path"), completion: .file())
  var output: String?

  @Option(name: .shortAndLong, help: "The format; wins over the extension of -o.")
  var format: PictureFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which pictures to draw: before and after backward as two, or as a pair in one, or the steps of "
        + "the backward pass, one picture each, or as PDF one page each; or a worksheet with boxes for "
        + "gradients, and its solution."))
  var stage: StageChoice?

  @Flag(name: .long, help: "With --stage steps: all of them in one picture.")
  var sheet = false

  @Flag(
    name: .long,
    help: "One picture that moves: data flows forward, then gradients flow back (SVG, PNG, GIF).")
  var animate = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With PNG and GIF: how many times as many pixels a side has, as 2; a PNG's size on paper stays.",
      valueName: "factor"))
  var scale: Double?

  @Flag(
    name: .long,
    help: "With PNG and GIF: draw what would be too large at the largest scale that fits.")
  var shrink = false

  @OptionGroup
  var replacement: ReplacementOptions

  @OptionGroup
  var viewer: ViewerOptions

  @Flag(name: .shortAndLong, help: "Do not print the paths of what was written.")
  var quiet = false

  @OptionGroup(title: "LOOK")
  var look: LookOptions

  @OptionGroup(title: "SIZE")
  var canvas: CanvasOptions

  @OptionGroup(title: "PART OF THE GRAPH")
  var view: ViewOptions

  func validate() throws {
    if output == "" {
      throw ValidationError("The path of -o is empty. Give a file, a directory, or '-'.")
    }
    try viewer.refuseUnused(output: output)
    let format = try chosenFormat()
    if look.link != nil && format != .svg {
      throw ValidationError(
        "Only an SVG has links, and the format is \(format.name). Leave out --link.")
    }
    if sheet, stage != .steps {
      throw ValidationError("A sheet shows the steps. Add --stage steps, or leave out --sheet.")
    }
    try validateMotion(format)
    if look.background == .transparent, format.isOfPixels, animate || format.isMotion {
      throw ValidationError(
        "Pixels that move hide what is behind them. Give --background a colour, or use -f svg.")
    }
    if stage == .worksheet { try validateWorksheet() }
    if let stage, [.steps, .pair, .worksheet].contains(stage), case .graph = format.content {
      throw ValidationError(
        "A graph file holds one stage, and no \(stage.rawValue). Choose --stage before or --stage "
          + "after.")
    }
    try validateRaster(format)
  }

  /// Refuses motion of what cannot move, and one stage of what does.
  private func validateMotion(_ format: PictureFormat) throws {
    if animate, format.animation == nil {
      let moving = PictureFormat.all.filter { $0.animation != nil }.map(\.name)
      throw ValidationError(
        "A \(format.name) cannot move. Use --animate with one of: "
          + "\(moving.joined(separator: ", ")).")
    }
    if stage != nil, animate || format.isMotion {
      throw ValidationError(
        "An animation shows all stages. Leave out --stage or "
          + (format.isMotion ? "choose another format." : "--animate."))
    }
  }

  /// Refuses what is for pixels where there are none, and a scale that cannot be drawn.
  private func validateRaster(_ format: PictureFormat) throws {
    if !format.isOfPixels, scale != nil || shrink {
      throw ValidationError(
        RasterOptions.refusal(of: scale != nil ? "--scale" : "--shrink", for: format))
    }
    if let scale { try RasterOptions.validate(scale) }
  }

  /// A picture of the stages of a graph; what there is to warn of goes to standard error.
  func picture(of diagrams: any Collection<Diagram>) -> Picture {
    Picture(
      of: diagrams, on: canvas.canvas, raster: raster, layout: look.layout,
      warn: Standard.error.warn)
  }

  /// What plots beside the pictures are drawn with.
  var plotLook: PictureFormat.PlotLook {
    PictureFormat.PlotLook(
      theme: look.colors, raster: raster, warn: Standard.error.warn)
  }

  private var raster: RasterOptions { RasterOptions(scale: scale ?? 1, fits: shrink) }

  var diagramOptions: DiagramOptions {
    DiagramOptions(
      style: look.style, collapse: view.collapse, depth: view.depth, showsGhosts: view.ghosts,
      folding: look.folding,
      edges: look.edges, labels: look.labels, direction: look.direction, theme: look.colors,
      numbers: look.numbers, title: look.title, hasLegend: look.legend,
      link: look.link)
  }

  /// The format: by `-f`, or the extension of `-o`, or else SVG.
  func chosenFormat() throws -> PictureFormat {
    try format ?? OutputNames.format(of: output, among: PictureFormat.all, called: "format")
  }
}

extension RasterOptions {
  /// Why an option has no effect on a format without pixels, and what to do.
  static func refusal(of option: String, for format: PictureFormat) -> String {
    "'\(option)' is for pixels, and '\(format.name)' has none. Add -f png, or leave it out."
  }

  /// Refuses a value of `--scale` that cannot be drawn.
  static func validate(_ scale: Double) throws {
    guard scales.contains(scale) else {
      throw ValidationError(
        "The value '\(scale)' is invalid for '--scale'. Give a number from "
          + "\(scales.lowerBound) to \(scales.upperBound).")
    }
  }
}
