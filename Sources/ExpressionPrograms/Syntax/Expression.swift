/// An expression of a program, with the bytes that it stands in.
///
/// What may be long is a list and not a chain of nodes, so that only brackets nest: passes over the
/// tree may recurse, and a sum of a million terms needs no stack.
struct Expression: Sendable {
  let kind: Kind
  let range: Range<Int>

  indirect enum Kind: Sendable {
    case none
    case boolean(Bool)
    case integer(Int128)
    case float(Double)
    case string(String)
    /// An f-string.
    case formatted([FormattedPart])
    case name(String)
    /// Operators from the left on: `first` joined with each operand in turn.
    case chain(Expression, [(BinaryOperator, Expression)])
    /// `base ** exponent ** …`, which joins from the right on.
    case power([Expression])
    /// Signs before an operand, the first one outermost.
    case signs([Sign], Expression)
    case comparison(Expression, [(Comparison, Expression)])
    case all([Expression])
    case any([Expression])
    case not(Expression)
    /// The first value whose condition holds, or else the last.
    case conditional([(value: Expression, condition: Expression)], otherwise: Expression)
    case list([Expression])
    case tuple([Expression])
    case set([Expression])
    case dictionary([(key: Expression, value: Expression)])
    case comprehension(Comprehension)
    case lambda(FunctionDefinition)
    /// Attributes, calls and brackets behind an operand.
    case trailers(Expression, [Trailer])
    /// `*list` in a call, a list or a target.
    case starred(Expression)
    /// What cannot run; its fault is reported where it is used.
    case faulty
  }

  struct Trailer: Sendable {
    let kind: Kind
    let range: Range<Int>

    enum Kind: Sendable {
      case attribute(String)
      case call([Argument])
      case index(Expression)
      case slice(from: Expression?, to: Expression?, step: Expression?)
    }
  }

  struct Argument: Sendable {
    /// The name before `=`; `nil` for an argument by position.
    let name: String?
    let value: Expression
    let range: Range<Int>
  }
}

enum Sign { case plus, minus }

enum BinaryOperator: UInt8, BitwiseCopyable {
  case add, subtract, multiply, divide, floorDivide, remainder, power

  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .remainder: "%"
    case .power: "**"
    }
  }
}

enum Comparison: UInt8, BitwiseCopyable {
  case equal, notEqual, less, greater, lessOrEqual, greaterOrEqual
  case isSame, isNotSame, isIn, isNotIn

  var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .greater: ">"
    case .lessOrEqual: "<="
    case .greaterOrEqual: ">="
    case .isSame: "is"
    case .isNotSame: "is not"
    case .isIn: "in"
    case .isNotIn: "not in"
    }
  }
}

/// A part of an f-string.
enum FormattedPart: Sendable {
  case text(String)
  case field(Field)

  struct Field: Sendable {
    let value: Expression
    /// `r`, `s` or `a` behind `!`.
    let conversion: Character?
    /// What stands behind the colon, which may have fields of its own.
    let specification: [FormattedPart]
    /// The text before an `=`, which is written with the value.
    let echo: String?
    let range: Range<Int>
  }
}

/// `[element for target in iterable if condition]`, and its like in other brackets.
struct Comprehension: Sendable {
  enum Result: Sendable {
    case list(Expression)
    case set(Expression)
    /// An expression without brackets of its own, in a call; it is run at once, as a list.
    case generator(Expression)
    case dictionary(key: Expression, value: Expression)
  }

  struct Clause: Sendable {
    let target: Target
    let iterable: Expression
    let conditions: [Expression]
  }

  let result: Result
  let clauses: [Clause]
}

/// The parameters and the body of a `def` or a `lambda`.
struct FunctionDefinition: Sendable {
  struct Parameter: Sendable {
    let name: String
    let defaultValue: Expression?
    let range: Range<Int>
  }

  enum Body: Sendable {
    case statements([Statement])
    case expression(Expression)
  }

  /// `nil` for a lambda.
  let name: String?
  let parameters: [Parameter]
  /// The name behind a `*`, which takes the rest of the arguments.
  let rest: String?
  /// How many of the parameters may be given by position: those before a lone `*`.
  let positionalCount: Int
  let body: Body
  /// The head, from its first word on.
  let range: Range<Int>
}

/// What an assignment or a loop binds.
struct Target: Sendable {
  indirect enum Kind: Sendable {
    case name(String)
    case attribute(Expression, String)
    case element(Expression, Expression.Trailer)
    case list([Target])
    /// `*name`, which takes what is left.
    case rest(Target)
    case faulty
  }

  let kind: Kind
  let range: Range<Int>
}
