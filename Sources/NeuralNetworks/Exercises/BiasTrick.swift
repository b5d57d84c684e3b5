internal import Text

// For the exercises of the course alone: `Neuron` has a bias of its own.

public import Autograd

/// The bias trick: a constant 1 behind the inputs, and the biases as the last column of weights.
///
/// W x + b is then a single product, [W b] · [x 1]. Source: CS231n, "Bias trick".
public enum BiasTrick {
  /// The weights with the biases as one more column; traps unless there is one for each row.
  public static func weights(_ weights: Matrix, biases: [Double]) -> Matrix {
    require(
      biases.count == weights.rows,
      "Weights of \(weights.rows.counted("row")) do not fit \(biases.count.counted("bias", plural: "biases"))."
    )
    return Matrix(
      rows: weights.rows, columns: weights.columns + 1,
      elements: biases.enumerated().flatMap { weights.row($0) + [$1] })
  }

  /// The features of one example with a 1 behind them.
  public static func inputs(_ inputs: [Double]) -> [Double] { inputs + [1] }

  /// A batch, a column for each example, with a last row of ones.
  public static func inputs(_ inputs: Matrix) -> Matrix {
    Matrix(
      rows: inputs.rows + 1, columns: inputs.columns,
      elements: inputs.elements + Array(repeating: 1, count: inputs.columns))
  }

  /// The same for values: the 1 is a constant, which carries no gradient.
  public static func inputs(_ inputs: [Value], on tape: Tape = .current) -> [Value] {
    inputs + [.constant(1, on: tape)]
  }
}
