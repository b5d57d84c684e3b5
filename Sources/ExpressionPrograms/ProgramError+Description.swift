internal import Text

extension ProgramError: CustomStringConvertible {
  /// All faults in full: where each is, what is wrong, what to do, then the line with a mark below.
  public var description: String {
    var lines = faults.map { $0.description(in: file) }
    if omittedCount > 0 { lines.append("\(file.shown): and \(omittedCount.counted("more fault"))") }
    if let neededBy {
      lines.append(
        "\(file.shown): cell \(neededBy.cell) needs '\(neededBy.name.quotable)', which this cell may "
          + "bind or change")
    }
    if let drawableCells {
      lines.append(
        drawableCells.isEmpty
          ? "\(file.shown): no cell can be drawn alone"
          : "\(file.shown): these cells can be drawn alone: "
            + drawableCells.map(String.init).joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }
}

extension ProgramFault {
  func description(in file: String) -> String {
    guard let location else { return "\(file.shown): \(sentence.shown)" }
    let cell = location.cell.map { ", cell \($0)" } ?? ""
    let head = "\(file.shown)\(cell):\(location.line):\(location.column): \(sentence.shown)"
    let excerpt = location.excerpt
    return "\(head)\n\(excerpt.text)\n\(excerpt.mark)"
  }

  /// What is wrong, without where and what to do.
  public var fact: String { kind.fact }

  /// What is wrong and what to do, without where.
  public var sentence: String {
    if let suggestion { return "\(kind.fact); did you mean '\(suggestion.quotable)'?" }
    return kind.fact + (kind.advice.map { "; \($0)" } ?? "")
  }
}

extension ProgramError.Kind {
  /// What is wrong.
  fileprivate var fact: String {
    switch self {
    case .notUTF8(let byte): "the text is not UTF-8 from byte \(byte) of the file on"
    case .tooLong: "the program has \(Lexer.mostTokens) words and marks or more"
    case .unexpectedCharacter(let character, _):
      "unexpected character \(ProgramError.Kind.shown(character))"
    case .unterminatedString: "the string that begins here is never closed"
    case .unclosedBracket(let bracket): "the '\(bracket)' here is never closed"
    case .malformedNumber(let text): "'\(text.quotable)' is not a number"
    case .numberTooLarge(let text): "the number \(text.quotable) is too large"
    case .malformedField(let fault): fault.fact
    case .expected(let expectation, let found): "expected \(expectation.name) but found \(found)"
    case .indentation(let fault): fault.fact
    case .printStatement: "'print' is a function"
    case .withoutPartner(let word): "'\(word)' has nothing before it that it belongs to"
    case .notAssignable(let text): "'\(text.quotable)' cannot be assigned to"
    case .loneStar: "a '*' has no list around it to go to"
    case .positionBehindName: "an argument without a name follows one with a name"
    case .parameterTwice(let name): "two parameters are called '\(name.quotable)'"
    case .parameterBehindDefault(let name):
      "the parameter '\(name.quotable)' has no default, but one before it has"
    case .outside(let word, let place): "'\(word)' is outside of a \(place)"
    case .unsupported(let construct): "\(construct.name.shown) is not part of programs"
    case .unknownFunction(let name) where WellKnownFunctions.contain(name),
      .unknownName(let name) where WellKnownFunctions.contain(name):
      "the function '\(name.quotable)' is not known here"
    case .unknownFunction(let name): "there is no function '\(name.quotable)'"
    case .unknownName(let name): "there is no '\(name.quotable)'"
    case .unboundName(let name): "'\(name.quotable)' is not bound yet"
    case .moduleMember(let module, let name):
      "'\(name.quotable)' of the module \(module.quotable) is not part of programs"
    case .moduleAsValue(let name): "'\(name.quotable)' is a module"
    case .skippedName(let name): "'\(name.quotable)' stands for something that is skipped"
    case .unknownAttribute(let type, let name): "\(type.article) has no '.\(name.quotable)'"
    case .settingAttribute(let type, let name):
      "'.\(name.quotable)' of \(type.article) cannot be set"
    case .type(let sentence), .value(let sentence), .zeroDivision(let sentence),
      .overflow(let sentence):
      sentence
    case .domain(let function, let argument):
      "'\(function)' has no value at \(argument), a plain number"
    case .index(let type, let index, let count):
      "the index \(index) is out of range: \(type.article) of \(count.counted("element"))"
    case .key(let key): "the dictionary has no key \(key)"
    case .arguments(let sentence, _): sentence
    case .unpacking(let names, let atLeast, let values):
      "\(values.counted("value")) cannot be unpacked into \(atLeast ? "at least " : "")"
        + "\(names.counted("name"))"
    case .notIterable(let type): "\(type.article) cannot be looped over or unpacked"
    case .notCallable(let type): "\(type.article) is not a function and cannot be called"
    case .assertion(let sides, let message):
      "the assertion does not hold" + (sides.map { ": \($0)" } ?? "")
        + (message.map { " (\($0))" } ?? "")
    case .dataOfResult(let operation):
      "the data of a result ('\(operation.quotable)') cannot be set, since it was computed"
    case .nestsTooDeep(let levels): "this nests more than \(levels) levels deep"
    case .callsTooDeep(let levels): "the calls nest more than \(levels) levels deep"
    case .tooManyStatements(let count): "the program has run \(count) statements and has not ended"
    case .tooManyNodes(let count): "the program has made more than \(count) nodes"
    case .tooMuchData: "the program makes and reads more lists and texts than it may"
    case .makesNoNode: "the program makes no Value"
    case .unknownRoot(let name): "there is no variable or label '\(name.quotable)' to be the root"
    case .rootIsNoValue(let name, let type):
      "'\(name.quotable)' cannot be the root: it is \(type.article)"
    case .noSuchCell(let number, let count):
      "there is no code cell \(number): the notebook has \(count.counted("code cell"))"
    case .cellMakesNoValue(let number): "cell \(number) makes no Value"
    case .malformedNotebook(let message): "the file is no notebook: \(message)"
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
    case .unexpectedCharacter(_, let instead): instead.map { "write '\($0)'" } ?? "remove it"
    case .unterminatedString: "close it with the same quotes"
    case .unclosedBracket: "close it, or remove it"
    case .malformedNumber: "write it as 2, 2.5, 1e-3 or 1_000; a call is written as tanh(2)"
    case .numberTooLarge: "the largest float is \(Double.greatestFiniteMagnitude)"
    case .malformedField(let fault): fault.advice
    case .indentation(let fault): fault.advice
    case .printStatement: "write print(…)"
    case .withoutPartner(let word):
      word == "except" || word == "finally" ? "leave it out" : "indent it like its 'if' or loop"
    case .notAssignable: "a name, an element or an attribute stands on the left"
    case .loneStar: "put it in brackets, as in [*a, *b]"
    case .positionBehindName: "give the arguments without names first"
    case .parameterTwice: "rename one of them"
    case .parameterBehindDefault: "put those with defaults last"
    case .outside("return", _): "to end a program, leave the rest out"
    case .outside: "indent it with the lines of the loop, or leave it out"
    case .unsupported(let construct): construct.advice
    case .unknownName(let name) where WellKnownFunctions.contain(name),
      .unknownFunction(let name) where WellKnownFunctions.contain(name):
      "there are: \(Builtin.functionNames.sorted().joined(separator: " "))"
    case .unknownFunction(let name):
      "define it above with def \(name.quotable)(x): …, or use one of: "
        + Builtin.functionNames.sorted().joined(separator: " ")
    case .unknownName(let name): "bind it above, as in \(name.quotable) = Value(2.0)"
    case .unboundName: "bind it before it is used"
    case .moduleMember(let module, _): ProgramError.Kind.advice(forModule: module)
    case .moduleAsValue: "name what you need of it, as in math.pi"
    case .skippedName: "leave the statement out, or draw it in Python"
    case .unknownAttribute("Value", let name):
      ["data", "grad", "label"].contains(name)
        ? nil
        : "there are: .data .grad .label .backward() and the functions, as in x.tanh()"
    case .unknownAttribute: nil
    case .settingAttribute: "of a Value, .data, .grad and .label can be set"
    case .type, .value, .zeroDivision, .overflow: nil
    case .domain: "of a Value it would be infinite or NaN"
    case .index, .key: nil
    case .arguments(_, let usage): usage.isEmpty ? nil : "write it as \(usage)"
    case .unpacking: "as many names as values are needed, or one with a star"
    case .notIterable(let type):
      type == "Value" ? "a Value is one number; loop over a list of them" : nil
    case .notCallable(let type):
      type == "Value" || type == "float" || type == "int" ? "to multiply, write * before '('" : nil
    case .assertion: nil
    case .dataOfResult: "set the data of the leaves that it comes from, and compute it anew"
    case .nestsTooDeep: "give parts of it a name"
    case .callsTooDeep: "a function that calls itself must end at some point"
    case .tooManyStatements, .tooManyNodes, .tooMuchData: nil
    case .makesNoNode: "write an expression, as in y = Value(2.0) * 3"
    case .unknownRoot: "use a name that the program binds"
    case .rootIsNoValue: "use the name of a Value"
    case .noSuchCell: nil
    case .cellMakesNoValue: "draw one that computes something"
    case .malformedNotebook: "save it in Jupyter again"
    case .expected: nil
    }
  }

  private static func advice(forModule module: String) -> String {
    switch module.prefix(while: { $0 != "." }) {
    case "torch", "tensorflow", "tf", "jax":
      "tensors are drawn from Python, through a graph file; here a Value is one number"
    case "numpy": "use a list, range(…) or math, and the functions on each Value"
    case "math": "there are the functions of plain numbers, and pi, e, tau, inf, nan"
    case "random":
      "there are: \(RandomFunction.allCases.map(\.rawValue).joined(separator: " "))"
    default: "write it with lists and functions, or leave it out"
    }
  }
}

extension String {
  /// A type with its article: "a list", "an int", "the Value".
  fileprivate var article: String {
    if self == "None" { return self }
    return (first.map { "aeiou".contains($0) } == true ? "an " : "a ") + self
  }
}

extension ProgramError.Expectation {
  fileprivate var name: String {
    switch self {
    case .operand: "a number, a name or '('"
    case .statementEnd: "an operator or the end of the line"
    case .attribute: "a name behind the dot"
    case .name: "a name"
    case .statementOnItsOwn: "a statement that fits on the line"
    case .mark(let mark): "'\(mark)'"
    }
  }
}

extension ProgramError.IndentationFault {
  fileprivate var fact: String {
    switch self {
    case .unexpected: "the line is indented, but no block begins here"
    case .missing: "an indented block is expected behind this colon"
    case .uneven: "the line is indented as no block around it is"
    case .mixed: "the indentation mixes tabs and blanks"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .unexpected: "begin it where the lines before it begin"
    case .missing: "indent the lines of the body, or write pass"
    case .uneven: "begin it where one of the blocks above begins"
    case .mixed: "use blanks alone, four a level"
    }
  }
}

extension ProgramError.FieldFault {
  fileprivate var fact: String {
    switch self {
    case .unclosed: "the field that begins here is never closed"
    case .empty: "the field has no expression"
    case .loneBrace: "a '}' stands alone in the f-string"
    case .conversion: "the conversion behind '!' is none"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .unclosed: "close it with '}', or write '{{' for a brace"
    case .empty: "write an expression, or '{{}}' for braces"
    case .loneBrace: "write '}}' for a brace"
    case .conversion: "there are !r, !s and !a"
    }
  }
}
