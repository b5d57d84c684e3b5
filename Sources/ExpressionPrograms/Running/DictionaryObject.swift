internal import Autograd

/// What dictionaries and sets find their entries by: equal where Python calls two keys equal.
enum Key: Hashable {
  case none
  case integer(Int128)
  case float(Double)
  case text(String)
  case value(Value)
  case tuple([Key])
  case identity(ObjectIdentifier)
  case builtin(Builtin)
}

extension Object {
  /// How deep tuples in tuples may nest to be a key.
  private static let deepestKey = 100

  /// The object as a key.
  ///
  /// - Throws: That it can be none, as a list.
  ///
  /// - Parameter size: Grows by how much there is to be compared.
  func key(_ size: inout Int, depth: Int = 0) throws(Raised) -> Key {
    switch self {
    case .none: return .none
    case .boolean(let truth): return .integer(truth ? 1 : 0)
    case .integer(let number): return .integer(number)
    case .float(let number): return Int128(exactly: number).map { .integer($0) } ?? .float(number)
    case .text(let text):
      size += text.string.utf8.count / 16
      return .text(text.string)
    case .value(let value): return .value(value)
    case .tuple(let tuple):
      if depth >= Object.deepestKey { throw Raised(.nestsTooDeep(Object.deepestKey)) }
      var keys: [Key] = []
      size += tuple.elements.count
      for element in tuple.elements { keys.append(try element.key(&size, depth: depth + 1)) }
      return .tuple(keys)
    case .builtin(let builtin): return .builtin(builtin)
    case .function(let function): return .identity(ObjectIdentifier(function))
    case .network(let network): return .identity(ObjectIdentifier(network))
    default: throw Raised(.type("a \(typeName) cannot be a key: it can change"))
    }
  }
}

extension Machine {
  /// An object as a key, charged by its size.
  mutating func key(of object: Object) throws(Raised) -> Key {
    var size = 0
    let key = try object.key(&size)
    try charge(size)
    return key
  }
}

/// A dictionary or a set, in the order in which keys were first put in.
final class DictionaryObject: Container {
  /// Where the entry of a key is: its key and its value stand at twice that in `elements`.
  private var indices: [Key: Int] = [:]
  /// The entries that were taken out leave a gap of unbound elements.
  private var gaps = 0

  init() { super.init([]) }

  var count: Int { indices.count }

  subscript(key: Key) -> Object? { indices[key].map { elements[2 * $0 + 1] } }

  func contains(_ key: Key) -> Bool { indices[key] != nil }

  func set(_ value: Object, for object: Object, key: Key) {
    if let index = indices[key] {
      elements[2 * index + 1] = value
    } else {
      indices[key] = elements.count / 2
      elements.append(object)
      elements.append(value)
    }
  }

  func remove(_ key: Key) -> Object? {
    guard let index = indices.removeValue(forKey: key) else { return nil }
    let value = elements[2 * index + 1]
    elements[2 * index] = .unbound
    elements[2 * index + 1] = .unbound
    gaps += 1
    if gaps > 8 && gaps > count { close() }
    return value
  }

  func removeAll() {
    indices = [:]
    elements = []
    gaps = 0
  }

  /// Closes the gaps.
  private func close() {
    var kept: [Object] = []
    var moved: [Int: Int] = [:]
    for index in 0..<elements.count / 2 {
      if case .unbound = elements[2 * index] { continue }
      moved[index] = kept.count / 2
      kept.append(elements[2 * index])
      kept.append(elements[2 * index + 1])
    }
    indices = indices.mapValues { moved[$0] ?? 0 }
    elements = kept
    gaps = 0
  }

  /// The key and the value of an entry; `nil` where one was taken out.
  func entry(at index: Int) -> (key: Object, value: Object)? {
    if case .unbound = elements[2 * index] { return nil }
    return (elements[2 * index], elements[2 * index + 1])
  }

  /// The number of entries and gaps.
  var slotCount: Int { elements.count / 2 }

  var entries: [(key: Object, value: Object)] { (0..<slotCount).compactMap { entry(at: $0) } }
}
