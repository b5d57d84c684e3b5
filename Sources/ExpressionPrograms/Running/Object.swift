internal import Autograd

/// What a name of a program can stand for.
///
/// Numbers and Values are two things, as in Python: only a ``value(_:)`` is a node of the graph.
enum Object {
  /// A variable that nothing was bound to yet.
  case unbound
  case none
  case boolean(Bool)
  case integer(Int128)
  case float(Double)
  case value(Value)
  case text(TextObject)
  case list(ListObject)
  case tuple(ListObject)
  case dictionary(DictionaryObject)
  case set(DictionaryObject)
  case range(RangeObject)
  /// What `zip`, `enumerate` and their like give: a list that is used up by reading it.
  case iterator(IteratorObject)
  case function(FunctionObject)
  case builtin(Builtin)
  case method(MethodObject)
  case network(NetworkObject)
  /// A variable that inner functions share.
  case cell(Container)
  /// Where a running loop is.
  case loop(LoopState)

  /// A text.
  static func string(_ string: String) -> Object { .text(TextObject(string)) }

  /// What holds other objects, if the object does.
  var container: Container? {
    switch self {
    case .list(let list), .tuple(let list): list
    case .dictionary(let dictionary), .set(let dictionary): dictionary
    case .iterator(let iterator): iterator
    case .function(let function): function
    case .method(let method): method
    case .cell(let cell): cell
    case .loop(let loop): loop
    default: nil
    }
  }

  /// Gives up the container, so that nothing but what is returned refers to it.
  fileprivate mutating func takeContainer() -> Container? {
    let container = container
    self = .none
    return container
  }
}

/// A text; boxed, so that to copy an ``Object`` is to count one reference.
final class TextObject {
  let string: String
  /// The number of characters as Python counts them: Unicode scalars.
  let count: Int

  init(_ string: String) {
    self.string = string
    // Every scalar has one byte that does not continue another.
    count =
      string.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
      } ?? string.unicodeScalars.count
  }

  /// Whether every character is a byte, so that any of them is found at once.
  var isASCII: Bool { count == string.utf8.count }
}

/// Anything that holds other objects.
///
/// They are all in one list, so that a long chain of containers is taken apart without recursion:
/// a list in a list in a list, a million deep, would overflow the stack.
class Container {
  // Unchecked, as only the machine touches it, on one thread, and never while it reads it: the check
  // would take a tenth of the time of a training loop.
  @exclusivity(unchecked) final var elements: [Object]

  init(_ elements: [Object]) { self.elements = elements }

  deinit {
    if elements.contains(where: { $0.container != nil }) { Container.dismantle(&elements) }
  }

  private static func dismantle(_ elements: inout [Object]) {
    var pending = elements
    elements = []
    while var object = pending.popLast() {
      guard var container = object.takeContainer(), isKnownUniquelyReferenced(&container)
      else { continue }
      pending += container.takeAll()
    }
  }

  /// Gives up all that the container refers to.
  func takeAll() -> [Object] {
    defer { elements = [] }
    return elements
  }
}

/// A list, or a tuple, which never changes.
final class ListObject: Container {}

/// What is read element by element, once: what `zip`, `map` and their like give.
final class IteratorObject: Container {
  /// How an element is made; what it is made from are the elements of the container.
  enum Source {
    /// The elements themselves.
    case list
    /// A tuple of the next elements of loops.
    case zip
    /// The number and the next element of a loop.
    case enumerate
    /// A function, called with the next elements of loops.
    case map
    /// A function, or None, that says which elements of a loop are taken.
    case filter
  }

  let source: Source
  /// As Python's `repr` names it: "zip", "map".
  let name: String
  /// How many elements were read; of `enumerate` the number of the next one.
  @exclusivity(unchecked) var position: Int128
  /// How many iterators are read one by another.
  let depth: Int

  init(_ name: String, _ elements: [Object], source: Source = .list, from start: Int128 = 0) {
    self.name = name
    self.source = source
    position = start
    depth =
      1
      + elements.reduce(0) { depth, element in
        guard case .loop(let loop) = element, case .iterator(let inner) = loop.source else {
          return depth
        }
        return max(depth, inner.depth)
      }
    super.init(elements)
  }
}

/// The numbers of `range`.
final class RangeObject {
  let start, step: Int
  let count: Int

  init(start: Int, end: Int, step: Int) {
    (self.start, self.step) = (start, step)
    let distance = Int128(end) - Int128(start)
    let isEmpty = step > 0 ? distance <= 0 : distance >= 0
    let steps = isEmpty ? 0 : (distance.magnitude - 1) / UInt128(step.magnitude) + 1
    count = Int(clamping: steps)
  }

  subscript(index: Int) -> Object { .integer(Int128(start) + Int128(step) * Int128(index)) }
}

/// A function of the program's.
final class FunctionObject: Container {
  let code: LoadedCode
  /// How many of the elements are defaults; the variables of outer functions follow.
  let defaultCount: Int

  init(_ code: LoadedCode, defaults: [Object], cells: [Object]) {
    self.code = code
    defaultCount = defaults.count
    super.init(defaults + cells)
  }
}

/// A method of an object that has not been called yet, as in `map(str.upper, words)`.
final class MethodObject: Container {
  let name: String

  init(_ receiver: Object, _ name: String) {
    self.name = name
    super.init([receiver])
  }
}

/// Where a running loop is: what it goes over, and how far it is.
final class LoopState: Container {
  enum Source {
    case list(ListObject)
    case range(RangeObject)
    case keys(DictionaryObject, count: Int)
    case iterator(IteratorObject)
    /// What no statement can change.
    case elements
  }

  private(set) var source: Source
  @exclusivity(unchecked) var position = 0

  init(_ source: Source, elements: [Object] = []) {
    self.source = source
    super.init(elements)
  }

  override func takeAll() -> [Object] {
    defer { source = .elements }
    return switch source {
    case .list(let list): super.takeAll() + [.list(list)]
    case .keys(let dictionary, _): super.takeAll() + [.dictionary(dictionary)]
    case .iterator(let iterator): super.takeAll() + [.iterator(iterator)]
    case .range, .elements: super.takeAll()
    }
  }
}
