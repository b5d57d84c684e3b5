internal import Autograd

/// Elements and slices.
extension Machine {
  mutating func element(of object: Object, at index: Object) throws(Raised) -> Object {
    switch object {
    case .list(let list), .tuple(let list):
      return list.elements[try position(index, in: list.elements.count, of: object)]
    case .dictionary(let dictionary):
      guard let value = dictionary[try key(of: index)] else {
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
  func position(
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
      dictionary.set(value, for: index, key: try key(of: index))
    default:
      throw Raised(.type("the elements of \(object.typeName) cannot be set"))
    }
  }

  /// The indices that a slice takes, in their order.
  func indices(
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
