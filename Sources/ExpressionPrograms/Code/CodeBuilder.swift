/// Collects the instructions of one function, or of the top level, and knows its variables.
final class CodeBuilder {
  let name: String
  /// The function around this one; `nil` for the top level.
  let outer: CodeBuilder?
  /// The variables of the function itself; at the top level they are the program's.
  let variables: Set<String>
  /// Those of them that inner functions share.
  let shared: Set<String>

  var instructions: [Instruction] = []
  var ranges: [CodeRange] = []
  var constants: [Code.Constant] = []
  var names: [String] = []
  var shapes: [CallShape] = []
  var functions: [Code] = []
  private var slotNames: [String] = []
  var loops: [Loop] = []
  var groupDepth = 0
  private(set) var captures: [Code.Capture] = []
  private var captured: [String: Int] = [:]
  private var captureNames: [String] = []
  private var slots: [String: Int] = [:]
  private var comprehensions: [[String: Variable]] = []
  private var nameIndices: [String: Int] = [:]

  /// A loop that is being written.
  struct Loop {
    /// Whether its state is on the stack.
    let hasState: Bool
    let start: Int
    let groupDepth: Int
    /// The jumps out of it, whose target is not known yet.
    var breaks: [Int] = []
  }

  /// Where a variable of a function is.
  enum Variable {
    case local(Int)
    /// A local variable that inner functions share.
    case cell(Int)
    /// A variable of the function around.
    case outer(Int)
  }

  init(name: String, outer: CodeBuilder?, variables: Set<String>, shared: Set<String>) {
    self.name = name
    self.outer = outer
    self.variables = variables
    self.shared = shared
  }

  var isTopLevel: Bool { outer == nil }

  func emit(_ instruction: Instruction, _ range: Range<Int>) {
    instructions.append(instruction)
    ranges.append(CodeRange(range))
  }

  /// The index of the next instruction.
  var position: Int { instructions.count }

  /// Writes a jump whose target is not known yet, and gives its index.
  func emitJump(_ instruction: (Int) -> Instruction, _ range: Range<Int>) -> Int {
    emit(instruction(0), range)
    return position - 1
  }

  /// Lets a jump lead here.
  func land(_ jump: Int) {
    let target = position
    switch instructions[jump] {
    case .jump: instructions[jump] = .jump(target)
    case .jumpIfFalse: instructions[jump] = .jumpIfFalse(target)
    case .jumpIfTrue: instructions[jump] = .jumpIfTrue(target)
    case .jumpIfFalseOrPop: instructions[jump] = .jumpIfFalseOrPop(target)
    case .jumpIfTrueOrPop: instructions[jump] = .jumpIfTrueOrPop(target)
    case .next: instructions[jump] = .next(target)
    default: fatalError("Only jumps lead somewhere.")
    }
  }

  func emit(constant: Code.Constant, _ range: Range<Int>) {
    constants.append(constant)
    emit(.constant(constants.count - 1), range)
  }

  func index(ofName name: String) -> Int {
    if let index = nameIndices[name] { return index }
    names.append(name)
    nameIndices[name] = names.count - 1
    return names.count - 1
  }

  func append(_ shape: CallShape) -> Int {
    shapes.append(shape)
    return shapes.count - 1
  }

  // MARK: - Variables

  /// Where a variable of this function or of one around it is; `nil` for the program's.
  func variable(_ name: String) -> Variable? {
    for scope in comprehensions.reversed() {
      if let variable = scope[name] { return variable }
    }
    if !isTopLevel, variables.contains(name) {
      return shared.contains(name) ? .cell(slot(name)) : .local(slot(name))
    }
    return capture(name).map { .outer($0) }
  }

  private func capture(_ name: String) -> Int? {
    if let index = captured[name] { return index }
    guard let outer, let variable = outer.variable(name) else { return nil }
    switch variable {
    case .cell(let slot), .local(let slot): captures.append(.local(slot))
    case .outer(let index): captures.append(.outer(index))
    }
    captured[name] = captures.count - 1
    captureNames.append(name)
    return captures.count - 1
  }

  /// The slot of a variable of this function.
  func slot(_ name: String) -> Int {
    if let slot = slots[name] { return slot }
    slots[name] = newSlot(name)
    return slotNames.count - 1
  }

  private func newSlot(_ name: String) -> Int {
    slotNames.append(name)
    return slotNames.count - 1
  }

  /// Opens the scope of a comprehension, whose variables have slots of their own.
  func enterComprehension(_ names: Set<String>, shared: Set<String>) {
    var scope: [String: Variable] = [:]
    for name in names.sorted() {
      let slot = newSlot(name)
      scope[name] = shared.contains(name) ? .cell(slot) : .local(slot)
    }
    comprehensions.append(scope)
  }

  func leaveComprehension() { comprehensions.removeLast() }

  /// Whether the variables of a comprehension are in reach.
  var isInComprehension: Bool { !comprehensions.isEmpty }

  func code(parameters: Code.Parameters, isGrouped: Bool) -> Code {
    Code(
      name: name, instructions: instructions, ranges: ranges, constants: constants, names: names,
      shapes: shapes, functions: functions, slotNames: slotNames,
      parameters: parameters, captures: captures, captureNames: captureNames,
      isGrouped: isGrouped)
  }
}
