internal import Text
internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Documentation
internal import NeuralNetworks
internal import Rendering

/// `multigrad diff`: what changed between two graphs.
struct Diff: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "diff",
      abstract: "Compare two graphs, or a network at two steps of its training.",
      discussion: """
        Nodes are matched by their labels and by the structure round them, so that a node stays \
        the same when others are put in before it. What was removed, added and changed is printed \
        on standard output: structure first, then numbers by how much they changed, and of those \
        that changed only because of others how many there are, and the greatest.

          multigrad diff old.mg new.mg
          multigrad diff graph-after.json neuron.mg --tolerance 1e-6 -o diff.svg
          multigrad diff --mlp 2,16,1 --data moons --steps 0,100

        A program is compared after its backward passes, a graph file as it stands; --stage takes \
        both before backward, or both after. With -o or -f, both graphs are drawn in one picture: \
        'diff.svg' in output/, or in the directory that -o names.

        Ends with exit code 1 where the graphs differ, and with 0 where they are equal.
        """)
  }

  @Argument(
    help: ArgumentHelp(
      "The first graph: a program, a graph file, or '-' for standard input.", valueName: "a"),
    completion: .file(extensions: ["mg", "json"]))
  var a: String?

  @Argument(
    help: ArgumentHelp("The second graph, likewise.", valueName: "b"),
    completion: .file(extensions: ["mg", "json"]))
  var b: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where backward starts in both graphs: a name of a program, or a label of a graph file.",
      valueName: "name"))
  var root: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The difference, relative to the greater of two numbers, up to which they count as equal.",
      valueName: "part"))
  var tolerance = GraphComparison.usualTolerance

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many lines of each kind are printed at most (default: 15, and 5 of what follows from "
        + "others).", valueName: "lines"))
  var limit: Int?

  @Flag(name: .long, help: "Print every change.")
  var all = false

  @Flag(name: .long, help: "Print the comparison as JSON, all of it.")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp("The sizes of a network to compare with itself.", valueName: "sizes"),
    transform: SizeList.init(parsing:))
  var mlp: SizeList?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --mlp: after how many training steps, as 0,100. The training is as long as --train "
        + "says, or else as the greater of the two.", valueName: "a,b"),
    transform: StepPair.init(parsing:))
  var steps: StepPair?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --mlp: whose loss is compared, counted from 0, both ends included (default: the first "
        + "four samples).", valueName: "a..b"), transform: RowRange.init(parsing:))
  var rows: RowRange?

  @OptionGroup
  var watching: WatchOptions

  @OptionGroup(title: "NETWORK AND DATA")
  var network: NetworkOptions

  @OptionGroup(title: "TRAINING")
  var training: TrainingOptions

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func run() throws {
    try ExitStatus.reporting {
      try watching.draw(reading: inputs, isQuiet: picture.quiet, compare)
    }
  }

  /// The files that are read.
  private var inputs: [String] { mlp == nil ? [a, b].compactMap(\.self) : network.files }

  private func compare() throws {
    let (graphs, names) = try mlp.map(networkGraphs) ?? fileGraphs()
    let comparison = GraphComparison(graphs.a, graphs.b, tolerance: tolerance)
    let isPictureOnOutput = picture.output == "-"
    let report =
      json
      ? comparison.json
      : ComparisonReport(
        comparison, names: names, limit: all ? .max : limit,
        precision: picture.look.reportedDigits
      ).text()
    try draw(comparison)
    try (isPictureOnOutput ? Standard.error : Standard.output).write(Array(report.utf8))
    if !comparison.isEqual { throw ExitCode.failure }
  }

  private typealias Graphs = (
    graphs: (a: GraphSnapshot, b: GraphSnapshot), names: (a: String, b: String)
  )

  private func fileGraphs() throws -> Graphs {
    // Each on its own, since a graph is all that its tape holds.
    func load(_ path: String) throws -> (graph: GraphSnapshot, file: String) {
      try Tape.current.step {
        let source = try GraphSource(
          path: path,
          options: ProgramRunOptions(
            root: root, seed: network.seed, printed: Standard.error, isQuiet: picture.quiet))
        let graph = source.graph
        switch picture.stage {
        case .before: return (graph.beforeBackward(), source.file)
        case .after where graph.stage == .before: return (graph.afterBackward(), source.file)
        default: return (graph, source.file)
        }
      }
    }
    let (first, second) = (try load(a ?? "-"), try load(b ?? "-"))
    return ((first.graph, second.graph), (first.file, second.file))
  }

  private func networkGraphs(_ sizes: SizeList) throws -> Graphs {
    guard let steps else { fatalError("A network without --steps was not refused.") }
    let problem = try NetworkProblem(sizes: sizes, options: network, isQuiet: picture.quiet)
    if let rows, rows.last >= problem.data.count {
      throw ValidationError(
        "There is no row \(rows.last): the data set has rows 0 to \(problem.data.count - 1).")
    }
    let chosen = rows.map { $0.first..<$0.last + 1 } ?? 0..<min(4, problem.data.count)
    let graphs = try NetworkSteps(
      problem: problem, training: training, rows: chosen, isQuiet: picture.quiet
    ).graphs(after: steps)
    let isBefore = picture.stage == .before
    func name(_ step: Int) -> String { "after \(step.counted("step"))" }
    return (
      isBefore ? (graphs.a.beforeBackward(), graphs.b.beforeBackward()) : graphs,
      (name(steps.a), name(steps.b))
    )
  }

  /// Both graphs in one picture.
  private func picture(of comparison: GraphComparison) throws -> Picture {
    let (result, builder) = try picture.fitted(picture.diagramOptions) { options in
      let builder = DiagramBuilder(of: comparison, options: options)
      return (picture.picture(of: builder.diagrams()), builder)
    }
    if !builder.outline.isWhole && !picture.quiet {
      Standard.error.tell("\(builder.view)\(picture.view.advice)\n")
    }
    return result
  }

  /// Draws both graphs in one picture, where one is asked for.
  private func draw(_ comparison: GraphComparison) throws {
    guard picture.output != nil || picture.format != nil else { return }
    let content = try write()(try picture(of: comparison))
    if picture.output == "-" {
      try OutputFiles.refuseInputOnStandardOutput(isForced: picture.replacement.force)
      return try Standard.output.write(content)
    }
    let path = OutputNames.paths(
      for: [nil], output: picture.output, name: "diff",
      format: try picture.chosenFormat())[0]
    try OutputFiles.write(to: [path], isForced: picture.replacement.force) { try $0(content) }
    if !picture.quiet { Standard.error.tell(paths: [path]) }
    picture.viewer.show([path])
  }
}

extension Diff: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    try block.refuse(beside: "diff")
    let (graphs, _) = try mlp.map(networkGraphs) ?? fileGraphs()
    let picture = try picture(of: GraphComparison(graphs.a, graphs.b, tolerance: tolerance))
    return Drawing(
      pictures: [
        DrawnBlock.Picture(
          suffix: nil, fileExtension: try self.picture.chosenFormat().fileExtension,
          bytes: try write()(picture), description: picture.descriptions[0])
      ], graph: nil)
  }
}

/// Which words of `multigrad diff` go together.
extension Diff {
  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError(
        "The value '\(tolerance)' is invalid for '--tolerance'. Give a number, 0 or more.")
    }
    if let limit, limit < 0 {
      throw ValidationError("The value '\(limit)' is invalid for '--limit'. Give 0 lines or more.")
    }
    if json && (all || limit != nil) || all && limit != nil {
      throw ValidationError(
        "'\(limit == nil || json && all ? "--all" : "--limit")' has no effect here: "
          + "\(json ? "--json" : "--all") prints everything. Leave one of them out.")
    }
    if picture.animate || picture.view.selection != nil {
      throw ValidationError(
        "A comparison is one picture of two whole graphs. Leave out --animate, --focus, --path and "
          + "--ancestors.")
    }
    if let stage = picture.stage, [.both, .steps, .worksheet].contains(stage) {
      throw ValidationError(
        "A comparison is of one stage. Choose --stage before or --stage after.")
    }
    _ = try write()
    try refuseUnused()
    try mlp == nil ? validateFiles() : validateNetwork()
    try watching.refuseUnused(
      reading: inputs, picture, advice: "Name a CSV file with --data")
  }

  /// Refuses options of what is not asked for: a picture, a network.
  private func refuseUnused() throws {
    // What differs is all that is laid over the picture.
    if picture.look.givenOptions.contains("--overlay") {
      throw ValidationError(
        "'--overlay' has no effect here: over a comparison, the changes are laid. Leave it out.")
    }
    try picture.refuseUnused()
    if picture.output == nil && picture.format == nil {
      try UnusedOptions.refuse(
        picture.look, picture.view, picture.viewer, except: json ? [] : ["--precision"],
        because: "no picture is asked for. Ask for one with -o or -f, or leave it out.")
    }
    if mlp == nil {
      try UnusedOptions.refuse(
        network, training,
        because:
          "it is of a network. Leave it out, or compare one with itself by --mlp and --steps.")
    }
  }

  /// What writes the picture.
  func write() throws -> (Picture) throws -> [UInt8] {
    switch try picture.chosenFormat().content {
    case .stages(let write): { try write($0)[0] }
    case .whole(let write): write
    case .motion:
      throw ValidationError(
        "A comparison does not move, and a \(try picture.chosenFormat().name) does. Give another "
          + "format.")
    case .graph:
      throw ValidationError(
        "A comparison is no graph file. Give a format that is a picture, or --json for a report.")
    }
  }

  private func validateFiles() throws {
    if steps != nil || rows != nil {
      throw ValidationError("'--steps' and '--rows' are of a network. Give its sizes with --mlp.")
    }
    guard let a, let b else {
      throw ValidationError(
        "There are no two graphs to compare. Name two programs or graph files, or give a network "
          + "with --mlp and --steps.")
    }
    if a == "-" && b == "-" {
      throw ValidationError("Standard input is one graph, not two. Give the other as a file.")
    }
  }

  private func validateNetwork() throws {
    if a != nil || root != nil {
      throw ValidationError(
        "A network is compared with itself. Leave out the \(a != nil ? "files" : "'--root'"), or "
          + "--mlp.")
    }
    guard let steps else {
      throw ValidationError("Give with --steps which steps of the training to compare: 0,100.")
    }
    if training.train > 0 && training.train < max(steps.a, steps.b) {
      throw ValidationError(
        "A training of \(training.train.counted("step")) has no step \(max(steps.a, steps.b)). Give more with "
          + "--train, or leave it out.")
    }
  }
}
