public import Autograd

/// Something with parameters that training changes.
public protocol Module {
  /// The parameters, in a fixed order.
  func parameters() -> [Value]
}

extension Module {
  /// Takes the gradients of the parameters away, so that the next backward pass starts anew.
  public func zeroGradients() {
    for parameter in parameters() { parameter.zeroGradient() }
  }
}
