internal import Text

extension Value.Operation {
  /// Whether Python writes the operation as an operator, so that its formula needs parentheses where
  /// it is an operand of another operator.
  package var isOperator: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .negate, .powerOfConstant, .power: true
    case .leaf, .constant, .tanh, .sigmoid, .relu, .leakyReLU, .gelu, .softplus, .exp, .log, .sqrt,
      .sin,
      .cos, .abs, .maximum, .minimum, .sum, .custom:
      false
    }
  }

  /// The operation at some operands, as Python writes it: "a * b", "-x", "x ** 2", "tanh(n)".
  ///
  /// - Parameters:
  ///   - operands: The text of each; an operand of an operator that is an operator's formula itself
  ///     (``isOperator``) already stands in parentheses.
  ///   - parameter: The text of the exponent or the slope; `nil` where there is none to show.
  ///   - name: The name of a function of the user's; of the built-in ones, the symbol.
  package func formula(
    of operands: [String], parameter: String? = nil, name: String? = nil
  ) -> String {
    var texts = operands + (parameter.map { [$0] } ?? [])
    // -8 ** 2 would be -(8 ** 2).
    let bindsTightly = self == .power || self == .powerOfConstant || self == .negate
    if bindsTightly, let first = texts.first, first.hasPrefix("-") { texts[0] = "(\(first))" }
    if self == .leaf || self == .constant { return name ?? symbol }
    if self == .negate { return "-\(texts.joined())" }
    return isOperator
      ? texts.joined(separator: " \(symbol) ")
      : "\(name ?? symbol)(\(texts.joined(separator: ", ")))"
  }

  /// The operation at some numbers: "log(0)", "1 / 0", "0 ** -1".
  package func formula(at numbers: [Double], parameter: Double?, name: String? = nil) -> String {
    // A sum may have a hundred thousand operands.
    let shown = numbers.prefix(4).map(\.brief) + (numbers.count > 4 ? ["…"] : [])
    return formula(of: shown, parameter: parameter?.brief, name: name)
  }
}
