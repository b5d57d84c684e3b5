import JSON
import Testing

@Suite struct JSONTests {
  @Test func keepsTheOrderOfMembersAndTheirPositions() throws {
    let document = try JSONParser.parse(Array(#"{ "b": [1, -2.5e1], "a": null, "b": "é\n" }"#.utf8))
    guard case .object(let members) = document.content else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.key) == ["b", "a", "b"])
    #expect(members.map(\.value.offset) == [7, 25, 36])
    #expect(members[0].value.array?.map(\.double) == [1, -25])
    #expect(document["b"]?.string == "é\n")
    #expect(document["a"]?.isNull == true)
    #expect(document["c"] == nil)
  }

  @Test(arguments: [
    ("NaN as a string", "\"NaN\"", Double.nan), ("infinity", "\"Infinity\"", .infinity),
    ("minus infinity", "\"-Infinity\"", -.infinity), ("a number", "0.1", 0.1),
  ])
  func readsNumbersThatJSONLacks(name: String, text: String, value: Double) throws {
    let number = try #require(try JSONParser.parse(Array(text.utf8)).double)
    #expect(number == value || (number.isNaN && value.isNaN))
    #expect(JSONText.number(value) == text)
  }

  @Test(arguments: [
    ("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf"), ("[1,-Infinity]", "-inf"),
    ("{\"a\":[ NaN ]}", "nan"), ("-0.0", "-0.0"), ("-0", "-0.0"),
  ])
  func readsNumbersAsPythonWritesThem(text: String, wanted: String) throws {
    var value = try JSONParser.parse(Array(text.utf8))
    while let inner = value.array?.last ?? value["a"] { value = inner }
    #expect(value.double.map { "\($0)" } == wanted)
    #expect(JSONText.number(-0.0) == "-0.0")
  }

  @Test(arguments: [
    ("nan", 0), ("inf", 0), ("Infinite", 0), ("-Inf", 0), ("+Infinity", 0), ("NaNs", 3),
    ("-NaN", 1), ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("01", 1), ("1.", 2), ("\"a", 2),
    ("\"\\x\"", 1), ("\"\\ud800\"", 1), ("\"\n\"", 1), ("[1] 2", 4), ("tru", 0), ("1e999", 0),
  ])
  func saysWhereADocumentIsMalformed(text: String, offset: Int) {
    let failure = #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse(Array(text.utf8))
    }
    #expect(failure?.offset == offset)
  }

  @Test func nestsTwoHundredDeepAndNoDeeper() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONParser.parse(nested(201))
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(nested(202)) }
  }

  @Test(arguments: ["plain", "\"quoted\\\"", "tab\tline\nreturn\r", "\u{1}\u{1F}\u{7F}", "é 😀"])
  func writesStringsThatReadBack(string: String) throws {
    let text = JSONText.string(string)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    #expect(try JSONParser.parse(Array(text.utf8)).string == string)
  }

  @Test func skipsAByteOrderMarkAndJoinsSurrogates() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(#""\ud83d\ude00""#.utf8)
    #expect(try JSONParser.parse(bytes).string == "😀")
  }
}
