internal import Autograd

/// Values, and numbers and texts of each other.
extension Machine {
  mutating func makeValue(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(
      0...4, names: ["data", "label", "_children", "_op", "children", "op", "name"])
    guard let object = call.argument(0, "data") else {
      _ = try call.take(1...4, names: ["label"])
      return .none
    }
    var data: Double
    if case .value(let value) = object {
      data = value.data
    } else if let number = object.number {
      data = number
    } else {
      throw call.expected("a number", object)
    }
    if data.isNaN { data = .nan }
    let value = Value(data, on: tape)
    var label = call.arguments.names["label"] ?? call.arguments.names["name"]
    // A text in second place is a label; in the lecture's class the label comes fourth.
    if given.count > 1, case .text = given[1] { label = given[1] }
    if given.count == 4 { label = given[3] }
    if let label, !label.isNone { value.label = try labelText(label) }
    return .value(value)
  }

  /// The label that a program sets; an empty one is micrograd's word for none.
  mutating func labelText(_ object: Object) throws(Raised) -> String? {
    guard case .text(let text) = object else {
      throw Raised(.type("a label must be a text, not \(object.typeName)"))
    }
    try checkName(text)
    return text.string.isEmpty ? nil : text.string
  }

  /// Looks whether a text may be a label or a group: each is written once for every node.
  func checkName(_ text: TextObject) throws(Raised) {
    if text.string.utf8.count > Machine.longestName {
      throw Raised(
        .value(
          "a label or a group of \(text.count) characters is too long: \(Machine.longestName) are the most"
        ))
    }
  }

  private static let longestName = 1000

  mutating func printObjects(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(0...Int.max, names: ["sep", "end", "file", "flush"])
    func option(_ name: String, _ usual: String) throws(Raised) -> String {
      switch call.arguments.names[name] {
      case nil, .some(.none): return usual
      case .text(let text): return text.string
      case let other?: throw call.expected("a text as \(name)", other)
      }
    }
    let separator = try option("sep", " ")
    var line = ""
    for (index, object) in given.enumerated() {
      if index > 0 { line += separator }
      line += try text(of: object)
    }
    line += try option("end", "\n")
    // What is printed is bounded too: some million lines.
    try charge(line.utf8.count / 2 + 16)
    print(line)
    return .none
  }

  mutating func convert(_ builtin: Builtin, _ call: Call) throws(Raised) -> Object {
    switch builtin {
    case .round: return try round(call)
    case .isinstance:
      let given = try call.take(2...2)
      return .boolean(try isInstance(given[0], of: given[1]))
    default: break
    }
    let given = try call.take(0...1)
    guard let object = given.first.map(plain) else {
      switch builtin {
      case .integer: return .integer(0)
      case .float: return .float(0)
      case .string: return .string("")
      default: return .boolean(false)
      }
    }
    switch builtin {
    case .string: return .string(try text(of: object))
    case .repr: return .string(try representation(of: object))
    case .boolean: return .boolean(isTrue(object))
    case .float:
      if case .text(let text) = object {
        guard let number = PythonNumber.float(text.string) else {
          throw Raised(.value("\(PythonText.quoted(text.string)) is not a number"))
        }
        return .float(number)
      }
      guard let number = object.number else { throw call.expected("a number or a text", object) }
      return .float(number)
    default: return .integer(try integer(object, call))
    }
  }

  func wholeNumber(_ number: Double) throws(Raised) -> Int128 {
    if number.isNaN { throw Raised(.value("nan is no integer")) }
    guard let integer = Int128(exactly: number) else {
      throw Raised(.overflow("\(PythonText.float(number)) is no integer of 128 bits"))
    }
    return integer
  }

  func integer(_ object: Object, _ call: Call) throws(Raised) -> Int128 {
    if let integer = object.integer { return integer }
    switch object {
    case .float(let number): return try wholeNumber(number.rounded(.towardZero))
    case .text(let text):
      do throws(PythonNumber.Fault) {
        if let integer = try PythonNumber.integer(text.string) { return integer }
      } catch {
        throw Raised(.overflow("the integer is beyond 128 bits"))
      }
      throw Raised(.value("\(PythonText.quoted(text.string)) is not an integer"))
    default: throw call.expected("a number or a text", object)
    }
  }

  func round(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(1...2, names: ["ndigits"])
    let object = plain(given[0])
    var decimals: Int128?
    if let digits = call.argument(1, "ndigits"), !digits.isNone {
      guard let integer = plain(digits).integer else { throw call.expected("an integer", digits) }
      decimals = integer
    }
    let tooLarge = Raised(.overflow("the rounded number is too large"))
    if let integer = object.integer {
      guard let decimals else { return .integer(integer) }
      guard let rounded = PythonNumber.rounded(integer, decimals: decimals) else { throw tooLarge }
      return .integer(rounded)
    }
    guard let number = object.number else { throw call.expected("a plain number", given[0]) }
    guard let decimals else {
      if let rounded = PythonNumber.rounded(number) { return .integer(rounded) }
      return .integer(try wholeNumber(number))
    }
    do throws(PythonNumber.Fault) {
      return .float(try PythonNumber.rounded(number, decimals: decimals))
    } catch {
      throw tooLarge
    }
  }

  mutating func isInstance(_ object: Object, of type: Object) throws(Raised) -> Bool {
    switch (type, object) {
    case (.tuple(let types), _):
      for type in types.elements where try isInstance(object, of: type) { return true }
      return false
    case (.builtin(.integer), .integer), (.builtin(.integer), .boolean),
      (.builtin(.float), .float), (.builtin(.string), .text), (.builtin(.boolean), .boolean),
      (.builtin(.list), .list), (.builtin(.tuple), .tuple), (.builtin(.set), .set),
      (.builtin(.dictionary), .dictionary), (.builtin(.value), .value):
      return true
    case (.builtin, _): return false
    default: throw Raised(.type("isinstance needs a type, as in isinstance(x, float)"))
    }
  }
}
