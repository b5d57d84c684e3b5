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

  /// Reads the graph.
  func load() throws -> GraphSource {
    if let expression { return try GraphSource(expression: expression, root: root) }
    return try GraphSource(path: input ?? "-", root: root)
  }
}
