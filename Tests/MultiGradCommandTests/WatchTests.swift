import Foundation
import TestSupport
import Testing

/// `--watch`: what is drawn again, what goes wrong without an end of it, and how it ends.
@Suite struct WatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A program whose result has a name.
  private static func program(_ name: String) -> String {
    "x = Value(2.0, label='x')\n\(name) = x * 3\n\(name).backward()\n"
  }

  private func watch() throws -> RunningCommand {
    try Command.start("render", "p.mg", "--stage", "after", "-o", "a.svg", "--watch", in: folder)
  }

  /// Whether the picture shows a name.
  private func shows(_ name: String) -> Bool {
    guard let picture = try? folder.data("a.svg") else { return false }
    return SVGStructure(picture)?.texts.contains(name) ?? false
  }

  /// Ends a command as Ctrl-C does, and sees that nothing else is there than should be.
  private func interrupt(_ command: RunningCommand, leaving files: [String]) throws {
    #expect(try command.end(by: SIGINT).code == 130)
    #expect(folder.files == files)
  }

  /// However an editor writes.
  @Test(arguments: [
    "cp new.mg p.mg", "mv new.mg p.mg", "rm p.mg; cp new.mg p.mg", "mv p.mg p.mg~; cp new.mg p.mg",
    "head -c 30 new.mg > p.mg; tail -c +31 new.mg >> p.mg", "rm p.mg; sleep 1; ln -s new.mg p.mg",
    // What was read before is no input any more.
    "mv p.mg a.svg; cp new.mg p.mg",
  ])
  func aChangeIsDrawn(_ edit: String) throws {
    try folder.write("p.mg", WatchTests.program("first"))
    try folder.write("new.mg", WatchTests.program("second"))
    let command = try watch()
    #expect(
      command.does {
        command.errors == "a.svg\nWaiting for changes of p.mg; Ctrl-C ends it.\n"
      }, "\(command.errors)")
    #expect(shows("first"))
    #expect(try Command.shell(edit, in: folder).code == 0)
    #expect(command.does { shows("second") }, "\(command.errors)")
    // However long it is missing.
    #expect(command.errors.components(separatedBy: "cannot be opened").count <= 2)
    try folder.write("p.mg", WatchTests.program("third"))
    #expect(command.does { shows("third") }, "\(command.errors)")
    // Nothing of the drawings before is in it.
    let once = try Command.shell("multigrad render p.mg --stage after -o -", in: folder)
    #expect(try folder.data("a.svg") == once.output)
    try interrupt(command, leaving: folder.files.filter { !$0.hasSuffix(".tmp") })
  }

  /// A fault is reported with its place, and the picture stays until it is corrected.
  @Test(arguments: [
    ("y = (", "Error: p.mg:1:"), ("{}", "Error: p.mg"), ("{\"nodes\": [", "Error: p.mg:1:"),
  ])
  func aFaultIsToldAndWaitedFor(_ broken: String, _ message: String) throws {
    try folder.write("p.mg", WatchTests.program("first"))
    let command = try watch()
    #expect(command.does { command.errors.hasSuffix("ends it.\n") })
    try folder.write("p.mg", broken)
    #expect(command.does { command.errors.contains(message) }, "\(command.errors)")
    #expect(shows("first"))
    try folder.write("p.mg", WatchTests.program("second"))
    #expect(command.does { shows("second") }, "\(command.errors)")
    try interrupt(command, leaving: ["a.svg", "p.mg"])
  }

  @Test func aFaultMayBeThereFromTheBeginning() throws {
    try folder.write("p.mg", "y = (")
    let command = try watch()
    #expect(command.does { command.errors.hasSuffix("ends it.\n") }, "\(command.errors)")
    #expect(command.errors.hasPrefix("Error: p.mg:1:"))
    try folder.write("p.mg", WatchTests.program("mended"))
    #expect(command.does { shows("mended") }, "\(command.errors)")
    try interrupt(command, leaving: ["a.svg", "p.mg"])
  }

  /// Also words that do not fit to what the file has become.
  @Test func wrongWordsLaterAreTold() throws {
    try folder.write("p.mg", WatchTests.program("first"))
    let command = try Command.start(
      "render", "p.mg", "--stage", "after", "-o", "a.svg", "--limit", "99", "--watch", in: folder)
    #expect(command.does { command.errors.hasSuffix("ends it.\n") }, "\(command.errors)")
    try folder.write("p.mg", "{\"format\": 1}")
    #expect(
      command.does { command.errors.contains("Error: '--limit' has no effect here") },
      "\(command.errors)")
    try folder.remove("p.mg")
    #expect(command.does { command.errors.contains("Error: p.mg: the input cannot be opened") })
    try folder.write("p.mg", WatchTests.program("second"))
    #expect(command.does { shows("second") }, "\(command.errors)")
    try interrupt(command, leaving: ["a.svg", "p.mg"])
  }

  /// What is wrong with the words, and not in a file, ends it.
  @Test(arguments: [
    ("render nosuch.mg", 66), ("render p.mg --cell 2", 64), ("render p.mg -o p.mg -f svg", 73),
    ("render .", 74),
  ])
  func whatNoEditMendsEndsIt(_ words: String, _ code: Int32) throws {
    try folder.write("p.mg", "x = 2.0; y = x * x")
    let result = try Command.shell("multigrad \(words) --stage after --watch", in: folder)
    #expect(result.code == code, "\(result.errors)")
    #expect(!result.errors.contains("Waiting"))
    #expect(folder.files == ["p.mg"])
  }

  /// Each of two programs, a data set, and the list of a notebook's cells; with their reports.
  @Test func allCommandsThatReadFilesWatchThem() throws {
    try folder.write("p.mg", "x = 2.0; y = x * x")
    // They differ, which is exit code 1 elsewhere.
    try folder.write("q.mg", "x = 2.25; y = x * x")
    let diff = try Command.start("diff", "p.mg", "q.mg", "--watch", in: folder)
    #expect(
      diff.does { diff.errors == "Waiting for changes of p.mg and q.mg; Ctrl-C ends it.\n" },
      "\(diff.errors)")
    try folder.write("q.mg", "x = 2.5; y = x * x")
    #expect(diff.does { diff.output.contains("2.5") }, "\(diff.output)")
    try folder.write("p.mg", "x = 3.5; y = x * x")
    #expect(diff.does { diff.output.contains("3.5") }, "\(diff.output)")
    try interrupt(diff, leaving: ["p.mg", "q.mg"])

    try folder.write("d.csv", "a,b\n1,2\n2,4\n3,7\n")
    let network = try Command.start(
      "mlp", "1,1", "--data", "d.csv", "-o", "n.svg", "--stage", "pair", "-q", "--watch", in: folder
    )
    #expect(network.does { network.output.contains("3 rows") }, "\(network.output)")
    try folder.write("d.csv", "a,b\n1,2\n2,4\n3,7\n4,9\n")
    #expect(network.does { network.output.contains("4 rows") }, "\(network.output)")
    try interrupt(network, leaving: ["d.csv", "n.svg", "p.mg", "q.mg"])
    #expect(network.errors == "")
  }

  /// The viewer is started once, and is of no group that Ctrl-C ends.
  @Test func theViewerIsOpenedOnce() throws {
    try folder.write("p.mg", "y = (")
    // It interrupts all that would be interrupted with it.
    try folder.write("viewer", "#!/bin/sh\ntrap '' INT; kill -s INT 0; touch shown\n")
    #expect(try Command.shell("chmod +x viewer", in: folder).code == 0)
    let command = try Command.start(
      "render", "p.mg", "--stage", "after", "-o", "a.svg", "--watch", "--open", in: folder,
      environment: ["MULTIGRAD_VIEWER": "./viewer"])
    #expect(command.does { command.errors.hasSuffix("ends it.\n") })
    try folder.write("p.mg", WatchTests.program("first"))
    #expect(command.does { folder.files.contains("shown") }, "\(command.errors)")
    // Another start would be a warning.
    try folder.remove("viewer")
    for name in ["second", "third"] {
      try folder.write("p.mg", WatchTests.program(name))
      #expect(command.does { shows(name) }, "\(command.errors)")
    }
    try interrupt(command, leaving: ["a.svg", "p.mg", "shown"])
    #expect(!command.errors.contains("Warning"), "\(command.errors)")
  }

  @Test(arguments: [
    ("render - < p.mg", "standard input is read only once"),
    ("render /dev/null", "'/dev/null' is read only once"),
    ("render -e 'x = 2.0; y = x * x'", "no file is read"), ("render", "no file is read"),
    ("render p.mg --stage after -o -", "standard output takes one picture"),
    ("render p.mg --force", "'--force'"), ("diff p.mg - < p.mg", "standard input"),
    ("diff p.mg p.mg -o -", "standard output"), ("diff --mlp 3,1 --steps 0,1", "no file is read"),
    ("mlp 3,1", "--data"), ("mlp 2,1 --data moons", "no file is read"),
    ("neuron", "'--watch'"), ("plot tanh", "'--watch'"),
  ])
  func whatCannotChangeIsNotWatched(_ words: String, _ reason: String) throws {
    try folder.write("p.mg", "x = 2.0; y = x * x")
    let result = try Command.shell("multigrad \(words) --watch", in: folder)
    #expect(result.code == 64, "\(result.errors)")
    #expect(result.text == "")
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(folder.files == ["p.mg"])
  }

  /// The pictures of documents, by the same look at files.
  @Test func documentsAreWatched() throws {
    try folder.write("p.mg", WatchTests.program("first"))
    try folder.write("guide.md", "<!-- multigrad p.mg stage=after name=a -->\n")
    let command = try Command.start("docs", "guide.md", "--watch", in: folder)
    #expect(command.does { command.errors.hasSuffix("ends it.\n") }, "\(command.errors)")
    #expect(shows("first"))
    try folder.write("p.mg", WatchTests.program("second"))
    #expect(command.does { shows("second") }, "\(command.errors)")
    try interrupt(command, leaving: ["a.svg", "guide.md", "p.mg"])
  }
}
