internal import Text

/// Turns the statements of a program into code, and finds what is wrong with their names.
///
/// A list of steps: what imports bind, what is skipped, which definitions are called at all, and
/// whether the program is a shorthand one; then the code.
struct Compiler {
  let statements: [Statement]
  /// Where faults are collected, those of the parser first.
  var faults: [Fault]
  /// What is passed over, with where it stands.
  var skipped: [Lexer.Skipped]

  /// The program's variables.
  var globals: [String: Int] = [:]
  var globalNames: [String] = []
  /// What imports bind.
  var modules: [String: ProgramModule] = [:]
  var members: [String: ProgramModule.Member] = [:]
  /// Whether networks are those of micrograd's package, of which something is imported.
  var usesPackage = false
  /// Imported names that programs do not know, with their module.
  var foreign: [String: String] = [:]
  /// Names that stand for what was skipped, as the axes of a plot.
  var skippedNames: Set<String> = []
  /// The classes of the program: of one the definition is the fault, not each use.
  var classNames: Set<String> = []
  /// The functions and classes that some statement uses.
  var live: Set<String> = []
  var isShorthand = false
  /// The names that are surely Values at this point of the top level.
  var sureValues: Set<String> = []
  /// How many loops, conditions and functions the running statement is in.
  var blockDepth = 0

  var analysis = NameAnalysis()
  var builder: CodeBuilder
  /// The last statement, if it is an expression: what a notebook shows.
  private var shown: Range<Int>?
  /// Where the cell that is drawn begins among the statements.
  private let cellStart: Int?

  /// What comes out.
  struct Output {
    let code: Code
    let globalNames: [String]
    let skipped: [String]
    let isShorthand: Bool
  }

  init(
    _ statements: [Statement], faults: [Fault], skipped: [Lexer.Skipped], cellStart: Int? = nil
  ) {
    self.statements = statements
    self.cellStart = cellStart
    self.faults = faults
    self.skipped = skipped
    builder = CodeBuilder(name: "program", outer: nil, variables: [], shared: [])
  }

  /// - Throws: All faults, as many as are reported at once.
  mutating func compile() throws(Faults) -> Output {
    findImportsAndClasses(in: statements)
    findSkippedNames(in: statements)
    findLiveDefinitions()
    bindGlobals()
    isShorthand = !makesValues()
    dropFaultsOfWhatIsSkipped()
    shown = statements.last.flatMap(Compiler.lastExpression)
    emit(Array(statements[..<(cellStart ?? 0)]))
    if cellStart != nil { builder.emit(.beginCell, 0..<0) }
    emit(Array(statements[(cellStart ?? 0)...]))
    builder.emit(.end, 0..<0)
    if !faults.isEmpty { throw Faults(faults) }
    return Output(
      code: builder.code(parameters: Code.Parameters(), isGrouped: false),
      globalNames: globalNames, skipped: reportOfSkipped(), isShorthand: isShorthand)
  }

  /// Where the expression is that stands last in a program, also behind its guard.
  private static func lastExpression(_ statement: Statement) -> Range<Int>? {
    switch statement.kind {
    case .expression: statement.range
    case .mainGuard(let body): body.last.flatMap(lastExpression)
    default: nil
    }
  }

  /// Whether a statement is the last one, whose value a notebook would show.
  func isShown(_ statement: Statement) -> Bool { statement.range == shown && builder.isTopLevel }

  mutating func fault(_ kind: ProgramError.Kind, _ range: Range<Int>, suggestion: String? = nil) {
    faults.append(Fault(kind: kind, range: range, suggestion: suggestion))
  }

  // MARK: - Names

  private mutating func findImportsAndClasses(in statements: [Statement]) {
    for statement in statements {
      if case .importing(let imported) = statement.kind { bind(imported) }
      if case .classDefinition(let name, _, _) = statement.kind { classNames.insert(name) }
      for block in statement.blocks { findImportsAndClasses(in: block) }
    }
  }

  private mutating func bind(_ imported: Import) {
    for binding in imported.bindings {
      let module = ProgramModule(path: binding.module)
      usesPackage =
        usesPackage || module == .networks || (module == .micrograd && binding.member == "nn")
      switch binding.member {
      case nil:
        // `import a.b` binds a, and a.b is found in it.
        let isWhole = binding.name != String(binding.module.prefix { $0 != "." })
        let path =
          isWhole ? binding.module : String(binding.module.prefix { $0 != "." })
        modules[binding.name] = ProgramModule(path: path)
      case "*": bindAll(of: module)
      case let member?:
        switch module[member] {
        case .module(let inner): modules[binding.name] = inner
        case let known?: members[binding.name] = known
        case nil:
          if case .skipped = module {
            skippedNames.insert(binding.name)
          } else {
            let inner = ProgramModule(path: "\(binding.module).\(member)")
            switch inner {
            case .foreign: foreign[binding.name] = binding.module
            default: modules[binding.name] = inner
            }
          }
        }
      }
    }
  }

  private mutating func bindAll(of module: ProgramModule) {
    switch module {
    case .math:
      for name in ["pi", "e", "tau", "inf", "nan"] + MathFunction.allCases.map(\.rawValue) {
        members[name] = module[name]
      }
    case .random:
      for function in RandomFunction.allCases {
        members[function.rawValue] = module[function.rawValue]
      }
    case .networks:
      for name in ["Neuron", "Layer", "MLP"] { members[name] = module[name] }
    default: break
    }
  }

  /// Every name that the top level binds is a variable of the program.
  private mutating func bindGlobals() {
    analysis.isSkipped = { [self] in skippedText(of: $0) != nil }
    let use = analysis.use(of: statements)
    for name in use.binds.sorted() where !skippedNames.contains(name) {
      globals[name] = globalNames.count
      globalNames.append(name)
    }
  }

  /// Follows the calls from the top level, to see which definitions are used at all.
  private mutating func findLiveDefinitions() {
    var direct = NameAnalysis()
    direct.entersDefinitions = false
    direct.isSkipped = { [self] in skippedText(of: $0) != nil }
    var definitions: [String: [FunctionDefinition]] = [:]
    Compiler.collectDefinitions(in: statements, into: &definitions)
    var pending = Array(direct.use(of: statements).reads)
    while let name = pending.popLast() {
      guard live.insert(name).inserted else { continue }
      for function in definitions[name] ?? [] { pending += direct.use(of: function).reads }
    }
  }

  private static func collectDefinitions(
    in statements: [Statement], into definitions: inout [String: [FunctionDefinition]]
  ) {
    for statement in statements {
      if case .definition(let function) = statement.kind, let name = function.name {
        definitions[name, default: []].append(function)
      }
      for block in statement.blocks { collectDefinitions(in: block, into: &definitions) }
    }
  }

  /// Whether the program makes Values by one of the words for it.
  private func makesValues() -> Bool {
    live.contains { name in
      if globals[name] != nil { return false }
      if modules[name].map({ [.micrograd, .engine, .networks].contains($0) }) == true {
        return true
      }
      switch members[name] ?? Builtin(name: name).map({ .builtin($0) }) {
      case .builtin(.value), .builtin(.neuron), .builtin(.layer), .builtin(.mlp): return true
      default: return false
      }
    }
  }

  /// What stands in statements that are passed over need not be right.
  private mutating func dropFaultsOfWhatIsSkipped() {
    var ranges: [Range<Int>] = []
    func collect(_ statements: [Statement]) {
      for (index, statement) in statements.enumerated() {
        let isDead =
          switch statement.kind {
          case .definition(let function): !live.contains(function.name ?? "")
          case .classDefinition(let name, _, _): name == "Value" || !live.contains(name)
          default: false
          }
        if isDead || skippedText(of: statement) != nil {
          let next = index + 1 < statements.count ? statements[index + 1].range.lowerBound : nil
          ranges.append(statement.range.lowerBound..<(next ?? statement.end))
        } else {
          for block in statement.blocks { collect(block) }
        }
      }
    }
    collect(statements)
    faults.removeAll { fault in
      switch fault.kind {
      // These take the lines that follow with them.
      case .unclosedBracket, .unterminatedString, .indentation: false
      default: ranges.contains { $0.contains(fault.range.lowerBound) }
      }
    }
  }

  // MARK: - What is skipped

  private mutating func findSkippedNames(in statements: [Statement]) {
    for statement in statements {
      if skippedText(of: statement) != nil {
        switch statement.kind {
        case .assignment(let targets, _):
          for target in targets { skippedNames.formUnion(target.names) }
        case .faulty(let faulty): skippedNames.formUnion(faulty.names.binds)
        default: break
        }
      }
      for block in statement.blocks { findSkippedNames(in: block) }
    }
  }

  /// How a statement that draws or sets something up is reported; `nil` for all that run.
  func skippedText(of statement: Statement) -> String? {
    switch statement.kind {
    case .expression(let expression), .assignment(_, let expression):
      if case .expression = statement.kind, case .string = expression.kind { return "docstring" }
      return skippedText(of: expression)
    case .faulty(let faulty): return faulty.call.flatMap { skippedText(of: $0) }
    default: return nil
    }
  }

  private func skippedText(of expression: Expression) -> String? {
    guard case .trailers(let base, let trailers) = expression.kind else { return nil }
    let attributes = trailers.prefix {
      if case .attribute = $0.kind { true } else { false }
    }.compactMap(\.attribute)
    for (trailer, next) in zip(trailers, trailers.dropFirst()) {
      if trailer.attribute == "draw_dot", case .call = next.kind { return "draw_dot" }
    }
    guard case .name(let name) = base.kind else { return nil }
    if Compiler.drawing.contains(name), case .call = trailers[0].kind { return name }
    let path = ([name] + attributes).joined(separator: ".")
    if skippedNames.contains(name) { return path }
    switch modules[name] ?? ProgramModule.known[name] {
    case .skipped: return path
    case .numpy where ["random.seed", "set_printoptions"].contains(path.dropPrefix("\(name).")):
      return path
    default: return nil
    }
  }

  /// Calls that draw, for which there is nothing to do here.
  static let drawing: Set<String> = [
    "draw_dot", "display", "get_ipython", "Digraph", "Image", "SVG",
  ]

  private mutating func reportOfSkipped() -> [String] {
    var known: Set<String> = []
    return skipped.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map(\.text).filter { known.insert($0).inserted }
  }

  mutating func skip(_ text: String, _ range: Range<Int>) {
    skipped.append(Lexer.Skipped(text: text, range: range))
  }
}

extension String {
  fileprivate func dropPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}

/// The faults of a program.
struct Faults: Error {
  let all: [Fault]

  /// In the order of the text, each place once.
  init(_ faults: [Fault]) {
    var known: Set<Int> = []
    all = faults.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .filter { known.insert($0.range.lowerBound).inserted }
  }
}

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
