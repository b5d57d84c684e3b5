import Foundation
import TapeBaselines

func cosine(_ angle: Double) -> Double { cos(angle) }
func sine(_ angle: Double) -> Double { sin(angle) }

/// Loops by hand, without a tape.
enum Loops {
  static func squares(_ problem: Problem, _ parameters: inout [Double], _ tanh: baseline_function)
    -> Double
  {
    loops_squares(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), problem.rate, tanh)
  }

  static func hinge(_ problem: Problem, _ parameters: inout [Double]) -> Double {
    loops_hinge(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), Problem.strength, problem.rate)
  }
}

/// The smallest tape in C++.
enum SmallTape {
  static func squares(_ problem: Problem, _ parameters: inout [Double], _ tanh: baseline_function)
    -> Double
  {
    tape_squares(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), problem.rate, tanh)
  }

  static func hinge(_ problem: Problem, _ parameters: inout [Double]) -> Double {
    tape_hinge(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), Problem.strength, problem.rate)
  }
}
