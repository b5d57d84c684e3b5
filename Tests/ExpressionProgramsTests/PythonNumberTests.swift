import Testing

@testable import ExpressionPrograms

/// What Python 3.11 gives for each row; rows are separated by semicolons.
@Suite struct PythonNumberTests {
  @Test func numbersAreWrittenAsTheirRepr() {
    for row in rows(PythonNumberTables.reprs) {
      #expect(PythonText.float(Double(row[0])!) == row[0])
    }
    #expect(PythonText.float(.nan) == "nan")
    #expect(PythonText.float(-Double.nan) == "nan")
  }

  @Test(arguments: PythonNumberTables.strings)
  func stringsAreQuoted(text: String, quoted: String, ascii: String) {
    #expect(PythonText.quoted(text) == quoted)
    #expect(PythonText.quoted(text, isASCII: true) == ascii)
  }

  @Test(arguments: PythonNumberTables.readings)
  func textsAreReadAsNumbers(text: String, float: String, integer: String) throws {
    #expect(PythonNumber.float(text).map(PythonText.float) ?? "nil" == float)
    #expect(try PythonNumber.integer(text).map(String.init) ?? "nil" == integer)
  }

  @Test func aTooLongIntegerIsAFaultAndNotAWrongLiteral() throws {
    let largest = "170141183460469231731687303715884105727"
    #expect(try PythonNumber.integer(largest) == .max)
    #expect(throws: PythonNumber.Fault.overflow) { try PythonNumber.integer(largest + "0") }
  }

  @Test func floatsAreRoundedByTheirExactValue() {
    for row in rows(PythonNumberTables.rounded) {
      let (value, decimals) = (Double(row[0])!, Int128(row[1])!)
      let result = text { try PythonNumber.rounded(value, decimals: decimals) }
      #expect(result == row[2], "round(\(row[0]), \(row[1]))")
    }
    for row in rows(PythonNumberTables.wholes) {
      #expect(describe(PythonNumber.rounded(Double(row[0])!)) == row[1], "round(\(row[0]))")
    }
  }

  @Test func integersAreRoundedHalfToEven() {
    for row in rows(PythonNumberTables.tens) {
      let result = PythonNumber.rounded(Int128(row[0])!, decimals: Int128(row[1])!)
      #expect(describe(result) == row[2], "round(\(row[0]), \(row[1]))")
    }
  }

  @Test func floatsAreDividedDownwards() {
    for row in rows(PythonNumberTables.divisions) {
      let (a, b) = (Double(row[0])!, Double(row[1])!)
      #expect(text { try PythonNumber.floorQuotient(a, b) } == row[2], "\(a) // \(b)")
      #expect(text { try PythonNumber.remainder(a, b) } == row[3], "\(a) % \(b)")
    }
  }

  @Test func integersAreDividedDownwards() {
    for row in rows(PythonNumberTables.integerDivisions) {
      let (a, b) = (Int128(row[0])!, Int128(row[1])!)
      #expect(text { try PythonNumber.floorQuotient(a, b) } == row[2], "\(a) // \(b)")
      #expect(text { try PythonNumber.remainder(a, b) } == row[3], "\(a) % \(b)")
      #expect(text { try PythonNumber.quotient(a, b) } == row[4], "\(a) / \(b)")
    }
  }

  @Test func powersAreThoseOfPython() {
    for row in rows(PythonNumberTables.powers) {
      let (base, exponent) = (Double(row[0])!, Double(row[1])!)
      let result = text { try PythonNumber.power(base, exponent) }
      #expect(result == row[2], "\(base) ** \(exponent)")
    }
    for row in rows(PythonNumberTables.integerPowers) {
      let result = PythonNumber.power(Int128(row[0])!, Int128(row[1])!)
      #expect(describe(result) == row[2], "\(row[0]) ** \(row[1])")
    }
  }

  private func rows(_ table: String) -> [[String]] {
    table.split { $0 == ";" || $0 == "\n" }.map { $0.split(separator: " ").map(String.init) }
      .filter { !$0.isEmpty }
  }

  private func describe(_ value: Int128?) -> String { value.map(String.init) ?? "nil" }

  /// The result as Python writes it, or the fault.
  private func text<T>(_ compute: () throws -> T) -> String {
    do {
      let result = try compute()
      return (result as? Double).map(PythonText.float) ?? "\(result)"
    } catch PythonNumber.Fault.zeroDivision {
      return "zero"
    } catch PythonNumber.Fault.overflow {
      return "overflow"
    } catch {
      return "complex"
    }
  }
}
