internal import Text

/// What is wrong with a program, and where: all faults that could be found.
///
///     neuron.mg:3:7: there is no function 'tanhh'; did you mean 'tanh'?
///     o = n.tanhh()
///           ^~~~~
///
/// The facts are typed; ``description`` turns them into sentences.
public struct ProgramError: Error, Equatable, Sendable {
  /// The name of the program's file, as it was given.
  public let file: String
  /// The faults in the order of the text: one at least, ten at most.
  public let faults: [ProgramFault]
  /// How many more there are.
  public let omittedCount: Int
  /// The cells of a notebook that can be drawn where the whole cannot; `nil` elsewhere.
  public var drawableCells: [Int]?
  /// The cell of a notebook that was asked for, where the faults are in another that it needs, and the
  /// name that it needs it for.
  public let neededBy: NeededCell?

  /// Why the faults of a cell matter to another.
  public struct NeededCell: Equatable, Sendable {
    /// The cell that was asked for, from 1.
    public let cell: Int
    /// A name that it needs from before.
    public let name: String
  }

  /// How many faults are reported.
  static let mostFaults = 10

  /// - Parameter count: How many faults there are, those that are given among them.
  init(file: String, faults: [ProgramFault], count: Int, neededBy: NeededCell? = nil) {
    self.file = file
    self.faults = faults
    self.neededBy = neededBy
    omittedCount = count - faults.count
  }

  /// Whether a fault is that something is no part of programs, so that one wants to know what is.
  public var isAboutTheLanguage: Bool {
    faults.contains { fault in
      switch fault.kind {
      case .unsupported, .moduleMember, .moduleAsValue: true
      default: false
      }
    }
  }

  /// The error of the same text further down in its file.
  public func moved(byLines count: Int) -> ProgramError {
    var moved = ProgramError(
      file: file,
      faults: faults.map { fault in
        ProgramFault(
          location: fault.location.map {
            $0.moved(to: SourcePosition(line: count + 1, column: 1))
          }, kind: fault.kind, suggestion: fault.suggestion)
      }, count: faults.count + omittedCount, neededBy: neededBy)
    moved.drawableCells = drawableCells
    return moved
  }

  /// The first fault, which is often the only one.
  public var first: ProgramFault { faults[0] }
}

/// One fault of a program.
public struct ProgramFault: Equatable, Sendable {
  /// Where the fault is; `nil` where it is in no line, as an unknown root is.
  public let location: ProgramLocation?
  /// What is wrong.
  public let kind: ProgramError.Kind
  /// A name that is close to the one that is not known.
  public let suggestion: String?
}

/// A part of a line of a program.
public struct ProgramLocation: Equatable, Sendable {
  /// The code cell of a notebook, counted from 1; `nil` elsewhere.
  public let cell: Int?
  /// The line, counted from 1; in a notebook that of the cell.
  public let line: Int
  /// The first character, counted from 1; a tab is one.
  public let column: Int
  /// How many characters of the line it is; at least 1.
  public let length: Int
  /// The whole line, without its end.
  public let text: String
}

extension ProgramError {
  /// The facts of a fault.
  public enum Kind: Equatable, Sendable {
    /// The text is not UTF-8 from this byte of the file on, counted from 0.
    case notUTF8(byte: Int)
    /// The program has more words and marks than can be read.
    case tooLong

    // MARK: Text

    /// A character that means nothing, with what may have been meant.
    case unexpectedCharacter(String, instead: String?)
    /// A quote that no other closes.
    case unterminatedString
    /// A bracket that no other closes.
    case unclosedBracket(String)
    /// Digits that are no number.
    case malformedNumber(String)
    /// A number beyond what an integer or a float holds.
    case numberTooLarge(String)
    /// A field of an f-string that cannot be read.
    case malformedField(FieldFault)
    /// Something else than what must stand here.
    case expected(Expectation, found: String)
    /// A line that begins where none of the lines around it does.
    case indentation(IndentationFault)
    /// `print x` without parentheses.
    case printStatement
    /// `else` and its like without what they belong to.
    case withoutPartner(String)
    /// What cannot stand on the left of `=`.
    case notAssignable(String)
    /// A star with nothing around that it could go to.
    case loneStar
    /// An argument by position behind one by name.
    case positionBehindName
    /// Two parameters of one name.
    case parameterTwice(String)
    /// A parameter without a default behind one that has one.
    case parameterBehindDefault(String)
    /// `return` outside of a function, `break` and `continue` outside of a loop.
    case outside(String, of: String)
    /// A part of Python that programs do not have.
    case unsupported(Construct)

    // MARK: Names

    /// A name that nothing binds.
    case unknownName(String)
    /// A function that nothing defines.
    case unknownFunction(String)
    /// A name that nothing has been bound to yet.
    case unboundName(String)
    /// A name of a module that programs do not have.
    case moduleMember(module: String, name: String)
    /// A module where a value must stand.
    case moduleAsValue(String)
    /// The result of something that was skipped.
    case skippedName(String)
    /// An attribute or a method that an object does not have.
    case unknownAttribute(type: String, name: String)
    /// An attribute that cannot be set.
    case settingAttribute(type: String, name: String)

    // MARK: Running

    /// An operation on types that it does not know; what Python calls a TypeError.
    case type(String)
    /// A value that a function cannot take; what Python calls a ValueError.
    case value(String)
    /// A division of plain numbers by zero.
    case zeroDivision(String)
    /// An integer beyond 128 bits, or a float beyond its range.
    case overflow(String)
    /// A function of a plain number outside of where it is defined.
    case domain(function: String, argument: String)
    /// An index beyond a list, a tuple or a text.
    case index(type: String, index: String, count: Int)
    /// A key that a dictionary does not have.
    case key(String)
    /// The wrong arguments of a function, and how it is called.
    case arguments(String, usage: String)
    /// Another number of names than of values.
    case unpacking(names: Int, atLeast: Bool, values: Int)
    /// What cannot be gone over.
    case notIterable(String)
    /// What cannot be called.
    case notCallable(String)
    /// An assertion that does not hold, with both sides of its comparison.
    case assertion(sides: String?, message: String?)
    /// The data of what was computed was set.
    case dataOfResult(operation: String)

    // MARK: Bounds

    /// Brackets, blocks or lists that nest too deep.
    case nestsTooDeep(Int)
    /// Calls that call too deep.
    case callsTooDeep(Int)
    /// More statements than may run.
    case tooManyStatements(Int)
    /// More nodes than may be recorded.
    case tooManyNodes(Int)
    /// Lists and texts of more elements than may be made.
    case tooMuchData

    // MARK: Roots and cells

    /// The program has no node.
    case makesNoNode
    /// No variable or label has the name asked for as the root.
    case unknownRoot(String)
    /// The name asked for as the root is of something else than a Value.
    case rootIsNoValue(String, type: String)
    /// There is no such cell.
    case noSuchCell(Int, count: Int)
    /// A cell makes no Value.
    case cellMakesNoValue(Int)
    /// A file that is no notebook.
    case malformedNotebook(String)
  }

  /// What must stand somewhere.
  public enum Expectation: Equatable, Sendable {
    /// A number, a name, a call or a parenthesis.
    case operand
    /// The end of the statement.
    case statementEnd
    /// A name behind a dot.
    case attribute
    /// A name of a function, a parameter or a module.
    case name
    /// A statement that does not share its line.
    case statementOnItsOwn
    /// A certain mark or word.
    case mark(String)
  }

  /// What is wrong with the beginning of a line.
  public enum IndentationFault: Equatable, Sendable {
    case unexpected, missing, uneven, mixed
  }

  /// What is wrong with a field of an f-string.
  public enum FieldFault: Equatable, Sendable {
    case unclosed, empty, loneBrace, conversion
  }
}
