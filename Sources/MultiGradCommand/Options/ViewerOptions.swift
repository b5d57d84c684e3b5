internal import CommandLineArguments

/// The option of every subcommand that writes pictures: whether they are shown, too.
struct ViewerOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Show what was written in the system's viewer, or in the program that the environment variable "
        + "MULTIGRAD_VIEWER names. Where there is none, a warning says so."))
  var open = false

  /// Refuses a viewer where there is no file to open.
  ///
  /// - Parameter output: The value of `-o`.
  func refuseUnused(output: String?) throws {
    if open, output == "-" {
      throw ValidationError(
        "'--open' has no effect here: standard output is no file that a viewer could open. Leave it "
          + "out, or give -o a file.")
    }
  }

  /// Shows files, where that is asked for.
  func show(_ paths: [String]) {
    if open { Viewer.show(paths) }
  }
}
