internal import CommandLineArguments
internal import ComputationGraph

/// `multigrad render`: draws an expression program or a graph file.
struct Render: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render",
      abstract: "Draw an expression program or a graph file.",
      discussion: """
        A program is what one types into a micrograd notebook:

          a = Value(2.0, label='a')
          b = Value(-3.0, label='b')
          L = (a * b + 10).tanh()
          L.backward()

        Without backward(), one pass runs at the end, from the last name that was bound.

          multigrad render neuron.mg
          multigrad render -e 'x = 3.0; y = x ** 2 + 2 * x' --stage after -o - > y.svg
          multigrad render neuron.mg -f json -o graph.json
          multigrad render graph-after.json -f pdf

        A graph file is what -f json writes. It is drawn at the stage that it holds.
        """)
  }

  @OptionGroup
  var source: GraphOptions

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func validate() throws {
    if !source.isGiven {
      throw ValidationError(
        "There is nothing to draw. Name a program or a graph file, or give one with -e.")
    }
    try picture.refuseUnused()
  }

  func run() throws {
    try ExitStatus.reporting {
      let source = try source.load()
      try PictureJob(
        before: source.before, after: source.after, name: source.name, options: picture,
        defaultStage: source.root != nil ? .both : source.graph.stage == .before ? .before : .after
      ).run()
    }
  }
}
