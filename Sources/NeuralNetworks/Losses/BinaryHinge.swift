public import Autograd

/// The max-margin loss of one score against a target of 1 or -1: max(0, 1 - t·s).
///
/// It is the SVM loss of two classes with one output; micrograd's demo trains with it.
public func binaryHinge(score: Value, target: Value) -> Value {
  max(0, 1 - target * score)
}

/// The mean over a batch of the max-margin loss, for targets of 1 and -1.
///
/// - Parameters:
///   - scores: What a model gave, one for each example.
///   - targets: 1 or -1 for each example.
public func binaryHinge(scores: [Value], targets: [Value]) -> Value {
  meanOverExamples(scores, targets, of: binaryHinge)
}

/// The squared max-margin loss of one score against a target of 1 or -1: max(0, 1 - t·s)².
public func squaredBinaryHinge(score: Value, target: Value) -> Value {
  binaryHinge(score: score, target: target).pow(2)
}

/// The mean over a batch of the squared max-margin loss, for targets of 1 and -1.
///
/// - Parameters:
///   - scores: What a model gave, one for each example.
///   - targets: 1 or -1 for each example.
public func squaredBinaryHinge(scores: [Value], targets: [Value]) -> Value {
  meanOverExamples(scores, targets, of: squaredBinaryHinge)
}
