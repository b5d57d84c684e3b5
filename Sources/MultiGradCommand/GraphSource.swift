internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Documentation
internal import ExpressionPrograms
internal import JSON
internal import Text

/// A graph as a program or a graph file gives it.
struct GraphSource {
  /// What the graph is called in file names.
  let name: String
  /// What errors call its source.
  let file: String
  /// Where the graph comes from.
  private let origin: Origin

  private enum Origin {
    case program(ProgramRun)
    case file(GraphSnapshot)
  }

  /// What a program has left; `nil` for a file.
  var run: ProgramRun? {
    if case .program(let run) = origin { run } else { nil }
  }

  /// The graph: of a program, as it leaves it, with every node that it made; of a file, as it stands
  /// there.
  ///
  /// It is captured anew each time, as pictures need only a part of it.
  var graph: GraphSnapshot {
    switch origin {
    case .program(let run): GraphSource.captured(run, .wholeTape)
    case .file(let graph): graph
    }
  }

  /// What a program leaves is after backward, whatever it did about the root.
  private static func captured(
    _ run: ProgramRun, _ extent: GraphSnapshot.Extent
  ) -> GraphSnapshot {
    var graph = GraphSnapshot(root: run.root, extent: extent)
    graph.stage = .after
    return graph
  }

  /// The graph with the data that its leaves had when the root was computed from them.
  ///
  /// Of a program that writes data it is what the root depends on: earlier steps had other data.
  var graphAsUsed: GraphSnapshot {
    guard let run, run.writesData else { return graph }
    let used = run.overwrittenLeaves.map { ($0.leaf.index, $0.usedData) }
    return GraphSource.captured(run, .ancestors)
      .settingData(Dictionary(uniqueKeysWithValues: used))
  }

  /// What a picture shows of the graph: of a program, what the root or a name that still lives
  /// reaches, and not the networks of earlier steps; and how many nodes it leaves out.
  var pictured: (graph: GraphSnapshot, leftOutCount: Int) {
    guard let run else { return (graph, 0) }
    let count = run.root.tape.count
    if run.livingNodes.count == count { return (graph, 0) }
    return (
      GraphSource.captured(run, .nodes(run.livingNodes)), count - run.livingNodes.count
    )
  }

  /// Reads what the options name.
  ///
  /// - Parameters:
  ///   - path: A file, or "-" for standard input; `nil` where a program was typed in.
  ///   - options: How a program is run.
  init(path: String?, options: ProgramRunOptions) throws {
    if let expression = options.expression {
      let program = try ExpressionProgram(expression, name: "-e")
      try self.init(program, name: "expression", options)
      return
    }
    if let block = options.block {
      let program = try ExpressionProgram(
        parsing: Array(block.program.text.utf8), name: block.document,
        from: SourcePosition(line: block.program.line, column: block.program.column))
      try self.init(program, name: "expression", options)
      return
    }
    let path = path ?? "-"
    let bytes = try InputFile.text(of: path, wanted: "a program, a notebook or a graph file")
    let file = path == "-" ? "stdin" : path
    let name = path == "-" ? "stdin" : OutputNames.stem(of: path)
    let kind = InputKind(of: bytes, path: path)
    if kind != .notebook, options.cell != nil {
      throw ValidationError("'--cell' is of a notebook, and '\(file.shown)' is none. Leave it out.")
    }
    switch kind {
    case .program:
      try self.init(try ExpressionProgram(parsing: bytes, name: file), name: name, options)
    case .notebook:
      try self.init(Notebook(parsing: bytes, name: file), name: name, options)
    case .graphFile:
      try options.refuseUnusedInGraphFile()
      try self.init(graphFile: bytes, file: file, name: name, root: options.root)
    }
  }

  private init(
    _ program: ExpressionProgram, name: String, _ options: ProgramRunOptions,
    skippedCells: [Int] = []
  ) throws {
    let printed = ProgramOutput(options.printed)
    let run: ProgramRun
    do {
      run = try program.run(
        on: .current, root: options.root, limits: options.limits, print: printed.append)
    } catch {
      try printed.flush()
      throw error
    }
    try printed.flush()
    (self.name, file, origin) = (name, program.name, .program(run))
    if !options.isQuiet { ProgramNotes(run, skippedCells: skippedCells).tell() }
  }

  private init(_ notebook: Notebook, name: String, _ options: ProgramRunOptions) throws {
    guard let cell = options.cell else {
      do {
        let program = try notebook.program()
        try self.init(program, name: name, options)
        return
      } catch let error as ProgramError {
        throw notebook.error(of: error, limits: options.limits)
      }
    }
    let (program, skippedCells) = try notebook.program(cell: cell)
    try self.init(program, name: "\(name)-cell-\(cell)", options, skippedCells: skippedCells)
    if run?.nodeCount == 0 { throw notebook.makesNoValue(cell: cell) }
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
    (self.file, origin) = (file, .file(graph))
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
