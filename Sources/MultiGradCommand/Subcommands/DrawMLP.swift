internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import NeuralNetworks

/// `multigrad mlp`: a multi-layer perceptron with its loss, before and after.
struct DrawMLP: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "mlp",
      abstract: "Draw a multi-layer perceptron and its loss, before and after backward.",
      discussion: """
        Sizes are the number of inputs, then the number of neurons of each layer. The loss is the \
        mean of the squared errors over the drawn samples.

          multigrad mlp 3,4,4,1
          multigrad mlp 3,2,1 --rows 0..0 --activation relu -o small.svg

        Sizes, the number of parameters and the loss are printed on standard output.
        """)
  }

  @Argument(help: "The sizes, as 3,4,4,1.")
  var sizes: SizeList

  @Option(name: .long, help: "The data set: micrograd's four samples of 3 inputs and 1 target.")
  var data: DataChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which samples are drawn, counted from 0, both ends included (default: the first four).",
      valueName: "a..b"))
  var rows: RowRange?

  @Option(name: .long, help: "What each neuron applies to its sum.")
  var activation: ActivationChoice = .tanh

  @Option(name: .long, help: "Where the random weights start.")
  var seed: UInt64 = 1

  @OptionGroup(title: "PICTURE")
  var picture: PictureOptions

  func validate() throws {
    try picture.validate()
    _ = try samples()
  }

  /// The samples that are drawn.
  private func samples() throws -> [Sample] {
    let all = Sample.micrograd
    let (inputs, targets) = (sizes.numbers[0], sizes.numbers[sizes.numbers.count - 1])
    guard inputs == all[0].inputs.count, targets == all[0].targets.count else {
      throw ValidationError(
        "The micrograd samples have 3 inputs and 1 target, and do not fit a network of \(inputs) "
          + "inputs and \(targets) outputs. Give sizes that begin with 3 and end with 1.")
    }
    guard let rows else { return Array(all.prefix(4)) }
    guard rows.last < all.count else {
      throw ValidationError(
        "There is no row \(rows.last): the data set has rows 0 to \(all.count - 1).")
    }
    return Array(all[rows.first...rows.last])
  }

  func run() throws {
    let samples = try samples()
    try ExitStatus.reporting {
      var generator = SeededGenerator(seed: seed)
      let tape = Tape.current
      let model = MLP(
        sizes.numbers, activation: activation.activation, using: &generator, on: tape)
      let loss = loss(of: model, over: samples, on: tape)
      loss.backward()
      let after = GraphSnapshot(root: loss, extent: .wholeTape)
      try PictureJob(
        before: after.beforeBackward(), after: after, name: "mlp", options: picture
      ).run()
      let stream = picture.output == "-" ? Standard.error : Standard.output
      try stream.write(Array(report(on: model, samples: samples.count, loss: loss).utf8))
    }
  }

  /// Records the forward pass of each sample and the loss over all.
  private func loss(of model: MLP, over samples: [Sample], on tape: Tape) -> Value {
    var predictions: [Value] = []
    var targets: [Value] = []
    for (index, sample) in samples.enumerated() {
      func record() {
        let inputs = sample.inputs.enumerated().map { place, number in
          Value(number, label: "x\(place + 1)", role: .input, on: tape)
        }
        predictions += model(inputs)
      }
      if samples.count == 1 { record() } else { tape.group("sample \(index + 1)", record) }
    }
    return tape.group("loss") {
      for sample in samples {
        targets += sample.targets.map { Value($0, label: "target", role: .target, on: tape) }
      }
      let loss = meanSquaredError(predictions: predictions, targets: targets)
      loss.label = "loss"
      return loss
    }
  }

  private func report(on model: MLP, samples: Int, loss: Value) -> String {
    let neurons = model.layers.flatMap(\.neurons)
    let weights = neurons.reduce(0) { $0 + $1.weights.count }
    let sizes = sizes.numbers.map(String.init).joined(separator: " → ")
    return """
      sizes       \(sizes)
      parameters  \(weights + neurons.count) (\(weights) weights, \(neurons.count) biases)
      samples     \(samples) of micrograd
      loss        \(NumberStyle(digits: picture.precision).text(loss.data)) (mean squared error)

      """
  }
}

/// What `--data` takes.
enum DataChoice: String, CaseIterable, ExpressibleByArgument {
  case micrograd
}

/// Layer sizes with commas between them: `3,4,4,1`.
struct SizeList: ExpressibleByArgument {
  /// The widest layer that is taken.
  private static let largest = 10_000

  let numbers: [Int]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = words.compactMap { Int($0) }
    let isValid = numbers.allSatisfy { (1...SizeList.largest).contains($0) }
    guard numbers.count == words.count, numbers.count >= 2, isValid else { return nil }
  }
}

/// A range of rows, both ends included: `0..3`, or `2` for one.
struct RowRange: ExpressibleByArgument {
  let first: Int
  let last: Int

  init?(argument: String) {
    let parts = argument.split(separator: "..", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...2).contains(numbers.count),
      numbers[0] >= 0, numbers[0] <= numbers[numbers.count - 1]
    else { return nil }
    first = numbers[0]
    last = numbers[numbers.count - 1]
  }
}
