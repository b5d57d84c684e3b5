internal import CommandLineArguments

/// The arguments that name a program, a notebook or a graph file.
struct GraphOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A program, a notebook, a graph file, or '-' for standard input.",
      valueName: "program|notebook|graph.json"),
    completion: .file(extensions: ["mg", "py", "ipynb", "json"]))
  var input: String?

  @Option(
    name: [.customShort("e"), .customLong("expression")],
    help: ArgumentHelp("The program itself, instead of a file.", valueName: "text"))
  var expression: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where backward starts: a name of the program, or a label of the graph file.",
      valueName: "name"))
  var root: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The code cell of a notebook that is meant, from 1, after those that it depends on (default: "
        + "all, as one program).", valueName: "n"))
  var cell: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many statements a program may run, and how many values it may make (default: 10000000).",
      valueName: "n"))
  var limit: Int?

  /// Whether a graph is named at all.
  var isGiven: Bool { input != nil || expression != nil }

  /// The files that are read, "-" for standard input.
  var files: [String] { [input].compactMap(\.self) }

  func validate() throws {
    if let input, expression != nil {
      throw ValidationError(
        "There are two graphs: '\(input)' and the text of -e. Give one of them.")
    }
    if let cell, cell < 1 {
      throw ValidationError(
        "The value '\(cell)' is invalid for '--cell'. Give the number of a code cell, from 1.")
    }
    if let limit, limit < 1 {
      throw ValidationError("The value '\(limit)' is invalid for '--limit'. Give 1 or more.")
    }
    if cell != nil, expression != nil {
      throw ValidationError("'--cell' is of a notebook, and -e is a program. Leave it out.")
    }
  }

  /// Refuses options of a network beside a graph, and those of a graph beside a network.
  ///
  /// - Parameters:
  ///   - sizes: The network; `nil` where a graph is given.
  ///   - network: The options of the network.
  ///   - training: Those of its training.
  ///   - allowed: Those that have an effect on a graph, too.
  ///   - useful: Those of a training that have an effect even where none is made.
  ///   - option: What asks for a training.
  func refuseUnused(
    beside sizes: SizeList?, _ network: NetworkOptions, _ training: TrainingOptions,
    except allowed: Set<String> = [], exceptInNetworks useful: Set<String> = [],
    without option: String
  ) throws {
    guard sizes == nil else {
      try UnusedOptions.refuse(
        self, because: "it is of a program or a graph file, and --mlp is a network. Leave it out.")
      return try training.refuseUnused(except: useful, without: option)
    }
    try UnusedOptions.refuse(
      network, training, except: allowed,
      because:
        "it is of a network. Leave it out, or give a network with --mlp instead of the graph.")
  }

  /// Reads the graph, and runs it where it is a program.
  ///
  /// - Parameters:
  ///   - seed: What random numbers begin with where the program does not say.
  ///   - printed: Where what the program prints goes; `nil` for nowhere.
  ///   - isQuiet: Whether what was skipped is not told.
  ///   - block: The program of a document, which stands for a file.
  func load(
    seed: UInt64, printed: FileDescriptor?, isQuiet: Bool, block: DocumentProgram? = nil
  ) throws -> GraphSource {
    try GraphSource(
      path: input,
      options: ProgramRunOptions(
        expression: expression, block: block, root: root, cell: cell, limit: limit, seed: seed,
        printed: printed, isQuiet: isQuiet))
  }
}
