/// A statement of a program, with the bytes that it stands in: of one with a block, those of its head.
struct Statement: Sendable {
  let kind: Kind
  let range: Range<Int>

  indirect enum Kind: Sendable {
    case expression(Expression)
    /// `a = b = value`.
    case assignment([Target], Expression)
    case augmented(Target, BinaryOperator, Expression)
    case definition(FunctionDefinition)
    /// `if`, `elif` and `else`.
    case choice([(condition: Expression, body: [Statement])], otherwise: [Statement])
    /// `if __name__ == '__main__':`, whose body runs.
    case mainGuard([Statement])
    case whileLoop(Expression, [Statement], otherwise: [Statement])
    case forLoop(Target, Expression, [Statement], otherwise: [Statement])
    case group(Expression, [Statement])
    case assertion(Expression, message: Expression?)
    case returning(Expression?)
    case breaking
    case continuing
    case passing
    case importing(Import)
    case classDefinition(name: String, bases: [Expression], body: [Statement])
    /// What could not be read or is no part of programs; its fault is known.
    case faulty(FaultyStatement)
  }
}

/// What is known of a statement that could not be read.
struct FaultyStatement: Sendable {
  /// The statements that stand in it.
  var body: [Statement] = []
  /// The names in it, and those that it would likely bind, so that these are not missed further on.
  var names = NameUse()
  /// The call that it begins with, which may say that it is skipped, whatever it holds.
  var call: Expression?
}

/// What an import binds: to a module, or to a name of a module.
struct Import: Sendable {
  struct Binding: Sendable {
    let module: String
    /// The name in the module; `nil` where the module itself is bound, "*" for all.
    let member: String?
    let name: String
  }

  let bindings: [Binding]
  /// As it is reported: `import random`, `from math import sqrt`.
  let text: String
}

/// A part of Python that programs do not have.
public enum Construct: Equatable, Sendable {
  /// A statement that begins with a word of Python's, such as `try`.
  case keyword(String)
  /// A class of one's own.
  case classDefinition(String)
  /// `with` on anything but a group.
  case context(String)
  /// `a @ b`.
  case matrixProduct
  /// `@name` before a definition.
  case decorator
  /// `&`, `|`, `^`, `~`, `<<`, `>>`.
  case bitOperation(String)
  /// `@=`, `&=` and their like.
  case assignment(String)
  /// `name := value` in an expression.
  case walrus
  /// A literal as `0x1F`, `2j` or `b'…'`.
  case literal(String)
  /// `**name` in a call or in parameters.
  case keywordArguments
  /// `{**a}` or `...`.
  case mark(String)
}

extension Construct {
  /// What it is called, for the middle of a sentence.
  public var name: String {
    switch self {
    case .keyword(let word): "'\(word)'"
    case .classDefinition(let name): "a class of one's own ('class \(name)')"
    case .context(let text): "'with \(text)'"
    case .matrixProduct: "the matrix product '@'"
    case .decorator: "a decorator '@'"
    case .bitOperation(let mark): "the operation '\(mark)' on bits"
    case .assignment(let mark): "the assignment '\(mark)'"
    case .walrus: "the assignment ':=' in an expression"
    case .literal(let text): "the literal '\(text)'"
    case .keywordArguments: "'**' before arguments"
    case .mark(let mark): "'\(mark)' here"
    }
  }

  /// What to do instead.
  public var advice: String {
    switch self {
    case .classDefinition:
      "use functions (def) and lists, or the built-in Neuron, Layer and MLP ('multigrad mlp' draws "
        + "them too); objects of your own classes are drawn from Python, through a graph file"
    case .keyword("try"), .keyword("raise"):
      "write what can fail as a condition (if … else), or leave it out"
    case .keyword("global"), .keyword("nonlocal"):
      "give the value back with return, or keep it in a list"
    case .keyword("del"): "leave it out: names may stay"
    case .keyword("yield"): "append to a list and return it"
    case .keyword("async"), .keyword("await"): "leave it out: programs run from the top down"
    case .keyword: "write it with if, for, while and def"
    case .context: "only 'with group('name'):' has a meaning here; put the lines on their own"
    case .matrixProduct: "write the sum of products, as in sum(w*x for w, x in zip(ws, xs))"
    case .decorator: "define the function without it"
    case .bitOperation: "use + - * / // % **, or 'and', 'or' and 'not'"
    case .assignment: "use = += -= *= /= //= %= or **="
    case .walrus: "write the assignment on a line of its own"
    case .literal: "write a decimal number, or a plain string"
    case .keywordArguments: "name each argument, as in f(x, slope=0.1)"
    case .mark: "leave it out"
    }
  }
}
