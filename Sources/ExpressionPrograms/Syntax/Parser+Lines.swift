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
      statements.append(
        Statement(
          kind: .faulty(FaultyStatement(body: parseStatementsOfBlock())), range: token().range))
      return
    case .unevenIndent, .mixedIndent:
      record(.indentation(token().kind == .mixedIndent ? .mixed : .uneven))
      position += 1
      return
    default: break
    }
    let start = position
    do throws(Fault) {
      let statement = try parseStatement()
      if !isAtStatementEnd { throw misspelledWord(at: start) ?? unexpected(.statementEnd) }
      statements.append(statement)
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
