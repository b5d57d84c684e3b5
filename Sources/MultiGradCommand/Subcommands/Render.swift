internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import ExpressionPrograms

/// `multigrad render`: draws an expression program or a graph file.
struct Render: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render",
      abstract: "Draw an expression program or a graph file.",
      discussion: """
        A program is what one types into a micrograd notebook:

          a = Value(2.0, label='a')
          b = Value(-3.0, label='b')
          L = (a * b + 10).tanh()
          L.backward()

        Without backward(), one pass runs at the end, from the last name that was bound.

          multigrad render neuron.mg
          multigrad render -e 'x = 3.0; y = x ** 2 + 2 * x' --stage after -o - > y.svg
          multigrad render neuron.mg -f json -o graph.json
          multigrad render graph-after.json -f pdf

        A graph file is what -f json writes. It is drawn at the stage that it holds.
        """)
  }

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

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func validate() throws {
    if (input == nil) == (expression == nil) {
      throw ValidationError(
        input == nil
          ? "There is nothing to draw. Name a program or a graph file, or give one with -e."
          : "There are two things to draw: '\(input ?? "")' and the text of -e. Give one of them.")
    }
  }

  func run() throws {
    try ExitStatus.reporting {
      if let expression {
        return try draw(program: Array(expression.utf8), file: "-e", name: "expression")
      }
      let path = input ?? "-"
      let bytes =
        path == "-" ? try Standard.input.readAll() : try FileDescriptor.contents(of: path)
      let file = path == "-" ? "stdin" : path
      let name = path == "-" ? "stdin" : OutputNames.stem(of: path)
      if isGraphFile(bytes, path: path) {
        try draw(graph: bytes, file: file, name: name)
      } else {
        try draw(program: bytes, file: file, name: name)
      }
    }
  }

  /// Whether the input is a graph file: by its extension, or by its first character, which no
  /// program can begin with.
  private func isGraphFile(_ bytes: [UInt8], path: String) -> Bool {
    if OutputNames.split(path).suffix == ".json" { return true }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  private func draw(program bytes: [UInt8], file: String, name: String) throws {
    let program = try ExpressionProgram(parsing: bytes, name: file)
    let root = try program.run(on: .current, root: root)
    let after = GraphSnapshot(root: root, extent: .wholeTape)
    try PictureJob(
      before: after.beforeBackward(), after: after, name: name, options: picture
    ).run()
  }

  private func draw(graph bytes: [UInt8], file: String, name: String) throws {
    var graph = try GraphFile.graph(from: bytes, file: file)
    let stage = graph.stage
    if let root { try graph.setRoot(label: root, file: file) }
    // A file of one stage that is named after it keeps its name.
    let suffix = "-\(stage.rawValue)"
    try PictureJob(
      before: graph.beforeBackward(),
      after: graph.stage == .after ? graph : graph.afterBackward(),
      name: name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name,
      options: picture, defaultStages: [stage]
    ).run()
  }
}
