extension RandomFunction {
  var usage: String {
    switch self {
    case .seed: "random.seed(1)"
    case .random: "random.random()"
    case .uniform: "random.uniform(-1, 1)"
    case .randint: "random.randint(1, 6)"
    case .randrange: "random.randrange(10)"
    case .gauss, .normalvariate: "random.\(rawValue)(0, 1)"
    case .choice: "random.choice(xs)"
    case .shuffle: "random.shuffle(xs)"
    }
  }
}

extension Machine {
  /// Calls a function of `random`, which gives the numbers that CPython gives.
  mutating func callRandom(_ function: RandomFunction, _ call: Call) throws(Raised) -> Object {
    func number(_ object: Object?, _ usual: Double) throws(Raised) -> Double {
      guard let object else { return usual }
      guard let number = plain(object).number else { throw call.expected("plain numbers", object) }
      return number
    }
    func integer(_ object: Object) throws(Raised) -> Int128 {
      guard let integer = plain(object).integer else { throw call.expected("integers", object) }
      return integer
    }
    switch function {
    case .seed:
      let given = try call.take(0...1, names: ["a"])
      let seed = try (call.argument(0, "a") ?? given.first).map(integer) ?? Int128(limits.seed)
      random = PythonRandom(seed: seed)
      return .none
    case .random:
      _ = try call.take(0...0)
      return .float(random.random())
    case .uniform:
      let given = try call.take(2...2)
      return .float(random.uniform(try number(given[0], 0), try number(given[1], 0)))
    case .gauss, .normalvariate:
      _ = try call.take(0...2, names: ["mu", "sigma"])
      let mean = try number(call.argument(0, "mu"), 0)
      let deviation = try number(call.argument(1, "sigma"), 1)
      return .float(
        function == .gauss
          ? random.gauss(mean, deviation) : random.normalvariate(mean, deviation))
    case .randint:
      let given = try call.take(2...2)
      let (low, high) = (try integer(given[0]), try integer(given[1]))
      if low > high { throw Raised(.value("there is no integer from \(low) to \(high)")) }
      return .integer(random.randint(low, high))
    case .randrange:
      let given = try call.take(1...2)
      let low = given.count == 2 ? try integer(given[0]) : 0
      let high = try integer(given[given.count - 1])
      if low >= high { throw Raised(.value("there is no integer from \(low) up to \(high)")) }
      return .integer(random.randint(low, high - 1))
    case .choice:
      let object = try call.take(1...1)[0]
      let elements = try elements(of: object)
      try charge(elements.count / 16 + 1)
      if elements.isEmpty { throw Raised(.value("nothing can be chosen from an empty list")) }
      return elements[Int(random.randbelow(Int128(elements.count)))]
    case .shuffle:
      guard case .list(let list) = try call.take(1...1)[0] else {
        throw call.expected("a list", call.arguments.positions[0])
      }
      try charge(list.elements.count + 1)
      random.shuffle(&list.elements)
      return .none
    }
  }
}
