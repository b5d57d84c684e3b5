internal import CommandLineArguments

/// The arguments that name a program or a graph file.
struct GraphOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A program, a graph file, or '-' for standard input.", valueName: "program|graph.json"),
    completion: .file(extensions: ["mg", "json"]))
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

  /// Whether a graph is named at all.
  var isGiven: Bool { input != nil || expression != nil }

  func validate() throws {
    if let input, expression != nil {
      throw ValidationError(
        "There are two graphs: '\(input)' and the text of -e. Give one of them.")
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

  /// Reads the graph.
  func load() throws -> GraphSource {
    if let expression { return try GraphSource(expression: expression, root: root) }
    return try GraphSource(path: input ?? "-", root: root)
  }
}
