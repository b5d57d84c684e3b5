import Testing

@testable import NeuralNetworks

@Suite struct DataCSVDocumentTests {
  /// What RFC 4180 says about each text, written down by hand.
  static let conforming: [(String, [[String]])] = [
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("\"aaa\",\"b \r\nbb\",\"ccc\"\r\nz,y,x", [["aaa", "b \r\nbb", "ccc"], ["z", "y", "x"]]),
    ("\"aaa\",\"b\"\"bb\",\"ccc\"", [["aaa", "b\"bb", "ccc"]]),
    ("\"a,b\",c\n", [["a,b", "c"]]),
    ("\"\"\"\",\"\"\"\"\"\"", [["\"", "\"\""]]),
    ("\"\",\"\"", [["", ""]]),
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("a,b\r\rc", [["a", "b"], [""], ["c"]]),
    ("a\n\nb\n", [["a"], [""], ["b"]]),
    ("a,\n,b\n,", [["a", ""], ["", "b"], ["", ""]]),
    (" a , b \n", [[" a ", " b "]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}\"a\"\n", [["a"]]),
    ("größe,長さ,🌸\n", [["größe", "長さ", "🌸"]]),
    ("", []),
    ("\u{FEFF}", []),
    ("\n", [[""]]),
  ]

  @Test(arguments: conforming) func conforms(text: String, records: [[String]]) throws {
    #expect(try CSVDocument(Array(text.utf8)).texts == records)
  }

  @Test(arguments: conforming) func survivesWritingAndReading(
    _: String, records: [[String]]
  ) throws {
    let quoted = records.map { record in
      record.map {
        "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      }
      .joined(separator: ",")
    }
    for end in ["\n", "\r\n", "\r"] {
      let text = quoted.map { $0 + end }.joined()
      #expect(try CSVDocument(Array(text.utf8)).texts == records)
    }
  }
}

@Suite struct DataCSVNumberTests {
  static let texts: [(String, CSVNumber)] = [
    ("5", .number(5)), ("-5.1", .number(-5.1)), ("+0.25", .number(0.25)), (".5", .number(0.5)),
    ("5.", .number(5)), ("1e3", .number(1000)), ("1E-3", .number(0.001)), ("1e+2", .number(100)),
    (" 7\t", .number(7)), ("007", .number(7)), ("0.1", .number(0.1)), ("1e-400", .number(0)),
    ("123456789012345678901234567890", .number(1.234_567_890_123_456_789e29)),
    ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    ("9007199254740993", .number(9_007_199_254_740_992)),
    ("0e999999999999999999999", .number(0)),
    // 2^64 + 1, which is 1 in 64 bits.
    ("18446744073709551617", .number(18_446_744_073_709_551_616)),
    ("1e309", .notFinite), ("nan", .notFinite), ("NaN", .notFinite), ("-inf", .notFinite),
    ("+Infinity", .notFinite), ("", .empty), ("  ", .empty),
    (".", .text), ("-", .text), ("1e", .text), ("1e+", .text), ("0x10", .text), ("1_000", .text),
    ("1,5", .text), ("1 2", .text), ("--1", .text), ("1.2.3", .text), ("five", .text),
    ("1f", .text), ("e5", .text), ("nano", .text), ("٣", .text),
  ]

  static func read(_ text: String) -> CSVNumber {
    Array(text.utf8).withUnsafeBufferPointer { CSVNumber($0[...]) }
  }

  @Test(arguments: texts) func reads(text: String, expected: CSVNumber) {
    #expect(Self.read(text) == expected)
  }

  /// The standard library reads texts with one correct rounding: an oracle for the quick way.
  @Test func agreesWithTheStandardLibrary() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...21, using: &generator)).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }
      let point = Int.random(in: 0...digits.count, using: &generator)
      let exponent = Int.random(in: -30...30, using: &generator)
      let text = digits[..<point].joined() + "." + digits[point...].joined() + "e\(exponent)"
      let number = try #require(Double("0" + text))
      #expect(Self.read("-" + text) == .number(-number))
    }
  }
}

/// How fields are separated and numbers written is seen in the text.
@Suite struct DataCSVDialectTests {
  /// A text, how it is separated, whether its numbers have commas, its comments, and its rows.
  static let texts: [(String, CSVDialect, [[Double]])] = [
    ("a,b\n1,2\n", CSVDialect(), [[1, 2]]),
    ("a;b\n1;2\n", CSVDialect(separator: .semicolon), [[1, 2]]),
    ("a\tb\n1\t2\n", CSVDialect(separator: .tab), [[1, 2]]),
    ("a;b\n1.5;2\n", CSVDialect(separator: .semicolon), [[1.5, 2]]),
    ("a;b\n1,5;2\n", CSVDialect(separator: .semicolon, hasDecimalCommas: true), [[1.5, 2]]),
    ("a\tb\n-1,5e2\t,25\n", CSVDialect(separator: .tab, hasDecimalCommas: true), [[-150, 0.25]]),
    // Without a header.
    (
      "1,5;2,5\n3,5;4,5\n", CSVDialect(separator: .semicolon, hasDecimalCommas: true),
      [[1.5, 2.5], [3.5, 4.5]]
    ),
    (
      "1,5;2\n2,5;3\n", CSVDialect(separator: .semicolon, hasDecimalCommas: true),
      [[1.5, 2], [2.5, 3]]
    ),
    // Names and classes that hold another separator, quoted or not.
    (
      "\"length, cm\";\"a \"\"b\"\"\"\n1,5;2\n",
      CSVDialect(separator: .semicolon, hasDecimalCommas: true), [[1.5, 2]]
    ),
    ("\"a;b\",c\n1,2\n", CSVDialect(), [[1, 2]]),
    ("\"a;b;c\",\"d;e\"\n1,2\n3,4\n", CSVDialect(), [[1, 2], [3, 4]]),
    // Between commas, quoted.
    ("a,b\n\"1,5\",\"2,25\"\n", CSVDialect(hasDecimalCommas: true), [[1.5, 2.25]]),
    // Both ways are as good, so that it is commas.
    ("1,\t2\n3,\t4\n", CSVDialect(), [[1, 2], [3, 4]]),
    // Comments before all else.
    ("# a comment; with, all\tof \"it\na,b\n1,2\n", CSVDialect(commentLines: 1), [[1, 2]]),
    (
      "\u{FEFF}#one\r\n#two\r\na;b\r\n1,5;2\r\n",
      CSVDialect(separator: .semicolon, hasDecimalCommas: true, commentLines: 2), [[1.5, 2]]
    ),
    ("#,a\n1,2\n", CSVDialect(), [[1, 2]]),
    ("#;a\n1;2\n", CSVDialect(separator: .semicolon), [[1, 2]]),
  ]

  @Test(arguments: texts) func recognises(
    text: String, dialect: CSVDialect, rows: [[Double]]
  ) throws {
    let bytes = Array(text.utf8)
    #expect(CSVDialect(recognisedIn: bytes) == dialect)
    let set = try DataSet(csv: bytes, name: "f.csv")
    #expect(set.inputs.map { $0[0] } == rows.map { $0[0] })
    #expect(set.numbers == rows.map { $0[1] })
  }

  /// A table of numbers and a class stays one, whatever its names are made of.
  @Test(arguments: ["a,b;c\n1,2;3\n4,5;6\n", "1,red;blue\n2,blue;red\n"])
  func whatCanBeReadWithCommasIs(text: String) throws {
    #expect(CSVDialect(recognisedIn: Array(text.utf8)) == CSVDialect())
    let set = try DataSet(csv: Array(text.utf8), name: "f.csv")
    #expect(set.inputCount == 1 && set.count == 2 && set.classCount == 2)
  }

  /// `1,234` between quotes may be a thousand, and is no number.
  @Test func thousandsAreNotGuessed() {
    let text = "a,b\n\"1,234\",1\n\"5,678\",2\n"
    #expect(CSVDialect(recognisedIn: Array(text.utf8)) == CSVDialect())
    #expect(throws: CSVError.self) { try DataSet(csv: Array(text.utf8), name: "f.csv") }
  }

  /// Numbers with points beside numbers with commas: the commas are slips.
  @Test func pointsWin() {
    #expect(throws: CSVError.self) {
      try DataSet(csv: Array("a;b\n1,5;2.5\n1;2\n".utf8), name: "f.csv")
    }
  }

  /// The separators change nothing of RFC 4180: whatever is quoted comes back.
  @Test func quotedFieldsComeBack() throws {
    let fields = ["a;b", "c\td", "e,f", "g\nh", "i\"j", " k "]
    for separator in CSVDialect.Separator.allCases {
      let line = fields.map {
        "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      }
      let sign = ["comma": ",", "semicolon": ";", "tab": "\t"]["\(separator)"]!
      let document = try CSVDocument(
        Array(line.joined(separator: sign).utf8), dialect: CSVDialect(separator: separator))
      #expect(document.texts == [fields])
    }
  }

  @Test func summaries() {
    #expect(CSVDialect().summary == nil)
    #expect(CSVDialect(commentLines: 1).summary == "1 comment line")
    #expect(
      CSVDialect(separator: .tab, hasDecimalCommas: true).summary
        == "tabs between the fields and decimal commas")
    #expect(
      CSVDialect(separator: .semicolon, hasDecimalCommas: true, commentLines: 2).summary
        == "semicolons between the fields, decimal commas and 2 comment lines")
  }
}

@Suite struct DataCSVReadingTests {
  static func read(
    _ text: String, target: String? = nil, header: DataSet.CSVHeader = .detected,
    needsClasses: Bool = false
  ) throws(CSVError) -> DataSet {
    try DataSet(
      csv: Array(text.utf8), name: "f.csv", target: target, header: header,
      needsClasses: needsClasses)
  }

  @Test func headerAndClasses() throws {
    let set = try Self.read(
      "\u{FEFF}length, width ,kind\r\n5.1,3.5,rose\r\n4.9, 3 ,\"tulip, red\"\r\n\r\n1,2,rose")
    #expect(set.name == "f.csv")
    #expect(set.featureNames == ["length", "width"])
    #expect(set.inputs == [[5.1, 3.5], [4.9, 3], [1, 2]])
    #expect(set.targets == .classes([0, 1, 0], names: ["rose", "tulip, red"]))
  }

  @Test func noHeaderAndNumbers() throws {
    let set = try Self.read("1,2,3\n4,5,6\n")
    #expect(set.featureNames == ["x1", "x2"])
    #expect(set.inputs == [[1, 2], [4, 5]])
    #expect(set.targets == .numbers([3, 6]))
  }

  @Test func targetByNameOrNumber() throws {
    let text = "a,b,c\n1,2,3\n4,5,6\n"
    let expected = try Self.read(text, target: "b")
    #expect(expected.featureNames == ["a", "c"])
    #expect(expected.inputs == [[1, 3], [4, 6]])
    #expect(expected.numbers == [2, 5])
    #expect(try Self.read(text, target: "2") == expected)
    // A name wins over a number.
    #expect(try Self.read("3,b,c\n1,2,3\n", target: "3", header: .present).numbers == [1])
    #expect(try Self.read("rose,1\ntulip,2\n", target: "1").classNames == ["rose", "tulip"])
  }

  /// Text, whether its first line is a header, how many rows that leaves.
  static let headers: [(String, String?, rows: Int)] = [
    ("a,b\n1,2\n", nil, 1),
    ("1,2\n3,4\n", nil, 2),
    ("1,rose\n3,tulip\n", nil, 2),
    ("a,kind\n3,tulip\n", nil, 1),
    ("1,kind\n3,4\n", nil, 1),
    ("kind,a\nrose,1\n", "1", 1),
    ("rose,1\ntulip,1\n", "1", 2),
    ("2019,2020,kind\n1,2,rose\n", "kind", 1),
    ("\"a\",\"b\"\n\"1\",\"2\"\n", nil, 1),
    (",b\n1,2\n", nil, 1),
    ("1,rose", nil, 1),
    ("1,2", nil, 1),
    // Counts and names, as the first line of scikit-learn's file of the iris has them.
    ("150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n", nil, 1),
  ]

  @Test(arguments: headers) func detectsHeaders(text: String, target: String?, rows: Int) throws {
    #expect(try Self.read(text, target: target).count == rows)
  }

  /// Of a target in which half of the fields are numbers, the others are slips; of one in which
  /// fewer are, all are classes.
  @Test func halfOfATargetIsNumbers() throws {
    let kind = CSVError.Kind.notANumber("rose", CSVError.Column(number: 2, name: nil))
    #expect(throws: CSVError(file: "f.csv", line: 2, column: 3, kind: kind)) {
      try Self.read("1,2\n1,rose\n", header: .absent)
    }
    let classes = try Self.read("1,2\n1,rose\n1,tulip\n", header: .absent)
    #expect(classes.classNames == ["2", "rose", "tulip"])
  }

  @Test func forcedHeaders() throws {
    #expect(try Self.read("1,2\n3,4\n", header: .present).featureNames == ["1"])
    #expect(try Self.read("1,a\n3,b\n", header: .present).classNames == ["b"])
    #expect(throws: CSVError(file: "f.csv", line: 1, column: 1, kind: .headerOnly)) {
      try Self.read("1,2\n", header: .present)
    }
    #expect(try Self.read("1,a\n2,b\n", header: .absent).classNames == ["a", "b"])
  }

  static let width = CSVError.Column(number: 2, name: "width")
  static let kind = CSVError.Column(number: 3, name: "kind")
  static let second = CSVError.Column(number: 2, name: nil)
  static let top = "length,width,kind\n"

  /// Each text, the target asked for, and where and what the error is.
  static let wrong: [(String, String?, Int, Int, CSVError.Kind)] = [
    ("", nil, 1, 1, .empty),
    ("\u{FEFF}\r\n\r\n", nil, 1, 1, .empty),
    (top, nil, 1, 1, .headerOnly),
    ("\n" + top + "\n", nil, 2, 1, .headerOnly),
    ("a\n1\n", nil, 1, 1, .oneColumn(separator: nil)),
    ("a|b\n1.5|2\n", nil, 1, 1, .oneColumn(separator: "|")),
    (
      "a;b\n1,5;x\n2,5;3\n2,5;3\n", nil, 2, 5,
      .notANumber("x", CSVError.Column(number: 2, name: "b"))
    ),
    (
      "# one\n# two \"\na,b\n1,2\n1,\n", nil, 5, 3,
      .emptyCell(CSVError.Column(number: 2, name: "b"))
    ),
    (top + "1,2,a\n1,2\n", nil, 3, 1, .ragged(expected: 3, found: 2)),
    (top + "1,2,a\r\n1,2,b,\r\n", nil, 3, 1, .ragged(expected: 3, found: 4)),
    (top + "1,2,\"a\r\nb\rc\nd\"\n\n1\n", nil, 7, 1, .ragged(expected: 3, found: 1)),
    (top + "1,2,a\n1,wide,b\n", nil, 3, 3, .notANumber("wide", width)),
    (top + "1,2,a\n1,\"wide\",b\n", nil, 3, 3, .notANumber("wide", width)),
    ("1,x,3,4\n1,2,3,4\n", nil, 1, 3, .notANumber("x", second)),
    (top + "1,2,a\r1,,b\r", nil, 3, 3, .emptyCell(width)),
    (top + "1,2,a\n1,  ,b\n", nil, 3, 3, .emptyCell(width)),
    (top + "1,NaN,a\n", nil, 2, 3, .notFinite("NaN", width)),
    (top + "1,-inf,a\n", nil, 2, 3, .notFinite("-inf", width)),
    (top + "1,1e999,a\n", nil, 2, 3, .notFinite("1e999", width)),
    (top + "1,2,a\n1,2,\n", nil, 3, 5, .emptyCell(kind)),
    (top + "1,2,a\n1,2,nan\n", nil, 3, 5, .notFinite("nan", kind)),
    (top + "1,2,3\n1,2,4\n1,2,many\n", nil, 4, 5, .notANumber("many", kind)),
    (top + "1,2,3\n1,2,nan\n", nil, 3, 5, .notFinite("nan", kind)),
    (
      top + "1,2,a\n", "widht", 1, 1,
      .unknownTarget("widht", suggestion: "width", columns: ["length", "width", "kind"])
    ),
    (
      top + "1,2,a\n", "Kind", 1, 1,
      .unknownTarget("Kind", suggestion: "kind", columns: ["length", "width", "kind"])
    ),
    (
      top + "1,2,a\n", "4", 1, 1,
      .unknownTarget("4", suggestion: nil, columns: ["length", "width", "kind"])
    ),
    ("1,2\n", "0", 1, 1, .unknownTarget("0", suggestion: nil, columns: ["", ""])),
    ("a,b,a\n1,2,3\n", "a", 1, 1, .ambiguousTarget("a", columns: [1, 3])),
    (top + "1,2,a\n3,\"4,b\n", nil, 3, 3, .unterminatedQuote),
    (top + "1,2,a\n3,4 \"m\",b\n", nil, 3, 5, .strayQuote),
    (top + "1,2,ä\"\n", nil, 2, 6, .strayQuote),
    (top + "1,\"2\" ,a\n", nil, 2, 6, .textAfterQuote),
  ]

  @Test(arguments: wrong) func placesErrors(
    text: String, target: String?, line: Int, column: Int, kind: CSVError.Kind
  ) {
    let expected = CSVError(file: "f.csv", line: line, column: column, kind: kind)
    #expect(throws: expected) { try Self.read(text, target: target) }
    let sentence = expected.description
    #expect(sentence.hasPrefix("f.csv:\(line):\(column): "))
    #expect(!sentence.contains("\n"))
  }

  @Test func notUTF8() {
    for (bytes, line, column) in [
      (Array("a,b\n1,\u{E4}".utf8) + [0xFF, 0x0A], 2, 4),
      ([0xFF, 0xFE, 0x61, 0x00], 1, 1),
      (Array("a,b\r\n1,2\r\n".utf8) + [0xC3], 3, 1),
    ] as [([UInt8], Int, Int)] {
      #expect(throws: CSVError(file: "l.csv", line: line, column: column, kind: .notUTF8)) {
        try DataSet(csv: bytes, name: "l.csv")
      }
    }
  }

  @Test func oneClassOnlyWhereItMatters() throws {
    let text = "a,kind\n1,rose\n2,rose\n"
    #expect(try Self.read(text).classCount == 1)
    let kind = CSVError.Column(number: 2, name: "kind")
    #expect(
      throws: CSVError(file: "f.csv", line: 2, column: 3, kind: .oneClass("rose", kind))
    ) { try Self.read(text, needsClasses: true) }
    #expect(
      throws: CSVError(file: "f.csv", line: 2, column: 3, kind: .oneClass("0", kind))
    ) { try Self.read("a,kind\n1,0\n2,0.0\n", needsClasses: true) }
    #expect(try Self.read("a,kind\n1,0\n2,1\n", needsClasses: true).count == 2)
  }

  static let sentences: [(CSVError.Kind, String)] = [
    (
      .notANumber("wide", width),
      "f.csv:7:3: column 2 ('width') must hold numbers, but here it has 'wide'; write a number, "
        + "or leave the row or the column out"
    ),
    (
      .ragged(expected: 3, found: 1),
      "f.csv:7:3: the line has 1 field where the first has 3; add what is missing, or quote "
        + "fields that hold a separator"
    ),
    (.emptyCell(second), "f.csv:7:3: column 2 is empty here; fill it in, or leave the row out"),
    (
      .unknownTarget("widht", suggestion: "width", columns: ["width"]),
      "f.csv:7:3: there is no column 'widht'; did you mean 'width'?"
    ),
    (
      .unknownTarget("9", suggestion: nil, columns: ["a", "b"]),
      "f.csv:7:3: there is no column '9'; use a number from 1 to 2, or one of the names 'a', 'b'"
    ),
  ]

  @Test(arguments: sentences) func sentence(kind: CSVError.Kind, expected: String) {
    #expect(CSVError(file: "f.csv", line: 7, column: 3, kind: kind).description == expected)
  }

  /// Whatever the bytes: rows, or an error at a line and column that are there.
  @Test func anyBytes() {
    var generator = SeededGenerator(seed: 12)
    let rows = ["1,2\n", "-3,4e1\r\n", "\"5\",6\r", "a,b\n", "7,c\n"].map { Array($0.utf8) }
    let scraps = Array("1,\"\n\ra .e-".utf8) + [0xC3, 0xA4, 0xEF, 0xBB, 0xBF, 0x00]
    var read = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...5, using: &generator)).flatMap { _ in
        Int.random(in: 0..<5, using: &generator) == 0
          ? [scraps.randomElement(using: &generator)!] : rows.randomElement(using: &generator)!
      }
      do {
        let set = try DataSet(csv: bytes, name: "f.csv", target: "1")
        #expect(
          set.inputs.allSatisfy { $0.count == set.inputCount && !$0.contains { !$0.isFinite } })
        read += 1
      } catch {
        let ends = bytes.count { $0 == 0x0A || $0 == 0x0D }
        #expect((1...ends + 1).contains(error.line))
        #expect((1...bytes.count + 1).contains(error.column))
      }
    }
    #expect((2_000...18_000).contains(read))
  }

  @Test func manyRows() throws {
    let set = try Self.read("a,b\n" + (0..<100_000).map { "\($0).5,\($0)\n" }.joined())
    #expect(set.count == 100_000)
    #expect(set.inputs[99_999] == [99_999.5])
    // Gauss: 0 + 1 + … + 99 999.
    let sum = try #require(set.numbers).reduce(0, +)
    #expect(sum == 4_999_950_000)
  }
}
