internal import Text

/// Where a NaN or an infinity was born: what ``withAnomalyDetection(on:_:)`` throws.
public struct Anomaly: Error, Sendable, Equatable {
  /// What was going on.
  public enum Pass: String, Sendable {
    /// An operation was recorded.
    case forward
    /// Backward handed a gradient on.
    case backward
  }

  /// What was going on.
  public let pass: Pass
  /// The node's index on its tape.
  public let node: Int
  /// What pictures and files call the node's operation.
  public let operation: String
  /// The numbers that the operation was applied to, in order.
  public let operands: [Double]
  /// What came out: the node's value, or the gradient handed on to the operand.
  public let result: Double
  /// The name given to the node.
  public let label: String?
  /// The path of the node's group, as "layer 1/neuron 2".
  public let group: GroupPath?
  /// In backward: which operand the gradient was handed on to, from 0.
  public let operand: Int?
  /// In backward: ∂(node)/∂(operand).
  public let localDerivative: Double?
  /// In backward: the gradient of the node itself, which is finite.
  public let adjoint: Double?
  /// The operation at its operands, and why that is not finite.
  private let account: String
  /// What to do.
  public let advice: String
}

extension Anomaly: CustomStringConvertible {
  /// What was born where, from which numbers, and what to do.
  public var description: String {
    let name = label.map { " '\($0)'" } ?? ""
    let location = "node \(node)\(name) (\(operation))" + (group.map { " in \($0)" } ?? "")
    return
      "\(result.brief) was born in the \(pass.rawValue) pass, at \(location): \(account). \(advice)"
  }
}

extension Anomaly {
  /// The birth of a value.
  init(forward entry: Tape.Entry, operands: [Double]) {
    let operation = entry.operation
    let cause = operation.causeOfNotFinite(
      operands, parameter: entry.parameter, output: entry.data)
    let formula = operation.formula(
      at: operands, parameter: entry.parameter, name: entry.operationName)
    self.init(
      pass: .forward, node: entry.index, operation: entry.operationName, operands: operands,
      result: entry.data, label: entry.label, group: entry.group, operand: nil,
      localDerivative: nil, adjoint: nil,
      account: operands.isEmpty
        ? cause.reason : "\(formula) is \(entry.data.brief), \(cause.reason)",
      advice: cause.advice)
  }

  /// The birth of a gradient on the way to an operand.
  init(backward entry: Tape.Entry, operands: [Double], operand: Int, adjoint: Double) {
    let slope = entry.localDerivatives[operand]
    let formula = entry.operation.formula(
      at: operands, parameter: entry.parameter, name: entry.operationName)
    self.init(
      pass: .backward, node: entry.index, operation: entry.operationName, operands: operands,
      result: adjoint * slope, label: entry.label, group: entry.group, operand: operand,
      localDerivative: slope, adjoint: adjoint,
      account: "the derivative of \(formula) by operand \(operand + 1) is \(slope.brief), and the "
        + "gradient above it \(adjoint.brief): \(adjoint.brief) · \(slope.brief) is "
        + (adjoint * slope).brief,
      advice: Anomaly.backwardAdvice(ofInfiniteSlope: !slope.isFinite))
  }

  /// The birth of a gradient as a sum of finite ones.
  init(sumAt entry: Tape.Entry, gradient: Double) {
    self.init(
      pass: .backward, node: entry.index, operation: entry.operationName, operands: [],
      result: gradient, label: entry.label, group: entry.group, operand: nil,
      localDerivative: nil, adjoint: nil,
      account: "the finite gradients that reach it add up to \(gradient.brief), an overflow",
      advice: Anomaly.backwardAdvice(ofInfiniteSlope: false))
  }

  /// What to do about a gradient that is not finite.
  package static func backwardAdvice(ofInfiniteSlope isInfinite: Bool) -> String {
    isInfinite
      ? "Keep the operand away from the point where the operation has no finite slope, for instance "
        + "by adding a small constant to it."
      : "Make the loss or the factors on the way to it smaller: the gradients overflow."
  }
}
