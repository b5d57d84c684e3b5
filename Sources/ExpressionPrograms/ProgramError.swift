/// What is wrong with an expression program, and where.
///
///     neuron.mg:3:7: there is no function 'tanhh'; did you mean 'tanh'?
///     o = n.tanhh()
///           ^~~~~
///
/// The facts are typed; ``description`` turns them into sentences.
public struct ProgramError: Error, Equatable, Sendable {
  /// The name of the program's file, as it was given.
  public let file: String
  /// Where the fault is; `nil` where it is in no line, as an unknown root is.
  public let location: Location?
  /// What is wrong.
  public let kind: Kind
  /// A name that is close to the one that is not known.
  public let suggestion: String?

  /// A part of a line of a program.
  public struct Location: Equatable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// The first character, counted from 1; a tab is one.
    public let column: Int
    /// How many characters of the line it is; at least 1.
    public let length: Int
    /// The whole line, without its end.
    public let text: String
  }

  /// The facts of a fault.
  public enum Kind: Equatable, Sendable {
    /// The text is not UTF-8 from this byte of the file on, counted from 0.
    case notUTF8(byte: Int)
    /// The program has more words and marks than can be read.
    case tooLong
    /// The program has no expression.
    case makesNoNode
    /// No variable or label has the name asked for as the root.
    case unknownRoot(String)

    /// A character that means nothing, with what may have been meant.
    case unexpectedCharacter(String, instead: String?)
    /// A quote that no other closes.
    case unterminatedString
    /// A bracket that no other closes.
    case unclosedBracket(String)
    /// Digits that are no number.
    case malformedNumber(String)
    /// A number beyond the range of `Double`.
    case numberTooLarge(String)
    /// Something else than what must stand here.
    case expected(Expectation, found: String)

    /// A variable that no line above binds.
    case unknownName(String)
    /// A function that there is not.
    case unknownFunction(String)
    /// A variable that is called as if it were a function.
    case calledVariable(String)
    /// An attribute that values do not have.
    case unknownAttribute(String)
    /// A line that begins with a word that begins no statement.
    case unknownStatement(String)
    /// A function of NumPy or another module; `isKnown` where there is one here of its name.
    case moduleFunction(module: String, name: String, isKnown: Bool)
    /// The wrong number of arguments, the value before a dot included.
    case wrongArgumentCount(function: String, expected: ClosedRange<Int>, found: Int)
    /// An argument by a name that the function does not have.
    case unknownArgument(function: String, name: String)
    /// An argument that must be a plain number, and is not.
    case needsNumber(function: String)
    /// An expression whose result has no name.
    case unnamedExpression
    /// A part of Python that programs do not have.
    case unsupported(Construct)
  }

  /// What must stand somewhere.
  public enum Expectation: Equatable, Sendable {
    /// A number, a name, a call or a parenthesis.
    case operand
    /// An operator or the end of the statement.
    case operation
    /// The end of the statement.
    case statementEnd
    /// A name behind a dot.
    case attribute
    /// A text in quotes.
    case text
    /// A certain mark.
    case mark(String)
  }
}
