internal import JSON

/// Reading one member of an object, with the error that names it.
extension GraphReader {
  /// A member that is there and not null.
  func present(_ key: String, of object: JSONValue) -> JSONValue? {
    object[key].flatMap { $0.isNull ? nil : $0 }
  }

  func required(
    _ key: String, of object: JSONValue, node: Int? = nil
  ) throws(Failure) -> JSONValue {
    guard let value = present(key, of: object) else {
      throw Failure(fault: .missing(key: key, node: node), offset: object.offset)
    }
    return value
  }

  func integer(_ value: JSONValue, _ key: String, node: Int?) throws(Failure) -> Int {
    guard let number = value.integer, number >= 0 else {
      throw Failure(
        fault: .wrongType(key: key, node: node, expected: "a whole number, 0 or more"),
        offset: value.offset)
    }
    return number
  }

  func number(_ value: JSONValue, _ key: String, node: Int?) throws(Failure) -> Double {
    guard let number = value.double else {
      throw Failure(
        fault: .wrongType(
          key: key, node: node, expected: "a number, \"NaN\", \"Infinity\" or \"-Infinity\""),
        offset: value.offset)
    }
    return number
  }

  func optionalNumber(
    _ key: String, of object: JSONValue, node: Int
  ) throws(Failure) -> Double? {
    guard let value = present(key, of: object) else { return nil }
    return try number(value, key, node: node)
  }

  func optionalInteger(
    _ key: String, of object: JSONValue, node: Int
  ) throws(Failure) -> Int? {
    guard let value = present(key, of: object) else { return nil }
    return try integer(value, key, node: node)
  }

  func string(_ key: String, of object: JSONValue, node: Int?) throws(Failure) -> String? {
    guard let value = present(key, of: object) else { return nil }
    guard let string = value.string else {
      throw Failure(
        fault: .wrongType(key: key, node: node, expected: "a string"), offset: value.offset)
    }
    return string
  }

  func list(_ key: String, of object: JSONValue, node: Int?) throws(Failure) -> [JSONValue] {
    guard let value = present(key, of: object) else { return [] }
    guard let array = value.array else {
      throw Failure(
        fault: .wrongType(key: key, node: node, expected: "a list"), offset: value.offset)
    }
    return array
  }

  /// What a node is as a tensor; `nil` where it has no shape.
  func tensor(of object: JSONValue, node: Int) throws(Failure) -> Tensor? {
    guard let shapeValue = present("shape", of: object) else { return nil }
    var shape: [Int] = []
    for size in try list("shape", of: object, node: node) {
      shape.append(try integer(size, "shape", node: node))
    }
    let hasData = present("data", of: object) != nil
    if hasData, shape.contains(where: { $0 != 1 }) {
      throw Failure(fault: .dataOfTensor(node), offset: shapeValue.offset)
    }
    var summary: Tensor.Summary?
    if let value = present("summary", of: object) {
      func number(_ key: String) throws(Failure) -> Double {
        try self.number(try required(key, of: value, node: node), "summary", node: node)
      }
      summary = Tensor.Summary(
        mean: try number("mean"), norm: try number("norm"), min: try number("min"),
        max: try number("max"))
    }
    return Tensor(shape: shape, summary: summary, isNumber: hasData)
  }

  /// One of a fixed set of words.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, of object: JSONValue, _ type: Word.Type, node: Int? = nil
  ) throws(Failure) -> Word? where Word.RawValue == String {
    guard let text = try string(key, of: object, node: node) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw Failure(
        fault: .unknownWord(
          key: key, node: node, word: text, choices: Word.allCases.map(\.rawValue)),
        offset: object[key]?.offset ?? object.offset)
    }
    return word
  }
}
