internal import Autograd

/// The stack machine that records a program on a tape.
struct Machine {
  let program: ExpressionProgram
  let tape: Tape
  private var stack: [Value] = []
  private var variables: [Value?]
  /// The values that the program gave a label with `label=` or `.label`.
  private var labelled: [Value] = []
  /// What a number under a name is: where the program says of others that they are Values, no parameter.
  private let roleOfNumbers: LeafRole?

  init(program: ExpressionProgram, tape: Tape) {
    self.program = program
    self.tape = tape
    variables = Array(repeating: nil, count: program.names.count)
    roleOfNumbers = program.instructions.contains(where: \.makesValue) ? .input : nil
  }

  /// The value of a variable, which the parser has seen bound.
  func variable(_ name: Int) -> Value {
    guard let value = variables[name] else { fatalError("A program reads an unbound variable.") }
    return value
  }

  /// The value of a variable, or else the last one with a label.
  func value(named name: String) -> Value? {
    if let number = program.names.firstIndex(of: name) { return variables[number] }
    return labelled.last { $0.label == name }
  }

  /// Runs all instructions; gives the root of the last backward pass that ran.
  mutating func run(withBackward runsBackward: Bool) -> Value? {
    var root: Value?
    for instruction in program.instructions {
      switch instruction {
      case .constant(let data): stack.append(.constant(data, on: tape))
      case .number(let data): stack.append(Value(data, role: roleOfNumbers, on: tape))
      case .leaf(let data): stack.append(Value(data, on: tape))
      case .labelledLeaf(let data, let label):
        stack.append(Value(data, on: tape))
        setLabel(label, of: stack[stack.count - 1])
      case .load(let name): stack.append(variable(name))
      case .negate: stack.append(-stack.removeLast())
      case .unary(let function): stack.append(function(stack.removeLast()))
      case .binary(let operation):
        let right = stack.removeLast()
        stack.append(operation(stack.removeLast(), right))
      case .power(let exponent): stack.append(stack.removeLast().pow(exponent))
      case .withParameter(let function, let parameter):
        stack.append(function(stack.removeLast(), parameter))
      case .fold(let operation, let count):
        let values = stack.suffix(count)
        let folded = values.dropFirst().reduce(values[values.startIndex]) { operation($0, $1) }
        stack.removeLast(count)
        stack.append(folded)
      case .sum(let count):
        let total = Value.sum(Array(stack.suffix(count)))
        stack.removeLast(count)
        stack.append(total)
      case .bind(let name):
        let value = stack.removeLast()
        variables[name] = value
        if value.label == nil { value.label = program.names[name] }
      case .label(let name, let label): setLabel(label, of: variable(name))
      case .backward(let name):
        guard runsBackward else { break }
        variable(name).backward()
        root = variable(name)
      }
    }
    return root
  }

  /// Sets a label; an empty one takes it away, as it is micrograd's word for none.
  private mutating func setLabel(_ number: Int, of value: Value) {
    let label = program.labels[number]
    value.label = label.isEmpty ? nil : label
    labelled.append(value)
  }
}

/// One step of a program that has been parsed: a stack machine over Values.
///
/// A flat list and not a tree, so that neither parsing nor running recurses at any depth.
enum Instruction: BitwiseCopyable {
  case constant(Double)
  /// A number that is bound to a name, a leaf as well.
  case number(Double)
  case leaf(Double)
  /// A leaf with a label of its own, by the label's number.
  case labelledLeaf(Double, label: Int)
  case load(name: Int)
  case negate
  case unary(UnaryFunction)
  case binary(BinaryOperation)
  case power(Double)
  case withParameter(ParameterFunction, Double)
  /// Folds a number of values from the left.
  case fold(BinaryOperation, count: Int)
  case sum(count: Int)
  case bind(name: Int)
  case label(name: Int, label: Int)
  case backward(name: Int)

  /// Whether the program calls `Value` here.
  var makesValue: Bool {
    switch self {
    case .leaf, .labelledLeaf: true
    default: false
    }
  }
}
