internal import Autograd

/// Runs the code of a program, and records what it computes on a tape.
///
/// The machine has a stack of objects and a stack of calls, both on the heap: what a program nests and
/// calls needs no stack of ours.
struct Machine {
  let program: LoadedProgram
  let tape: Tape
  let limits: ProgramLimits
  /// Takes what the program prints.
  let print: (String) -> Void

  var stack: [Object] = []
  var frames: [Frame] = []
  /// Behind the instruction that runs, in the topmost call: where a fault is.
  var position = 0
  var globals: [Object]
  var random: PythonRandom
  var statementCount = 0
  /// How many elements of lists, and pieces of text, were made.
  var dataCount = 0
  let firstNode: Int
  /// The same of the cell that is drawn.
  var firstNodeOfCell: Int
  /// How deep functions of ours call functions of the program's.
  var hostDepth = 0

  /// The nodes that the root may be, by the rule that would choose it.
  var roots = RootCandidates()
  /// Whether the program set, zeroed or computed a gradient itself.
  var touchesGradients = false
  var openGroups: [Tape.OpenGroup] = []
  /// What the data of leaves was before it was written, and how many nodes there were then.
  var writes: [DataWrite] = []
  /// In a shorthand program, the numbers that its leaves stand for.
  var shorthandNumbers: [Int: Object] = [:]

  /// A call that is running.
  struct Frame {
    let code: LoadedCode
    var position = 0
    /// Where its variables begin on the stack.
    let base: Int
    let function: FunctionObject?
    let group: Tape.OpenGroup?
    /// How many groups were open when it began.
    let groupCount: Int
    /// Whether a function of ours waits for the result.
    let returnsToHost: Bool
  }

  struct DataWrite {
    let leaf: Int
    let nodeCount: Int
    let data: Double
  }

  struct RootCandidates {
    var lastBackward: Value?
    var lastDrawn: Value?
    var shown: Value?
    var lastBound: Value?
  }

  init(
    _ program: LoadedProgram, on tape: Tape, limits: ProgramLimits,
    print: @escaping (String) -> Void
  ) {
    self.program = program
    self.tape = tape
    self.limits = limits
    self.print = print
    globals = Array(repeating: .unbound, count: program.globalNames.count)
    random = PythonRandom(seed: Int128(limits.seed))
    firstNode = tape.count
    firstNodeOfCell = firstNode
  }

  /// Runs the program from its first statement to its last.
  mutating func run() throws(Raised) {
    frames.append(
      Frame(
        code: program.main, base: 0, function: nil, group: nil, groupCount: 0, returnsToHost: false)
    )
    stack += repeatElement(.unbound, count: program.main.code.slotCount)
    _ = try runFrame()
    tape.nameCountedGroups()
  }

  // MARK: - The stack

  mutating func pop() -> Object { stack.removeLast() }

  mutating func push(_ object: Object) { stack.append(object) }

  /// Takes a condition off, and says whether it holds.
  mutating func popCondition() -> Bool {
    // On a line of its own: `isTrue(pop())` would copy the machine, to keep it as it is for `isTrue`
    // while `pop` changes it.
    let condition = stack.removeLast()
    return isTrue(condition)
  }

  /// Takes the topmost elements off, in their order.
  mutating func pop(_ count: Int) -> [Object] {
    let elements = Array(stack[(stack.count - count)...])
    stack.removeLast(count)
    return elements
  }

  // MARK: - Bounds

  /// Counts a statement.
  mutating func tick() throws(Raised) {
    statementCount += 1
    if statementCount > limits.statements { throw Raised(.tooManyStatements(limits.statements)) }
    try checkNodes()
  }

  func checkNodes(more: Int = 0) throws(Raised) {
    if tape.count - firstNode + more > limits.nodes { throw Raised(.tooManyNodes(limits.nodes)) }
  }

  /// Counts elements that are made.
  mutating func charge(_ count: Int) throws(Raised) {
    dataCount += count
    if dataCount > limits.data { throw Raised(.tooMuchData) }
  }

  /// Looks whether a list may have one more element: it has no more than statements may run.
  func checkRoom(in list: ListObject) throws(Raised) {
    if list.elements.count >= limits.statements { throw Raised(.tooMuchData) }
  }

  /// How deep calls may nest.
  static let deepestCalls = 1000
  /// How deep functions of ours may call functions of the program's, each of which takes stack.
  static let deepestHostCalls = 50
}

/// How much a program may do.
public struct ProgramLimits: Sendable {
  /// How many statements may run, and how many nodes may be recorded.
  public let statements, nodes: Int
  /// What random numbers begin with where the program does not say.
  public let seed: Int

  /// Ten million statements and nodes, unless another number is given.
  public init(_ count: Int = 10_000_000, seed: Int = 0) {
    statements = count
    nodes = count
    self.seed = seed
  }

  /// How many elements of lists may be made: a few for each statement, so that memory is bounded.
  var data: Int { statements.multipliedReportingOverflow(by: 6).overflow ? .max : 6 * statements }
}

/// A program whose constants are objects.
final class LoadedProgram {
  let main: LoadedCode
  let globalNames: [String]
  let isShorthand: Bool

  init(_ output: Compiler.Output) {
    main = LoadedCode(output.code)
    globalNames = output.globalNames
    isShorthand = output.isShorthand
  }
}

/// The code of a function whose constants are objects.
final class LoadedCode {
  let code: Code
  let instructions: [Instruction]
  let constants: [Object]
  let functions: [LoadedCode]
  /// For each name, the function of one Value that a method of the name is.
  let functionsByName: [UnaryFunction?]

  init(_ code: Code) {
    self.code = code
    instructions = code.instructions
    constants = code.constants.map { constant in
      switch constant {
      case .none: .none
      case .boolean(let truth): .boolean(truth)
      case .integer(let number): .integer(number)
      case .float(let number): .float(number)
      case .string(let text): .string(text)
      case .builtin(let builtin): .builtin(builtin)
      }
    }
    functions = code.functions.map { LoadedCode($0) }
    functionsByName = code.names.map { UnaryFunction(name: $0) }
  }
}
