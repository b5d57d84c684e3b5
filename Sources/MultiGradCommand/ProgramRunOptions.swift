internal import Autograd
internal import CommandLineArguments
internal import ExpressionPrograms
internal import Text

/// How a program is run, as the options have it.
struct ProgramRunOptions {
  /// The program itself, where it was typed in.
  var expression: String?
  /// The program itself, where it stands in a document.
  var block: DocumentProgram?
  /// The name asked for as the root.
  var root: String?
  /// The code cell of a notebook that is drawn, from 1.
  var cell: Int?
  /// How much a program may do; `nil` for the usual.
  var limit: Int?
  /// What random numbers begin with where the program does not say.
  var seed: UInt64 = 1
  /// Where what the program prints goes; `nil` for nowhere.
  var printed: FileDescriptor? = Standard.output
  var isQuiet = false

  var limits: ProgramLimits {
    limit.map { ProgramLimits($0, seed: Int(clamping: seed)) }
      ?? ProgramLimits(seed: Int(clamping: seed))
  }

  /// Refuses what has no effect on a graph file.
  func refuseUnusedInGraphFile() throws {
    if limit != nil {
      throw ValidationError(
        "'--limit' has no effect here: it is of a program, and a graph file runs none. Leave it out."
      )
    }
  }
}

/// What a program prints, written in large pieces: a line at a time would take longer than the
/// program.
final class ProgramOutput {
  private static let pieceSize = 1 << 16

  private let stream: FileDescriptor?
  private var text = ""
  private var failure: (any Error)?

  init(_ stream: FileDescriptor?) { self.stream = stream }

  func append(_ more: String) {
    text += more
    if text.utf8.count >= ProgramOutput.pieceSize { write() }
  }

  private func write() {
    defer { text = "" }
    if failure != nil || text.isEmpty { return }
    do {
      try stream?.report(text)
    } catch {
      failure = error
    }
  }

  /// Writes the rest; throws what went wrong since the beginning.
  func flush() throws {
    write()
    if let failure { throw failure }
  }
}

/// What a reader of a picture should know of the program, a line each.
struct ProgramNotes {
  private let run: ProgramRun
  private let skippedCells: [Int]

  init(_ run: ProgramRun, skippedCells: [Int]) {
    self.run = run
    self.skippedCells = skippedCells
  }

  /// How many names are listed in a line.
  private static let mostNames = 20

  func tell() {
    let cells = skippedCells.map { "cell \($0) (it cannot be run)" }
    let skipped = cells + run.skipped.map(\.quotable)
    if !skipped.isEmpty { Standard.error.tell("skipped: \(ProgramNotes.list(skipped))\n") }
    let leaves = run.overwrittenLeaves.map(\.leaf)
    if !leaves.isEmpty {
      var known: Set<String> = []
      let names = leaves.compactMap(\.label).filter { known.insert($0).inserted }.map(\.quotable)
      let which = names.isEmpty ? "" : " (\(ProgramNotes.list(names)))"
      Standard.error.tell(
        "note: the data of \(leaves.count.counted("leaf", plural: "leaves"))\(which) was set after "
          + "use; what was computed from it is as it was.\n")
    }
  }

  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(mostNames).joined(separator: ", ")
    return words.count > mostNames ? "\(shown) and \(words.count - mostNames) more" : shown
  }
}
