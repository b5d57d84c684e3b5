/// Which names a part of a program reads and binds.
struct NameUse {
  /// Names that are read, also by functions that are defined there.
  var reads: Set<String> = []
  /// Names that are bound there, not those of functions inside.
  var binds: Set<String> = []
  /// Names that functions defined there read from around them.
  var shared: Set<String> = []
  /// Names of functions and classes that are defined there, which need not be called.
  var definitions: Set<String> = []

  mutating func formUnion(_ other: NameUse) {
    reads.formUnion(other.reads)
    binds.formUnion(other.binds)
    shared.formUnion(other.shared)
    definitions.formUnion(other.definitions)
  }
}

/// Finds out which names are used where.
///
/// What functions use is worked out once for each: they nest, and are asked for again on each level.
struct NameAnalysis {
  /// Whether the bodies of functions count as read where the functions are defined.
  ///
  /// They do for the scopes of variables; not where it is asked which functions are called at all.
  var entersDefinitions = true
  /// Whether a statement is skipped, so that nothing in it counts.
  var isSkipped: (Statement) -> Bool = { _ in false }
  private var known: [Int: NameUse] = [:]

  init() {}

  mutating func use(of statements: [Statement]) -> NameUse {
    var use = NameUse()
    for statement in statements { add(statement, to: &use) }
    return use
  }

  /// What a function reads from around it is `reads`, and what it binds are its own variables.
  mutating func use(of function: FunctionDefinition) -> NameUse {
    if let use = known[function.range.lowerBound] { return use }
    var use = NameUse()
    switch function.body {
    case .statements(let statements): use = self.use(of: statements)
    case .expression(let expression): add(expression, to: &use)
    }
    for parameter in function.parameters { use.binds.insert(parameter.name) }
    if let rest = function.rest { use.binds.insert(rest) }
    // A function that is defined inside is called by its name there.
    if entersDefinitions { use.reads.subtract(use.binds) }
    known[function.range.lowerBound] = use
    return use
  }

  private mutating func add(_ statement: Statement, to use: inout NameUse) {
    if isSkipped(statement) { return }
    switch statement.kind {
    case .expression(let expression): add(expression, to: &use)
    case .assignment(let targets, let value):
      add(value, to: &use)
      for target in targets { add(target, to: &use) }
    case .augmented(let target, _, let value):
      add(value, to: &use)
      add(target, to: &use)
      if case .name(let name) = target.kind { use.reads.insert(name) }
    case .definition(let function):
      if let name = function.name {
        use.binds.insert(name)
        use.definitions.insert(name)
      }
      add(function, to: &use)
    case .choice(let branches, let otherwise):
      for branch in branches {
        add(branch.condition, to: &use)
        use.formUnion(self.use(of: branch.body))
      }
      use.formUnion(self.use(of: otherwise))
    case .mainGuard(let body): use.formUnion(self.use(of: body))
    case .faulty(let faulty):
      use.formUnion(faulty.names)
      use.formUnion(self.use(of: faulty.body))
    case .whileLoop(let condition, let body, let otherwise):
      add(condition, to: &use)
      use.formUnion(self.use(of: body))
      use.formUnion(self.use(of: otherwise))
    case .forLoop(let target, let iterable, let body, let otherwise):
      add(iterable, to: &use)
      add(target, to: &use)
      use.formUnion(self.use(of: body))
      use.formUnion(self.use(of: otherwise))
    case .group(let name, let body):
      add(name, to: &use)
      use.formUnion(self.use(of: body))
    case .assertion(let condition, let message):
      add(condition, to: &use)
      if let message { add(message, to: &use) }
    case .returning(let value): if let value { add(value, to: &use) }
    case .classDefinition(let name, _, _): use.definitions.insert(name)
    case .breaking, .continuing, .passing, .importing: break
    }
  }

  private mutating func add(_ function: FunctionDefinition, to use: inout NameUse) {
    for parameter in function.parameters {
      if let value = parameter.defaultValue { add(value, to: &use) }
    }
    // A lambda is called where it stands, as far as one can see.
    guard entersDefinitions || function.name == nil else { return }
    let inner = self.use(of: function)
    use.reads.formUnion(inner.reads)
    use.shared.formUnion(inner.reads)
    if function.name == nil { use.definitions.formUnion(inner.definitions) }
  }

  private mutating func add(_ target: Target, to use: inout NameUse) {
    switch target.kind {
    case .name(let name): use.binds.insert(name)
    case .attribute(let object, _): add(object, to: &use)
    case .element(let object, let trailer):
      add(object, to: &use)
      add(trailer, to: &use)
    case .list(let targets): for target in targets { add(target, to: &use) }
    case .rest(let target): add(target, to: &use)
    case .faulty: break
    }
  }

  private mutating func add(_ trailer: Expression.Trailer, to use: inout NameUse) {
    switch trailer.kind {
    case .attribute: break
    case .call(let arguments): for argument in arguments { add(argument.value, to: &use) }
    case .index(let index): add(index, to: &use)
    case .slice(let from, let to, let step):
      for bound in [from, to, step] { if let bound { add(bound, to: &use) } }
    }
  }

  mutating func add(_ expression: Expression, to use: inout NameUse) {
    switch expression.kind {
    case .none, .boolean, .integer, .float, .string, .faulty: break
    case .formatted(let parts): add(parts, to: &use)
    case .name(let name): use.reads.insert(name)
    case .chain(let first, let links):
      add(first, to: &use)
      for link in links { add(link.1, to: &use) }
    case .comparison(let first, let links):
      add(first, to: &use)
      for link in links { add(link.1, to: &use) }
    case .power(let parts), .all(let parts), .any(let parts), .list(let parts), .tuple(let parts),
      .set(let parts):
      for part in parts { add(part, to: &use) }
    case .signs(_, let inner), .not(let inner), .starred(let inner): add(inner, to: &use)
    case .conditional(let cases, let otherwise):
      for each in cases {
        add(each.value, to: &use)
        add(each.condition, to: &use)
      }
      add(otherwise, to: &use)
    case .dictionary(let pairs):
      for pair in pairs {
        add(pair.key, to: &use)
        add(pair.value, to: &use)
      }
    case .comprehension(let comprehension): use.formUnion(self.use(of: comprehension))
    case .lambda(let function): add(function, to: &use)
    case .trailers(let base, let trailers):
      add(base, to: &use)
      for trailer in trailers { add(trailer, to: &use) }
    }
  }

  private mutating func add(_ parts: [FormattedPart], to use: inout NameUse) {
    for case .field(let field) in parts {
      add(field.value, to: &use)
      add(field.specification, to: &use)
    }
  }

  /// What a comprehension uses of the names around it: its own variables are nobody else's.
  mutating func use(of comprehension: Comprehension) -> NameUse {
    var use = innerUse(of: comprehension)
    use.reads.subtract(use.binds)
    use.shared.subtract(use.binds)
    use.binds = []
    if let first = comprehension.clauses.first { add(first.iterable, to: &use) }
    return use
  }

  /// The variables of a comprehension, and which of them functions inside of it share.
  mutating func variables(
    of comprehension: Comprehension
  ) -> (names: Set<String>, shared: Set<String>) {
    let use = innerUse(of: comprehension)
    return (use.binds, use.shared.intersection(use.binds))
  }

  /// What a comprehension uses within itself: all but its first iterable, which is found outside.
  private mutating func innerUse(of comprehension: Comprehension) -> NameUse {
    var use = NameUse()
    for (index, clause) in comprehension.clauses.enumerated() {
      if index > 0 { add(clause.iterable, to: &use) }
      add(clause.target, to: &use)
      for condition in clause.conditions { add(condition, to: &use) }
    }
    switch comprehension.result {
    case .list(let element), .set(let element), .generator(let element): add(element, to: &use)
    case .dictionary(let key, let value):
      add(key, to: &use)
      add(value, to: &use)
    }
    return use
  }
}
