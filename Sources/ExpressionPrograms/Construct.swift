internal import Text

/// A part of Python that expression programs do not have.
public enum Construct: Equatable, Sendable {
  /// Setting `.data`.
  case settingData
  /// Using `.data` in an expression.
  case readingData
  /// Using `.grad` in an expression.
  case readingGradient
  /// Using `.label` in an expression.
  case readingLabel
  /// A word of Python's, such as `def`, `for` or `lambda`.
  case keyword(String)
  /// `[a, b]`.
  case list
  /// `(a, b)` or `a, b`.
  case tuple
  /// `{a: b}` or `{a, b}`.
  case dictionary
  /// `a[0]`.
  case indexing
  /// `a < b`.
  case comparison
  /// `a // b`.
  case floorDivision
  /// `a % b`.
  case remainder
  /// `a @ b`.
  case matrixProduct
  /// `@name` before a definition.
  case decorator
  /// `&`, `|`, `^`, `~`, `<<`, `>>`.
  case bitOperation
  /// Texts in expressions.
  case string
  /// A label made by an f-string with fields.
  case formattedLabel
  /// `//=`, `%=`, `:=` and their like.
  case assignment(String)
  /// `a = b = c`.
  case chainedAssignment
  /// `backward()`, `print(…)` or `draw_dot(…)` inside an expression.
  case statementInExpression(String)

  /// What it is called, for the middle of a sentence.
  public var name: String {
    switch self {
    case .settingData: "setting '.data'"
    case .readingData: "'.data' in an expression"
    case .readingGradient: "'.grad' in an expression"
    case .readingLabel: "'.label' in an expression"
    case .keyword(let word): "'\(word)'"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .indexing: "indexing with '[…]'"
    case .comparison: "a comparison"
    case .floorDivision: "the floor division '//'"
    case .remainder: "the remainder '%'"
    case .matrixProduct: "the matrix product '@'"
    case .decorator: "a decorator '@'"
    case .bitOperation: "an operation on bits"
    case .string: "a string in an expression"
    case .formattedLabel: "an f-string with '{…}' as a label"
    case .assignment(let mark): "the assignment '\(mark)'"
    case .chainedAssignment: "a chain of '='"
    case .statementInExpression(let name): "'\(name.quotable)(…)' in an expression"
    }
  }

  /// What to do instead.
  public var advice: String {
    switch self {
    case .settingData:
      "write the number where the leaf is made, as in x = Value(2.0); to train, use "
        + "'multigrad mlp' or the Swift library"
    case .readingData:
      "use the value itself, as in b = a * 2; to compute with plain numbers, use the Swift library"
    case .readingGradient:
      "the pictures show every gradient; to compute with gradients, use the Swift library"
    case .readingLabel: "write the text of the label in quotes"
    case .keyword(let word): Construct.advice(forKeyword: word)
    case .list, .tuple, .dictionary, .indexing:
      "give each value a name of its own, as in x1 = Value(2.0); for a network use "
        + "'multigrad mlp', for data structures the Swift library"
    case .comparison:
      "use max(…), min(…), abs(…) or relu(…), which have derivatives"
    case .floorDivision, .remainder, .bitOperation:
      "it has no derivative; use + - * / ** and the functions"
    case .matrixProduct:
      "write the sum of products, as in x1*w1 + x2*w2, or use 'multigrad mlp'"
    case .decorator: "write the expressions out, or use the Swift library"
    case .string: "only labels are texts, as in x.label = 'x'"
    case .formattedLabel: "write the text itself, as in x.label = 'x'"
    case .assignment: "use = += -= *= /= or **="
    case .chainedAssignment: "write one assignment a line"
    case .statementInExpression("backward"), .statementInExpression("_backward"):
      "write it on a line of its own, as in y.backward()"
    case .statementInExpression(let name):
      "write \(name.quotable)(…) on a line of its own, where it is skipped"
    }
  }

  private static func advice(forKeyword word: String) -> String {
    switch word {
    case "def", "lambda", "class", "return":
      "write the expressions out, or define functions with the Swift library; for a network use "
        + "'multigrad mlp'"
    case "for", "while":
      "write the lines out, or loop with the Swift library; to train a network use "
        + "'multigrad mlp'"
    case "if", "elif", "else", "and", "or", "not", "in", "is", "match":
      "use max(…), min(…) or relu(…), which choose and have derivatives, or the Swift library"
    case "True", "False", "None": "write a number"
    default: "write names bound to expressions, or use the Swift library"
    }
  }

  /// The words that Python keeps for itself; those that may begin a skipped line are
  /// not among them.
  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "global", "if", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]
}
