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

  private mutating func next(of iterator: IteratorObject) throws(Raised) -> Object? {
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
  private mutating func nextRow(of loops: ArraySlice<Object>) throws(Raised) -> [Object]? {
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
  private static let deepestIterators = 50

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

  // MARK: - Elements and slices

  mutating func element(of object: Object, at index: Object) throws(Raised) -> Object {
    switch object {
    case .list(let list), .tuple(let list):
      return list.elements[try position(index, in: list.elements.count, of: object)]
    case .dictionary(let dictionary):
      guard let value = dictionary[try index.key()] else {
        throw Raised(.key(try assertedText(of: index)))
      }
      return value
    case .text(let text):
      let position = try position(index, in: text.count, of: object)
      if text.isASCII {
        let utf8 = text.string.utf8
        return .string(
          String(decoding: [utf8[utf8.index(utf8.startIndex, offsetBy: position)]], as: UTF8.self))
      }
      try charge(text.count / 8)
      let scalars = text.string.unicodeScalars
      return .string(String(scalars[scalars.index(scalars.startIndex, offsetBy: position)]))
    case .range(let range): return range[try position(index, in: range.count, of: object)]
    default: throw Raised(.type("\(object.typeName) has no elements to take by [ ]"))
    }
  }

  /// The index of an element, counted from the end where it is negative.
  private func position(
    _ index: Object, in count: Int, of object: Object
  ) throws(Raised) -> Int {
    guard let number = plain(index).integer else {
      throw Raised(
        .type("an index of \(object.typeName) must be an integer, not \(index.typeName)"))
    }
    let position = number < 0 ? number + Int128(count) : number
    guard position >= 0, position < Int128(count) else {
      throw Raised(.index(type: object.typeName, index: String(number), count: count))
    }
    return Int(position)
  }

  mutating func setElement(
    of object: Object, at index: Object, to value: Object
  ) throws(Raised) {
    switch object {
    case .list(let list):
      list.elements[try position(index, in: list.elements.count, of: object)] = value
    case .dictionary(let dictionary):
      try charge(4)
      dictionary.set(value, for: index, key: try index.key())
    default:
      throw Raised(.type("the elements of \(object.typeName) cannot be set"))
    }
  }

  /// The indices that a slice takes, in their order.
  private func indices(
    _ bounds: [Object], in count: Int
  ) throws(Raised) -> (start: Int, count: Int, step: Int) {
    func bound(_ object: Object) throws(Raised) -> Int? {
      if case .none = object { return nil }
      guard let number = plain(object).integer else {
        throw Raised(.type("the bounds of a slice must be integers, not \(object.typeName)"))
      }
      return Int(clamping: number)
    }
    let step = try bound(bounds[2]) ?? 1
    if step == 0 { throw Raised(.value("the step of a slice cannot be 0")) }
    func clamped(_ index: Int?, _ missing: Int) -> Int {
      guard let index else { return missing }
      let position = index < 0 ? index.addingReportingOverflow(count).partialValue : index
      return step > 0 ? min(max(position, 0), count) : min(max(position, -1), count - 1)
    }
    let start = clamped(try bound(bounds[0]), step > 0 ? 0 : count - 1)
    let end = clamped(try bound(bounds[1]), step > 0 ? count : -1)
    return (start, RangeObject(start: start, end: end, step: step).count, step)
  }

  mutating func slice(of object: Object, _ bounds: [Object]) throws(Raised) -> Object {
    func taken<Element>(_ elements: [Element]) throws(Raised) -> [Element] {
      let (start, count, step) = try indices(bounds, in: elements.count)
      return (0..<count).map { elements[start + $0 * step] }
    }
    switch object {
    case .list(let list):
      let elements = try taken(list.elements)
      try charge(elements.count + 2)
      return .list(ListObject(elements))
    case .tuple(let tuple):
      let elements = try taken(tuple.elements)
      try charge(elements.count + 2)
      return .tuple(ListObject(elements))
    case .text(let text):
      try charge(text.count / 16 + 2)
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: try taken(Array(text.string.unicodeScalars)))
      return .string(String(scalars))
    case .range(let range):
      let (start, count, step) = try indices(bounds, in: range.count)
      try charge(count + 2)
      return .list(ListObject((0..<count).map { range[start + $0 * step] }))
    default: throw Raised(.type("\(object.typeName) cannot be sliced"))
    }
  }

  mutating func setSlice(
    of object: Object, _ bounds: [Object], to value: Object
  ) throws(Raised) {
    guard case .list(let list) = object else {
      throw Raised(.type("the elements of \(object.typeName) cannot be set"))
    }
    let new = try elements(of: value)
    try charge(new.count + list.elements.count / 8)
    let (start, count, step) = try indices(bounds, in: list.elements.count)
    if step == 1 {
      list.elements.replaceSubrange(start..<start + count, with: new)
      return
    }
    guard new.count == count else {
      throw Raised(.value("\(new.count) elements cannot be put into a slice of \(count)"))
    }
    for index in 0..<count { list.elements[start + index * step] = new[index] }
  }
}
