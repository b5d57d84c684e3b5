/// Turns the text of a program into statements.
///
/// A fault ends the statement that it is in, and no more: all faults of a text are found at once. Only
/// brackets and blocks recurse, and no deeper than `deepestNesting`.
struct Parser {
  let bytes: [UInt8]
  var tokens: [Token]
  var position = 0
  /// What was found wrong, in the order of the text.
  var faults: [Fault] = []
  /// What the lexer skipped.
  let skipped: [Lexer.Skipped]

  /// The brackets that are open in the running statement, as indices of tokens.
  var openBrackets: [Int] = []
  private var depth = 0

  /// How deep brackets and blocks may nest.
  static let deepestNesting = 1000

  init(_ bytes: [UInt8], in range: Range<Int>, isBracketed: Bool = false, depth: Int = 0) {
    self.bytes = bytes
    var lexer = Lexer(bytes, in: range, isBracketed: isBracketed)
    tokens = lexer.tokens()
    skipped = lexer.skipped
    self.depth = depth
  }

  /// All statements of the text.
  mutating func parseProgram() -> [Statement] {
    if tokens[tokens.count - 1].kind != .end {
      faults.append(Fault(kind: .tooLong, range: tokens[0].start..<tokens[0].start))
      return []
    }
    var statements: [Statement] = []
    while token().kind != .end { parseLine(into: &statements) }
    return statements
  }

  /// The token at a distance; the last one stays for ever.
  func token(_ offset: Int = 0) -> Token {
    tokens[min(max(0, position + offset), tokens.count - 1)]
  }

  func text(_ token: Token) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether a word of Python's stands here.
  func isWord(_ word: String, at offset: Int = 0) -> Bool {
    let token = token(offset)
    return token.kind == .name && token.end - token.start == word.utf8.count
      && bytes[token.range].elementsEqual(word.utf8)
  }

  /// Goes past a word of Python's, if it stands here.
  mutating func skip(word: String) -> Bool {
    if !isWord(word) { return false }
    position += 1
    return true
  }

  /// Goes past a mark, if it stands here.
  mutating func skip(_ kind: Token.Kind) -> Bool {
    if token().kind != kind { return false }
    position += 1
    return true
  }

  /// Goes past a mark that must stand here.
  mutating func expect(_ kind: Token.Kind, _ mark: String) throws(Fault) {
    if !skip(kind) { throw unexpected(.mark(mark)) }
  }

  /// The bytes from a token's start to the end of the last one that was read.
  func range(from start: Int) -> Range<Int> {
    start..<max(start, tokens[max(0, position - 1)].end)
  }

  /// Reads what nests one level deeper.
  mutating func nested<Result>(
    _ read: (inout Parser) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    if depth >= Parser.deepestNesting {
      throw Fault(kind: .nestsTooDeep(Parser.deepestNesting), range: token().range)
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  /// How deep what is read now nests.
  var nesting: Int { depth }
}

/// A fault as it is met: a range of bytes instead of lines and columns.
struct Fault: Error {
  let kind: ProgramError.Kind
  let range: Range<Int>
  var suggestion: String?
}
