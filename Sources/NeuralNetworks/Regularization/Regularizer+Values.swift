public import Autograd

extension Regularizer {
  /// The penalty on some weights as an expression, or `nil` where there is none.
  ///
  /// The sums run from left to right; a strength of 0 records nothing.
  public func penalty(on weights: [Value]) -> Value? {
    guard let tape = weights.first?.tape else { return nil }
    var terms: [Value] = []
    if l2 != 0 {
      terms.append(
        Value.constant(l2 / 2, label: "λ/2", on: tape) * sumFromLeft(weights.map { $0.pow(2) }))
    }
    if l1 != 0 {
      terms.append(Value.constant(l1, label: "λ", on: tape) * sumFromLeft(weights.map { $0.abs() }))
    }
    return terms.isEmpty ? nil : sumFromLeft(terms)
  }

  /// The penalty on the weights of a model, not on its biases; `nil` where there is none.
  public func penalty(on model: MLP) -> Value? { penalty(on: model.weights()) }

  /// A loss with the penalty on a model's weights added: the loss itself where there is none.
  public func adding(to loss: Value, for model: MLP) -> Value {
    penalty(on: model).map { loss + $0 } ?? loss
  }
}

extension MLP {
  /// The parameters without the biases: layer by layer, neuron by neuron.
  public func weights() -> [Value] { layers.flatMap { $0.weights() } }
}

extension Layer {
  /// The parameters without the biases, neuron by neuron.
  public func weights() -> [Value] { neurons.flatMap(\.weights) }
}
