internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import ExpressionPrograms
internal import Rendering
internal import Text

/// `multigrad render`: draws a program, a cell of a notebook, or a graph file.
struct Render: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render",
      abstract: "Draw a program, a notebook or a graph file.",
      discussion: """
        A program is what one types into a micrograd notebook, loops and functions included:

          a = Value(2.0, label='a')
          b = Value(-3.0, label='b')
          L = (a * b + 10).tanh()
          L.backward()

        The gradients are those that the program computes. Without backward(), one pass runs at the \
        end, from the last result that got a name.

          multigrad render neuron.mg
          multigrad render -e 'x = 3.0; y = x ** 2 + 2 * x' --stage after -o - > y.svg
          multigrad render neuron.mg -f json -o graph.json
          multigrad render lecture.ipynb --cells
          multigrad render lecture.ipynb --cell 5
          multigrad render graph-after.json -f pdf

        A graph file is what -f json writes. It is drawn at the stage that it holds.
        """)
  }

  @OptionGroup
  var source: GraphOptions

  @Flag(
    name: .long,
    help: "List the code cells of a notebook, and what each draws, instead of drawing.")
  var cells = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What random numbers of a program begin with, where it has no random.seed.",
      valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup
  var watching: WatchOptions

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func validate() throws {
    if cells, source.cell != nil {
      throw ValidationError("--cells lists all cells, and --cell draws one. Give one of them.")
    }
    if cells, source.expression != nil {
      throw ValidationError("'--cells' is of a notebook, and -e is a program. Leave it out.")
    }
    if cells {
      try UnusedOptions.refuse(
        picture.viewer, because: "--cells lists cells, and draws none. Leave one of them out.")
    }
    try picture.refuseUnused()
    try watching.refuseUnused(
      reading: source.files, picture, advice: "Name a program, a notebook or a graph file")
  }

  func run() throws {
    try ExitStatus.reporting {
      if !source.isGiven {
        throw ValidationError(
          "There is nothing to draw. Name a program, a notebook or a graph file, or give a program "
            + "with -e.")
      }
      try watching.draw(reading: source.files, isQuiet: picture.quiet) {
        if cells { return try listCells() }
        let source = try load(printed: picture.output == "-" ? Standard.error : Standard.output)
        try job(for: source).run()
        if !picture.quiet { tellOfNumbers(in: source) }
      }
    }
  }

  private func load(
    printed: FileDescriptor?, block: DocumentProgram? = nil
  ) throws -> GraphSource {
    try source.load(seed: seed, printed: printed, isQuiet: picture.quiet, block: block)
  }

  private func job(for source: GraphSource) throws -> PictureJob {
    // A graph file has every node; a picture, what a name leads to.
    let (graph, leftOutCount) =
      try picture.chosenFormat().showsGraph ? (source.graph, 0) : source.pictured
    if graph.hasTensors, graph.stage == .before, let stage = picture.stage, stage != .before {
      throw ValidationError(
        "'\(source.file.shown)' is of the moment before backward, and the gradients of tensors cannot be "
          + "computed from it. Draw it with --stage before, or write the file after the backward pass."
      )
    }
    var job = PictureJob(
      before: graph.beforeBackward(),
      after: graph.stage == .after ? graph : graph.afterBackward(), name: source.name,
      options: picture,
      defaultStage: source.run != nil ? .both : graph.stage == .before ? .before : .after)
    job.leftOutCount = leftOutCount
    return job
  }

  /// Names the way to the birth of a NaN or an infinity.
  private func tellOfNumbers(in source: GraphSource) {
    guard let run = source.run, !run.root.data.isFinite else { return }
    let name = (run.root.label ?? "the result").quotable
    let words = self.source.expression == nil ? (self.source.input ?? "-").quotable : "-e '…'"
    Standard.error.tell(
      "\(name) is \(run.root.data.brief): 'multigrad diagnose \(words)' says where it is born.\n")
  }

  private func listCells() throws {
    let path = source.input ?? "-"
    let bytes = try InputFile.text(of: path, wanted: "a notebook")
    let file = path == "-" ? "stdin" : path
    guard InputKind(of: bytes, path: path) == .notebook else {
      throw ValidationError(
        "'--cells' is of a notebook, and '\(file.shown)' is none. Leave it out.")
    }
    let notebook = try Notebook(parsing: bytes, name: file)
    let limits = ProgramRunOptions(limit: source.limit, seed: seed).limits
    try Standard.output.report(notebook.listing(limits: limits).textOfLines)
  }
}

extension Render: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    if cells {
      throw ValidationError(
        "'--cells' lists the cells of a notebook, and draws none. Leave it out.")
    }
    if block != nil, source.isGiven {
      throw ValidationError(
        "There are two graphs: the program of the block, and "
          + "'\((source.input ?? "-e").quotable)'. Leave one of them out.")
    }
    if block == nil, !source.isGiven {
      throw ValidationError(
        "There is nothing to draw. Write a program into the block, or name a file or a command.")
    }
    return try job(for: try load(printed: nil, block: block)).draw()
  }
}
