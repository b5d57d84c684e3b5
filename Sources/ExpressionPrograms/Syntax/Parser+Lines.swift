/// Lines and blocks.
extension Parser {
  /// Reads a line: its statements, or one with a block.
  mutating func parseLine(into statements: inout [Statement]) {
    switch token().kind {
    case .lineEnd, .semicolon, .dedent:
      position += 1
      return
    case .indent:
      record(.indentation(.unexpected))
      position += 1
      statements.append(Statement(kind: .faulty(parseStatementsOfBlock()), range: token().range))
      return
    case .unevenIndent, .mixedIndent:
      record(.indentation(token().kind == .mixedIndent ? .mixed : .uneven))
      position += 1
      return
    default: break
    }
    let start = position
    do throws(Fault) {
      statements.append(try parseStatement())
      if !isAtStatementEnd { throw unexpected(.statementEnd) }
    } catch {
      recover(from: error, at: start, into: &statements)
    }
  }

  /// Whether what was read ends here; behind a block it always does.
  private var isAtStatementEnd: Bool {
    token().endsStatement || (position > 0 && token(-1).kind == .dedent)
      || (position > 0 && token(-1).kind == .lineEnd)
  }

  private mutating func record(_ kind: ProgramError.Kind) {
    // The first word of the line says more than the blanks before it.
    let next = token(1)
    faults.append(Fault(kind: kind, range: next.endsStatement ? token().range : next.range))
  }

  /// Notes a fault and goes on behind its line, and behind the block that belongs to it.
  private mutating func recover(
    from fault: Fault, at start: Int, into statements: inout [Statement]
  ) {
    faults.append(fault)
    openBrackets = []
    while token().kind != .lineEnd && token().kind != .end && token().kind != .dedent {
      if token().kind == .indent { break }
      position += 1
    }
    if token().kind == .lineEnd { position += 1 }
    var body: [Statement] = []
    if token().kind == .indent {
      position += 1
      body = parseStatementsOfBlock()
    }
    let first = tokens[start]
    let range = first.start..<max(first.end, tokens[max(0, position - 1)].end)
    // What begins with a name may be a statement that is skipped, whatever it holds.
    if first.kind == .name, !Keyword.all.contains(text(first)), body.isEmpty, start + 1 < tokens.count,
      tokens[start + 1].kind == .dot || tokens[start + 1].kind == .openParenthesis
    {
      let name = Expression(kind: .name(text(first)), range: first.range)
      let rest = Expression.Trailer(kind: .index(Expression(kind: .faulty, range: range)), range: range)
      let call = Expression(kind: .trailers(name, [rest]), range: range)
      statements.append(Statement(kind: .expression(call), range: range))
    } else {
      statements.append(Statement(kind: .faulty(body), range: range))
    }
  }

  /// The statements behind a colon: those of the line, or of the block below it.
  mutating func parseBlock() throws(Fault) -> [Statement] {
    try expect(.colon, ":")
    return try nested { (parser) throws(Fault) in
      var statements: [Statement] = []
      guard parser.token().kind == .lineEnd || parser.token().kind == .end else {
        while !parser.token().endsStatement || parser.token().kind == .semicolon {
          if parser.skip(.semicolon) { continue }
          statements.append(try parser.parseSimpleStatement())
          if !parser.token().endsStatement { throw parser.unexpected(.statementEnd) }
        }
        // What belongs to the statement may stand on the next line.
        if parser.token().kind == .lineEnd,
          ["elif", "else"].contains(parser.text(parser.token(1)))
        {
          parser.position += 1
        }
        return statements
      }
      let colon = parser.token(-1)
      _ = parser.skip(.lineEnd)
      if !parser.skip(.indent) {
        throw Fault(kind: .indentation(.missing), range: colon.range)
      }
      return parser.parseStatementsOfBlock()
    }
  }

  /// The statements down to the end of the block, and past it.
  mutating func parseStatementsOfBlock() -> [Statement] {
    var statements: [Statement] = []
    while token().kind != .dedent && token().kind != .end {
      if token().kind == .unevenIndent {
        // The dedents behind it close this block.
        parseLine(into: &statements)
        continue
      }
      parseLine(into: &statements)
    }
    _ = skip(.dedent)
    return statements
  }
}
