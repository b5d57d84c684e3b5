import Foundation
import TestSupport
import Testing

/// Text that tries to control a terminal, names that are not UTF-8, and inputs that are no text.
@Suite struct HostileTextTests {
  /// Red, a bell, a line break, C1, an override and an isolate.
  private static let hostile =
    "a\u{1B}[31m\u{7}\nb\u{9B}\u{7F}\u{202E}c\u{2066}\u{200F}\u{61C}\r\td"

  /// What must not reach a terminal: controls but line feeds, and what turns the direction of text.
  private func obeyed(_ text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { "U+\(String($0.value, radix: 16))" }
  }

  private func graphFile(_ name: String) -> String {
    let text = name.unicodeScalars.map { scalar -> String in
      let digits = String(scalar.value, radix: 16)
      return scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F
        ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    return """
      { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 1, "nodes": [
        { "id": 0, "op": "leaf", "label": "\(text)", "data": 0, "grad": 3, "inputs": [],
          "group": "\(text)" },
        { "id": 1, "op": "\(text)", "label": "L\(text)", "data": 1, "grad": 1, "inputs": [0],
          "local": [2], "group": null } ] }
      """
  }

  @Test(arguments: [
    "render bad.json -f text -o -", "render bad.json --focus nosuch",
    "render bad.json --root nosuch",
    "check bad.json", "check bad.json --overlay", "diagnose bad.json", "diff bad.json other.json",
    "diff bad.json other.json -f text -o -", "render \"$(cat name)\"", "render -e \"$(cat name)\"",
    "render bad.json --root \"$(cat name)\"", "render bad.json -o \"$(cat name)/a.svg\"",
    "render bad.json --theme \"$(cat name)\"", "render bad.json \"--$(cat name)\"",
    "\"$(cat name)\"", "render bad.json -o a.\"$(cat name)\"", "render \"$(cat name).mg\"",
    "mlp 1,1 --data rows.csv --target 9", "mlp 1,1 --data rows.csv", "render broken.mg",
    "mlp 1,2 --data \"$(cat name).csv\" --rows 0..0", "render bad.json -f dot -o -",
    "mlp 1,1 --data rows.csv --target \"$(cat name)\"", "render bad.json --link \"$(cat name)\"",
  ])
  func nothingControlsTheTerminal(_ words: String) throws {
    let folder = try TemporaryFolder()
    let hostile = HostileTextTests.hostile
    try folder.write("name", hostile)
    try folder.write("bad.json", graphFile(hostile))
    try folder.write(
      "other.json", graphFile("a").replacingOccurrences(of: "\"data\": 1", with: "\"data\": 2"))
    try folder.write("rows.csv", "\"\(hostile)\",b\n1,2\n\"\(hostile)\",3\n3,4\n4,5\n")
    try folder.write("broken.mg", "x = 1.0\ny = x \u{1B}[31m \u{202E} +\u{9B}\n")
    try folder.write("\(hostile).csv", "a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n")
    try folder.write("\(hostile).mg", "x = 1.0\ny = \n")
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect([0, 1, 64, 65, 66, 73].contains(result.code), "\(result.errors)")
    #expect(obeyed(result.text) == [], "\(result.text)")
    #expect(obeyed(result.errors) == [], "\(result.errors)")
  }

  /// A table has as many lines as it has rows, and its columns stand below each other.
  @Test func aLineBreakInALabelBreaksNoTable() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", graphFile("p\nq"))
    try folder.write("b.json", graphFile("pq"))
    let plain = try Command.multigrad("render", "b.json", "-f", "text", "-o", "-", in: folder).text
    let broken = try Command.multigrad("render", "a.json", "-f", "text", "-o", "-", in: folder).text
    #expect(broken.split(separator: "\n").count == plain.split(separator: "\n").count)
    let check = try Command.multigrad("check", "a.json", in: folder).text
    #expect(check.contains("p\\u{A}q"), "\(check)")
  }

  @Test(arguments: [
    "x = " + String(repeating: "9", count: 1_000_000),
    "x = 1.0\ny = x + " + String(repeating: "a", count: 1_000_000),
    "x = 1.0; " + String(repeating: "y = x * 2; ", count: 50_000) + "z = $",
    "x = '" + String(repeating: "b", count: 1_000_000),
    String(repeating: "é", count: 500_000) + "(2)",
    "x = 1.0\ny = x." + String(repeating: "c", count: 1_000_000) + "()",
    "{\"format\": \"" + String(repeating: "d", count: 1_000_000) + "\"}",
    "{\"format\": " + String(repeating: "1", count: 1_000_000) + "}",
  ])
  func aMessageIsAsWideAsALine(_ text: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("render", "-", in: folder, input: text)
    #expect(result.code == 65)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 400 }, "\(lines.map(\.count))")
    #expect(lines.dropFirst().allSatisfy { $0.count <= 190 }, "\(lines.map(\.count))")
  }

  /// The mark stands below what it marks, also in a line that is cut.
  @Test func theMarkOfALongLineIsBelowTheFault() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "1 + ", count: 1000)
    let result = try Command.multigrad(
      "render", "-", in: folder, input: "y = \(long)unknown + \(long)2")
    let lines = result.errors.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[1].hasPrefix("…") && lines[1].hasSuffix("…"))
    let mark = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: mark)
    #expect(lines[1].dropFirst(column).hasPrefix("unknown"))
    #expect(lines[2].hasSuffix("^~~~~~~"))
  }

  /// File names are bytes: of two that differ only in what is not UTF-8, each is read and written.
  @Test func namesAreBytes() throws {
    let folder = try TemporaryFolder()
    let script = """
      a=$(printf 'o\\377'); b=$(printf 'o\\376'); c=$(printf 'd\\303/\\364\\217\\270\\200')
      printf 'x = 1.0; y = x * 3' > "$a.mg"; printf 'x = 1.0; y = x * 5' > "$b.mg"
      multigrad render "$a.mg" -f json --stage after -o "$b.json" || exit 1
      multigrad render "$b.mg" -f json --stage after -o "$a.json" || exit 2
      multigrad render "$b.mg" -f json --stage after -o "$c.json" || exit 3
      test "$(ls | wc -l)" = 5 || exit 4
      grep -q '"grad": 3' "$b.json" || exit 5
      grep -q '"grad": 5' "$a.json" && cmp "$a.json" "$c.json" || exit 6
      multigrad render "$a.json" -f json -o "$a.json"; test $? = 73 || exit 7
      multigrad render "$(printf 'p\\377.mg')"; test $? = 66 || exit 8
      multigrad render "$a.mg" --title "$a"; test $? = 64 || exit 9
      """
    // The file system of a Mac takes no such names.
    #if os(Linux)
      let result = try Command.shell(script, in: folder)
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors.contains("o\\xFE.json\n"), "\(result.errors)")
      #expect(result.errors.contains("Error: p\\xFF.mg: the input cannot be opened"))
    #endif
  }

  @Test(arguments: [
    ("%PDF-1.7\n", "a PDF"), ("GIF89a", "a GIF"),
    ("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG"),
    ("PK\u{3}\u{4}", "a ZIP archive"), ("x = 1.0\0", "no text"), ("%!PS-Adobe", "PostScript"),
  ])
  func whatIsNoTextIsNamed(_ text: String, _ kind: String) throws {
    let folder = try TemporaryFolder()
    for name in ["a.mg", "a.json", "a.csv"] { try folder.write(name, text) }
    for words in [
      "render a.mg", "check a.json", "diff a.mg a.mg", "render - < a.mg", "mlp 1,1 --data a.csv",
    ] {
      let result = try Command.shell("multigrad \(words)", in: folder)
      #expect(result.code == 65, "\(result.errors)")
      #expect(result.errors.contains(":1:1: this is \(kind)"), "\(result.errors)")
    }
  }

  @Test func ourOwnPicturesAreNoInput() throws {
    let folder = try TemporaryFolder()
    for (format, kind) in [("png", "a PNG"), ("pdf", "a PDF"), ("svg", "an SVG")] {
      let name = "a.\(format)"
      #expect(
        try Command.multigrad("neuron", "--stage", "after", "-o", name, in: folder).code == 0)
      let result = try Command.multigrad("render", name, in: folder)
      #expect(result.code == 65)
      #expect(result.errors.hasPrefix("Error: \(name):1:1: this is \(kind)"), "\(result.errors)")
    }
  }

  @Test(arguments: ["png", "pdf", "svg"]) func whatCannotBeSeenIsNotDrawn(_ format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", graphFile("\u{200B}"))
    let plain = try Command.multigrad(
      "render", "a.json", "-o", "a.\(format)", "--title", "\u{200B}", in: folder)
    #expect(plain.code == 0)
    #expect(plain.errors == "a.\(format)\n")
    let words = try Command.multigrad(
      "render", "a.json", "-o", "b.\(format)", "--title", "\u{200B} \u{2060} \u{AD}", in: folder)
    #expect(words.errors == "b.\(format)\n")
  }
}
