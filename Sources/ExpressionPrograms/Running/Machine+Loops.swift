internal import Autograd

extension Machine {
  /// The state of a loop over an object.
  mutating func loop(over object: Object) throws(Raised) -> LoopState {
    switch object {
    case .list(let list), .tuple(let list): return LoopState(.list(list))
    case .range(let range): return LoopState(.range(range))
    case .dictionary(let dictionary), .set(let dictionary):
      return LoopState(.keys(dictionary, count: dictionary.count))
    case .iterator(let iterator): return LoopState(.iterator(iterator))
    default: return LoopState(.elements, elements: try elements(of: object))
    }
  }

  /// The next element of a loop; `nil` at its end.
  mutating func next(of loop: LoopState) throws(Raised) -> Object? {
    switch loop.source {
    case .list(let list):
      guard loop.position < list.elements.count else { return nil }
      loop.position += 1
      return list.elements[loop.position - 1]
    case .range(let range):
      guard loop.position < range.count else { return nil }
      loop.position += 1
      return range[loop.position - 1]
    case .keys(let dictionary, let count):
      if dictionary.count != count {
        throw Raised(.value("the dictionary or set changed its size in a loop over it"))
      }
      while loop.position < dictionary.slotCount {
        loop.position += 1
        if let entry = dictionary.entry(at: loop.position - 1) { return entry.key }
      }
      return nil
    case .iterator(let iterator): return try next(of: iterator)
    case .elements:
      guard loop.position < loop.elements.count else { return nil }
      loop.position += 1
      return loop.elements[loop.position - 1]
    }
  }

  mutating func next(of iterator: IteratorObject) throws(Raised) -> Object? {
    switch iterator.source {
    case .list:
      let index = Int(truncatingIfNeeded: iterator.position)
      guard index < iterator.elements.count else { return nil }
      iterator.position += 1
      return iterator.elements[index]
    case .zip:
      guard let row = try nextRow(of: iterator.elements[...]) else { return nil }
      try charge(row.count + 3)
      return .tuple(ListObject(row))
    case .enumerate:
      guard let row = try nextRow(of: iterator.elements[...]) else { return nil }
      try charge(5)
      iterator.position += 1
      return .tuple(ListObject([.integer(iterator.position - 1)] + row))
    case .map:
      guard let row = try nextRow(of: iterator.elements.dropFirst()) else { return nil }
      try charge(1)
      return try callNow(iterator.elements[0], row)
    case .filter:
      while let row = try nextRow(of: iterator.elements.dropFirst()) {
        try charge(1)
        let condition = iterator.elements[0]
        if condition.isNone ? isTrue(row[0]) : isTrue(try callNow(condition, row)) { return row[0] }
      }
      return nil
    }
  }

  /// Pushes the next element of each loop of a `zip`, the first one on top; says whether there were.
  mutating func pushRow(of iterator: IteratorObject) throws(Raised) -> Bool {
    let height = stack.count
    for case .loop(let loop) in iterator.elements {
      guard let element = try next(of: loop) else {
        stack.removeLast(stack.count - height)
        return false
      }
      push(element)
    }
    // As `unpack` leaves them.
    stack[height...].reverse()
    return true
  }

  /// The next element of each loop; `nil` where one is at its end.
  mutating func nextRow(of loops: ArraySlice<Object>) throws(Raised) -> [Object]? {
    var row: [Object] = []
    for case .loop(let loop) in loops {
      guard let element = try next(of: loop) else { return nil }
      row.append(element)
    }
    return row.isEmpty ? nil : row
  }

  /// An iterator over the elements of others.
  mutating func iterator(
    _ name: String, _ source: IteratorObject.Source, over objects: ArraySlice<Object>,
    with function: Object? = nil, from start: Int128 = 0
  ) throws(Raised) -> Object {
    var elements = function.map { [$0] } ?? []
    for object in objects { elements.append(.loop(try loop(over: object))) }
    let iterator = IteratorObject(name, elements, source: source, from: start)
    if iterator.depth > Machine.deepestIterators {
      throw Raised(.nestsTooDeep(Machine.deepestIterators))
    }
    return .iterator(iterator)
  }

  /// How many iterators may read one another, each of which takes stack.
  static let deepestIterators = 50

  /// All elements of what can be gone over.
  mutating func elements(of object: Object) throws(Raised) -> [Object] {
    switch object {
    case .list(let list), .tuple(let list): return list.elements
    case .iterator(let iterator):
      if iterator.source == .list, iterator.position == 0 {
        iterator.position = Int128(iterator.elements.count)
        return iterator.elements
      }
      var rest: [Object] = []
      while let element = try next(of: iterator) {
        try charge(1)
        if rest.count >= limits.statements { throw Raised(.tooMuchData) }
        rest.append(element)
      }
      return rest
    case .dictionary(let dictionary), .set(let dictionary):
      try charge(dictionary.count + 2)
      return dictionary.entries.map(\.key)
    case .text(let text):
      try charge(2 * text.count + 2)
      return text.string.unicodeScalars.map { .string(String($0)) }
    case .range(let range):
      if range.count > limits.statements { throw Raised(.tooMuchData) }
      try charge(range.count + 2)
      return (0..<range.count).map { range[$0] }
    default: throw Raised(.notIterable(object.typeName))
    }
  }

  /// Puts the elements of an object on the stack, the first one on top.
  mutating func unpack(_ object: Object, count: Int, rest: Int) throws(Raised) {
    let elements = try elements(of: object)
    if rest < 0 {
      if elements.count != count {
        throw Raised(.unpacking(names: count, atLeast: false, values: elements.count))
      }
      for element in elements.reversed() { push(element) }
      return
    }
    guard elements.count >= count - 1 else {
      throw Raised(.unpacking(names: count - 1, atLeast: true, values: elements.count))
    }
    let tail = count - 1 - rest
    let middle = Array(elements[rest..<elements.count - tail])
    try charge(middle.count + 2)
    for element in elements.suffix(tail).reversed() { push(element) }
    push(.list(ListObject(middle)))
    for element in elements.prefix(rest).reversed() { push(element) }
  }

  /// Elements in which those with a star are lists of elements.
  mutating func spread(_ elements: [Object], stars: [Int]) throws(Raised) -> [Object] {
    var result: [Object] = []
    let stars = Set(stars)
    for (index, element) in elements.enumerated() {
      if stars.contains(index) {
        result += try self.elements(of: element)
      } else {
        result.append(element)
      }
    }
    try charge(result.count + 2)
    return result
  }
}
