internal import Text

/// How reading goes on behind a fault.
extension Parser {
  /// Notes a fault and goes on behind its line, and behind the blocks that belong to it.
  mutating func recover(
    from fault: Fault, at start: Int, into statements: inout [Statement]
  ) {
    let known = faults.count
    faults.append(fault)
    openBrackets = []
    skipLine(from: start)
    let lineEnd = position
    var body = parseBlockBehindFault()
    if ["if", "for", "while"].contains(text(tokens[start])) {
      while isWord("elif") || isWord("else") {
        skipLine(from: position)
        body += parseBlockBehindFault()
      }
    }
    // The cases of a `match` are not read as what they are.
    if case .unsupported(.keyword("match")) = fault.kind {
      faults.removeSubrange((known + 1)...)
      body = []
    }
    let first = tokens[start]
    let range = first.start..<max(first.end, tokens[max(0, position - 1)].end)
    let faulty = FaultyStatement(
      body: body, names: names(from: start, to: lineEnd), call: call(from: start))
    statements.append(
      Statement(kind: definition(at: start, range) ?? .faulty(faulty), range: range))
  }

  private mutating func skipLine(from start: Int) {
    // Where a block was missed, the next line has begun.
    if position > start, token(-1).kind == .lineEnd { return }
    while ![.lineEnd, .end, .indent, .dedent].contains(token().kind) { position += 1 }
    _ = skip(.lineEnd)
  }

  private mutating func parseBlockBehindFault() -> [Statement] {
    skip(.indent) ? parseStatementsOfBlock() : []
  }

  /// A definition with a fault in its head, or in the line that it is: that it has a name, and may
  /// never be called, is known.
  private func definition(at start: Int, _ range: Range<Int>) -> Statement.Kind? {
    guard tokens[start].kind == .name, text(tokens[start]) == "def", tokens[start + 1].kind == .name
    else { return nil }
    let empty = Parameters()
    return .definition(empty.definition(name: text(tokens[start + 1]), range: range))
  }

  /// The beginning of `plt.plot(…)` and `ax = plt.axes(…)`; the last token is never a name.
  private func call(from start: Int) -> Expression? {
    guard isName(at: start) else { return nil }
    let begin = tokens[start + 1].kind == .assign ? start + 2 : start
    guard begin < tokens.count, isName(at: begin) else { return nil }
    var position = begin + 1
    var trailers: [Expression.Trailer] = []
    while tokens[position].kind == .dot, isName(at: position + 1) {
      trailers.append(
        .init(kind: .attribute(text(tokens[position + 1])), range: tokens[position + 1].range))
      position += 2
    }
    guard tokens[position].kind == .openParenthesis else { return nil }
    trailers.append(.init(kind: .call([]), range: tokens[position].range))
    let range = tokens[begin].start..<tokens[position].end
    let name = Expression(kind: .name(text(tokens[begin])), range: tokens[begin].range)
    return Expression(kind: .trailers(name, trailers), range: range)
  }

  private func isName(at index: Int) -> Bool {
    tokens[index].kind == .name && !Keyword.all.contains(text(tokens[index]))
  }

  /// The names in a line that cannot be read: what stands before a `=`, behind `for`, `as` or
  /// `import` is likely bound.
  private func names(from start: Int, to end: Int) -> NameUse {
    var use = NameUse()
    let line = tokens[start..<end]
    let lastMark = line.lastIndex { $0.assigns || $0.kind == .walrus } ?? start
    var isTarget = false
    for index in line.indices where tokens[index].kind == .name {
      let word = text(tokens[index])
      switch word {
      case "for", "as", "import": isTarget = true
      case "in": isTarget = false
      case _ where Keyword.all.contains(word): break
      default:
        use.reads.insert(word)
        if isTarget || index < lastMark { use.binds.insert(word) }
      }
    }
    return use
  }
}
