internal import Autograd
internal import CommandLineArguments
internal import LibC
internal import Text

/// The option of every subcommand that draws what it reads from files: whether it goes on.
struct WatchOptions: ParsableArguments {
  @Flag(name: .long, help: "Go on, and draw again whenever a file changes that was read.")
  var watch = false

  /// Refuses to watch what cannot change, and to write where it would be read again.
  ///
  /// - Parameters:
  ///   - files: The files that are read, "-" for standard input.
  ///   - picture: Where pictures go.
  ///   - advice: How a file is named.
  func refuseUnused(reading files: [String], _ picture: PictureOptions, advice: String) throws {
    guard watch else { return }
    if files.isEmpty {
      throw ValidationError(
        "'--watch' has no effect here: no file is read that could change. \(advice), or leave it out."
      )
    }
    if let stream = files.first(where: WatchOptions.isReadOnce) {
      let name = stream == "-" ? "standard input" : "'\(stream.quotable)'"
      throw ValidationError(
        "'--watch' reads again what has changed, and \(name) is read only once. Name a file instead, "
          + "or leave it out.")
    }
    if picture.output == "-" {
      throw ValidationError(
        "'--watch' draws again and again, and standard output takes one picture. Give -o a file, or "
          + "leave one of them out.")
    }
    if picture.replacement.force {
      throw ValidationError(
        "'--force' may overwrite what was read, and '--watch' would read that. Leave one of them out."
      )
    }
  }

  /// Whether a file is a stream: what it gave once, it gives no more.
  private static func isReadOnce(_ path: String) -> Bool {
    if path == "-" { return true }
    guard let status = FileStatus(path) else { return false }
    return !status.isRegular && !status.isDirectory
  }

  /// Draws once, or again and again until a signal ends the process.
  ///
  /// An error in a file is reported, and the command waits until the file is corrected. Any other error, such
  /// as a wrong name of a file, ends the command if it occurs at the first drawing.
  ///
  /// - Parameters:
  ///   - files: The files that are read.
  ///   - isQuiet: Whether the line about what is watched is left out.
  ///   - draw: Reads them, and draws.
  func draw(reading files: [String], isQuiet: Bool, _ draw: () throws -> Void) throws {
    guard watch else { return try draw() }
    var watched = WatchedFiles()
    // Before they are read, so that a change while they are drawn is one to come.
    watched.look(at: files)
    try attempt(draw) { [EXIT_FAILURE, EX_DATAERR].contains(ExitStatus.code(of: $0)) }
    if !isQuiet {
      let names = files.map(\.shown).joined(separator: " and ")
      Standard.error.tell("Waiting for changes of \(names); Ctrl-C ends it.\n")
    }
    while true {
      _ = watched.waitForChanges()
      try attempt(draw) { if case FileError.readerWentAway = $0 { false } else { true } }
    }
  }

  /// Draws, with the memory of its own.
  private func attempt(
    _ draw: () throws -> Void, goingOnAfter isMendable: (any Error) -> Bool
  ) throws {
    InputFile.forget()
    do {
      try Tape.current.step(draw)
    } catch  where isMendable(error) {
      ExitStatus.tell(error)
    }
  }
}
