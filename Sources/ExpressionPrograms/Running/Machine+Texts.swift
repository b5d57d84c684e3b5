internal import Autograd

/// What objects look like as text: `str`, `repr` and formats.
extension Machine {
  /// The text of an object, as `print` and `str` write it.
  mutating func text(of object: Object) throws(Raised) -> String {
    if case .text(let text) = object { return text.string }
    return try representation(of: object)
  }

  /// The object as a reader would type it, as `repr` writes it.
  mutating func representation(of object: Object) throws(Raised) -> String {
    var result = ""
    var inside: [ObjectIdentifier] = []
    try write(object, to: &result, inside: &inside)
    try charge(result.utf8.count / 8 + 1)
    return result
  }

  /// One side of an assertion: of a Value its number.
  mutating func assertedText(of object: Object) throws(Raised) -> String {
    let text = try representation(of: object)
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }

  private mutating func write(
    _ object: Object, to result: inout String, inside: inout [ObjectIdentifier]
  ) throws(Raised) {
    switch object {
    case .none, .unbound, .cell, .loop: result += "None"
    case .boolean(let truth): result += truth ? "True" : "False"
    case .integer(let number): result += String(number)
    case .float(let number): result += PythonText.float(number)
    case .text(let text): result += PythonText.quoted(text.string)
    case .value(let value):
      if program.isShorthand {
        try write(plain(object), to: &result, inside: &inside)
      } else {
        result += "Value(data=\(PythonText.float(value.data)))"
      }
    case .list(let list): try write(list.elements, in: list, "[", "]", to: &result, &inside)
    case .tuple(let tuple):
      let end = tuple.elements.count == 1 ? ",)" : ")"
      try write(tuple.elements, in: tuple, "(", end, to: &result, &inside)
    case .set(let set):
      if set.count == 0 { return result += "set()" }
      try write(set.entries.map(\.key), in: set, "{", "}", to: &result, &inside)
    case .dictionary(let dictionary):
      if inside.contains(ObjectIdentifier(dictionary)) { return result += "{...}" }
      try enter(dictionary, &inside)
      result += "{"
      for (index, entry) in dictionary.entries.enumerated() {
        if index > 0 { result += ", " }
        try write(entry.key, to: &result, inside: &inside)
        result += ": "
        try write(entry.value, to: &result, inside: &inside)
      }
      result += "}"
      inside.removeLast()
    case .range(let range):
      let end = range.start + range.step * range.count
      result +=
        range.step == 1
        ? "range(\(range.start), \(end))"
        : "range(\(range.start), \(end), \(range.step))"
    case .iterator(let iterator): result += "<\(iterator.name) object>"
    case .function(let function): result += "<function \(function.code.code.name)>"
    case .builtin(let builtin):
      result += builtin.isType ? "<class '\(builtin.name)'>" : "<built-in function \(builtin.name)>"
    case .method(let method): result += "<method \(method.name)>"
    case .network(let network): result += network.description
    }
  }

  private mutating func write(
    _ elements: [Object], in container: Container, _ open: String, _ end: String,
    to result: inout String, _ inside: inout [ObjectIdentifier]
  ) throws(Raised) {
    if inside.contains(ObjectIdentifier(container)) { return result += "\(open)...\(end)" }
    try enter(container, &inside)
    result += open
    for (index, element) in elements.enumerated() {
      if index > 0 { result += ", " }
      try charge(1)
      try write(element, to: &result, inside: &inside)
      // A list that holds another twice, and that one another twice, would be written without end.
      if result.utf8.count / 8 > limits.data - dataCount { throw Raised(.tooMuchData) }
    }
    result += end
    inside.removeLast()
  }

  private func enter(_ container: Container, _ inside: inout [ObjectIdentifier]) throws(Raised) {
    if inside.count >= Machine.deepestObjects {
      throw Raised(.nestsTooDeep(Machine.deepestObjects))
    }
    inside.append(ObjectIdentifier(container))
  }

  // MARK: - Formats

  /// An object as `FormatSpecification` takes it; what is no number is its text.
  private mutating func argument(_ object: Object) throws(Raised) -> FormatArgument {
    switch plain(object) {
    case .boolean(let truth): return .boolean(truth)
    case .integer(let number): return .integer(number)
    case .float(let number): return .float(number)
    case let other: return .text(try text(of: other))
    }
  }

  /// A field of an f-string.
  mutating func formatted(
    _ object: Object, conversion: UInt8, _ specification: Object?
  ) throws(Raised) -> String {
    var converted: String?
    switch conversion {
    case UInt8(ascii: "r"): converted = try representation(of: object)
    case UInt8(ascii: "s"): converted = try text(of: object)
    case UInt8(ascii: "a"):
      if case .text(let text) = object {
        converted = PythonText.quoted(text.string, isASCII: true)
      } else {
        converted = try representation(of: object)
      }
    default: break
    }
    guard case .text(let format)? = specification else {
      if let converted { return converted }
      return try text(of: object)
    }
    return try formatted(object, converted, by: format.string)
  }

  private mutating func formatted(
    _ object: Object, _ converted: String?, by format: String
  ) throws(Raised) -> String {
    let argument = if let converted { FormatArgument.text(converted) } else { try argument(object) }
    if converted == nil, !format.isEmpty {
      switch plain(object) {
      case .boolean, .integer, .float, .text: break
      case .value:
        throw Raised(.type("a Value takes no format '\(format)': format its number, x.data"))
      default:
        throw Raised(
          .type("\(object.typeName) takes no format '\(format)': format its text, str(x)"))
      }
    }
    do throws(FormatFault) {
      let result = try FormatSpecification(format).text(of: argument)
      dataCount += result.utf8.count / 8
      return result
    } catch {
      throw Raised(.value("\(error)"))
    }
  }

  /// `template % values`.
  mutating func filled(_ template: String, with object: Object) throws(Raised) -> String {
    let format: PercentFormat
    do throws(PercentFormat.Fault) {
      format = try PercentFormat(template)
    } catch {
      throw Raised(.value("\(error)"))
    }
    var values: [Object]
    if case .tuple(let tuple) = object { values = tuple.elements } else { values = [object] }
    var used = 0
    var result = ""
    func take() throws(Raised) -> Object {
      guard used < values.count else {
        throw Raised(.type("the text has more fields than the \(values.count) given"))
      }
      used += 1
      return values[used - 1]
    }
    for piece in format.pieces {
      switch piece {
      case .text(let text): result += text
      case .field(var field):
        let width = field.width == .next ? plain(try take()).integer : nil
        let precision = field.precision == .next ? plain(try take()).integer : nil
        if field.width == .next && width == nil || field.precision == .next && precision == nil {
          throw Raised(.type("'*' wants an integer"))
        }
        var value: Object
        if let key = field.key {
          guard case .dictionary(let dictionary) = object else {
            throw Raised(.type("a field with a name needs a dictionary behind '%'"))
          }
          guard let found = dictionary[.text(key)] else {
            throw Raised(.key(PythonText.quoted(key)))
          }
          value = found
          used = values.count
        } else {
          value = try take()
        }
        let argument: FormatArgument
        switch field.conversion {
        case .string: argument = .text(try text(of: value))
        case .representation:
          argument = .text(try representation(of: value))
          field.conversion = .string
        default: argument = try self.argument(value)
        }
        do throws(FormatFault) {
          result += try field.text(of: argument, width: width, precision: precision)
        } catch {
          throw Raised(.type("\(error)"))
        }
      }
    }
    if used < values.count, case .dictionary = object {
    } else if used < values.count {
      throw Raised(.type("the text has fewer fields than the \(values.count) given"))
    }
    return result
  }

  /// `template.format(…)`.
  mutating func filled(
    _ template: String, positions: [Object], names: [String: Object]
  ) throws(Raised) -> String {
    let pieces: [FormatTemplate.Piece]
    do throws(FormatTemplate.Fault) {
      pieces = try FormatTemplate(template).pieces
    } catch {
      throw Raised(.value("\(error)"))
    }
    return try filled(pieces, positions: positions, names: names)
  }

  private mutating func filled(
    _ pieces: [FormatTemplate.Piece], positions: [Object], names: [String: Object]
  ) throws(Raised) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let field):
        var value: Object
        switch field.name {
        case .automatic(let index), .index(let index):
          guard index < positions.count else {
            throw Raised(.index(type: "tuple", index: "\(index)", count: positions.count))
          }
          value = positions[index]
        case .name(let name):
          guard let found = names[name] else { throw Raised(.key(PythonText.quoted(name))) }
          value = found
        }
        for accessor in field.accessors {
          switch accessor {
          case .attribute(let name): value = try attribute(name, of: value)
          case .index(let index): value = try element(of: value, at: .integer(Int128(index)))
          case .key(let key): value = try element(of: value, at: .string(key))
          }
        }
        let format = try filled(field.specification, positions: positions, names: names)
        let conversion = field.conversion.map { UInt8(truncatingIfNeeded: $0.rawValue.value) } ?? 0
        result += try formatted(
          value, conversion: conversion, format.isEmpty ? nil : .string(format))
      }
    }
    return result
  }
}
