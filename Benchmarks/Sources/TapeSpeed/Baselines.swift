import Foundation
import MultiGrad
import TapeBaselines

func cosine(_ angle: Double) -> Double { cos(angle) }
func sine(_ angle: Double) -> Double { sin(angle) }

/// Which tanh a tool calls.
///
/// They differ in last digits, which add up along a chain: tools are compared with those that have the same.
enum Tanh {
  case system, ours

  /// `nil` for that of the system.
  var function: baseline_function? {
    switch self {
    case .system: nil
    case .ours: { Value.Operation.tanh.evaluate($0) }
    }
  }
}

/// A tool that is measured beside ours, in C or C++.
struct Baseline {
  private let functions: baseline

  /// Loops by hand, without a tape.
  static let loops = Baseline(functions: loops_baseline)
  /// The smallest tape in C++.
  static let smallTape = Baseline(functions: tape_baseline)
  /// A tape in C++ that knows its operations and checks what ours checks.
  static let checkedTape = Baseline(functions: checked_baseline)

  private typealias Other = (
    name: String, functions: UnsafePointer<baseline>?, advice: String
  )

  /// Tapes of others, with what to do where they were not found when this was built.
  private static var known: [Other] {
    [
      ("ADOL-C", adolc_baseline, "install libadolc-dev"),
      ("CoDiPack", codipack_baseline, "let CODIPACK name the folder of codi.hpp"),
    ]
  }

  static var others: [(name: String, baseline: Baseline)] {
    known.compactMap { tool in
      tool.functions.map { (tool.name, Baseline(functions: $0.pointee)) }
    }
  }

  static func reportMissing() {
    for tool in known where tool.functions == nil {
      print("\(tool.name) is not measured; \(tool.advice), and build this anew")
    }
  }

  func squares(_ problem: Problem, _ parameters: inout [Double], _ tanh: Tanh) -> Double {
    functions.squares(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), problem.rate, tanh.function)
  }

  func hinge(_ problem: Problem, _ parameters: inout [Double]) -> Double {
    functions.hinge(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), Problem.strength, problem.rate)
  }

  /// The value at the end of a chain and its derivative, added up.
  func chain(_ length: Int, _ tanh: Tanh) -> Double {
    var slope = 0.0
    return functions.chain(length, 0.5, 1, 0, &slope, tanh.function) + slope
  }

  func square(_ length: Int) -> Double {
    var slope = 0.0
    return functions.square(length, -0.4, &slope) + slope
  }
}
