internal import Text

extension Value.Operation {
  /// Whether Python writes the operation as an operator, so that its formula needs parentheses where
  /// it is an operand of another operator.
  package var isOperator: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .negate, .powerOfConstant, .power: true
    case .leaf, .constant, .tanh, .sigmoid, .relu, .leakyReLU, .elu, .gelu, .silu, .softplus, .exp,
      .expm1, .log, .log2, .log10, .log1p, .sqrt, .sin, .cos, .tan, .asin, .acos, .atan, .sinh,
      .cosh, .erf, .abs, .maximum, .minimum, .sum, .custom:
      false
    }
  }

  /// The operation at some operands, as Python writes it: "a * b", "-x", "x ** 2", "tanh(n)".
  ///
  /// - Parameters:
  ///   - operands: The text of each: a name, a number or a formula. It is put in parentheses where it
  ///     would otherwise be read as something else, as a label such as "a + b" is.
  ///   - parameter: The text of the exponent or the slope; `nil` where there is none to show.
  ///   - name: The name of a function of the user's; of the built-in ones, the symbol.
  package func formula(
    of operands: [String], parameter: String? = nil, name: String? = nil
  ) -> String {
    let texts = (operands + (parameter.map { [$0] } ?? [])).enumerated().map { index, text in
      operand(text, isFirst: index == 0)
    }
    if self == .leaf || self == .constant { return name ?? symbol }
    if self == .negate { return "-\(texts.joined())" }
    return isOperator
      ? texts.joined(separator: " \(symbol) ")
      : "\(name ?? symbol)(\(texts.joined(separator: ", ")))"
  }

  /// An operand of the operation, in parentheses where its own operators would be torn apart or be
  /// computed in another order.
  ///
  /// - Parameters:
  ///   - text: A name, a number or a formula.
  ///   - isFirst: Whether it stands on the left of the operator.
  package func operand(_ text: String, isFirst: Bool) -> String {
    let loosest: FormulaBinding =
      switch self {
      case .add, .subtract: isFirst ? .sum : .product
      case .multiply, .divide: isFirst ? .product : .sign
      // -8 ** 2 would be -(8 ** 2), and a ** b ** c groups from the right.
      case .powerOfConstant, .power: isFirst ? .alone : .sign
      case .negate: .power
      case .leaf, .constant, .tanh, .sigmoid, .relu, .leakyReLU, .elu, .gelu, .silu, .softplus,
        .exp, .expm1, .log, .log2, .log10, .log1p, .sqrt, .sin, .cos, .tan, .asin, .acos, .atan,
        .sinh, .cosh, .erf, .abs, .maximum, .minimum, .sum, .custom:
        .comparison
      }
    return FormulaBinding(of: text) < loosest ? "(\(text))" : text
  }

  /// The operation at some numbers: "log(0)", "1 / 0", "0 ** -1".
  package func formula(at numbers: [Double], parameter: Double?, name: String? = nil) -> String {
    // A sum may have a hundred thousand operands.
    let shown = numbers.prefix(4).map(\.brief) + (numbers.count > 4 ? ["…"] : [])
    return formula(of: shown, parameter: parameter?.brief, name: name)
  }
}
