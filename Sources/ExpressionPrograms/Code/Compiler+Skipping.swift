/// What is skipped.
extension Compiler {
  mutating func findSkippedNames(in statements: [Statement]) {
    for statement in statements {
      if skippedText(of: statement) != nil {
        switch statement.kind {
        case .assignment(let targets, _):
          for target in targets { skippedNames.formUnion(target.names) }
        case .faulty(let faulty): skippedNames.formUnion(faulty.names.binds)
        default: break
        }
      }
      for block in statement.blocks { findSkippedNames(in: block) }
    }
  }

  /// How a statement that draws or sets something up is reported; `nil` for all that run.
  func skippedText(of statement: Statement) -> String? {
    switch statement.kind {
    case .expression(let expression), .assignment(_, let expression):
      if case .expression = statement.kind, case .string = expression.kind { return "docstring" }
      return skippedText(of: expression)
    case .faulty(let faulty): return faulty.call.flatMap { skippedText(of: $0) }
    default: return nil
    }
  }

  func skippedText(of expression: Expression) -> String? {
    guard case .trailers(let base, let trailers) = expression.kind else { return nil }
    let attributes = trailers.prefix {
      if case .attribute = $0.kind { true } else { false }
    }.compactMap(\.attribute)
    for (trailer, next) in zip(trailers, trailers.dropFirst()) {
      if trailer.attribute == "draw_dot", case .call = next.kind { return "draw_dot" }
    }
    guard case .name(let name) = base.kind else { return nil }
    if Compiler.drawing.contains(name), case .call = trailers[0].kind { return name }
    let path = ([name] + attributes).joined(separator: ".")
    if skippedNames.contains(name) { return path }
    switch modules[name] ?? ProgramModule.known[name] {
    case .skipped: return path
    case .numpy where ["random.seed", "set_printoptions"].contains(path.dropPrefix("\(name).")):
      return path
    default: return nil
    }
  }

  /// Calls that draw, for which there is nothing to do here.
  static let drawing: Set<String> = [
    "draw_dot", "display", "get_ipython", "Digraph", "Image", "SVG",
  ]

  mutating func reportOfSkipped() -> [String] {
    var known: Set<String> = []
    return skipped.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map(\.text).filter { known.insert($0).inserted }
  }

  mutating func skip(_ text: String, _ range: Range<Int>) {
    // A loop that holds nothing else has to end as well.
    if blockDepth > 0 { builder.emit(.statement, range) }
    skipped.append(Lexer.Skipped(text: text, range: range))
  }
}

extension String {
  fileprivate func dropPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
