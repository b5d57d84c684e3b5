internal import Autograd
internal import ComputationGraph
internal import ExpressionPrograms
internal import JSON
internal import Text

/// A graph as a program or a graph file gives it.
struct GraphSource {
  /// What the graph is called in file names.
  let name: String
  /// What errors call its source.
  let file: String
  /// The graph: of a program, after its backward passes; of a file, as it stands there.
  let graph: GraphSnapshot
  /// The root of a program, on the current tape; `nil` for a file.
  let root: Value?

  /// The graph before backward.
  var before: GraphSnapshot { graph.beforeBackward() }

  /// The graph after backward: one pass of our own where the file holds none.
  var after: GraphSnapshot { graph.stage == .after ? graph : graph.afterBackward() }

  /// Runs a program that was typed in.
  init(expression: String, root: String?) throws {
    try self.init(program: Array(expression.utf8), file: "-e", name: "expression", root: root)
  }

  /// Reads a file, or standard input for "-".
  init(path: String, root: String?) throws {
    let bytes = try InputFile.text(of: path, wanted: "a program or a graph file")
    let file = path == "-" ? "stdin" : path
    let name = path == "-" ? "stdin" : OutputNames.stem(of: path)
    switch InputKind(of: bytes, path: path) {
    case .program: try self.init(program: bytes, file: file, name: name, root: root)
    case .graphFile: try self.init(graphFile: bytes, file: file, name: name, root: root)
    case .notebook:
      throw GraphFileError(
        file: file, position: SourcePosition(line: 1, column: 1), fault: .notebook)
    }
  }

  private init(program bytes: [UInt8], file: String, name: String, root: String?) throws {
    let program = try ExpressionProgram(parsing: bytes, name: file)
    let value = try program.run(on: .current, root: root)
    (self.name, self.file, self.root) = (name, file, value)
    graph = GraphSnapshot(root: value, extent: .wholeTape)
  }

  private init(graphFile bytes: [UInt8], file: String, name: String, root: String?) throws {
    var graph = try GraphFile.graph(from: bytes, file: file)
    if let root {
      let stage = graph.stage
      try graph.setRoot(label: root, file: file)
      // A pass of its own from the new root, where the file is of a graph after backward.
      if stage == .after && graph.stage == .before { graph = graph.afterBackward() }
    }
    // A file that is named after its stage keeps its name.
    let suffix = "-\(graph.stage.rawValue)"
    self.name = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    (self.file, self.graph, self.root) = (file, graph, nil)
  }
}

/// What an input is, which decides who reads it.
enum InputKind {
  case program, graphFile, notebook

  /// Decides by the extension, or else by the content: no program can begin with `{`, and of
  /// documents in JSON only a notebook has cells.
  init(of bytes: [UInt8], path: String) {
    switch OutputNames.split(path).suffix {
    case ".json": self = .graphFile
    case ".ipynb": self = .notebook
    default:
      let mark = SourceLine.byteOrderMark
      let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
      if text.first(where: { !$0.isJSONBlank }) != UInt8(ascii: "{") {
        self = .program
      } else {
        self = (try? JSONParser.parse(bytes))?["cells"] == nil ? .graphFile : .notebook
      }
    }
  }
}
