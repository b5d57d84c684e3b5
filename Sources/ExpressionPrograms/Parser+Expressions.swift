internal import Text

/// What waits for its right-hand side while an expression is parsed.
enum Pending {
  case sign(isMinus: Bool)
  case operation(BinaryOperation)
  /// An open parenthesis, by the number of its token.
  case parenthesis(Int)
  case call(Call)

  /// A call whose arguments are being read.
  struct Call {
    let function: Function
    let name: Token
    let open: Int
    /// The arguments read so far, the value before a dot included.
    var count: Int
  }

  /// The number of the bracket's token.
  var openToken: Int? {
    switch self {
    case .parenthesis(let token): token
    case .call(let call): call.open
    case .sign, .operation: nil
    }
  }

  var precedence: Int? {
    switch self {
    case .sign: 3
    case .operation(let operation): operation.precedence
    case .parenthesis, .call: nil
    }
  }
}

extension Parser {
  /// Parses an expression up to the end of its statement, with Python's precedence.
  ///
  /// The operators that wait are in `pending`, so that neither depth nor length uses the stack.
  mutating func parseExpression() throws(Fault) {
    pending.removeAll(keepingCapacity: true)
    operands.removeAll(keepingCapacity: true)
    var wantsOperand = true
    while true {
      if wantsOperand {
        wantsOperand = try parseOperand()
      } else if token().endsStatement {
        break
      } else {
        wantsOperand = try parseOperator()
      }
    }
    reduceToBracket()
    if !pending.isEmpty { throw unexpected(.mark(")")) }
  }

  /// One token where an operand must begin; says whether it must still come.
  private mutating func parseOperand() throws(Fault) -> Bool {
    let token = token()
    switch token.kind {
    case .number:
      beginOperand(.constant(try number(token)))
      position += 1
      return false
    case .name: return try parseName()
    case .plus, .minus: pending.append(.sign(isMinus: token.kind == .minus))
    case .openParenthesis:
      if self.token(1).kind == .closeParenthesis {
        throw Fault(kind: .unsupported(.tuple), range: token.start..<self.token(1).end)
      }
      pending.append(.parenthesis(position))
    case .closeParenthesis:
      // No argument at all, or a comma behind the last one.
      guard case .call(let call)? = pending.last,
        self.token(-1).kind == .comma || position == call.open + 1
      else { throw unexpected(.operand) }
      pending.removeLast()
      try close(call)
      return false
    case .comma: throw expectedOperand()
    default: throw unexpected(.operand)
    }
    position += 1
    return true
  }

  /// One token behind an operand; says whether an operand must follow.
  private mutating func parseOperator() throws(Fault) -> Bool {
    let token = token()
    switch token.kind {
    case .plus: push(.add)
    case .minus: push(.subtract)
    case .star: push(.multiply)
    case .slash: push(.divide)
    case .doubleStar: push(.power)
    case .dot:
      try parseAttribute()
      return self.token(-1).kind == .openParenthesis
    case .comma:
      reduceToBracket()
      guard case .call(var call)? = pending.popLast() else { throw unexpected(.operation) }
      call.count += 1
      pending.append(.call(call))
    case .closeParenthesis:
      reduceToBracket()
      switch pending.popLast() {
      case .call(var call):
        call.count += 1
        try close(call)
      case .parenthesis: position += 1
      default: throw unexpected(.operation)
      }
      return false
    case .openBracket: throw Fault(kind: .unsupported(.indexing), range: token.range)
    case .assign where pending.allSatisfy({ $0.openToken == nil }):
      throw Fault(kind: .unsupported(.chainedAssignment), range: token.range)
    default: throw unexpected(.operation)
    }
    position += 1
    return true
  }

  private func expectedOperand() -> Fault {
    Fault(kind: .expected(.operand, found: "'\(text(token()).quotable)'"), range: token().range)
  }

  func number(_ token: Token) throws(Fault) -> Double {
    guard let data = NumberLiteral.value(of: bytes[token.range]) else {
      throw Fault(kind: .malformedNumber(text(token)), range: token.range)
    }
    if data.isInfinite { throw Fault(kind: .numberTooLarge(text(token)), range: token.range) }
    return data
  }

  mutating func beginOperand(_ instruction: Instruction) {
    operands.append(code.count)
    code.append(instruction)
  }

  /// Puts an operator on the waiting list, behind those that bind at least as tightly.
  private mutating func push(_ operation: BinaryOperation) {
    while let waiting = pending.last?.precedence,
      waiting > operation.precedence
        // Powers group from the right.
        || (waiting == operation.precedence && operation.precedence != 4)
    {
      reduce()
    }
    pending.append(.operation(operation))
  }

  /// Writes all operators behind the innermost open bracket into the code.
  private mutating func reduceToBracket() {
    while pending.last?.precedence != nil { reduce() }
  }

  private mutating func reduce() {
    switch pending.removeLast() {
    case .sign(let isMinus): if isMinus { negate() }
    case .operation(let operation): join(operation, right: operands.removeLast())
    case .parenthesis, .call: break
    }
  }

  /// Writes a minus: a part of the number before a number, an operation before anything else.
  ///
  /// Who writes `-3` means one constant, and an exponent `-1` is a plain number.
  private mutating func negate() {
    let start = operands[operands.count - 1]
    if code.count == start + 1, case .constant(let data) = code[start] {
      code[start] = .constant(-data)
    } else {
      code.append(.negate)
    }
  }

  /// Joins the last two operands; a number as an exponent becomes the operation's parameter.
  mutating func join(_ operation: BinaryOperation, right start: Int) {
    if case .power = operation, code.count == start + 1, case .constant(let data) = code[start] {
      code[start] = .power(data)
    } else {
      code.append(.binary(operation))
    }
  }
}
