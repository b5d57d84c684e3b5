/// Where a name is found, and where it is bound.
extension Compiler {
  /// Puts what a name stands for on the stack.
  ///
  /// - Parameter isCalled: Whether a function is wanted.
  mutating func load(_ name: String, _ range: Range<Int>, isCalled: Bool = false) {
    switch builder.variable(name) {
    case .local(let slot): return builder.emit(.loadLocal(slot), range)
    case .cell(let slot): return builder.emit(.loadCell(slot), range)
    case .outer(let index): return builder.emit(.loadOuter(index), range)
    case nil: break
    }
    if let index = globals[name] { return builder.emit(.loadGlobal(index), range) }
    switch members[name] {
    case .builtin(let builtin): return builder.emit(constant: .builtin(builtin), range)
    case .number(let number): return builder.emit(constant: .float(number), range)
    case .module, nil: break
    }
    if let builtin = Builtin(name: name) {
      return builder.emit(constant: .builtin(usesPackage ? builtin.ofPackage : builtin), range)
    }
    builder.emit(constant: .none, range)
    if name == "__name__" {
      builder.constants[builder.constants.count - 1] = .string("__main__")
    } else if let module = foreign[name] {
      fault(.moduleMember(module: module, name: name), range)
    } else if modules[name] != nil || ProgramModule.known[name] != nil {
      fault(.moduleAsValue(name), range)
    } else if skippedNames.contains(name) || Compiler.drawing.contains(name) {
      fault(.skippedName(name), range)
    } else if !classNames.contains(name) {
      fault(
        isCalled ? .unknownFunction(name) : .unknownName(name), range,
        suggestion: suggestion(for: name))
    }
  }

  func suggestion(for name: String) -> String? {
    // Of many faults the first are reported, and every one looks at all names.
    if faults.count > ProgramError.mostFaults { return nil }
    let known = globalNames + builder.variables.sorted() + Builtin.names
    return Suggestion.closestFunction(to: name, among: known)
  }

  /// Binds a name to the value on top of the stack.
  mutating func store(_ name: String, _ range: Range<Int>) {
    switch builder.variable(name) {
    case .local(let slot): builder.emit(.storeLocal(slot), range)
    case .cell(let slot): builder.emit(.storeCell(slot), range)
    // Names of functions around are never bound here: that takes `nonlocal`.
    case .outer, nil:
      guard let index = globals[name] else { return builder.emit(.pop, range) }
      builder.emit(.storeGlobal(index), range)
    }
  }
}
