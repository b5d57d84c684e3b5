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
  static let rounds = 40

  static func main() {
    print("least times of \(rounds) interleaved runs; in ns for an operation of micrograd's:")
    let problem = Problem.squares
    let values = OneByOne(problem, on: Tape())
    report(
      .squares, repeats: 200,
      [
        Tool(
          "loops in C",
          { steps(200, problem) { Baseline.loops.squares(problem, &$0, system_tanh) } }),
        Tool(
          "C++ tape",
          { steps(200, problem) { Baseline.smallTape.squares(problem, &$0, system_tanh) } }),
        Tool("one by one", { steps(200, values) { values.squares() } }),
      ])
    for isConverged in [true, false] {
      let problem = Problem.hinge(isConverged: isConverged)
      let values = OneByOne(problem, on: Tape())
      report(
        .hinge(isConverged: isConverged), repeats: 4,
        [
          Tool("loops in C", { steps(4, problem) { Baseline.loops.hinge(problem, &$0) } }),
          Tool("C++ tape", { steps(4, problem) { Baseline.smallTape.hinge(problem, &$0) } }),
          Tool("one by one", { steps(4, values) { values.hinge() } }),
        ])
    }
    let tape = Tape()
    for length in [30_000, 1_000_000] {
      report(
        .chain(length: length), repeats: 1,
        [
          Tool("loops in C", { chain { loops_chain(length, 0.5, 1, 0, $0, system_tanh) } }),
          Tool("C++ tape", { chain { tape_chain(length, 0.5, 1, 0, $0, system_tanh) } }),
          Tool("one by one", { sum(OneByOne.chain(length, on: tape)) }),
        ])
    }
    report(
      .square(length: 1_000_000), repeats: 1,
      [
        Tool("loops in C", { chain { loops_square(1_000_000, -0.4, $0) } }),
        Tool("C++ tape", { chain { tape_square(1_000_000, -0.4, $0) } }),
        Tool("one by one", { sum(OneByOne.square(1_000_000, on: tape)) }),
      ])
  }

  /// A tool, and what it computes; the sum of all numbers that must agree.
  struct Tool {
    let name: String
    let run: () -> Double

    init(_ name: String, _ run: @escaping () -> Double) { (self.name, self.run) = (name, run) }
  }

  static func report(_ workload: Workload, repeats: Int, _ tools: [Tool]) {
    if let wanted = CommandLine.arguments.dropFirst().first, wanted != workload.name { return }
    var least = [Double](repeating: .infinity, count: tools.count)
    var results = [Double](repeating: 0, count: tools.count)
    for _ in 0..<rounds {
      for (index, tool) in tools.enumerated() {
        least[index] = min(least[index], seconds { results[index] = tool.run() })
      }
    }
    print("  \(workload.name)")
    for (index, tool) in tools.enumerated() {
      guard abs(results[index] - results[0]) <= 1e-10 * abs(results[0]) else {
        print(
          "    \(tool.name) gives \(results[index]), where \(tools[0].name) gives \(results[0])")
        exit(1)
      }
      let time = least[index] / Double(repeats)
      let nanoseconds = text(time / Double(workload.operationCount) * 1e9)
      let ratios = tools[..<index].indices.map {
        "\(text(least[index] / least[$0])) × \(tools[$0].name)"
      }
      print(
        "    \(tool.name.padding(toLength: 12, withPad: " ", startingAt: 0)) \(nanoseconds) ns"
          + "  \(text(time * 1e6)) µs  \(ratios.joined(separator: ", "))")
    }
  }

  static func steps(_ count: Int, _ problem: Problem, _ step: (inout [Double]) -> Double) -> Double
  {
    var parameters = problem.parameters
    return (0..<count).reduce(0) { sum, _ in sum + step(&parameters) }
  }

  static func steps(_ count: Int, _ values: OneByOne, _ step: () -> Double) -> Double {
    values.reset()
    return (0..<count).reduce(0) { sum, _ in sum + step() }
  }

  static func chain(_ run: (UnsafeMutablePointer<Double>) -> Double) -> Double {
    var slope = 0.0
    return run(&slope) + slope
  }

  static func sum(_ result: (value: Double, slope: Double)) -> Double {
    result.value + result.slope
  }
}
