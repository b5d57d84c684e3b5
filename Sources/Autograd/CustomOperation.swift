/// An operation of the user's: a name, a value and its derivatives.
///
///     let square = CustomOperation("square") { x in x * x } derivative: { x, _ in 2 * x }
///     let y = square(Value(3))
///     y.backward()
///
/// It is recorded, swept and drawn like a built-in one. Make it once and call it many times: its
/// identity is what nodes refer to. Its closures have a current tape of their own, so that they may
/// compute with Values without adding to the graph.
public final class CustomOperation: Sendable {
  /// The name that pictures and graph files show.
  public let name: String
  let evaluate: @Sendable ([Double]) -> Double
  private let derivatives: @Sendable ([Double], Double) -> [Double]

  /// An operation of any number of inputs.
  ///
  /// - Parameters:
  ///   - name: What pictures and graph files call it; traps on the name of a built-in one.
  ///   - evaluate: The value at the inputs.
  ///   - derivatives: ∂output/∂input for each input, from the inputs and the output.
  public init(
    _ name: String, evaluate: @escaping @Sendable ([Double]) -> Double,
    derivatives: @escaping @Sendable (_ inputs: [Double], _ output: Double) -> [Double]
  ) {
    if name.isEmpty || Operation.isBuiltIn(name) { Misuse.operationName(name) }
    self.name = name
    self.evaluate = evaluate
    self.derivatives = derivatives
  }

  /// An operation of one input.
  ///
  /// - Parameters:
  ///   - name: What pictures and graph files call it.
  ///   - evaluate: The value at the input.
  ///   - derivative: ∂output/∂input from the input and the output.
  public convenience init(
    _ name: String, evaluate: @escaping @Sendable (Double) -> Double,
    derivative: @escaping @Sendable (_ input: Double, _ output: Double) -> Double
  ) {
    self.init(name) {
      evaluate($0[0])
    } derivatives: {
      [derivative($0[0], $1)]
    }
  }

  /// Records the operation on the tape of its inputs.
  ///
  /// Traps on none.
  public func callAsFunction(_ inputs: Value...) -> Value {
    callAsFunction(inputs)
  }

  /// Records the operation on the tape of its inputs.
  ///
  /// Traps on none.
  public func callAsFunction(_ inputs: [Value]) -> Value {
    guard let first = inputs.first else { Misuse.wrongNumberOfInputs(name, 0) }
    let tape = first.tape
    let data = value(at: inputs.map(\.data))
    return tape.recordList(
      .custom, customIndex: tape.register(self), inputs: inputs, data: data)
  }

  /// The value at some inputs, computed aside from the current tape.
  package func value(at inputs: [Double]) -> Double {
    Tape.asideFromCurrent { evaluate(inputs) }
  }

  /// ∂output/∂input for each input.
  ///
  /// Traps where the user's closure gives another number of them.
  package func checkedDerivatives(_ inputs: [Double], _ output: Double) -> [Double] {
    let found = Tape.asideFromCurrent { derivatives(inputs, output) }
    if found.count != inputs.count { Misuse.wrongDerivatives(name, found.count, inputs.count) }
    return found
  }
}
