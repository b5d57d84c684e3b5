import Foundation
import TapeBaselines

func cosine(_ angle: Double) -> Double { cos(angle) }
func sine(_ angle: Double) -> Double { sin(angle) }

/// A tool that is measured beside ours.
struct Baseline {
  private let squaresStep:
    @convention(c) (
      UnsafePointer<Int32>?, Int32, UnsafeMutablePointer<Double>?, UnsafePointer<Double>?,
      UnsafePointer<Double>?, Int32, Double, baseline_function?
    ) -> Double
  private let hingeStep:
    @convention(c) (
      UnsafePointer<Int32>?, Int32, UnsafeMutablePointer<Double>?, UnsafePointer<Double>?,
      UnsafePointer<Double>?, Int32, Double, Double
    ) -> Double

  /// Loops by hand, without a tape.
  static let loops = Baseline(squaresStep: loops_squares, hingeStep: loops_hinge)
  /// The smallest tape in C++.
  static let smallTape = Baseline(squaresStep: tape_squares, hingeStep: tape_hinge)

  func squares(
    _ problem: Problem, _ parameters: inout [Double], _ tanh: baseline_function
  ) -> Double {
    squaresStep(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), problem.rate, tanh)
  }

  func hinge(_ problem: Problem, _ parameters: inout [Double]) -> Double {
    hingeStep(
      problem.sizes, Int32(problem.sizes.count - 1), &parameters, problem.rows, problem.targets,
      Int32(problem.targets.count), Problem.strength, problem.rate)
  }
}
