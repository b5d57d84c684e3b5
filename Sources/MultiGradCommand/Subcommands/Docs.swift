internal import CommandLineArguments
internal import Documentation
internal import LibC
internal import Text

/// `multigrad docs`: keeps the pictures of documents fresh.
struct Docs: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "docs",
      abstract: "Draw the pictures of documents, and keep them fresh.",
      discussion: """
        A fenced block of a Markdown document whose info string is 'multigrad' holds a program; what \
        follows are options of 'render', or another command. Its picture is put below it, between \
        two comments, and is replaced when the program changes:

          ```multigrad name=parabola stage=after
          x = 3.0
          y = x ** 2 + 2 * x
          ```

        A comment does the same for a file, a command, or the block of code below it:

          <!-- multigrad neuron.mg stage=both theme=auto -->
          <!-- multigrad mlp 3,4,4,1 depth=1 alt="A network of three layers" -->
          <!-- multigrad name=sum stage=after -->

        A number of a picture stands between comments as well:

          At x = 3, y is <!-- multigrad: parabola y.data --><!-- /multigrad -->.

        name=… names the pictures, alt="…" is their alternative text, show=after shows some of \
        them, and theme=both draws a light and a dark one. docs/documents.md has the rest, and \
        what each tool takes.

        Pictures lie beside the document, and are drawn again only when something changes that \
        they were drawn from.

          multigrad docs guide.md
          multigrad docs --assets docs/img docs/*.md
          multigrad docs --check guide.md

        Ends with exit code 1 where --check finds something stale, and with 65 where a block is \
        wrong; the others are drawn.
        """)
  }

  @Argument(
    help: "The documents: Markdown, reStructuredText, AsciiDoc, LaTeX or HTML.",
    completion: .file(extensions: DocumentSyntax.allCases.flatMap(\.fileExtensions)))
  var files: [String]

  @Flag(name: .long, help: "Write nothing, and name what is stale, and why.")
  var check = false

  @Flag(
    name: .long,
    help: "Draw what is fresh, too; with --check, compare it with what would be drawn today.")
  var redraw = false

  @Option(
    name: .long,
    help: ArgumentHelp("Where pictures go (default: beside their document).", valueName: "dir"),
    completion: .file())
  var assets: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The documentation catalogue of a Swift package that the documents are articles of: its "
        + "Resources get the pictures, named as DocC wants them.",
      valueName: "catalogue"),
    completion: .file())
  var docc: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where to write, as rules of Make, which pictures come from which files.", valueName: "file"),
    completion: .file())
  var depfile: String?

  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: ArgumentHelp("How many documents are drawn at a time.", valueName: "n"))
  var jobs: Int = 1

  @Flag(name: .long, help: "Go on, and draw whenever a document changes, or a file that it names.")
  var watch = false

  @Flag(name: .shortAndLong, help: "Do not print the paths of what was written.")
  var quiet = false

  func validate() throws {
    for (name, path) in [("--assets", assets), ("--docc", docc), ("--depfile", depfile)]
    where path == "" {
      throw ValidationError(
        "The path of \(name) is empty. Name \(name == "--depfile" ? "a file" : "a directory").")
    }
    if assets != nil && docc != nil {
      throw ValidationError("Pictures go to one place. Leave out --assets or --docc.")
    }
    if let docc, !docc.hasSuffix(".docc"), !docc.hasSuffix(".docc/") {
      throw ValidationError(
        "'\(docc.quotable)' is no catalogue of DocC, whose name ends with '.docc'. Name one, or use "
          + "--assets.")
    }
    guard (1...Docs.mostJobs).contains(jobs) else {
      throw ValidationError(
        "The value '\(jobs)' is invalid for '-j'. Give a number from 1 to \(Docs.mostJobs).")
    }
    if watch, depfile != nil {
      throw ValidationError(
        "Make runs the command when something changes, and '--watch' waits for that itself. Leave out "
          + "'--depfile' or '--watch'.")
    }
    if check, depfile != nil || watch {
      throw ValidationError(
        "'\(watch ? "--watch" : "--depfile")' has no effect here: --check draws nothing. Leave one of "
          + "them out.")
    }
  }

  /// The most processes that are started.
  private static let mostJobs = 256

  func run() throws {
    try ExitStatus.reporting {
      if let depfile { try refuse(depfile, among: files) }
      var watched = WatchedFiles()
      if watch { watched.look(at: files) }
      let reports = try reports(on: files)
      if let depfile { try write(reports, to: depfile) }
      let code = reports.map(\.code).max() ?? EXIT_SUCCESS
      if watch { try goOn(watching: &watched, after: reports) }
      if code != EXIT_SUCCESS { throw ExitCode(code) }
    }
  }

  private var job: DocumentJob {
    DocumentJob(
      place: docc.map { .catalogue($0) } ?? assets.map { .folder($0) } ?? .besideDocument,
      mode: check ? .check : .draw, redraws: redraw, isQuiet: quiet, touches: depfile != nil)
  }

  /// Does all documents, and tells what came of each as soon as it and those before it are done.
  private func reports(on paths: [String]) throws -> [DocumentReport] {
    let job = job
    guard jobs > 1, paths.count > 1 else {
      return try told(paths) { job.run(paths[$0]) }
    }
    let workers = try WorkerProcesses(jobs, pieces: paths.count) { job.run(paths[$0]).texts }
    defer { workers.wait() }
    return try told(paths) { DocumentReport(workers.result(of: $0), of: paths[$0]) }
  }

  private func told(
    _ paths: [String], _ report: (Int) -> DocumentReport
  ) throws -> [DocumentReport] {
    try paths.indices.map { index in
      let report = report(index)
      try Standard.output.report(report.output)
      Standard.error.tell(report.errors)
      return report
    }
  }

  private func write(_ reports: [DocumentReport], to path: String) throws {
    try refuse(path, among: files + reports.flatMap { $0.files + $0.inputs })
    var rules = Depfile()
    for (document, report) in zip(files, reports) { rules.append(document: document, report) }
    try OutputFiles.write(to: [path], isForced: false) { try $0(rules.bytes) }
  }

  /// Refuses a depfile that would overwrite one of the files that it is about.
  private func refuse(_ depfile: String, among paths: [String]) throws(FileError) {
    guard let identity = FileStatus(depfile)?.identity else { return }
    if paths.contains(where: { FileStatus($0)?.identity == identity }) {
      throw .outputIsInput(path: depfile)
    }
  }

  /// Draws again what changes, until a signal ends the process.
  private func goOn(
    watching watched: inout WatchedFiles, after reports: [DocumentReport]
  ) throws {
    var inputs = Dictionary(
      zip(files, reports).map { ($0, Set($1.inputs + [$0])) }, uniquingKeysWith: { $1 })
    watched.add(inputs.values.joined())
    if !quiet { Standard.error.tell("Waiting for changes; Ctrl-C ends it.\n") }
    while true {
      let changed = watched.waitForChanges()
      let paths = files.filter { !(inputs[$0] ?? []).isDisjoint(with: changed) }
      for (path, report) in zip(paths, try self.reports(on: paths)) {
        inputs[path, default: []].formUnion(report.inputs)
      }
      watched.add(inputs.values.joined())
    }
  }
}
