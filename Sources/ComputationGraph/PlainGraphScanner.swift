internal import Autograd
internal import JSON
internal import LibC

/// Reads the plain form of a graph file: that which we write, and which Python's `json` writes.
///
/// It goes over the bytes once and makes no tree of values, which of a million nodes would be most of the
/// work. Of anything out of the ordinary it knows nothing: an escape, a key that is not of numbers, a fault.
/// Then it gives up, and `JSONParser` and `GraphReader` read the file, or say what is wrong with it.
///
/// Bytes behind a pointer, since the checks of an array's bounds and of its uniqueness took a third of the time;
/// `byte` checks the one bound that there is.
struct PlainGraphScanner {
  /// What a file has, its nodes in its own order.
  struct Document {
    var stage = GraphSnapshot.Stage.before
    var root = 0
    var nodes = GraphReader.FileNodes()
  }

  /// That the file is not of the plain form.
  private struct NotPlain: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var operations: [(name: Range<Int>, isUnary: Bool, operation: NodeOperation)] = []
  private var lastGroup: (text: Range<Int>, path: GroupPath)?

  /// Reads a file; `nil` where it is not of the plain form.
  ///
  /// O(length).
  static func document(_ bytes: UnsafeBufferPointer<UInt8>) -> Document? {
    var scanner = PlainGraphScanner(bytes: bytes)
    return try? scanner.document()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }
}

/// Objects.
extension PlainGraphScanner {
  private mutating func document() throws(NotPlain) -> Document {
    var result = Document()
    var missing: Set<Key> = [.format, .version, .stage, .root, .nodes]
    try expect("{")
    repeat {
      let key = try key()
      guard missing.remove(key) != nil else { throw NotPlain() }
      switch key {
      case .format: if try string() != GraphFile.format { throw NotPlain() }
      case .version: if try integer() != GraphFile.version { throw NotPlain() }
      case .stage:
        guard let stage = GraphSnapshot.Stage(rawValue: try string()) else { throw NotPlain() }
        result.stage = stage
      case .root: result.root = try integer()
      default:
        try expect("[")
        repeat {
          skipBlanks()
          result.nodes.offsets.append(position)
          result.nodes.nodes.append(try node())
        } while take(",")
        try expect("]")
      }
    } while take(",")
    try expect("}")
    skipBlanks()
    guard missing.isEmpty, position == bytes.count else { throw NotPlain() }
    return result
  }

  private mutating func node() throws(NotPlain) -> GraphSnapshot.Node {
    var (id, data, passes): (Int?, Double?, Int?) = (nil, nil, nil)
    var operation: Range<Int>?
    var node = GraphSnapshot.Node(id: 0, operation: .builtIn(.leaf), data: 0)
    try expect("{")
    repeat {
      let key = try key()
      switch key {
      case .id: id = try integer()
      case .op: operation = try quoted()
      case .label: node.label = try nullable { scanner throws(NotPlain) in try scanner.string() }
      case .data: data = try number()
      case .grad: node.gradient = try nullable { scanner throws(NotPlain) in try scanner.number() }
      case .inputs: node.inputs = try list { scanner throws(NotPlain) in try scanner.integer() }
      case .local:
        node.localDerivatives = try list { scanner throws(NotPlain) in try scanner.number() }
      case .parameter:
        node.parameter = try nullable { scanner throws(NotPlain) in try scanner.number() }
      case .group: node.group = try nullable { scanner throws(NotPlain) in try scanner.group() }
      case .role: node.role = try nullable { scanner throws(NotPlain) in try scanner.role() }
      case .passes: passes = try integer()
      case .dropped:
        if !takeWord("true") { throw NotPlain() }
        node.isDropped = true
      default: throw NotPlain()
      }
    } while take(",")
    try expect("}")
    guard let id, let data, let operation, !operation.isEmpty else { throw NotPlain() }
    (node.id, node.data) = (id, data)
    node.operation = self.operation(operation, isUnary: node.inputs.count == 1)
    let isReached = node.builtIn == .leaf && node.gradient != nil
    node.passes = passes ?? (isReached ? 1 : 0)
    return node
  }
}

/// Keys and values.
extension PlainGraphScanner {
  private enum Key: String, CaseIterable {
    case format, version, stage, root, nodes
    case id, op, label, data, grad, inputs, local, parameter, group, role, passes, dropped
  }

  private mutating func key() throws(NotPlain) -> Key {
    let text = try quoted()
    try expect(":")
    // All differ in their first two letters and their length.
    let key: Key? =
      switch (text.count, bytes[text.lowerBound], bytes[text.lowerBound + 1]) {
      case (2, 0x69, _): .id
      case (2, _, _): .op
      case (4, 0x64, _): .data
      case (4, 0x67, _): .grad
      case (4, 0x72, 0x6F): bytes[text.lowerBound + 2] == 0x6C ? .role : .root
      case (5, 0x6C, 0x61): .label
      case (5, 0x6C, _): .local
      case (5, 0x67, _): .group
      case (5, 0x73, _): .stage
      case (5, _, _): .nodes
      case (6, 0x69, _): .inputs
      case (6, 0x70, _): .passes
      case (6, _, _): .format
      case (7, 0x64, _): .dropped
      case (7, _, _): .version
      case (9, _, _): .parameter
      default: nil
      }
    guard let key, matches(text, key.rawValue) else { throw NotPlain() }
    return key
  }

  private mutating func nullable<Value>(
    _ value: (inout PlainGraphScanner) throws(NotPlain) -> Value
  ) throws(NotPlain) -> Value? {
    takeWord("null") ? nil : try value(&self)
  }

  private mutating func list<Value>(
    _ value: (inout PlainGraphScanner) throws(NotPlain) -> Value
  ) throws(NotPlain) -> [Value] {
    try expect("[")
    if take("]") { return [] }
    var result = [try value(&self)]
    while take(",") { result.append(try value(&self)) }
    try expect("]")
    return result
  }

  /// The operation of a name: there are few in a file, each many times.
  private mutating func operation(_ name: Range<Int>, isUnary: Bool) -> NodeOperation {
    for known in operations where known.isUnary == isUnary && isSame(known.name, name) {
      return known.operation
    }
    let operation = NodeOperation(name: text(name), inputCount: isUnary ? 1 : 2)
    operations.append((name, isUnary, operation))
    return operation
  }

  /// A group: most nodes are in that of the node before.
  private mutating func group() throws(NotPlain) -> GroupPath {
    let text = try quoted()
    if let lastGroup, isSame(lastGroup.text, text) { return lastGroup.path }
    let path = GroupPath(self.text(text))
    lastGroup = (text, path)
    return path
  }

  private mutating func role() throws(NotPlain) -> LeafRole {
    guard let role = LeafRole(rawValue: try string()) else { throw NotPlain() }
    return role
  }

  private mutating func string() throws(NotPlain) -> String { text(try quoted()) }
}

/// Bytes.
extension PlainGraphScanner {
  /// The next byte; 0 at the end, which no plain file holds.
  @inline(__always)
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  private mutating func skipBlanks() {
    while byte.isJSONBlank { position += 1 }
  }

  /// Takes a character if it is the next after blanks.
  @inline(__always)
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    if byte != UInt8(ascii: character) { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func expect(_ character: Unicode.Scalar) throws(NotPlain) {
    if !take(character) { throw NotPlain() }
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    skipBlanks()
    guard position + word.utf8CodeUnitCount <= bytes.count,
      memcmp(bytes.baseAddress! + position, word.utf8Start, word.utf8CodeUnitCount) == 0
    else { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Where the text between quotes is, without escapes.
  private mutating func quoted() throws(NotPlain) -> Range<Int> {
    try expect("\"")
    let start = position
    while byte != UInt8(ascii: "\"") {
      if byte < 0x20 || byte == UInt8(ascii: "\\") { throw NotPlain() }
      position += 1
    }
    position += 1
    return start..<position - 1
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func matches(_ range: Range<Int>, _ text: String) -> Bool {
    bytes[range].elementsEqual(text.utf8)
  }

  private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count
      && memcmp(bytes.baseAddress! + a.lowerBound, bytes.baseAddress! + b.lowerBound, a.count) == 0
  }

  private mutating func integer() throws(NotPlain) -> Int {
    skipBlanks()
    let start = position
    var value = 0
    while byte.isDigit, position - start < 18 {
      value = 10 * value + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    let isPlain = position > start && (position == start + 1 || bytes[start] != UInt8(ascii: "0"))
    // 1.0 and 1e3 are whole numbers, too, but nobody writes them.
    if !isPlain || byte.isDigit || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      throw NotPlain()
    }
    return value
  }

  /// A number, or one of the strings for what is not finite.
  private mutating func number() throws(NotPlain) -> Double {
    skipBlanks()
    let start = position
    if byte == UInt8(ascii: "\"") {
      switch try string() {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw NotPlain()
      }
    }
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    var digits: UInt64 = 0
    let wholeCount = takeDigits(&digits)
    if wholeCount == 0 || wholeCount > 1 && bytes[first] == UInt8(ascii: "0") { throw NotPlain() }
    var fractionCount = 0
    if byte == UInt8(ascii: ".") {
      position += 1
      fractionCount = takeDigits(&digits)
      if fractionCount == 0 { throw NotPlain() }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { position += 1 }
      var exponent: UInt64 = 0
      if takeDigits(&exponent) == 0 { throw NotPlain() }
    } else if wholeCount + fractionCount <= 19, digits <= 1 << 53,
      fractionCount < PlainGraphScanner.powersOfTen.count
    {
      // Both are exact, so that their quotient is the nearest number there is.
      let value = Double(digits) / PlainGraphScanner.powersOfTen[fractionCount]
      return isNegative ? -value : value
    }
    guard let value = Double(text(start..<position)), value.isFinite else { throw NotPlain() }
    return value
  }

  /// All that a double holds exactly.
  private static let powersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 10 * power }
  }

  /// Appends the digits that come next to a number, and returns how many there are.
  @inline(__always)
  private mutating func takeDigits(_ number: inout UInt64) -> Int {
    let start = position
    while byte.isDigit {
      number = 10 &* number &+ UInt64(byte - UInt8(ascii: "0"))
      position += 1
    }
    return position - start
  }
}

extension UInt8 {
  @inline(__always)
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
}
