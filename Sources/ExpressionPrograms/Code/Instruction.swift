/// One step of a program: the machine takes its operands from a stack and puts the result there.
///
/// A flat list and not the tree, so that neither running nor calling recurses: a program nests as deep
/// as its bounds say, on any stack.
enum Instruction: BitwiseCopyable {
  /// A statement begins here; this is where the bounds are looked at.
  case statement
  case constant(Int)
  /// A number beside what is surely a Value: it becomes a node where it stands.
  case constantNode(Double)
  /// A number that a shorthand program binds to a name: a leaf.
  case shorthandLeaf

  case loadLocal(Int), storeLocal(Int)
  case loadCell(Int), storeCell(Int), makeCell(Int)
  case loadOuter(Int)
  case loadGlobal(Int), storeGlobal(Int)
  /// Labels the node on top with a name, if it has no label.
  case label(Int)

  case pop, duplicate, duplicateTwo
  /// Puts the top element below the next `n`.
  case rotate(Int)

  case unary(Sign)
  case binary(BinaryOperator)
  /// As `binary`, but a list grows in place.
  case augmented(BinaryOperator)
  case compare(Comparison)
  /// As `compare`, leaving the right operand below the result for the next link of a chain.
  case compareAndKeep(Comparison)
  case not

  case jump(Int)
  /// Pops the condition.
  case jumpIfFalse(Int), jumpIfTrue(Int)
  /// Leaves the value where it jumps, and pops it where it does not.
  case jumpIfFalseOrPop(Int), jumpIfTrueOrPop(Int)

  /// Replaces what is looped over by the state of the loop.
  case beginLoop
  /// Counts a round of a comprehension, whose rounds have no statements.
  case countRound
  /// Pushes the next element, or pops the state and jumps.
  case next(Int)

  case buildList(Int), buildTuple(Int), buildSet(Int), buildDictionary(Int)
  /// Joins elements and what had a star before it, by their shape.
  case buildStarred(shape: Int, isTuple: Bool)
  /// Makes what a generator gives of the list on top.
  case makeIterator
  /// Appends to the collection that many places below the top.
  case append(Int), insert(Int), insertEntry(Int)
  case unpack(count: Int, rest: Int)

  case subscript_, storeSubscript, slice, storeSlice
  case attribute(Int), storeAttribute(Int)
  /// `.data` and `.grad`, which training loops read and write most.
  case loadData, loadGradient, storeData, storeGradient

  /// A call with this number of arguments by position.
  case call(Int)
  case callMethod(name: Int, count: Int)
  /// A call by its shape: see ``CallShape``.
  case callShaped(Int)
  case callMethodShaped(name: Int, shape: Int)
  case makeFunction(Int)
  case return_

  case beginGroup, endGroup
  /// Formats the value on top, whose specification is above it where there is one.
  case format(conversion: UInt8, hasSpecification: Bool)
  case concatenate(Int)
  /// An assertion does not hold: with both sides of its comparison, and its message.
  case failAssertion(comparison: Int, hasMessage: Bool)
  /// Notes what a notebook would show below the cell.
  case showResult
  /// Notes what `draw_dot` was asked for.
  case drawn
  /// The cell that is drawn begins here: it alone chooses the root.
  case beginCell
  case end
}

/// How the arguments of a call lie on the stack.
struct CallShape {
  /// How many there are.
  let count: Int
  /// The names of those that have one, in their order.
  let names: [String]
  /// Which of them had a star, as indices.
  let stars: [Int]
  /// Which of them have a name, as indices.
  let namedIndices: [Int]

  init(count: Int, names: [String] = [], stars: [Int] = [], namedIndices: [Int] = []) {
    self.count = count
    self.names = names
    self.stars = stars
    self.namedIndices = namedIndices
  }
}

/// Where an instruction comes from, as bytes of the text, in half the room of a range.
struct CodeRange: BitwiseCopyable {
  private let lower, upper: Int32

  init(_ range: Range<Int>) {
    lower = Int32(clamping: range.lowerBound)
    upper = Int32(clamping: range.upperBound)
  }

  var range: Range<Int> { Int(lower)..<Int(upper) }
}

/// A function of a program, or its top level, ready to run.
final class Code: Sendable {
  let name: String
  let instructions: [Instruction]
  /// Where each instruction comes from, as bytes of the text.
  let ranges: [CodeRange]
  let constants: [Constant]
  /// The names of attributes, methods and labels.
  let names: [String]
  let shapes: [CallShape]
  let functions: [Code]
  let slotCount: Int
  /// The names of the variables in the slots, for errors.
  let slotNames: [String]
  let parameters: Parameters
  /// Where the variables of outer functions come from when the function is made.
  let captures: [Capture]
  let captureNames: [String]
  /// Whether what a call records is a group of the function's name.
  let isGrouped: Bool

  struct Parameters {
    var names: [String] = []
    var positionalCount = 0
    var defaultCount = 0
    /// For each parameter, which of the defaults is its own.
    var defaultIndices: [Int?] = []
    var hasRest = false
  }

  enum Capture { case local(Int), outer(Int) }

  enum Constant {
    case none
    case boolean(Bool)
    case integer(Int128)
    case float(Double)
    case string(String)
    case builtin(Builtin)
  }

  init(
    name: String, instructions: [Instruction], ranges: [CodeRange], constants: [Constant],
    names: [String], shapes: [CallShape], functions: [Code], slotNames: [String],
    parameters: Parameters, captures: [Capture], captureNames: [String], isGrouped: Bool
  ) {
    self.name = name
    self.instructions = instructions
    self.ranges = ranges
    self.constants = constants
    self.names = names
    self.shapes = shapes
    self.functions = functions
    slotCount = slotNames.count
    self.slotNames = slotNames
    self.parameters = parameters
    self.captures = captures
    self.captureNames = captureNames
    self.isGrouped = isGrouped
  }
}
