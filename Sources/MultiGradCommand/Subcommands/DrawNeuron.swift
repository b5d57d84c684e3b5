internal import Text
internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import NeuralNetworks

/// `multigrad neuron`: one neuron, before and after.
struct DrawNeuron: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "neuron",
      abstract: "Draw one neuron, before and after backward.",
      discussion: """
        The neuron sums from its bias, ((b + w1·x1) + w2·x2), and applies its activation. What \
        is not given is drawn at random from the seed.

          multigrad neuron
          multigrad neuron --values 2,0 --weights -3,1 --bias 6.8813735870195432
          multigrad neuron --inputs 5 --activation relu --seed 7 -o relu.png
        """)
  }

  @Option(name: .long, help: "How many inputs there are (default: 3, or as many as are given).")
  var inputs: Int?

  @Option(
    name: .long, help: ArgumentHelp("The inputs, as 1,2,3.", valueName: "numbers"),
    transform: NumberList.init(parsing:))
  var values: NumberList?

  @Option(
    name: .long, help: ArgumentHelp("The weights, as -3,1,0.5.", valueName: "numbers"),
    transform: NumberList.init(parsing:))
  var weights: NumberList?

  @Option(name: .long, help: ArgumentHelp("The bias.", valueName: "number"))
  var bias: Double?

  @Option(name: .long, help: "What is applied to the sum.")
  var activation: Activation = .tanh

  @Option(name: .long, help: "Where the random numbers start.")
  var seed: UInt64 = 1

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  /// The most inputs that are drawn; more would be no picture.
  private static let mostInputs = 1000

  private var inputCount: Int {
    inputs ?? values?.numbers.count ?? weights?.numbers.count ?? 3
  }

  func validate() throws {
    let count = inputCount
    guard (1...DrawNeuron.mostInputs).contains(count) else {
      throw ValidationError(
        "A neuron of \(count.counted("input")) cannot be drawn. Give from 1 to \(DrawNeuron.mostInputs)."
      )
    }
    for (option, list) in [("--values", values), ("--weights", weights)] {
      if let found = list?.numbers.count, found != count {
        throw ValidationError(
          "'\(option)' has \(found.counted("number")) for \(count.counted("input")). Give one for each."
        )
      }
    }
    if values != nil, weights != nil, bias != nil, givenOptions.contains("--seed") {
      throw ValidationError(
        "'--seed' has no effect here: inputs, weights and bias are all given. Leave it out.")
    }
    try picture.refuseUnused()
    if let bias, !bias.isFinite {
      throw ValidationError("The bias must be a finite number.")
    }
  }

  func run() throws {
    try ExitStatus.reporting { try job().run() }
  }

  private func job() -> PictureJob {
    var generator = SeededGenerator(seed: seed)
    let tape = Tape.current
    // Drawn in any case, so that the weights of a seed do not depend on what else is given.
    let random = randomInputs(using: &generator)
    let numbers = values?.numbers ?? random
    let x = numbers.enumerated().map { index, number in
      Value(number, label: "x\(index + 1)", role: .input, on: tape)
    }
    let output = tape.group("neuron") {
      let neuron = neuron(using: &generator, on: tape)
      return neuron(x)
    }
    output.label = "o"
    output.backward()
    let after = GraphSnapshot(root: output, extent: .wholeTape)
    return PictureJob(
      before: after.beforeBackward(), after: after, name: "neuron", options: picture)
  }

  /// Inputs in tenths from -2 to 2, which are easy to calculate with.
  private func randomInputs(using generator: inout SeededGenerator) -> [Double] {
    var numbers: [Double] = []
    for _ in 0..<inputCount { numbers.append(Double(Int.random(in: -20...20, using: &generator))) }
    return numbers.map { $0 / 10 }
  }

  private func neuron(using generator: inout SeededGenerator, on tape: Tape) -> Neuron {
    let random = Neuron(inputs: inputCount, using: &generator, on: Tape())
    return Neuron(
      weights: weights?.numbers ?? random.weights.map(\.data), bias: bias ?? random.bias.data,
      activation: activation, on: tape)
  }
}

extension DrawNeuron: DrawingCommand {
  func draw(_ block: DocumentProgram?) throws -> Drawing {
    try block.refuse(beside: "neuron")
    return try job().draw()
  }
}
