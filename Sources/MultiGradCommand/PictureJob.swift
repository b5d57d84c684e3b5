internal import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
internal import Diagrams
internal import Documentation
internal import Rendering
internal import Text

/// From a graph to files: the pipeline as a list.
struct PictureJob {
  /// The graph before and after backward.
  let before: GraphSnapshot
  let after: GraphSnapshot
  /// How many nodes of it are not there, which a picture says.
  var leftOutCount = 0
  /// What the graph is called in file names.
  let name: String
  let options: PictureOptions
  /// Plots that go beside the pictures.
  var companions: [Companion] = []
  /// What a diagnosis found where it saw more than the graph; `nil` where the graph is all.
  var findings: [Finding]?
  /// The stages that are drawn where `--stage` does not say.
  var defaultStage = StageChoice.both

  /// Whether the pictures go into a document, which has a name and a place for each.
  private var isForDocument = false

  init(
    before: GraphSnapshot, after: GraphSnapshot, name: String, options: PictureOptions,
    companions: [Companion] = [], findings: [Finding]? = nil, defaultStage: StageChoice = .both
  ) {
    (self.before, self.after, self.name) = (before, after, name)
    (self.options, self.companions, self.findings) = (options, companions, findings)
    self.defaultStage = defaultStage
  }

  /// Pictures that are yet to be drawn: what is put into the name of each, what each shows, and what
  /// makes them, one by one.
  private struct PendingPictures {
    let suffixes: [String?]
    let descriptions: [String]
    let draw: (_ write: ([UInt8]) throws -> Void) throws -> Void
  }

  /// Draws and writes what the options ask for.
  func run() throws {
    let format = try options.chosenFormat()
    let stage = options.stage ?? defaultStage
    if options.output == "-" && !isOneFile(stage, as: format) {
      throw ValidationError(
        "Several pictures do not fit on standard output. Choose one with --stage before or "
          + "--stage after.")
    }
    let drawing = try drawing(of: stage, as: format)
    if options.output == "-" {
      try OutputFiles.refuseInputOnStandardOutput(isForced: options.replacement.force)
      return try drawing.draw { try Standard.output.write($0) }
    }
    let paths =
      OutputNames.paths(
        for: drawing.suffixes, output: options.output, name: name, format: format)
      + companions.map {
        OutputNames.companion(
          $0.suffix, output: options.output, name: name, format: Companion.format(beside: format))
      }
    try OutputFiles.write(to: paths, isForced: options.replacement.force) { write in
      try counted(drawing, write)
      for companion in companions {
        try write(try companion.picture(as: format, options.plotLook).bytes)
      }
    }
    if !options.quiet { Standard.error.tell(paths: paths) }
    options.viewer.show(paths)
  }

  /// Draws what the options ask for, without writing it.
  func draw() throws -> Drawing {
    var job = self
    job.isForDocument = true
    let format = try options.chosenFormat()
    let drawing = try job.drawing(of: options.stage ?? defaultStage, as: format)
    let title = options.look.title.map { "\($0). " } ?? ""
    var pictures: [DrawnBlock.Picture] = []
    try drawing.draw { content in
      pictures.append(
        DrawnBlock.Picture(
          suffix: drawing.suffixes[pictures.count], fileExtension: format.fileExtension,
          bytes: content, description: title + drawing.descriptions[pictures.count]))
    }
    return Drawing(
      pictures: pictures + (try companions.map { try $0.picture(as: format, options.plotLook) }),
      graph: after,
      numbers: options.look.numbers)
  }

  /// Draws pictures, says of many how large they will be, and counts them on a terminal.
  private func counted(_ drawing: PendingPictures, _ write: ([UInt8]) throws -> Void) throws {
    let count = drawing.suffixes.count
    let progress = progress(of: count)
    defer { progress.end() }
    var drawn = 0
    try drawing.draw { content in
      drawn += 1
      if drawn == 1, !options.quiet { tellSize(of: count, likeOneOf: content.count) }
      progress.show(picture: drawn)
      try write(content)
    }
  }

  /// A line that counts pictures, where there are many.
  private func progress(of count: Int) -> ProgressLine {
    ProgressLine(total: count < 10 ? 0 : count, isQuiet: options.quiet)
  }

  /// From how many pictures, and how many megabytes of them, on that is reported beforehand.
  private static let (manyPictures, manyMegabytes) = (100, 50)

  private func tellSize(of count: Int, likeOneOf bytes: Int) {
    let megabytes = Double(bytes) * Double(count) / 1e6
    guard count >= PictureJob.manyPictures || megabytes >= Double(PictureJob.manyMegabytes) else {
      return
    }
    let size = DecimalText.text(megabytes, decimals: megabytes < 10 ? 1 : 0)
    Standard.error.tell(
      count == 1
        ? "The picture has \(size) MB.\n"
        : "There are \(count) pictures to draw, of about \(size) MB in all.\n")
  }

  /// Whether all that is asked for fits in one file.
  private func isOneFile(_ stage: StageChoice, as format: PictureFormat) -> Bool {
    switch format.content {
    case .whole, .motion: true
    case .graph, .stages:
      options.animate || options.sheet || [.before, .after, .pair].contains(stage)
        || hasPages(stage, as: format)
    }
  }

  /// Whether the steps are pages of one file.
  private func hasPages(_ stage: StageChoice, as format: PictureFormat) -> Bool {
    stage == .steps && !options.sheet && format.document != nil && !isForDocument
  }

  private func drawing(
    of stage: StageChoice, as format: PictureFormat
  ) throws -> PendingPictures {
    if options.animate, let animate = format.animation { return try motion(by: animate) }
    if let write = format.document, hasPages(stage, as: format) { return try stepPages(by: write) }
    switch format.content {
    case .graph(let encode):
      let stages = suffixed(stage, [before, after])
      return PendingPictures(
        suffixes: stages.map(\.0),
        descriptions: stages.map { "The graph file \($0.1.stage.rawValue) backward" }
      ) { write in
        // The stages of a graph have the same faults.
        for (index, (_, graph)) in stages.enumerated() {
          try write(encode(graph) { if index == 0 { Standard.error.warn($0) } })
        }
      }
    case .stages(let draw):
      var (suffixes, picture) = try picture(of: stage)
      let progress = PhaseProgress(isQuiet: options.quiet || suffixes.count > 2)
      picture.willBegin = progress.show
      let drawn = picture
      return PendingPictures(suffixes: suffixes, descriptions: drawn.descriptions) { write in
        try drawn.eachStage { stage in
          func file() throws -> [UInt8] {
            defer { progress.end() }
            return try draw(stage)[0]
          }
          try write(try file())
        }
      }
    case .whole(let draw):
      let picture = try picture(of: stage).picture
      return PendingPictures(suffixes: [nil], descriptions: [picture.lastDescription]) {
        try $0(try draw(picture))
      }
    case .motion(let animate): return try motion(by: animate)
    }
  }

  /// Both stages as one file that moves.
  private func motion(
    by animate: @escaping (Picture) throws -> [UInt8]
  ) throws -> PendingPictures {
    var picture = try picture(of: .both).picture
    let progress = FrameProgress(isQuiet: options.quiet)
    picture.didDrawFrame = progress.show
    return PendingPictures(suffixes: [nil], descriptions: [picture.lastDescription]) {
      [picture] write in
      defer { progress.end() }
      try write(try animate(picture))
    }
  }

  /// The stages that are asked for, and what is put into the names of their files.
  private func picture(of stage: StageChoice) throws -> (suffixes: [String?], picture: Picture) {
    if stage == .steps, after.nodes.contains(where: { $0.passes > 1 }), !options.quiet {
      Standard.error.tell(
        "Gradients hold several backward passes; the steps are those of one, from the root.\n")
    }
    let (picture, (suffixes, builder)) = try options.fitted(try diagramOptions()) { options in
      try drawn(stage, options)
    }
    tellView(of: builder)
    return (suffixes, picture)
  }

  /// What is made of both stages, as far as it is asked for.
  func suffixed<Content>(
    _ stage: StageChoice, _ both: [Content]
  ) -> [(String?, Content)] {
    let isNamed = stage == .both || namesLonePicture
    let before: (String?, Content) = (isNamed ? "before" : nil, both[0])
    let after: (String?, Content) = (isNamed ? "after" : nil, both[1])
    return switch stage {
    case .before: [before]
    case .after: [after]
    case .both, .pair, .steps, .worksheet: [before, after]
    }
  }
}

extension PictureJob {
  /// All steps of the backward pass in one file, a page each.
  private func stepPages(
    by document: @escaping (Picture, (Int) -> Void) throws -> [UInt8]
  ) throws -> PendingPictures {
    let (suffixes, picture) = try picture(of: .steps)
    let progress = progress(of: suffixes.count)
    return PendingPictures(
      suffixes: [namesLonePicture ? "steps" : nil], descriptions: [picture.lastDescription]
    ) { write in
      try write(
        try {
          defer { progress.end() }
          return try document(picture, progress.show(picture:))
        }())
    }
  }

  /// Whether one picture alone says in its name what it shows: it does in a folder.
  var namesLonePicture: Bool {
    !isForDocument && (options.output.map(OutputNames.isDirectory) ?? true)
  }

  private func diagramOptions() throws -> DiagramOptions {
    try after.requireParts(of: options.look.style)
    var result = options.diagramOptions
    result.overlay = options.look.overlay.overlay(of: after, findings: findings)
    result.leftOutCount = leftOutCount
    result.asksForGradients = options.stage == .worksheet
    return result
  }

  /// From how many cards on `dot` takes more than some seconds.
  private static let manyCards = 3000

  /// Reports what is collapsed or left out, and how to see it.
  private func tellView(of builder: DiagramBuilder) {
    // A picture of a network says itself what it shows.
    if options.quiet || options.look.style == .network { return }
    let count = builder.outline.cards.count
    if count >= PictureJob.manyCards && options.look.layout == .dot {
      Standard.error.tell(
        "\(count) cards are laid out by dot, which takes a while. --layout layered is quick.\n")
    }
    if builder.outline.isWhole { return }
    Standard.error.tell("\(builder.view.shown)\(options.view.advice)\n")
  }
}
