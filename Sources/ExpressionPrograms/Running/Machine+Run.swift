internal import Autograd

extension Machine {
  /// Runs the topmost call until it returns, and gives its result.
  ///
  /// - Throws: What went wrong, with where.
  mutating func runFrame() throws(Raised) -> Object {
    let depth = frames.count
    do throws(Raised) {
      return try runInstructions()
    } catch {
      var raised = error
      if raised.range == nil, let frame = frames.last {
        raised.range = frame.code.code.ranges[max(0, position - 1)].range
      }
      frames.removeLast(max(0, frames.count - depth + 1))
      throw raised
    }
  }

  private mutating func runInstructions() throws(Raised) -> Object {
    var frame = frames.count - 1
    var code = frames[frame].code
    var position = frames[frame].position
    var base = frames[frame].base
    func enter(_ machine: inout Machine) {
      frame = machine.frames.count - 1
      code = machine.frames[frame].code
      position = machine.frames[frame].position
      base = machine.frames[frame].base
    }
    while true {
      let instruction = code.instructions[position]
      position += 1
      switch instruction {
      case .loadLocal(let slot):
        let object = stack[base + slot]
        self.position = position
        push(try bound(object, code.code, slot))
        continue
      case .storeLocal(let slot):
        stack[base + slot] = pop()
        continue
      case .constant(let index):
        push(code.constants[index])
        continue
      case .pop:
        stack.removeLast()
        continue
      case .jump(let target):
        position = target
        continue
      case .jumpIfFalse(let target):
        if !popCondition() { position = target }
        continue
      case .jumpIfTrue(let target):
        if popCondition() { position = target }
        continue
      case .jumpIfFalseOrPop(let target):
        if isTrue(stack[stack.count - 1]) { stack.removeLast() } else { position = target }
        continue
      case .jumpIfTrueOrPop(let target):
        if isTrue(stack[stack.count - 1]) { position = target } else { stack.removeLast() }
        continue
      case .duplicate:
        push(stack[stack.count - 1])
        continue
      case .duplicateTwo:
        push(stack[stack.count - 2])
        push(stack[stack.count - 2])
        continue
      case .rotate(let count):
        let top = pop()
        stack.insert(top, at: stack.count - count)
        continue
      default: break
      }
      // What follows may fail, and then the position says where.
      self.position = position
      switch instruction {
      case .statement: try tick()
      case .countRound:
        try charge(1)
        try checkNodes()
      case .loadGlobal(let index):
        let object = globals[index]
        if case .unbound = object { throw Raised(.unboundName(program.globalNames[index])) }
        push(object)
      case .storeGlobal(let index):
        globals[index] = pop()
      case .binary(let operation):
        let right = pop()
        let left = pop()
        push(try binary(operation, left, right))
      case .augmented(let operation):
        let right = pop()
        let left = pop()
        push(try augmented(operation, left, right))
      case .compare(let comparison):
        let right = pop()
        let left = pop()
        push(.boolean(try compare(comparison, left, right)))
      case .compareAndKeep(let comparison):
        let right = pop()
        let left = pop()
        push(right)
        push(.boolean(try compare(comparison, left, right)))
      case .unary(let sign): push(try signed(sign, pop()))
      case .not: push(.boolean(!popCondition()))
      case .beginLoop: push(.loop(try loop(over: pop())))
      case .next(let target):
        guard case .loop(let loop) = stack[stack.count - 1] else {
          fatalError("No loop is running.")
        }
        if case .unpack(let count, -1) = code.instructions[position],
          case .iterator(let iterator) = loop.source, iterator.source == .zip,
          iterator.elements.count == count
        {
          // `for a, b in zip(…)`: no tuple need be made to be taken apart.
          if try pushRow(of: iterator) {
            position += 1
          } else {
            stack.removeLast()
            position = target
          }
        } else if let element = try next(of: loop) {
          push(element)
        } else {
          stack.removeLast()
          position = target
        }
      case .call(let count):
        frames[frame].position = position
        if try beginCall(count: count, shape: nil) { enter(&self) }
      case .callShaped(let index):
        frames[frame].position = position
        let shape = code.code.shapes[index]
        if try beginCall(count: shape.count, shape: shape) { enter(&self) }
      case .callMethod(let name, let count):
        // A function of one Value, as `x.tanh()`, is all that many programs call.
        if count == 0, let function = code.functionsByName[name],
          case .value(let value) = stack[stack.count - 1]
        {
          stack[stack.count - 1] = .value(value.applying(function))
        } else {
          try callMethod(code.code.names[name], count: count, shape: nil)
        }
      case .callMethodShaped(let name, let index):
        let shape = code.code.shapes[index]
        try callMethod(code.code.names[name], count: shape.count, shape: shape)
      case .loadData:
        if case .value(let value) = stack[stack.count - 1] {
          stack[stack.count - 1] = .float(value.data)
        } else {
          push(try attribute("data", of: pop()))
        }
      case .loadGradient:
        if case .value(let value) = stack[stack.count - 1] {
          // A gradient begins as 0.0, to which -0.0 is added: there is no -0.0.
          stack[stack.count - 1] = .float((value.gradient ?? 0) + 0)
        } else {
          push(try attribute("grad", of: pop()))
        }
      case .storeData:
        let new = pop()
        try setAttribute("data", of: pop(), to: new)
      case .storeGradient:
        let new = pop()
        let object = pop()
        if case .value(let value) = object, let number = new.number {
          touchesGradients = true
          value.assignGradient(number)
        } else {
          try setAttribute("grad", of: object, to: new)
        }
      case .return_:
        let result = pop()
        let finished = leaveFrame()
        if finished.returnsToHost { return result }
        push(result)
        enter(&self)
      case .end:
        frames.removeLast()
        return .none
      default: try runRare(instruction, code, base: base)
      }
    }
  }

  private func bound(_ object: Object, _ code: Code, _ slot: Int) throws(Raised) -> Object {
    if case .unbound = object { throw Raised(.unboundName(code.slotNames[slot])) }
    return object
  }

  /// Ends the topmost call: its variables and groups go.
  private mutating func leaveFrame() -> Frame {
    let frame = frames.removeLast()
    closeGroups(to: frame.groupCount)
    if let group = frame.group { tape.close(group) }
    // The function itself is below its variables.
    stack.removeLast(stack.count - frame.base + 1)
    return frame
  }

  mutating func closeGroups(to count: Int) {
    while openGroups.count > count { tape.close(openGroups.removeLast()) }
  }

  /// The instructions that a loop seldom spends its time in.
  private mutating func runRare(
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
      for object in pop(count) { set.set(.none, for: object, key: try object.key()) }
      push(.set(set))
    case .buildDictionary(let count):
      try charge(3 * count + 3)
      let dictionary = DictionaryObject()
      let entries = pop(2 * count)
      for index in 0..<count {
        dictionary.set(
          entries[2 * index + 1], for: entries[2 * index], key: try entries[2 * index].key())
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
      try charge(3)
      let object = pop()
      guard case .set(let set) = stack[stack.count - 1 - depth] else {
        fatalError("A comprehension fills a set.")
      }
      set.set(.none, for: object, key: try object.key())
    case .insertEntry(let depth):
      try charge(4)
      let value = pop()
      let key = pop()
      guard case .dictionary(let dictionary) = stack[stack.count - 1 - depth] else {
        fatalError("A comprehension fills a dictionary.")
      }
      dictionary.set(value, for: key, key: try key.key())
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

extension Value.Operation {
  /// Whether a node of it was not computed from others.
  var isNoResult: Bool { self == .leaf || self == .constant }
}
