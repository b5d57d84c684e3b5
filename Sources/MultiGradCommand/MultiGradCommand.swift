internal import CommandLineArguments
internal import CProcess
internal import LibC

/// The command `multigrad`, which composes the whole pipeline.
@main
struct MultiGradCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "multigrad",
      abstract: "Draw computation graphs before and after backpropagation.",
      discussion: """
        Every value of an expression becomes a card with its data and its gradient. The pictures \
        before and after backward have the same geometry, so that only the numbers change.

        Pictures go to output/ unless -o says otherwise; their paths are printed on standard error.
        """,
      version: version,
      subcommands: [
        Render.self, DrawNeuron.self, DrawMLP.self, Check.self, Diagnose.self, Diff.self,
        Plot.self, Docs.self, Doctor.self,
      ])
  }

  /// Runs the command with the words of the process.
  static func main() {
    cprocess_hold_streams()
    cprocess_prepare(EX_IOERR)
    main(CommandWords.all)
  }

  /// The version of the command and the library.
  static let version = "0.1.0"
}
