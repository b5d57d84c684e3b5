/// Texts, and those with fields.
extension Parser {
  /// Strings in a row, which are one.
  mutating func parseStrings() throws(Fault) -> Expression {
    let start = token().start
    var parts: [FormattedPart] = []
    var isFormatted = false
    while token().kind == .string {
      let literal = StringLiteral(bytes, token().range)
      if literal.isFormatted {
        isFormatted = true
        var reader = FormattedReader(literal: literal, nesting: nesting, parser: self)
        parts += try reader.parts()
      } else {
        parts.append(.text(literal.text))
      }
      position += 1
    }
    if token().kind == .unterminatedString { throw unexpected(.operand) }
    let range = range(from: start)
    if isFormatted { return Expression(kind: .formatted(parts), range: range) }
    let text = parts.reduce(into: "") { text, part in
      if case .text(let more) = part { text += more }
    }
    return Expression(kind: .string(text), range: range)
  }
}

/// Reads the inside of an f-string: texts, and fields in braces.
private struct FormattedReader {
  let literal: StringLiteral
  let nesting: Int
  let parser: Parser
  var position: Int

  init(literal: StringLiteral, nesting: Int, parser: Parser) {
    (self.literal, self.nesting, self.parser) = (literal, nesting, parser)
    position = literal.body.lowerBound
  }

  private var bytes: [UInt8] { parser.bytes }
  private var end: Int { literal.body.upperBound }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? bytes[position + offset] : 0
  }

  private func fault(_ detail: ProgramError.FieldFault, _ range: Range<Int>? = nil) -> Fault {
    Fault(kind: .malformedField(detail), range: range ?? position..<position + 1)
  }

  mutating func parts() throws(Fault) -> [FormattedPart] {
    try parts(isSpecification: false, depth: nesting)
  }

  /// The parts up to the end, or of a specification up to the brace that closes its field.
  private mutating func parts(
    isSpecification: Bool, depth: Int
  ) throws(Fault) -> [FormattedPart] {
    var parts: [FormattedPart] = []
    var start = position
    func textSoFar(_ reader: FormattedReader) -> [FormattedPart] {
      start < reader.position
        ? [.text(reader.literal.unescaped(start..<reader.position))] : []
    }
    while position < end {
      switch byte() {
      case UInt8(ascii: "{"):
        if byte(1) == byte(), !isSpecification {
          position += 1
          parts += textSoFar(self)
          position += 1
        } else {
          parts += textSoFar(self)
          parts.append(.field(try field(depth: depth)))
        }
        start = position
      case UInt8(ascii: "}"):
        if isSpecification { return parts + textSoFar(self) }
        if byte(1) != byte() { throw fault(.loneBrace) }
        position += 1
        parts += textSoFar(self)
        position += 1
        start = position
      case UInt8(ascii: "\\") where !literal.isRaw: position += 2
      default: position += 1
      }
    }
    position = min(position, end)
    return parts + textSoFar(self)
  }

  /// A field, from its brace to behind the one that closes it.
  private mutating func field(depth: Int) throws(Fault) -> FormattedPart.Field {
    let open = position
    if depth >= Parser.deepestNesting {
      throw Fault(kind: .nestsTooDeep(Parser.deepestNesting), range: open..<open + 1)
    }
    position += 1
    let start = position
    try skipExpression(open: open)
    let expressionEnd = position
    var inner = Parser(bytes, in: start..<expressionEnd, isBracketed: true, depth: depth + 1)
    if inner.token().kind == .end { throw fault(.empty, open..<position) }
    let value = try inner.parseExpressionList()
    if inner.token().kind != .end { throw inner.unexpected(.mark("}")) }
    var echo: String?
    if byte() == UInt8(ascii: "=") {
      position += 1
      while byte() == UInt8(ascii: " ") { position += 1 }
      echo = parser.text(start..<position)
    }
    var conversion: Character?
    if byte() == UInt8(ascii: "!") {
      conversion = Character(Unicode.Scalar(byte(1)))
      if !["r", "s", "a"].contains(conversion) { throw fault(.conversion) }
      position += 2
    }
    var specification: [FormattedPart] = []
    if byte() == UInt8(ascii: ":") {
      position += 1
      specification = try parts(isSpecification: true, depth: depth + 1)
    }
    if byte() != UInt8(ascii: "}") || position >= end { throw fault(.unclosed, open..<open + 1) }
    position += 1
    return FormattedPart.Field(
      value: value, conversion: conversion, specification: specification, echo: echo,
      range: open..<position)
  }

  /// Goes to what ends the expression of a field: `!`, `:`, `=` or `}` outside of all brackets.
  private mutating func skipExpression(open: Int) throws(Fault) {
    var depth = 0
    var lexer = Lexer(bytes, in: position..<end, isBracketed: true)
    while true {
      let token = lexer.nextToken()
      switch token.kind {
      case .end: throw fault(.unclosed, open..<open + 1)
      case .unterminatedString:
        throw Fault(kind: .unterminatedString, range: token.start..<token.start + 1)
      case .closeBrace where depth == 0, .colon where depth == 0, .walrus where depth == 0:
        return position = token.start
      case .assign where depth == 0: return position = token.start
      case .other where depth == 0 && bytes[token.start] == UInt8(ascii: "!"):
        return position = token.start
      case _ where token.opensBracket: depth += 1
      case _ where token.closesBracket: depth -= 1
      default: break
      }
    }
  }
}
