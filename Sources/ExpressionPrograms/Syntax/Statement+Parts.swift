/// What is in the parts of a tree.
extension Expression.Trailer {
  var attribute: String? {
    if case .attribute(let name) = kind { name } else { nil }
  }
}

extension Target {
  /// All names that are bound.
  var names: [String] {
    switch kind {
    case .name(let name): [name]
    case .list(let targets): targets.flatMap(\.names)
    case .rest(let target): target.names
    case .attribute, .element, .faulty: []
    }
  }
}

extension Statement {
  /// The statements inside.
  var blocks: [[Statement]] {
    switch kind {
    case .choice(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .mainGuard(let body), .group(_, let body): [body]
    case .faulty(let faulty): [faulty.body]
    case .whileLoop(_, let body, let otherwise), .forLoop(_, _, let body, let otherwise):
      [body, otherwise]
    case .definition(let function):
      if case .statements(let body) = function.body { [body] } else { [] }
    case .classDefinition(_, _, let body): [body]
    default: []
    }
  }

  /// Where the statement ends, with all that is in it.
  var end: Int {
    blocks.compactMap { $0.last?.end }.reduce(range.upperBound, max)
  }
}

extension Target {
  var isName: Bool {
    if case .name = kind { true } else { false }
  }
}
