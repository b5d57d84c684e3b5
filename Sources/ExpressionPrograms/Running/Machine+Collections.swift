internal import Text

extension Machine {
  /// Calls a built-in function of lists and their like.
  mutating func callCollection(
    _ builtin: Builtin, _ arguments: Arguments
  ) throws(Raised) -> Object {
    func call(_ usage: String) -> Call { Call(.builtin(builtin), arguments, usage) }
    switch builtin {
    case .len: return try count(call("len(xs)"))
    case .range: return try makeRange(call("range(n) or range(start, end, step)"))
    case .zip:
      return try iterator("zip", .zip, over: call("zip(xs, ys)").take(0...Int.max)[...])
    case .enumerate:
      let call = call("enumerate(xs, start=1)")
      let given = try call.take(1...2, names: ["start"])
      guard let start = plain(call.argument(1, "start") ?? .integer(0)).integer else {
        throw call.expected("an integer as start", call.argument(1, "start") ?? .none)
      }
      return try iterator("enumerate", .enumerate, over: given[..<1], from: start)
    case .sorted:
      let given = try call("sorted(xs, key=f, reverse=True)").take(
        1...1, names: ["key", "reverse"])
      return .list(ListObject(try sorted(try elements(of: given[0]), arguments)))
    case .reversed:
      let all = try elements(of: try call("reversed(xs)").take(1...1)[0])
      try charge(all.count + 2)
      return .iterator(IteratorObject("reversed", all.reversed()))
    case .map:
      let given = try call("map(f, xs)").take(2...Int.max)
      return try iterator("map", .map, over: given.dropFirst(), with: given[0])
    case .filter:
      let given = try call("filter(f, xs)").take(2...2)
      return try iterator("filter", .filter, over: given[1...], with: given[0])
    case .any, .all:
      let isAny = builtin == .any
      for object in try elements(of: try call("@(xs)").take(1...1)[0])
      where isTrue(object) == isAny {
        return .boolean(isAny)
      }
      return .boolean(!isAny)
    case .list, .tuple:
      let given = try call("@(xs)").take(0...1)
      let all = try given.first.map { (object) throws(Raised) in try elements(of: object) } ?? []
      try charge(all.count + 2)
      return builtin == .list ? .list(ListObject(all)) : .tuple(ListObject(all))
    case .set:
      let given = try call("set(xs)").take(0...1)
      let set = DictionaryObject()
      if let object = given.first { try add(try elements(of: object), to: set) }
      return .set(set)
    default: return try makeDictionary(call("dict(a=1) or dict(pairs)"))
    }
  }

  private func count(_ call: Call) throws(Raised) -> Object {
    let object = try call.take(1...1)[0]
    switch object {
    case .list(let list), .tuple(let list): return .integer(Int128(list.elements.count))
    case .dictionary(let dictionary), .set(let dictionary):
      return .integer(Int128(dictionary.count))
    case .text(let text): return .integer(Int128(text.count))
    case .range(let range): return .integer(Int128(range.count))
    default: throw call.expected("a list, a text or a dictionary", object)
    }
  }

  private func makeRange(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(1...3)
    var bounds: [Int] = []
    for object in given {
      guard let integer = plain(object).integer else { throw call.expected("integers", object) }
      guard let bound = Int(exactly: integer) else {
        throw Raised(.overflow("a bound of range is beyond 64 bits"))
      }
      bounds.append(bound)
    }
    let step = bounds.count == 3 ? bounds[2] : 1
    if step == 0 { throw Raised(.value("the step of a range cannot be 0")) }
    let range = RangeObject(
      start: bounds.count == 1 ? 0 : bounds[0], end: bounds.count == 1 ? bounds[0] : bounds[1],
      step: step)
    return .range(range)
  }

  mutating func add(_ elements: [Object], to set: DictionaryObject) throws(Raised) {
    try charge(3 * elements.count + 2)
    for element in elements { set.set(.none, for: element, key: try key(of: element)) }
  }

  private mutating func makeDictionary(_ call: Call) throws(Raised) -> Object {
    let dictionary = DictionaryObject()
    if let object = call.arguments.positions.first {
      try update(dictionary, with: object)
    }
    for (name, object) in call.arguments.names.sorted(by: { $0.key < $1.key }) {
      dictionary.set(object, for: .string(name), key: .text(name))
    }
    try charge(4 * dictionary.count + 3)
    return .dictionary(dictionary)
  }

  mutating func update(_ dictionary: DictionaryObject, with object: Object) throws(Raised) {
    if case .dictionary(let other) = object {
      try charge(4 * other.count)
      for entry in other.entries {
        dictionary.set(entry.value, for: entry.key, key: try key(of: entry.key))
      }
      return
    }
    for pair in try elements(of: object) {
      let parts = try elements(of: pair)
      if parts.count != 2 {
        throw Raised(.unpacking(names: 2, atLeast: false, values: parts.count))
      }
      try charge(4)
      dictionary.set(parts[1], for: parts[0], key: try key(of: parts[0]))
    }
  }

  // MARK: - Sorting

  /// Elements in their order, those that are equal in the order that they have.
  mutating func sorted(
    _ elements: [Object], _ arguments: Arguments
  ) throws(Raised) -> [Object] {
    var keys = elements
    if let key = arguments.names["key"], !key.isNone {
      for index in elements.indices { keys[index] = try callNow(key, [elements[index]]) }
    }
    let isReversed = arguments.names["reverse"].map(isTrue) ?? false
    try charge(
      elements.count * max(1, elements.count.bitWidth - elements.count.leadingZeroBitCount))
    // What is sorted backwards keeps the order of equals as well.
    var order = Array(isReversed ? Array(elements.indices.reversed()) : Array(elements.indices))
    try merge(&order, by: keys)
    if isReversed { order.reverse() }
    return order.map { elements[$0] }
  }

  /// A merge sort from the bottom up, which compares as few as it can, and may throw.
  private mutating func merge(_ order: inout [Int], by keys: [Object]) throws(Raised) {
    var width = 1
    while width < order.count {
      var merged: [Int] = []
      merged.reserveCapacity(order.count)
      for start in stride(from: 0, to: order.count, by: 2 * width) {
        let middle = min(start + width, order.count)
        let end = min(start + 2 * width, order.count)
        var (left, right) = (start, middle)
        while left < middle && right < end {
          if let difference = try self.order(keys[order[right]], keys[order[left]]), difference < 0
          {
            merged.append(order[right])
            right += 1
          } else {
            merged.append(order[left])
            left += 1
          }
        }
        merged += order[left..<middle]
        merged += order[right..<end]
      }
      order = merged
      width *= 2
    }
  }
}
