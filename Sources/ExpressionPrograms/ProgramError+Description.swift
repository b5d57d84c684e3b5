internal import Text

extension ProgramError: CustomStringConvertible {
  /// The fault in full: where it is, what is wrong, what to do, then the line with a mark below.
  public var description: String {
    guard let location else { return "\(file.shown): \(sentence.shown)" }
    let head = "\(file.shown):\(location.line):\(location.column): \(sentence.shown)"
    let excerpt = location.excerpt
    return "\(head)\n\(excerpt.text)\n\(excerpt.mark)"
  }

  /// What is wrong and what to do, without where.
  public var sentence: String {
    guard let suggestion, kind.fact != ProgramError.Kind.unknownAttribute(suggestion).fact else {
      return kind.fact + kind.advice.map { "; \($0)" }.orEmpty
    }
    return "\(kind.fact); did you mean '\(suggestion.quotable)'?"
  }
}

extension Optional<String> {
  fileprivate var orEmpty: String { self ?? "" }
}

extension ProgramError.Kind {
  /// What is wrong.
  fileprivate var fact: String {
    switch self {
    case .notUTF8(let byte): "the text is not UTF-8 from byte \(byte) of the file on"
    case .tooLong: "the program has \(Lexer.mostTokens) words and marks or more"
    case .makesNoNode: "the program makes no node"
    case .unknownRoot(let name): "there is no variable or label '\(name.quotable)' to be the root"
    case .unexpectedCharacter(let character, _):
      "unexpected character \(ProgramError.Kind.shown(character))"
    case .unterminatedString: "the string that begins here is never closed"
    case .unclosedBracket(let bracket): "the '\(bracket)' here is never closed"
    case .malformedNumber(let text): "'\(text.quotable)' is not a number"
    case .numberTooLarge(let text): "the number \(text.quotable) is too large"
    case .expected(let expectation, let found):
      "expected \(expectation.name) but found \(found)"
    case .unknownName(let name): "there is no variable '\(name.quotable)'"
    case .unknownFunction(let name) where WellKnownFunctions.contain(name):
      "the function '\(name.quotable)' is not known here"
    case .unknownFunction(let name): "there is no function '\(name.quotable)'"
    case .calledVariable(let name): "'\(name.quotable)' is a variable, not a function"
    case .unknownAttribute(let name): "a value has no '.\(name.quotable)'"
    case .unknownStatement(let word): "no statement begins with '\(word.quotable)'"
    case .moduleFunction(let module, let name, _):
      "'\(module.quotable).\(name.quotable)' does not work on values"
    case .wrongArgumentCount(let function, let expected, let found):
      "'\(function)' takes \(ProgramError.Kind.phrase(expected)), not \(found)"
    case .unknownArgument(let function, let name):
      "'\(function)' has no argument '\(name.quotable)'"
    case .needsNumber(let function): "'\(function)' needs a plain number here"
    case .unnamedExpression: "the result of this expression has no name"
    case .unsupported(let construct): "\(construct.name) is not part of expression programs"
    }
  }

  /// A character in quotes, or by its number where one would not see it.
  private static func shown(_ character: String) -> String {
    let isSeen = character.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
        .lineSeparator, .paragraphSeparator:
        false
      default: true
      }
    }
    if isSeen { return "'\(character)'" }
    return character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
  }

  /// What to do about it.
  fileprivate var advice: String? {
    switch self {
    case .notUTF8: "save the file as UTF-8"
    case .tooLong: "write a shorter one; a big graph is better given as a graph file"
    case .makesNoNode: "write an expression, as in y = Value(2.0) * 3"
    case .unknownRoot: "use a name that the program binds"
    case .unexpectedCharacter(_, let instead): instead.map { "write '\($0)'" } ?? "remove it"
    case .unterminatedString: "close it with the same quotes"
    case .unclosedBracket: "close it, or remove it"
    case .malformedNumber: "write it as 2, 2.5, 1e-3 or 1_000; a call needs parentheses: (2).tanh()"
    case .numberTooLarge: "the largest is \(Double.greatestFiniteMagnitude)"
    case .expected: nil
    case .unknownName(let name):
      Function(name: name) == nil
        ? "bind it above, as in \(name.quotable) = Value(2.0)"
        : "it is a function: write \(name)(x)"
    case .unknownFunction: "there are: \(Function.names.sorted().joined(separator: " "))"
    case .calledVariable(let name): "to multiply, write \(name.quotable) * (…)"
    case .unknownAttribute(let name) where Function(name: name) != nil || name == "backward":
      "it is called: write .\(name)()"
    case .unknownAttribute: "there are: .label .backward() and the functions, as in x.tanh()"
    case .unknownStatement: "a line binds a name, as in y = 2 * x"
    case .moduleFunction(_, let name, let isKnown):
      isKnown
        ? "write \(name)(x) or x.\(name)()"
        : "there are: \(Function.names.sorted().joined(separator: " "))"
    case .wrongArgumentCount(let function, _, _): "write it as \(ProgramError.Kind.usage(function))"
    case .unknownArgument(let function, _): "write it as \(ProgramError.Kind.usage(function))"
    case .needsNumber(let function): "write it as \(ProgramError.Kind.usage(function))"
    case .unnamedExpression: "give it one, as in y = …"
    case .unsupported(let construct): construct.advice
    }
  }

  private static func phrase(_ count: ClosedRange<Int>) -> String {
    if count.upperBound == .max {
      return "at least \(count.lowerBound.counted("argument"))"
    }
    if count.lowerBound == count.upperBound {
      return count.lowerBound.counted("argument")
    }
    return "\(count.lowerBound) to \(count.upperBound) arguments"
  }

  private static func usage(_ function: String) -> String {
    if let known = ParameterFunction(rawValue: function) {
      let number = known.defaultParameter.typed
      return "\(function)(x) or \(function)(x, \(known.argument)=\(number))"
    }
    return switch function {
    case "Value": "Value(2.0) or Value(2.0, label='x')"
    case "pow": "pow(x, 3)"
    case "max", "min": "\(function)(a, b)"
    case "sum": "sum(a, b, c)"
    case "backward": "y.backward()"
    default: "\(function)(x)"
    }
  }
}

extension ProgramError.Expectation {
  fileprivate var name: String {
    switch self {
    case .operand: "a number, a name or '('"
    case .operation: "an operator or the end of the line"
    case .statementEnd: "the end of the line"
    case .attribute: "a name behind the dot"
    case .text: "a text in quotes"
    case .mark(let mark): "'\(mark)'"
    }
  }
}
