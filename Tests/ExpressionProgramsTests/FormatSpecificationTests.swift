import Testing

@testable import ExpressionPrograms

/// What `format(value, specification)` of Python 3.11 gives: rows of specification, value and text.
@Suite struct FormatSpecificationTests {
  @Test func valuesAreWrittenAsPythonWritesThem() throws {
    for row in FormatRow.rows(FormatTables.texts) {
      let text = try FormatSpecification(row.format).text(of: row.argument)
      #expect(text == row.result, "format(\(row.argument), \(row.format))")
    }
  }

  @Test func faultsSayWhatPythonSays() {
    for row in FormatRow.rows(FormatTables.faults) {
      let fault = #expect(throws: FormatFault.self, "format(\(row.argument), \(row.format))") {
        try FormatSpecification(row.format).text(of: row.argument)
      }
      #expect(fault?.description == row.result)
    }
  }

  @Test func widthAndPrecisionAreBounded() throws {
    #expect(try FormatSpecification("10000").text(of: .integer(1)).utf8.count == 10_000)
    #expect(try FormatSpecification(".10000f").text(of: .float(1)).utf8.count == 10_002)
    for format in ["10001", ".10001f", "99999999999999999999999999", "0,10001", "<010001"] {
      #expect(throws: FormatFault.self) { try FormatSpecification(format) }
    }
    #expect(throws: FormatFault.tooLarge) { try FormatSpecification("10001") }
  }

  @Test func aWidthCountsScalars() throws {
    #expect(try FormatSpecification("4").text(of: .text("e\u{301}")) == "e\u{301}  ")
    #expect(try FormatSpecification("😀>3").text(of: .text("é")) == "😀😀é")
    #expect(try FormatSpecification(".1").text(of: .text("e\u{301}")) == "e")
  }
}

/// A row of a table: a format, a value as Python writes it, and the result.
struct FormatRow {
  var format: String
  var argument: FormatArgument
  var result: String

  /// The rows of a table, which end in semicolons, and their cells, which bars separate.
  static func rows(_ table: String) -> [FormatRow] {
    table.filter { $0 != "\n" }.split(separator: ";").map { row in
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return FormatRow(format: cells[0], argument: argument(cells[1]), result: cells[2])
    }
  }

  private static func argument(_ text: String) -> FormatArgument {
    if text.hasPrefix("'") { return .text(String(text.dropFirst().dropLast())) }
    if let value = Int128(text) { return .integer(value) }
    if let value = Double(text) { return .float(value) }
    return .boolean(text == "True")
  }
}
