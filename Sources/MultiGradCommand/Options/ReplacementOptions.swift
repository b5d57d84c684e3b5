internal import CommandLineArguments

/// The option that every subcommand that writes files shares.
struct ReplacementOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Also overwrite what was read, and replace a link that leads nowhere.")
  var force = false
}
