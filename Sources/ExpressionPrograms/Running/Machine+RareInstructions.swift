internal import Autograd

/// The instructions that a loop seldom spends its time in.
extension Machine {
  /// The instructions that a loop seldom spends its time in.
  mutating func runRare(
    _ instruction: Instruction, _ code: LoadedCode, base: Int
  ) throws(Raised) {
    switch instruction {
    case .constantNode(let number): push(.value(.constant(number, on: tape)))
    case .shorthandLeaf:
      let number = pop()
      let leaf = Value(number.number ?? .nan, on: tape)
      shorthandNumbers[leaf.index] = number
      push(.value(leaf))
    case .makeCell(let slot): stack[base + slot] = .cell(Container([stack[base + slot]]))
    case .loadCell(let slot):
      guard case .cell(let cell) = stack[base + slot] else { fatalError("A cell is missing.") }
      push(try bound(cell.elements[0], code.code, slot))
    case .storeCell(let slot):
      guard case .cell(let cell) = stack[base + slot] else { fatalError("A cell is missing.") }
      cell.elements[0] = pop()
    case .loadOuter(let index):
      guard let function = frames[frames.count - 1].function,
        case .cell(let cell) = function.elements[function.defaultCount + index]
      else { fatalError("A cell is missing.") }
      if case .unbound = cell.elements[0] {
        throw Raised(.unboundName(code.code.captureNames[index]))
      }
      push(cell.elements[0])
    case .label(let name):
      guard case .value(let value) = stack[stack.count - 1], value.operation != .constant else {
        break
      }
      if value.label == nil { value.label = code.code.names[name] }
      // What the top level calls its results, the last of them is the root.
      if frames.count == 1, !value.operation.isNoResult { roots.lastBound = value }
    case .buildList(let count):
      try charge(count + 2)
      push(.list(ListObject(pop(count))))
    case .buildTuple(let count):
      try charge(count + 2)
      push(.tuple(ListObject(pop(count))))
    case .buildSet(let count):
      try charge(2 * count + 3)
      let set = DictionaryObject()
      for object in pop(count) { set.set(.none, for: object, key: try key(of: object)) }
      push(.set(set))
    case .buildDictionary(let count):
      try charge(3 * count + 3)
      let dictionary = DictionaryObject()
      let entries = pop(2 * count)
      for index in 0..<count {
        dictionary.set(
          entries[2 * index + 1], for: entries[2 * index], key: try key(of: entries[2 * index]))
      }
      push(.dictionary(dictionary))
    case .buildStarred(let shape, let isTuple):
      let shape = code.code.shapes[shape]
      let elements = try spread(pop(shape.count), stars: shape.stars)
      push(isTuple ? .tuple(ListObject(elements)) : .list(ListObject(elements)))
    case .makeIterator:
      guard case .list(let list) = pop() else { fatalError("A generator makes a list.") }
      push(.iterator(IteratorObject("generator", list.elements)))
    case .append(let depth):
      try charge(1)
      let object = pop()
      guard case .list(let list) = stack[stack.count - 1 - depth] else {
        fatalError("A comprehension fills a list.")
      }
      try checkRoom(in: list)
      list.elements.append(object)
    case .insert(let depth):
      try charge(8)
      let object = pop()
      guard case .set(let set) = stack[stack.count - 1 - depth] else {
        fatalError("A comprehension fills a set.")
      }
      set.set(.none, for: object, key: try key(of: object))
    case .insertEntry(let depth):
      try charge(10)
      let value = pop()
      let key = pop()
      guard case .dictionary(let dictionary) = stack[stack.count - 1 - depth] else {
        fatalError("A comprehension fills a dictionary.")
      }
      dictionary.set(value, for: key, key: try self.key(of: key))
    case .unpack(let count, let rest): try unpack(pop(), count: count, rest: rest)
    case .subscript_:
      let index = pop()
      push(try element(of: pop(), at: index))
    case .storeSubscript:
      let value = pop()
      let index = pop()
      try setElement(of: pop(), at: index, to: value)
    case .slice:
      let bounds = pop(3)
      push(try slice(of: pop(), bounds))
    case .storeSlice:
      let bounds = pop(3)
      let object = pop()
      try setSlice(of: object, bounds, to: pop())
    case .attribute(let name): push(try attribute(code.code.names[name], of: pop()))
    case .storeAttribute(let name):
      let value = pop()
      try setAttribute(code.code.names[name], of: pop(), to: value)
    case .makeFunction(let index):
      let function = code.functions[index]
      let defaults = pop(function.code.parameters.defaultCount)
      let cells = function.code.captures.map { capture -> Object in
        switch capture {
        case .local(let slot): return stack[base + slot]
        case .outer(let index):
          guard let outer = frames[frames.count - 1].function else {
            fatalError("A cell is missing.")
          }
          return outer.elements[outer.defaultCount + index]
        }
      }
      push(.function(FunctionObject(function, defaults: defaults, cells: cells)))
    case .beginGroup:
      let name = pop()
      guard case .text(let text) = name else {
        throw Raised(.type("the name of a group must be a text, not \(name.typeName)"))
      }
      try checkName(text)
      openGroups.append(tape.openCountedGroup(text.string))
    case .endGroup: tape.close(openGroups.removeLast())
    case .format(let conversion, let hasSpecification):
      let specification = hasSpecification ? pop() : nil
      push(.string(try formatted(pop(), conversion: conversion, specification)))
    case .concatenate(let count):
      var text = ""
      for case .text(let part) in pop(count) { text += part.string }
      try charge(text.utf8.count / 8 + 2)
      push(.string(text))
    case .failAssertion(let comparison, let hasMessage):
      let message = hasMessage ? try text(of: pop()) : nil
      var sides: String?
      if let comparison = comparison < 0 ? nil : Comparison(rawValue: UInt8(comparison)) {
        let right = pop()
        let left = pop()
        sides =
          "\(try assertedText(of: left)) \(comparison.symbol) \(try assertedText(of: right))"
      }
      throw Raised(.assertion(sides: sides, message: message))
    case .showResult:
      if case .value(let value) = pop(), !value.operation.isNoResult { roots.shown = value }
    case .beginCell:
      roots = RootCandidates()
      touchesGradients = false
      firstNodeOfCell = tape.count
    case .drawn: if case .value(let value) = pop() { roots.lastDrawn = value }
    default: fatalError("The instruction is run elsewhere.")
    }
  }
}
