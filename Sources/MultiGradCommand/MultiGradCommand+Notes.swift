internal import CommandLineArguments
internal import LibC

extension MultiGradCommand: NotedCommand {
  /// What the help and the manual say beside the options.
  static let notes = CommandNotes(
    exitCodes: ExitStatus.meanings,
    environment: [
      .init(
        Viewer.variable,
        "The program that --open starts, with its options. Without it, that is 'open' on a Mac, and "
          + "'xdg-open' elsewhere."),
      .init(
        "GVBINDIR",
        "The folder of Graphviz's plugins, where it is not the usual one; 'multigrad doctor' shows "
          + "which is used."),
    ],
    examples: [
      .init(
        "Draw a neuron before and after backward, into output/:",
        line: "multigrad neuron"),
      .init(
        "Draw an expression:",
        line: "multigrad render -e 'a = Value(2.0); b = Value(-3.0); L = (a * b).tanh()'"),
      .init(
        "Train a network on the moons, and draw it with its loss curve:",
        line: "multigrad mlp 2,16,16,1 --data moons --train 100 -o pictures/"),
    ],
    seeAlso: [.init("dot", section: 1)])
}

extension ExitStatus {
  /// What the exit codes mean: the one list, from which the help and the manual are made.
  static let meanings: [CommandNotes.ExitMeaning] = [
    .init(EXIT_SUCCESS, "fine"),
    .init(
      EXIT_FAILURE, "findings",
      when: "a check failed, a diagnosis found a fault, a training diverged, graphs differ, or a "
        + "document is stale"),
    .init(
      EX_USAGE, "wrong words",
      when: "an unknown option, a value that cannot be, or an option without effect"),
    .init(EX_DATAERR, "malformed input", when: "the message names file, line and column"),
    .init(EX_NOINPUT, "input missing"),
    .init(EX_UNAVAILABLE, "a Graphviz plugin unavailable", when: "'multigrad doctor' says which"),
    .init(
      EX_CANTCREAT, "output cannot be created",
      when: "its place cannot be written to, it is also an input, or the picture is too large"),
    .init(EX_IOERR, "input or output failed"),
  ]
}
