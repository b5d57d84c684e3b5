import Foundation
import Measuring
import MultiGrad
import TapeBaselines

/// Steps of training and long chains, beside loops by hand and the smallest tape in C++.
///
/// All tools alternate in one process, each result is compared before its time counts, and the least time of
/// each counts.
@main
struct TapeSpeed {
  static let rounds = 200

  static func main() {
    if ChainMemory.answer(CommandLine.arguments) { return }
    Baseline.reportMissing()
    print(
      """
      least times of at most \(rounds) interleaved runs; in ns for an operation of micrograd's
      (* with our tanh, as one by one; the others with the system's):
      """)
    FunctionSpeed.report()
    squares()
    hinge(isConverged: true)
    hinge(isConverged: false)
    let tape = Tape()
    chain(30_000, on: tape)
    chain(1_000_000, on: tape, rounds: 40)
    square(1_000_000, on: tape, rounds: 40)
    chain(ChainMemory.length, on: tape, rounds: 4)
    ChainMemory.report()
    SpreadAncestors.report()
  }

  private static func squares() {
    let problem = Problem.squares
    let values = OneByOne(problem, on: Tape())
    let layers = WithLayers(problem, activation: .tanh, lastActivation: .tanh)
    let micrograd = Micrograd(problem)
    report(
      .squares, repeats: 200,
      baselines { baseline, tanh in
        steps(200, problem) { baseline.squares(problem, &$0, tanh) }
      } + [
        Tool("one by one", { steps(200, from: values.reset) { values.squares() } }),
        Tool("with layers", { steps(200, from: layers.reset) { layers.squares() } }),
        Tool(
          "closures", tanh: .system, rounds: 20,
          { steps(200, from: micrograd.reset) { micrograd.squares() } }),
      ] + python(.squares, problem, steps: 200, rounds: 10))
  }

  private static func hinge(isConverged: Bool) {
    let problem = Problem.hinge(isConverged: isConverged)
    let values = OneByOne(problem, on: Tape())
    let layers = WithLayers(problem, activation: .relu, lastActivation: .identity)
    let micrograd = Micrograd(problem)
    report(
      .hinge(isConverged: isConverged), repeats: 4,
      baselines(haveTanh: false) { baseline, _ in
        steps(4, problem) { baseline.hinge(problem, &$0) }
      } + [
        Tool("one by one", { steps(4, from: values.reset) { values.hinge() } }),
        Tool("with layers", { steps(4, from: layers.reset) { layers.hinge() } }),
        Tool("closures", rounds: 10, { steps(4, from: micrograd.reset) { micrograd.hinge() } }),
      ] + python(.hinge, problem, steps: 4, rounds: 2))
  }

  private static func chain(_ length: Int, on tape: Tape, rounds: Int = rounds) {
    report(
      .chain(length: length), repeats: 1,
      baselines(rounds: rounds, haveOthers: length <= 1_000_000) { $0.chain(length, $1) } + [
        Tool("one by one", rounds: rounds, { sum(OneByOne.chain(length, on: tape)) })
      ])
  }

  private static func square(_ length: Int, on tape: Tape, rounds: Int) {
    report(
      .square(length: length), repeats: 1,
      baselines(haveTanh: false, rounds: rounds) { baseline, _ in baseline.square(length) } + [
        Tool("one by one", rounds: rounds, { sum(OneByOne.square(length, on: tape)) })
      ])
  }

  /// Loops in C and the tapes in C++, with the system's tanh and with ours, and the tapes of others: these round
  /// derivatives of tanh otherwise, which ten million of them would show.
  private static func baselines(
    haveTanh: Bool = true, rounds: Int = rounds, haveOthers: Bool = true,
    _ run: @escaping (Baseline, Tanh) -> Double
  ) -> [Tool] {
    let own: [(name: String, baseline: Baseline)] = [
      ("loops in C", .loops), ("C++ tape", .smallTape), ("with checks", .checkedTape),
    ]
    var tools = (own + (haveOthers ? Baseline.others : [])).map { tool in
      Tool(tool.name, tanh: .system, rounds: rounds) { run(tool.baseline, .system) }
    }
    if haveTanh {
      tools += own.map { tool in
        Tool("\(tool.name)*", rounds: rounds) { run(tool.baseline, .ours) }
      }
    }
    return tools
  }

  private static func python(
    _ loss: PythonMicrograd.Loss, _ problem: Problem, steps: Int, rounds: Int
  ) -> [Tool] {
    [("micrograd", true), ("without GC", false)].compactMap { name, collectsGarbage in
      PythonMicrograd(loss, problem, steps: steps, collectsGarbage: collectsGarbage).map {
        Tool(name, tanh: .system, rounds: rounds, prepare: $0.prepare, $0.run)
      }
    }
  }

  /// A tool, and what it computes; the sum of all numbers that must agree.
  struct Tool {
    let name: String
    let tanh: Tanh
    let rounds: Int
    /// What must be done before a run, and takes none of its time.
    let prepare: () -> Void
    let run: () -> Double

    init(
      _ name: String, tanh: Tanh = .ours, rounds: Int = TapeSpeed.rounds,
      prepare: @escaping () -> Void = {}, _ run: @escaping () -> Double
    ) {
      (self.name, self.tanh, self.rounds) = (name, tanh, rounds)
      (self.prepare, self.run) = (prepare, run)
    }
  }

  static func report(_ workload: Workload, repeats: Int, _ tools: [Tool]) {
    if let wanted = CommandLine.arguments.dropFirst().first, wanted != workload.name { return }
    var least = [Double](repeating: .infinity, count: tools.count)
    var results = [Double](repeating: 0, count: tools.count)
    for round in 0..<rounds {
      for (index, tool) in tools.enumerated() where round < tool.rounds {
        // A short run finds its memory where the tool before left it, and not in the caches, as in training.
        if repeats > 1, tool.rounds == TapeSpeed.rounds { _ = tool.run() }
        tool.prepare()
        least[index] = min(least[index], seconds { results[index] = tool.run() })
      }
    }
    print("  \(workload.name)")
    for (index, tool) in tools.enumerated() {
      let first = workload.hasTanh ? tools.firstIndex { $0.tanh == tool.tanh } ?? 0 : 0
      guard abs(results[index] - results[first]) <= 1e-12 * abs(results[first]) else {
        print(
          "    \(tool.name) gives \(results[index]), where \(tools[first].name) gives \(results[first])"
        )
        exit(1)
      }
      let time = least[index] / Double(repeats)
      let nanoseconds = text(time / Double(workload.operationCount) * 1e9)
      let ratios = tools[..<min(index, 3)].indices.map {
        "\(text(least[index] / least[$0])) × \(tools[$0].name)"
      }
      print(
        "    \(padded(tool.name)) \(nanoseconds) ns"
          + "  \(text(time * 1e6)) µs  \(ratios.joined(separator: ", "))")
    }
  }

  static func padded(_ name: String) -> String {
    name.padding(toLength: 12, withPad: " ", startingAt: 0)
  }

  static func steps(_ count: Int, _ problem: Problem, _ step: (inout [Double]) -> Double) -> Double
  {
    var parameters = problem.parameters
    return (0..<count).reduce(0) { sum, _ in sum + step(&parameters) }
  }

  /// Steps, one after another, from the numbers that all tools begin with.
  private static func steps(_ count: Int, from reset: () -> Void, _ step: () -> Double) -> Double {
    reset()
    return (0..<count).reduce(0) { sum, _ in sum + step() }
  }

  static func sum(_ result: (value: Double, slope: Double)) -> Double {
    result.value + result.slope
  }
}
