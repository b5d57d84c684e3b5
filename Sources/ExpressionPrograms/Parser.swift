/// Turns the text of a program into instructions.
///
/// A program is a straight line, so that the parser knows at each name whether it is bound, and
/// running can no longer fail. Expressions are parsed by precedence with a list of what is pending
/// (`Parser+Expressions.swift`); nothing recurses.
struct Parser {
  let bytes: [UInt8]
  let tokens: [Token]
  var position = 0

  var code: [Instruction] = []
  /// The variables in the order of their first binding, and the way back from a name.
  var names: [String] = []
  private var numbers: [String: Int] = [:]
  var labels: [String] = []
  var lastName = 0

  /// The operators and brackets of the running expression that wait for their right-hand side.
  var pending: [Pending] = []
  /// Where in `code` each operand of the running expression begins.
  var operands: [Int] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens = Lexer.tokens(of: bytes)
  }

  mutating func parseProgram() throws(Fault) {
    if tokens[tokens.count - 1].kind != .end { throw Fault(kind: .tooLong, range: 0..<0) }
    code.reserveCapacity(tokens.count)
    while token().kind != .end {
      if token().endsStatement {
        position += 1
      } else {
        try parseStatement()
        if !token().endsStatement { throw unexpected(.statementEnd) }
      }
    }
    if names.isEmpty { throw Fault(kind: .makesNoNode, range: 0..<0) }
  }

  /// The token at a distance; the last one stays for ever.
  func token(_ offset: Int = 0) -> Token {
    tokens[min(max(0, position + offset), tokens.count - 1)]
  }

  func text(_ token: Token) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  /// The number of a variable; `nil` where no line above binds it.
  func number(of name: String) -> Int? { numbers[name] }

  /// The number of the variable that a token names.
  func boundVariable(_ token: Token) throws(Fault) -> Int {
    let name = text(token)
    if let number = numbers[name] { return number }
    throw Fault(
      kind: .unknownName(name), range: token.range,
      suggestion: Suggestion.closest(to: name, among: names))
  }

  /// Ends a binding: what is on the stack gets the name.
  mutating func bind(_ name: String) {
    let number = numbers[name] ?? names.count
    if number == names.count {
      names.append(name)
      numbers[name] = number
    }
    lastName = number
    code.append(.bind(name: number))
  }
}
