internal import Autograd

extension Machine {
  /// How deep lists in lists may nest that are compared or written.
  static let deepestObjects = 200

  /// Compares two objects; of Values the data count, and no node is made.
  mutating func compare(
    _ comparison: Comparison, _ left: Object, _ right: Object
  ) throws(Raised) -> Bool {
    switch comparison {
    case .equal: return try areEqual(left, right, isIdentity: false)
    case .notEqual: return try !areEqual(left, right, isIdentity: false)
    case .isSame: return isSame(left, right)
    case .isNotSame: return !isSame(left, right)
    case .isIn: return try contains(right, left)
    case .isNotIn: return try !contains(right, left)
    case .less: return try isOrdered(left, right, comparison) { $0 < $1 }
    case .greater: return try isOrdered(left, right, comparison) { $0 > $1 }
    case .lessOrEqual: return try isOrdered(left, right, comparison) { $0 <= $1 }
    case .greaterOrEqual: return try isOrdered(left, right, comparison) { $0 >= $1 }
    }
  }

  /// A plain number, or the data of a Value.
  private func data(_ object: Object) -> Object {
    if case .value(let value) = object { return .float(value.data) }
    return object
  }

  /// Whether two objects are equal.
  ///
  /// - Parameter isIdentity: Whether a Value equals itself alone, as in a list that is searched.
  mutating func areEqual(
    _ left: Object, _ right: Object, isIdentity: Bool, depth: Int = 0
  ) throws(Raised) -> Bool {
    if depth > Machine.deepestObjects { throw Raised(.nestsTooDeep(Machine.deepestObjects)) }
    if isIdentity, !program.isShorthand, case .value(let a) = left, case .value(let b) = right {
      return a == b
    }
    switch (data(left), data(right)) {
    case (.integer(let a), .integer(let b)): return a == b
    case (.float(let a), .float(let b)): return a == b
    case (.text(let a), .text(let b)):
      if a === b { return true }
      try charge(min(a.string.utf8.count, b.string.utf8.count) / 16)
      return a.string.utf8.elementsEqual(b.string.utf8)
    case (.none, .none): return true
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
      if a === b { return true }
      if a.elements.count != b.elements.count { return false }
      try charge(a.elements.count / 2 + 1)
      for index in a.elements.indices where index < b.elements.count {
        if try !areEqual(
          a.elements[index], b.elements[index], isIdentity: true, depth: depth + 1)
        {
          return false
        }
      }
      return true
    case (.dictionary(let a), .dictionary(let b)), (.set(let a), .set(let b)):
      if a.count != b.count { return false }
      try charge(a.count)
      for entry in a.entries {
        guard let other = b[try key(of: entry.key)] else { return false }
        if try !areEqual(entry.value, other, isIdentity: true, depth: depth + 1) { return false }
      }
      return true
    case (.range(let a), .range(let b)):
      return a.count == b.count && (a.count == 0 || a.start == b.start && a.step == b.step)
    case (let a, let b):
      if let x = a.integer, let y = b.integer { return x == y }
      if let x = a.number, let y = b.number { return Machine.order(a, b, x, y) == 0 }
      return isSame(a, b)
    }
  }

  /// Whether two names stand for one object.
  func isSame(_ left: Object, _ right: Object) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.value(let a), .value(let b)): a == b
    case (.text(let a), .text(let b)): a === b || a.string == b.string
    case (.builtin(let a), .builtin(let b)): a == b
    case (.network(let a), .network(let b)): a === b
    case (.range(let a), .range(let b)): a === b
    default: left.container.map { $0 === right.container } ?? false
    }
  }

  /// How an integer and a float, or two numbers, stand to each other: below 0, 0, above, or not at
  /// all where one is NaN.
  private static func order(_ a: Object, _ b: Object, _ x: Double, _ y: Double) -> Int? {
    if x.isNaN || y.isNaN { return nil }
    if x != y { return x < y ? -1 : 1 }
    // A large integer may have been rounded to the float.
    guard x.isFinite, let exactX = a.integer ?? Int128(exactly: x),
      let exactY = b.integer ?? Int128(exactly: y)
    else { return 0 }
    return exactX < exactY ? -1 : exactX > exactY ? 1 : 0
  }

  private mutating func isOrdered(
    _ left: Object, _ right: Object, _ comparison: Comparison, _ holds: (Int, Int) -> Bool
  ) throws(Raised) -> Bool {
    guard let order = try order(left, right, symbol: comparison.symbol) else { return false }
    return holds(order, 0)
  }

  /// Below 0 where the left object comes first, above where the right one does; `nil` for NaN.
  mutating func order(
    _ left: Object, _ right: Object, symbol: String = "<", depth: Int = 0
  ) throws(Raised) -> Int? {
    if depth > Machine.deepestObjects { throw Raised(.nestsTooDeep(Machine.deepestObjects)) }
    let (a, b) = (data(left), data(right))
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return x < y ? -1 : x > y ? 1 : 0
    case (.text(let x), .text(let y)):
      // By scalars, as Python does, which is the order of the bytes of UTF-8.
      try charge(min(x.string.utf8.count, y.string.utf8.count) / 16)
      if x.string.utf8.elementsEqual(y.string.utf8) { return 0 }
      return x.string.utf8.lexicographicallyPrecedes(y.string.utf8) ? -1 : 1
    case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
      if x === y { return 0 }
      try charge(min(x.elements.count, y.elements.count) / 2)
      for index in 0..<min(x.elements.count, y.elements.count) {
        guard index < x.elements.count, index < y.elements.count else { break }
        let (first, second) = (x.elements[index], y.elements[index])
        if try areEqual(first, second, isIdentity: true, depth: depth + 1) { continue }
        return try order(first, second, symbol: symbol, depth: depth + 1)
      }
      let counts = (x.elements.count, y.elements.count)
      return counts.0 < counts.1 ? -1 : counts.0 > counts.1 ? 1 : 0
    default:
      if let x = a.number, let y = b.number { return Machine.order(a, b, x, y) }
      throw Raised(
        .type("'\(symbol)' does not compare \(left.typeName) with \(right.typeName)"))
    }
  }

  /// Whether an object is in a collection.
  private mutating func contains(_ collection: Object, _ object: Object) throws(Raised) -> Bool {
    switch collection {
    case .text(let text):
      guard case .text(let part) = object else {
        throw Raised(.type("only a text can be in a text, not \(object.typeName)"))
      }
      try charge(text.string.utf8.count / 16 + 1)
      return part.count == 0 || !text.string.offsets(of: part.string, most: 1).isEmpty
    case .dictionary(let dictionary), .set(let dictionary):
      return dictionary.contains(try key(of: object))
    case .range(let range):
      guard let number = plain(object).integer else { return false }
      let distance = number - Int128(range.start)
      return distance % Int128(range.step) == 0 && distance / Int128(range.step) >= 0
        && distance / Int128(range.step) < Int128(range.count)
    default:
      let all = try elements(of: collection)
      try charge(all.count / 2 + 1)
      for element in all {
        if try areEqual(element, object, isIdentity: true) { return true }
      }
      return false
    }
  }
}

extension String {
  /// The offsets in bytes of the places where another text stands, which do not overlap.
  ///
  /// O(length + length of the other), by the borders of the text that is looked for: what has matched
  /// need not be read again. (Knuth, Morris and Pratt, 1977.)
  func offsets(of part: String, most: Int = .max) -> [Int] {
    let (text, wanted) = (Array(utf8), Array(part.utf8))
    if wanted.isEmpty || wanted.count > text.count || most == 0 { return [] }
    // How long the longest beginning is that also ends here, for each end in the text looked for.
    var borders = [0]
    borders.reserveCapacity(wanted.count)
    for byte in wanted.dropFirst() {
      var border = borders[borders.count - 1]
      while border > 0, wanted[border] != byte { border = borders[border - 1] }
      borders.append(wanted[border] == byte ? border + 1 : 0)
    }
    var offsets: [Int] = []
    var matched = 0
    for (index, byte) in text.enumerated() {
      while matched > 0, wanted[matched] != byte { matched = borders[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      guard matched == wanted.count else { continue }
      offsets.append(index + 1 - matched)
      if offsets.count == most { return offsets }
      matched = 0
    }
    return offsets
  }
}
