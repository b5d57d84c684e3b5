internal import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
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
  private typealias File = (suffix: String?, content: [UInt8])

  /// Draws and writes what the options ask for.
  func run() throws {
    let format = try options.chosenFormat()
    let stage = options.stage ?? defaultStage
    if options.output == "-" && !isOneFile(stage, as: format) {
      throw ValidationError(
        "Several pictures do not fit on standard output. Choose one with --stage before or "
          + "--stage after.")
    }
    let pictures = try drawnFiles(of: stage, as: format)
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

  /// Whether all that is asked for fits in one file.
  private func isOneFile(_ stage: StageChoice, as format: PictureFormat) -> Bool {
    switch format.content {
    case .whole: true
    case .graph, .stages: options.animate || stage == .before || stage == .after
    }
  }

  private func drawnFiles(of stage: StageChoice, as format: PictureFormat) throws -> [File] {
    if options.animate, let animate = format.animation {
      return [(nil, try animate(picture(of: .both).picture))]
    }
    switch format.content {
    case .graph(let write):
      return suffixed(stage, [before, after]).map { ($0, write($1)) }
    case .stages(let write):
      let (suffixes, picture) = try picture(of: stage)
      return Array(zip(suffixes, try write(picture)))
    case .whole(let write):
      return [(nil, try write(picture(of: stage).picture))]
    }
  }

  /// The stages that are asked for, and what is put into the names of their files.
  private func picture(of stage: StageChoice) throws -> (suffixes: [String?], picture: Picture) {
    if stage == .steps { return try steps() }
    // Both stages are built even where one is drawn: each has room for the other's text.
    let diagrams = suffixed(stage, try builder(stages: [before, after]).diagrams())
    return (diagrams.map(\.0), options.picture(of: diagrams.map(\.1)))
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
  private func steps() throws -> (suffixes: [String?], picture: Picture) {
    if after.nodes.contains(where: { $0.passes > 1 }) && !options.quiet {
      Standard.error.tell(
        "Gradients hold several backward passes; the steps are those of one, from the root.\n")
    }
    let builder: DiagramBuilder
    do {
      builder = try DiagramBuilder(
        backwardOf: before, options: diagramOptions(), showing: options.view.selection,
        limit: PictureJob.mostSteps)
    } catch let error as BackwardStepError {
      throw ValidationError(
        error.count == 0
          ? "\(error) Draw it with --stage both."
          : "\(error.description.dropLast()), and \(PictureJob.mostSteps) pictures are the most. "
            + "Draw a smaller graph, or one from another root.")
    }
    tellView(of: builder)
    let suffixes = builder.steps.map { step in
      let digits = String(step.number)
      return "step-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
    }
    // Lazy, so that of a thousand diagrams only one is there at a time.
    return (
      suffixes, options.picture(of: builder.steps.indices.lazy.map { builder.diagram(at: $0 + 1) })
    )
  }

  /// What makes diagrams of stages, as the options have it.
  private func builder(stages: [GraphSnapshot]) throws -> DiagramBuilder {
    let builder =
      try options.view.selection.map {
        try DiagramBuilder(stages: stages, options: diagramOptions(), showing: $0)
      } ?? DiagramBuilder(stages: stages, options: diagramOptions())
    tellView(of: builder)
    return builder
  }

  private func diagramOptions() -> DiagramOptions {
    var result = options.diagramOptions
    result.overlay = options.look.overlay.overlay(of: after, findings: findings)
    return result
  }

  /// Reports what is collapsed or left out, and how to see it.
  private func tellView(of builder: DiagramBuilder) {
    if builder.outline.isWhole || options.quiet { return }
    Standard.error.tell("\(builder.view)\(options.view.advice)\n")
  }
}
