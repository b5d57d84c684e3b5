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
  var defaultStages: [GraphSnapshot.Stage] = [.before, .after]

  /// Draws and writes what the options ask for.
  func run() throws {
    let stages = options.stage?.stages ?? defaultStages
    let format = try options.chosenFormat()
    if options.output == "-" && stages.count > 1 {
      throw ValidationError(
        "Two stages do not fit on standard output. Choose one with --stage before or --stage after."
      )
    }
    let contents = try contents(of: stages, as: format)
    if options.output == "-" { return try Standard.output.write(contents[0]) }
    let paths = OutputNames.paths(
      for: stages, output: options.output, name: name, format: format)
    let companionPaths = companions.map {
      OutputNames.companion($0.suffix, output: options.output, name: name)
    }
    let files = Array(zip(paths, contents)) + Array(zip(companionPaths, companions.map(\.content)))
    try OutputFiles.write(files.map { (path: $0, content: $1) })
    if !options.quiet { Standard.error.tell(files.map { "\($0.0)\n" }.joined()) }
  }

  /// The content of a file for each stage.
  private func contents(
    of stages: [GraphSnapshot.Stage], as format: FormatChoice
  ) throws -> [[UInt8]] {
    guard let picture = format.picture else {
      return stages.map { Array(GraphFile.text(of: $0 == .before ? before : after).utf8) }
    }
    // Both stages are built even where one is drawn: each has room for the other's text.
    var diagramOptions = options.diagramOptions
    diagramOptions.overlay = options.overlay.overlay(of: after, findings: findings)
    let builder = DiagramBuilder(stages: [before, after], options: diagramOptions)
    if let outline = builder.outline, !options.quiet {
      Standard.error.tell(
        "\(after.nodes.count) values are drawn as \(outline.units.count) cards; "
          + "--collapse none draws them all.\n")
    }
    let diagrams = builder.diagrams()
    return try PictureRenderer.files(
      of: stages.map { $0 == .before ? diagrams[0] : diagrams[1] }, as: picture,
      raster: options.rasterOptions
    ) { Standard.error.tell("Warning: \($0)\n") }
  }
}
