import Foundation

/// Whether something comes true, for which a minute is enough on any machine.
package func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let end = ContinuousClock.now + .seconds(60)
  while try !condition() {
    if ContinuousClock.now > end { return false }
    usleep(20_000)
  }
  return true
}

/// A command that was started, and may still run.
package final class RunningCommand {
  private let process = Process()
  // Files and not pipes, since a full pipe would stop a command that nobody reads yet.
  private let streams: TemporaryFolder

  init(
    _ executable: URL, _ words: [String], in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String]
  ) throws {
    process.executableURL = executable
    process.arguments = words
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .merging(environment) { $1 }
    streams = try TemporaryFolder()
    process.standardInput = try FileHandle(
      forReadingFrom: try streams.write("input", input ?? ""))
    process.standardOutput = try FileHandle(forWritingTo: try streams.write("output", ""))
    process.standardError = try FileHandle(forWritingTo: try streams.write("errors", ""))
    // The threads of tests hold signals back, which a command would inherit.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What it has written.
  package var output: String { (try? streams.text("output")) ?? "" }
  package var errors: String { (try? streams.text("errors")) ?? "" }

  /// Whether something comes of it before it ends.
  package func does(_ condition: () throws -> Bool) rethrows -> Bool {
    // What it did last may be what is waited for.
    try eventually { try condition() || !process.isRunning } && condition()
  }

  /// Ends it by a signal; its code is then that of a shell.
  package func end(by signal: Int32) throws -> Command.Result {
    kill(process.processIdentifier, signal)
    if !eventually({ !process.isRunning }) { kill(process.processIdentifier, SIGKILL) }
    return try result()
  }

  /// Waits for its end.
  func result() throws -> Command.Result {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Command.Result(
      code: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try streams.data("output"), errors: errors)
  }
}
