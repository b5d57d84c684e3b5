/// What a cell of a notebook reads, binds and changes.
struct CellUse: Sendable {
  /// Names that the cell reads before it binds them itself.
  private(set) var reads: Set<String> = []
  private(set) var binds: Set<String> = []
  /// Every name that stands in the cell.
  private(set) var mentions: Set<String> = []
  /// Whether the cell writes data, elements or the like, so that what it mentions may be another
  /// thing behind it.
  private(set) var changesObjects = false

  /// The name that stands for the state of `random`, which networks draw from as well.
  static let random = "random"
  private static let drawing: Set<String> = ["MLP", "Layer", "Neuron"]

  init(of statements: [Statement]) {
    var analysis = NameAnalysis()
    for statement in statements {
      var use = analysis.use(of: [statement])
      if case .importing(let imported) = statement.kind {
        // A name of the module uses its state; the module's own name is bound by the import.
        for binding in imported.bindings where binding.module == CellUse.random {
          use.binds.insert(binding.name)
          if binding.member != nil { mentions.insert(CellUse.random) }
        }
      }
      reads.formUnion(use.reads.subtracting(binds))
      binds.formUnion(use.binds)
      mentions.formUnion(use.reads)
      mentions.formUnion(use.binds)
      changesObjects = changesObjects || CellUse.changes(statement)
    }
    if !mentions.isDisjoint(with: CellUse.drawing) { mentions.insert(CellUse.random) }
    if mentions.contains(CellUse.random) {
      reads.insert(CellUse.random)
      binds.insert(CellUse.random)
    }
  }

  /// Whether a statement changes an object that a name stands for, and not only its gradient.
  private static func changes(_ statement: Statement) -> Bool {
    let isChange =
      switch statement.kind {
      case .assignment(let targets, _): targets.contains(where: changes)
      case .augmented(let target, _, _): changes(target)
      case .forLoop(let target, _, _, _): changes(target)
      case .expression(let expression): changes(expression)
      default: false
      }
    return isChange || statement.blocks.contains { $0.contains(where: changes) }
  }

  private static func changes(_ target: Target) -> Bool {
    switch target.kind {
    case .name, .faulty: false
    case .attribute(_, let name): name != "grad" && name != "label"
    case .element: true
    case .list(let targets): targets.contains(where: changes)
    case .rest(let target): changes(target)
    }
  }

  private static let changingMethods: Set<String> = [
    "append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear", "update",
    "setdefault", "add", "discard", "shuffle",
  ]

  private static func changes(_ expression: Expression) -> Bool {
    guard case .trailers(_, let trailers) = expression.kind else { return false }
    return trailers.contains { $0.attribute.map(changingMethods.contains) ?? false }
  }
}

/// The earlier cells that a cell depends on: those that bind what it reads, those that change it, and
/// what these depend on in turn.
struct CellDependencies {
  /// Indices, in their order.
  private(set) var cells: [Int] = []
  /// The names that are needed from before each cell that is needed, and from before the cell itself.
  private var needs: [Int: Set<String>] = [:]

  init(_ all: [NotebookCell], of last: Int) {
    // What no cell binds is built in.
    let bound = all[..<last].reduce(into: Set<String>()) { $0.formUnion($1.use.binds) }
    var needed = all[last].use.reads.intersection(bound)
    for index in stride(from: last - 1, through: 0, by: -1) {
      needs[index] = needed
      let use = all[index].use
      let isChanging = use.changesObjects && !use.mentions.isDisjoint(with: needed)
      guard isChanging || !use.binds.isDisjoint(with: needed) else { continue }
      cells.insert(index, at: 0)
      needed.subtract(use.binds)
      needed.formUnion(use.reads.intersection(bound))
    }
  }

  /// A name that is needed and that a cell mentions; `nil` where there is none.
  func name(mentionedBy index: Int, in all: [NotebookCell]) -> String? {
    guard let needed = needs[index] else { return nil }
    return all[index].use.mentions.intersection(needed).sorted().first
  }
}
