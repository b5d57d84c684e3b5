/// Imports.
extension Parser {
  mutating func parseImport() throws(Fault) -> Statement {
    let start = token().start
    let isFrom = skip(word: "from")
    var bindings: [Import.Binding] = []
    if isFrom {
      let module = try parseModuleName()
      if !skip(word: "import") { throw unexpected(.mark("import")) }
      let open = token()
      let isBracketed = skip(.openParenthesis)
      if isBracketed { openBrackets.append(position - 1) }
      repeat {
        if isBracketed, token().kind == .closeParenthesis { break }
        if skip(.star) {
          bindings.append(.init(module: module, member: "*", name: "*"))
        } else {
          let member = text(token())
          if token().kind != .name { throw unexpected(.name) }
          position += 1
          bindings.append(.init(module: module, member: member, name: try parseAlias() ?? member))
        }
      } while skip(.comma)
      if isBracketed { try close(.closeParenthesis, ")", of: open) }
    } else {
      position += 1
      repeat {
        let module = try parseModuleName()
        // `import a.b` binds a; the members that programs know are found in either.
        let name = try parseAlias() ?? String(module.prefix { $0 != "." })
        bindings.append(.init(module: module, member: nil, name: name))
      } while skip(.comma)
    }
    let all = range(from: start)
    let words = text(all).split { $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "\\" }
    return Statement(
      kind: .importing(Import(bindings: bindings, text: words.joined(separator: " "))), range: all)
  }

  mutating func parseModuleName() throws(Fault) -> String {
    var name = ""
    while token().kind == .dot {
      name += "."
      position += 1
    }
    repeat {
      if token().kind != .name { throw unexpected(.name) }
      name += (name.isEmpty || name.hasSuffix(".") ? "" : ".") + text(token())
      position += 1
    } while skip(.dot)
    return name
  }

  mutating func parseAlias() throws(Fault) -> String? {
    guard skip(word: "as") else { return nil }
    if token().kind != .name { throw unexpected(.name) }
    position += 1
    return text(token(-1))
  }
}
