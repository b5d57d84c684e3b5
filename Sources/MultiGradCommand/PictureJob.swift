internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering

/// From a graph to files: the pipeline as a list.
struct PictureJob {
  /// The graph before and after backward.
  let before: GraphSnapshot
  let after: GraphSnapshot
  /// What the graph is called in file names.
  let name: String
  let options: PictureOptions
  /// Files that go beside the pictures, by what is put into their names: "loss" for a loss curve.
  var companions: [(suffix: String, content: [UInt8])] = []
  /// What a diagnosis found where it saw more than the graph; `nil` where the graph is all.
  var findings: [Finding]?
  /// The stages that are drawn where `--stage` does not say.
  var defaultStage = StageChoice.both

  /// A file: what is put into its name, and what is in it.
  private typealias Picture = (suffix: String?, content: [UInt8])

  /// Draws and writes what the options ask for.
  func run() throws {
    let format = try options.chosenFormat()
    let stage = options.stage ?? defaultStage
    if options.output == "-" && !options.animate && stage != .before && stage != .after {
      throw ValidationError(
        "Several pictures do not fit on standard output. Choose one with --stage before or "
          + "--stage after.")
    }
    let pictures = try pictures(of: stage, as: format)
    if options.output == "-" { return try Standard.output.write(pictures[0].content) }
    let paths = OutputNames.paths(
      for: pictures.map(\.suffix), output: options.output, name: name, format: format)
    let companionPaths = companions.map {
      OutputNames.companion($0.suffix, output: options.output, name: name)
    }
    let files =
      Array(zip(paths, pictures.map(\.content)))
      + Array(zip(companionPaths, companions.map(\.content)))
    try OutputFiles.write(files.map { (path: $0, content: $1) })
    if !options.quiet { Standard.error.tell(files.map { "\($0.0)\n" }.joined()) }
  }

  private func pictures(of stage: StageChoice, as format: FormatChoice) throws -> [Picture] {
    if options.animate { return [(nil, try animation(as: format))] }
    guard let picture = format.picture else {
      return suffixed(stage, [before, after].map { Array(GraphFile.text(of: $0).utf8) })
    }
    if stage == .steps { return try steps(as: picture) }
    // Both stages are built even where one is drawn: each has room for the other's text.
    let builder = try builder(stages: [before, after])
    let diagrams = suffixed(stage, builder.diagrams())
    let files = try PictureRenderer.files(
      of: diagrams.map(\.1), as: picture, raster: options.rasterOptions, warn: Standard.error.warn)
    return Array(zip(diagrams.map(\.0), files))
  }

  /// What is made of both stages, as far as it is asked for.
  private func suffixed<Content>(
    _ stage: StageChoice, _ both: [Content]
  ) -> [(String?, Content)] {
    // In a folder, also one picture alone says of which stage it is.
    let isNamed = stage == .both || options.output.map(OutputNames.isDirectory) ?? true
    let before: (String?, Content) = (isNamed ? "before" : nil, both[0])
    let after: (String?, Content) = (isNamed ? "after" : nil, both[1])
    return switch stage {
    case .before: [before]
    case .after: [after]
    case .both, .steps: [before, after]
    }
  }
}

extension PictureJob {
  /// The most pictures that one backward pass is drawn in.
  private static let mostSteps = 1000

  /// A picture for each step of the backward pass.
  private func steps(as format: PictureFormat) throws -> [Picture] {
    let steps = before.backwardSteps(
      in: GraphOutline(before, folding: options.look.folding))
    if steps.isEmpty {
      throw ValidationError(
        "There are no steps: nothing was computed. Draw it with --stage both.")
    }
    if steps.count > PictureJob.mostSteps {
      throw ValidationError(
        "The backward pass has \(steps.count) steps, and \(PictureJob.mostSteps) pictures are the "
          + "most. Draw a smaller graph, or one from another root.")
    }
    if after.nodes.contains(where: { $0.passes > 1 }) && !options.quiet {
      Standard.error.tell(
        "Gradients hold several backward passes; the steps are those of one, from the root.\n")
    }
    let stages = steps.indices.map { before.after(steps[...$0]) }
    let builder = try builder(stages: [before] + stages, steps: [nil] + steps)
    let diagrams = stages.indices.lazy.map { builder.diagram(at: $0 + 1) }
    let files = try PictureRenderer.files(
      of: diagrams, as: format, raster: options.rasterOptions, warn: Standard.error.warn)
    return zip(steps, files).map { step, file in
      let digits = String(step.number)
      return ("step-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)", file)
    }
  }

  /// One picture that moves.
  private func animation(as format: FormatChoice) throws -> [UInt8] {
    let diagrams = try builder(stages: [before, after]).diagrams()
    let animation = DiagramAnimation(before: diagrams[0], after: diagrams[1])
    return format == .png
      ? try PictureRenderer.animatedPNG(
        of: animation.frames(), raster: options.rasterOptions, warn: Standard.error.warn)
      : try PictureRenderer.animatedSVG(of: animation, warn: Standard.error.warn)
  }

  /// What makes diagrams of stages, as the options have it.
  private func builder(
    stages: [GraphSnapshot], steps: [BackwardStep?] = []
  ) throws -> DiagramBuilder {
    var diagramOptions = options.diagramOptions
    diagramOptions.overlay = options.look.overlay.overlay(of: after, findings: findings)
    let builder =
      try options.view.selection.map {
        try DiagramBuilder(stages: stages, steps: steps, options: diagramOptions, showing: $0)
      } ?? DiagramBuilder(stages: stages, steps: steps, options: diagramOptions)
    if !builder.outline.isWhole && !options.quiet {
      Standard.error.tell("\(builder.view)\(options.view.advice)\n")
    }
    return builder
  }
}
