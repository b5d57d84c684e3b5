extension Parser {
  /// `Value(2.0)` or `Value(2.0, label='x')`.
  mutating func parseLeaf() throws(Fault) {
    let name = token()
    pending.append(.parenthesis(position + 1))
    position += 2
    var data: Double?
    var label: Int?
    while token().kind != .closeParenthesis {
      let argument = token()
      let isNamed = argument.kind == .name && token(1).kind == .assign
      if isNamed { position += 2 }
      switch isNamed ? text(argument) : "data" {
      case "data" where data == nil: data = try parseSignedNumber()
      case "label" where label == nil && isNamed: label = try parseText()
      case let other where isNamed:
        throw unclosedBracket()
          ?? Fault(
            kind: .unknownArgument(function: "Value", name: other), range: argument.range)
      default:
        throw Fault(
          kind: .wrongArgumentCount(function: "Value", expected: 1...1, found: 2),
          range: argument.range)
      }
      if token().kind == .comma {
        position += 1
      } else if token().kind != .closeParenthesis {
        throw needsNumber()
      }
    }
    guard let data else {
      throw Fault(
        kind: .wrongArgumentCount(function: "Value", expected: 1...1, found: 0), range: name.range)
    }
    pending.removeLast()
    position += 1
    beginOperand(label.map { .labelledLeaf(data, label: $0) } ?? .leaf(data))
  }

  private mutating func parseSignedNumber() throws(Fault) -> Double {
    var isNegative = false
    while token().kind == .plus || token().kind == .minus {
      if token().kind == .minus { isNegative.toggle() }
      position += 1
    }
    switch token().kind {
    case .number: break
    case .malformedNumber, .unterminatedString, .other: throw unexpected(.operand)
    default: throw needsNumber()
    }
    let data = try number(token())
    position += 1
    return isNegative ? -data : data
  }

  private func needsNumber() -> Fault {
    unclosedBracket() ?? Fault(kind: .needsNumber(function: "Value"), range: token().range)
  }
}
