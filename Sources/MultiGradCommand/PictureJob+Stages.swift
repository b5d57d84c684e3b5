internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering

/// The pictures of each value of `--stage`, before it is known which shape of them fits its room.
extension PictureJob {
  /// A picture, what is put into the names of its files, and what made its diagrams.
  typealias Drawn = (
    picture: Picture, extra: (suffixes: [String?], builder: DiagramBuilder)
  )

  func drawn(_ stage: StageChoice, _ options: DiagramOptions) throws -> Drawn {
    if stage == .steps {
      return self.options.sheet ? try stepSheet(options) : try steps(options)
    }
    if stage == .pair { return try pair(options) }
    if stage == .worksheet { return try worksheet(options) }
    // Both stages are measured even where one is drawn: each has room for the other's text.
    let builder = try builder(stages: [before, after], options)
    let stages = suffixed(stage, [0, 1])
    let picture = self.options.picture(of: stages.map { builder.diagram(at: $0.1) })
    return (picture, (stages.map(\.0), builder))
  }

  /// Before and after in one picture.
  private func pair(_ options: DiagramOptions) throws -> Drawn {
    let builder = try builder(stages: [before, after], options)
    // Those after backward have the names that they have alone.
    let sheet = try self.options.picture(of: builder.diagrams()).sheet(names: ["before", ""])
    return (sheet, ([namesLonePicture ? "pair" : nil], builder))
  }

  /// A picture with boxes for gradients, and one with the gradients in them.
  private func worksheet(_ options: DiagramOptions) throws -> Drawn {
    let builder = try builder(stages: [before, after], options)
    let diagrams = builder.diagrams()
    guard diagrams[0].asksForSomething else {
      throw ValidationError(
        "There is nothing to fill in: no value has a card of its own. Add --collapse none, or choose "
          + "a part with --focus.")
    }
    return (self.options.picture(of: diagrams), (["worksheet", "solution"], builder))
  }

  /// All steps of the backward pass in one picture.
  private func stepSheet(_ options: DiagramOptions) throws -> Drawn {
    let (picture, (suffixes, builder)) = try steps(options)
    let sheet = try picture.sheet(names: suffixes.map { $0 ?? "" })
    return (sheet, ([namesLonePicture ? "steps" : nil], builder))
  }

  /// The most pictures that one backward pass is drawn in.
  private static let mostSteps = 1000

  /// A picture for each step of the backward pass.
  private func steps(_ options: DiagramOptions) throws -> Drawn {
    let builder: DiagramBuilder
    do {
      builder = try DiagramBuilder(
        backwardOf: before, options: options, showing: self.options.view.selection,
        limit: PictureJob.mostSteps)
    } catch let error as BackwardStepError {
      let sentence =
        switch error {
        case .nothingComputed: "\(error) Draw it with --stage both."
        case .tensors: "\(error) Draw it with --stage pair."
        case .tooMany:
          "\(error.description.dropLast()), and \(PictureJob.mostSteps) pictures are the most. "
            + "Draw a smaller graph, or one from another root."
        }
      throw ValidationError(sentence)
    }
    let suffixes = builder.steps.map { step in
      let digits = String(step.number)
      return "step-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
    }
    // Lazy, so that of a thousand diagrams only one is there at a time.
    let picture = self.options.picture(
      of: builder.steps.indices.lazy.map { builder.diagram(at: $0 + 1) })
    return (picture, (suffixes, builder))
  }

  /// What makes diagrams of stages.
  private func builder(
    stages: [GraphSnapshot], _ options: DiagramOptions
  ) throws -> DiagramBuilder {
    try self.options.view.selection.map {
      try DiagramBuilder(stages: stages, options: options, showing: $0)
    } ?? DiagramBuilder(stages: stages, options: options)
  }
}
