import Autograd
import NeuralNetworks
import Testing

/// A matrix of uniform numbers in [-2, 2).
func randomMatrix(rows: Int, columns: Int, seed: UInt64) -> Matrix {
  var generator = SeededGenerator(seed: seed)
  return Matrix(
    rows: rows, columns: columns,
    elements: (0..<rows * columns).map { _ in Double.random(in: -2..<2, using: &generator) })
}

/// A linear classifier recorded as values: W, and the scores W X of each example.
struct RecordedClassifier {
  let tape = Tape()
  let weights: [[Value]]
  let scores: [[Value]]

  init(weights numbers: Matrix, inputs: Matrix) {
    let tape = tape
    let weights = (0..<numbers.rows).map { row in
      numbers.row(row).map { Value($0, on: tape) }
    }
    self.weights = weights
    scores = (0..<inputs.columns).map { example in
      weights.map { row in
        zip(row, inputs.column(example)).map { $0 * $1 }.reduce(Value.constant(0, on: tape), +)
      }
    }
  }

  /// Runs backward from a loss, and gives its number and its gradient on the weights.
  func backward(from loss: Value) throws -> LossAndGradient {
    loss.backward()
    let gradient = try weights.map { row in try row.map { try #require($0.gradient) } }
    return LossAndGradient(loss: loss.data, gradient: Matrix(gradient))
  }
}

/// Whether two losses and all their derivatives are the same to 1e-12.
func agree(_ a: LossAndGradient, _ b: LossAndGradient) -> Bool {
  a.gradient.rows == b.gradient.rows && a.gradient.columns == b.gradient.columns
    && abs(a.loss - b.loss) <= 1e-12
    && zip(a.gradient.elements, b.gradient.elements).allSatisfy { abs($0 - $1) <= 1e-12 }
}
