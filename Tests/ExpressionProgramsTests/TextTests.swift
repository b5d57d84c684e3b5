import Autograd
import ExpressionPrograms
import Testing

/// The text of a program: its encoding, lines, names and numbers.
@Suite struct TextTests {
  static let graph = ["leaf 2.0 'a'", "leaf 3.0 'b'", "*(0,1) 'y'"]

  @Test(arguments: [
    "a = 2\nb = 3\ny = a * b", "a = 2\r\nb = 3\r\ny = a * b\r\n", "a = 2\rb = 3\ry = a * b\r",
    "\n\r\n\r\ta = 2\n\n\tb = 3\r\t  # c\n\ty\t=\ta  *b  \n\n", "a=2;b=3;y=a*b",
    "a = 2; b = 3 ; y = a*b;",
    "a = 2 # one\n# two; three = 'x\nb = 3#\ny = a * b#", ";;a = 2\n;\nb = 3; ;y = a * b",
    "\u{FEFF}a = 2\nb = 3\ny = a * b", "a = 2\nb = 3\ny = (a\n  *\n\n# note\n b\n)",
    "a = 2\r\nb = 3\r\ny = (a\r\n* b)", "a = 2\rb = 3\ry = (a\r* b)",
    "a = 2\nb = 3\ny = a \\\n  * b", "a = 2\r\nb = \\\r\n 3\r\ny = a * \\\r b",
    "a = 2\nb = \\\n\\\n3\ny = a*b", "\u{0C}a = 2\nb = 3\ny = a * b",
  ])
  func linesAndBlanksAreRead(text: String) throws {
    #expect(try Run(text).graph == TextTests.graph)
  }

  @Test func theByteOrderMarkIsOnlySkippedAtTheBeginning() throws {
    let error = fault("a = 2\n\u{FEFF}b = 3")
    #expect(error?.kind == .unexpectedCharacter("\u{FEFF}", instead: nil))
    #expect(error?.location?.line == 2)
    let first = fault("\u{FEFF}a = ?")
    #expect(first?.location?.column == 5)
    #expect(first?.location?.text == "a = ?")
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61], 0, 1, 1), ([0x61, 0x3D, 0x80], 2, 1, 3),
      (Array("a = 2\nb = é".utf8) + [0xC3], 12, 2, 6),
      (Array("a = 2\r\nb".utf8) + [0xE2, 0x82], 8, 2, 2),
    ] as [([UInt8], Int, Int, Int)])
  func whatIsNotUTF8IsMalformed(bytes: [UInt8], offset: Int, line: Int, column: Int) {
    let error = #expect(throws: ProgramError.self) {
      _ = try ExpressionProgram(parsing: bytes, name: "test.mg")
    }
    #expect(error?.first.kind == .notUTF8(byte: offset))
    #expect(error?.first.location?.line == line)
    #expect(error?.first.location?.column == column)
    #expect(error?.description.contains("UTF-8") == true)
  }

  @Test(arguments: [
    "", "\u{FEFF}", "\n\n", "# nothing", "print('x')", "import math", "'''note'''", ";",
    "%magic", "2 + 3", "y = [2]", "y = 2 * 3", "def f(): return Value(2)",
  ])
  func aProgramThatMakesNoNodeIsMalformed(text: String) {
    #expect(fault(text)?.kind == .makesNoNode)
    #expect(fault(text)?.location == nil)
  }

  @Test(arguments: [
    "α", "größe", "名前", "x₁", "_", "_x1", "e\u{301}t", "w2w", "Δx", "exp", "tanh", "print", "math",
    "label", "Value", "max", "match", "case", "type",
  ])
  func namesHaveLettersDigitsAndUnderscores(name: String) throws {
    let run = try Run("\(name) = 2; y = \(name) * \(name)")
    #expect(run.graph == ["leaf 2.0 '\(name)'", "*(0,0) 'y'"])
  }

  @Test func theTwoWaysToWriteAnAccentAreOneName() throws {
    #expect(try Run("caf\u{E9} = 2; y = cafe\u{301} * 3").root.data == 6)
  }

  @Test(arguments: [
    ("2", 2.0), ("2.", 2), (".5", 0.5), ("1e-3", 0.001), ("1_000", 1000), ("1E3", 1000),
    ("1e+3", 1000), ("2.e2", 200), (".5e1", 5), ("1_0.2_5", 10.25), ("1e1_0", 1e10), ("0", 0),
    ("00", 0), ("0.5", 0.5), ("012.5", 12.5), ("0e0", 0), ("1e-400", 0), ("0_0.5", 0.5),
    ("6.8813735870195432", 6.8813735870195432),
    ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ("5e-324", .leastNonzeroMagnitude), ("9007199254740993", 9_007_199_254_740_992),
    ("0.1000000000000000055511151231257827", 0.1), ("0x1F", 31), ("0b101", 5), ("0o17", 15),
    ("0XfF_fF", 65535),
  ])
  func numbersAreReadAsPythonReadsThem(text: String, number: Double) throws {
    #expect(try Run("x = \(text)").root.data == number)
    #expect(try Run("x = Value(\(text))").root.data == number)
    #expect(try Run("x = -\(text)").root.data == -number)
  }

  @Test(arguments: [
    "1__0", "1_", "1_.5", "1._5", "1e5_", "012", "0x1G", "0b2", "0x", "1abc", "2j", "1e", "1_e5",
    "2.tanh()", "3é",
  ])
  func whatPythonWouldNotReadAsANumberIsAnError(text: String) {
    for program in ["x = \(text)", "x = Value(\(text))", "x = 2 ** \(text)"] {
      guard case .malformedNumber(let found)? = fault(program)?.kind else {
        Issue.record("\(program): \(String(describing: fault(program)))")
        continue
      }
      #expect(text.hasPrefix(found))
    }
  }

  @Test(arguments: ["1e309", "1e999", "2e308"])
  func aNumberThatOverflowsIsAnError(text: String) {
    #expect(fault("x = \(text)")?.kind == .numberTooLarge(text))
    #expect(fault("x = Value(-\(text))")?.kind == .numberTooLarge(text))
    #expect(fault("x = 2 ** \(text)")?.kind == .numberTooLarge(text))
  }
}
