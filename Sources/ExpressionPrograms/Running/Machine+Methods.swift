internal import Text

/// The methods of lists, dictionaries and sets.
extension Machine {
  mutating func callMethod(
    _ name: String, of list: ListObject, _ call: Call
  ) throws(Raised) -> Object {
    func position(_ object: Object, _ count: Int) throws(Raised) -> Int {
      guard let integer = plain(object).integer else { throw call.expected("an integer", object) }
      return Int(clamping: integer < 0 ? integer + Int128(count) : integer)
    }
    if ["index", "count", "remove"].contains(name) { try charge(list.elements.count / 2 + 1) }
    switch name {
    case "append":
      let object = try call.take(1...1)[0]
      try charge(1)
      list.elements.append(object)
    case "extend":
      let more = try elements(of: try call.take(1...1)[0])
      try charge(more.count)
      list.elements += more
    case "insert":
      let given = try call.take(2...2)
      let index = min(max(0, try position(given[0], list.elements.count)), list.elements.count)
      try charge(1 + list.elements.count / 16)
      list.elements.insert(given[1], at: index)
    case "pop":
      let given = try call.take(0...1)
      let count = list.elements.count
      let index =
        try given.first.map { (object) throws(Raised) in try position(object, count) } ?? count - 1
      guard list.elements.indices.contains(index) else {
        throw Raised(.index(type: "list", index: "\(index)", count: count))
      }
      try charge((count - index) / 16)
      return list.elements.remove(at: index)
    case "index":
      let object = try call.take(1...1)[0]
      for index in list.elements.indices {
        if try areEqual(list.elements[index], object, isIdentity: true) {
          return .integer(Int128(index))
        }
      }
      throw Raised(.value("\(try assertedText(of: object)) is not in the list"))
    case "count":
      let object = try call.take(1...1)[0]
      var count: Int128 = 0
      for element in list.elements where try areEqual(element, object, isIdentity: true) {
        count += 1
      }
      return .integer(count)
    case "remove":
      let object = try call.take(1...1)[0]
      for index in list.elements.indices {
        if try areEqual(list.elements[index], object, isIdentity: true) {
          try charge(list.elements.count / 16)
          list.elements.remove(at: index)
          return .none
        }
      }
      throw Raised(.value("\(try assertedText(of: object)) is not in the list"))
    case "reverse":
      _ = try call.take(0...0)
      try charge(list.elements.count / 8)
      list.elements.reverse()
    case "sort":
      _ = try call.take(0...0, names: ["key", "reverse"])
      list.elements = try sorted(list.elements, call.arguments)
    case "copy":
      _ = try call.take(0...0)
      try charge(list.elements.count + 2)
      return .list(ListObject(list.elements))
    case "clear":
      _ = try call.take(0...0)
      list.elements = []
    default:
      let object = Object.list(list)
      throw unknownAttribute(name, of: object, among: object.methodNames)
    }
    return .none
  }

  mutating func callMethod(
    _ name: String, of dictionary: DictionaryObject, _ call: Call
  ) throws(Raised) -> Object {
    switch name {
    case "get":
      let given = try call.take(1...2)
      return dictionary[try key(of: given[0])] ?? (given.count == 2 ? given[1] : .none)
    case "keys", "values", "items":
      _ = try call.take(0...0)
      let entries = dictionary.entries
      try charge(entries.count * (name == "items" ? 5 : 1) + 2)
      return .list(
        ListObject(
          entries.map { entry in
            switch name {
            case "keys": entry.key
            case "values": entry.value
            default: .tuple(ListObject([entry.key, entry.value]))
            }
          }))
    case "pop":
      let given = try call.take(1...2)
      if let removed = dictionary.remove(try key(of: given[0])) { return removed }
      if given.count == 2 { return given[1] }
      throw Raised(.key(try assertedText(of: given[0])))
    case "setdefault":
      let given = try call.take(1...2)
      let key = try key(of: given[0])
      if let found = dictionary[key] { return found }
      let value = given.count == 2 ? given[1] : .none
      try charge(4)
      dictionary.set(value, for: given[0], key: key)
      return value
    case "update":
      for object in try call.take(0...1) { try update(dictionary, with: object) }
      for (name, object) in call.arguments.names.sorted(by: { $0.key < $1.key }) {
        dictionary.set(object, for: .string(name), key: .text(name))
      }
    case "copy":
      _ = try call.take(0...0)
      let copy = DictionaryObject()
      try update(copy, with: .dictionary(dictionary))
      return .dictionary(copy)
    case "clear":
      _ = try call.take(0...0)
      dictionary.removeAll()
    default:
      let object = Object.dictionary(dictionary)
      throw unknownAttribute(name, of: object, among: object.methodNames)
    }
    return .none
  }

  mutating func callSetMethod(
    _ name: String, of set: DictionaryObject, _ call: Call
  ) throws(Raised) -> Object {
    switch name {
    case "add":
      let object = try call.take(1...1)[0]
      try charge(3)
      set.set(.none, for: object, key: try key(of: object))
    case "discard": _ = set.remove(try key(of: try call.take(1...1)[0]))
    case "remove":
      let object = try call.take(1...1)[0]
      if set.remove(try key(of: object)) == nil {
        throw Raised(.key(try assertedText(of: object)))
      }
    case "update": try add(try elements(of: try call.take(1...1)[0]), to: set)
    case "union", "copy":
      let given = try call.take(name == "union" ? 1...1 : 0...0)
      let copy = DictionaryObject()
      try add(set.entries.map(\.key), to: copy)
      if let other = given.first { try add(try elements(of: other), to: copy) }
      return .set(copy)
    case "clear":
      _ = try call.take(0...0)
      set.removeAll()
    default:
      let object = Object.set(set)
      throw unknownAttribute(name, of: object, among: object.methodNames)
    }
    return .none
  }
}
