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

  mutating func runInstructions() throws(Raised) -> Object {
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

  func bound(_ object: Object, _ code: Code, _ slot: Int) throws(Raised) -> Object {
    if case .unbound = object { throw Raised(.unboundName(code.slotNames[slot])) }
    return object
  }

  /// Ends the topmost call: its variables and groups go.
  mutating func leaveFrame() -> Frame {
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
}

extension Value.Operation {
  /// Whether a node of it was not computed from others.
  var isNoResult: Bool { self == .leaf || self == .constant }
}
