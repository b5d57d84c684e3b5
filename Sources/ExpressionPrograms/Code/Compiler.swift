internal import Text

/// Turns the statements of a program into code, and finds what is wrong with their names.
///
/// A list of steps: what imports bind, what is skipped, which definitions are called at all, and
/// whether the program is a shorthand one; then the code.
struct Compiler {
  let statements: [Statement]
  /// Where faults are collected, those of the parser first.
  var faults: [Fault]
  /// What is skipped, with its place.
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
  var shown: Range<Int>?
  /// Where the cell that is drawn begins among the statements.
  let cellStart: Int?

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
  static func lastExpression(_ statement: Statement) -> Range<Int>? {
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
