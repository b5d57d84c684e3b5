extension Compiler {
  /// Writes what puts the value of an expression on the stack.
  mutating func emit(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .none: builder.emit(constant: .none, range)
    case .boolean(let truth): builder.emit(constant: .boolean(truth), range)
    case .integer(let number): builder.emit(constant: .integer(number), range)
    case .float(let number): builder.emit(constant: .float(number), range)
    case .string(let text): builder.emit(constant: .string(text), range)
    case .formatted(let parts): emit(parts, range)
    case .name(let name): load(name, range)
    case .chain(let first, let links): emitChain(first, links, range)
    case .power(let parts): emitPower(parts, range)
    case .signs(let signs, let inner):
      if case .float(let number) = inner.kind, signs == [.minus] {
        return builder.emit(constant: .float(-number), range)
      }
      emit(inner)
      for sign in signs.reversed() { builder.emit(.unary(sign), range) }
    case .comparison(let first, let links): emitComparison(first, links, range)
    case .all(let parts): emitLogical(parts, range) { .jumpIfFalseOrPop($0) }
    case .any(let parts): emitLogical(parts, range) { .jumpIfTrueOrPop($0) }
    case .not(let inner):
      emit(inner)
      builder.emit(.not, range)
    case .conditional(let cases, let otherwise): emitConditional(cases, otherwise, range)
    case .list(let elements): emitElements(elements, range, isTuple: false)
    case .tuple(let elements): emitElements(elements, range, isTuple: true)
    case .set(let elements):
      for element in elements { emit(element) }
      builder.emit(.buildSet(elements.count), range)
    case .dictionary(let pairs):
      for pair in pairs {
        emit(pair.key)
        emit(pair.value)
      }
      builder.emit(.buildDictionary(pairs.count), range)
    case .comprehension(let comprehension): emitComprehension(comprehension, range)
    case .lambda(let function): emitFunction(function)
    case .trailers(let base, let trailers): emitTrailers(base, trailers)
    case .starred: fault(.loneStar, range)
    case .faulty: builder.emit(constant: .none, range)
    }
  }
}
