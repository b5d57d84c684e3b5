import Foundation
import TestSupport
import Testing

@Suite struct DiffCommandTests {
  private static let old = "x = Value(2.0, label='x')\ny = x.sin()\nL = y * 3"
  private static let new = "x = Value(2.0, label='x')\ny = x.sin()\nL = y.relu() * 3"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("old.mg", DiffCommandTests.old)
    try folder.write("new.mg", DiffCommandTests.new)
    return folder
  }

  private func document(_ result: Command.Result) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test func equalIs0() throws {
    let result = try Command.multigrad("diff", "old.mg", "old.mg", in: folder())
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(result.text.hasSuffix("equal: 4 nodes in both, within 1e-9\n"))
  }

  /// sin 2 is positive, so that relu changes no number: a node came, and an input is another.
  @Test func differentIs1() throws {
    let folder = try folder()
    let result = try Command.multigrad("diff", "old.mg", "new.mg", in: folder)
    #expect(result.code == 1)
    #expect(result.errors == "")
    #expect(
      result.text == """
        a  old.mg: 4 nodes, after backward
        b  new.mg: 5 nodes, after backward
        different: 4 nodes in both, 0 removed, 1 added, 1 change of structure, 0 numbers changed

        structure
                   node     what    a     b
          added    relu(y)
          changed  L        inputs  y, 3  relu(y), 3

        """)
    #expect(folder.files == ["new.mg", "old.mg"])
    let mirrored = try Command.multigrad("diff", "new.mg", "old.mg", in: folder)
    #expect(mirrored.text.contains("1 removed, 0 added, 1 change of structure"))
  }

  @Test func numbersByTheirRelativeChange() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = Value(3.0, label='x'); y = Value(1.0, label='y'); L = x + y")
    try folder.write("b.mg", "x = Value(4.0, label='x'); y = Value(3.0, label='y'); L = x + y")
    let result = try Command.multigrad("diff", "a.mg", "b.mg", in: folder)
    #expect(result.code == 1)
    #expect(
      result.text.hasSuffix(
        """

        numbers
          node  what  a  b  change
          y     data  1  3  66.7 %
          x     data  3  4  25 %

        1 number that follows from these changes
          node  what  a  b  change
          L     data  4  7  42.9 %

        """), "\(result.text)")
    let limited = try Command.multigrad("diff", "a.mg", "b.mg", "--limit", "1", in: folder)
    #expect(limited.text.contains("… and 1 more;"))
    let tolerant = try Command.multigrad("diff", "a.mg", "b.mg", "--tolerance", "0.7", in: folder)
    #expect(tolerant.code == 0)
  }

  /// In which order a sum or a product is written is no change, in any depth and with any labels.
  @Test(arguments: [
    ("y = a + b", "y = b + a"), ("y = a * b", "y = b * a"),
    ("y = a * b + a.tanh()", "y = tanh(a) + b * a"),
    ("y = (a + 1) * (b + 2) * 3", "y = 3 * ((2 + b) * (1 + a))"),
    ("y = a*a + b*b + a*b", "y = b*a + (b*b + a*a)"), ("y = sum(a, b, 3)", "y = sum(3, b, a)"),
    ("t = a + b; t.label = ''; y = t * t", "t = b + a; t.label = ''; y = t * t"),
  ])
  func theOrderOfASumIsNoChange(_ first: String, _ second: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "a = Value(3.0); b = Value(-2.0)\n\(first)")
    try folder.write("b.mg", "a = Value(3.0); b = Value(-2.0)\n\(second)")
    for files in [["a.mg", "b.mg"], ["b.mg", "a.mg"]] {
      let result = try Command.multigrad("diff", files[0], files[1], in: folder)
      #expect(result.code == 0, "\(result.text)")
    }
  }

  @Test(arguments: ["-", "/", "**"]) func theOrderOfOthersIs(_ sign: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "a = Value(3.0); b = Value(2.0)\ny = a \(sign) b")
    try folder.write("b.mg", "a = Value(3.0); b = Value(2.0)\ny = b \(sign) a")
    let result = try Command.multigrad("diff", "a.mg", "b.mg", in: folder)
    #expect(result.code == 1)
    #expect(result.text.contains("inputs"), "\(result.text)")
  }

  /// One operator or number of micrograd's own example is another one, each in turn: the report
  /// begins with it and is a page.
  @Test func aSmallChangeIsNotDrowned() throws {
    let folder = try TemporaryFolder()
    let program = Programs.microgradReadme
    try folder.write("a.mg", program)
    let places = program.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $1.contains(" = ") || $1.contains("+= ") }
    for (line, text) in places {
      for (old, new) in [
        ("+ ", "- "), ("* ", "+ "), (" - ", " + "), ("/ ", "* "), ("**3", "**2"), ("1 ", "2 "),
        ("**2", "**3"), ("10.0", "11.0"), ("2.0", "2.5"), ("-4.0", "-4.5"), ("3 *", "4 *"),
        (".relu()", ".tanh()"), ("e**2", "(e + 1)**2"), ("10.0 / f", "10.0 / f.exp().log()"),
      ] {
        guard let range = text.range(of: old, options: .backwards) else { continue }
        var lines = program.split(separator: "\n", omittingEmptySubsequences: false).map(
          String.init)
        lines[line] = text.replacingCharacters(in: range, with: new)
        try folder.write("b.mg", lines.joined(separator: "\n"))
        let result = try Command.multigrad("diff", "a.mg", "b.mg", in: folder)
        let report = result.text.split(separator: "\n")
        #expect(result.code == 1, "\(lines[line])")
        #expect(report.count <= 22, "\(lines[line])\n\(result.text)")
        #expect(
          report.count > 3 && (report[3] == "structure" || report[3] == "numbers"),
          "\(lines[line])\n\(result.text)")
        let all = try Command.multigrad("diff", "a.mg", "b.mg", "--all", in: folder)
        #expect(!all.text.contains("more;"))
      }
    }
  }

  @Test func programsGraphFilesAndStandardInputMix() throws {
    let folder = try folder()
    _ = try Command.multigrad("render", "old.mg", "-f", "json", "-o", "old.json", in: folder)
    #expect(try Command.multigrad("diff", "old-after.json", "old.mg", in: folder).code == 0)
    let graph = try folder.text("old-after.json")
    #expect(try Command.multigrad("diff", "old.mg", "-", in: folder, input: graph).code == 0)
    let program = try Command.multigrad(
      "diff", "-", "old-after.json", in: folder, input: DiffCommandTests.new)
    #expect(program.code == 1)
    #expect(program.text.hasPrefix("a  stdin: 5 nodes"))
    // A program has its gradients, the file has none: x, y and L differ, constants never do.
    let mixed = try Command.multigrad("diff", "old-before.json", "old.mg", in: folder)
    #expect(mixed.code == 1)
    #expect(mixed.text.contains("3 numbers changed\nOnly one of them has gradients;"))
    for stage in ["before", "after"] {
      let alike = try Command.multigrad(
        "diff", "old-before.json", "old.mg", "--stage", stage, in: folder)
      #expect(alike.code == 0, "\(alike.text)")
    }
  }

  @Test func json() throws {
    let result = try Command.multigrad("diff", "old.mg", "new.mg", "--json", in: folder())
    #expect(result.code == 1)
    let found = try document(result)
    #expect(found["equal"] as? Bool == false)
    #expect(
      found["counts"] as? [String: Int] == [
        "matched": 4, "removed": 0, "added": 1, "structure": 1, "numbers": 0,
      ])
    let added = try #require(found["added"] as? [[String: Any]])
    #expect(added.map { $0["op"] as? String } == ["relu"])
    #expect(added[0]["label"] is NSNull)
    let changes = try #require(found["changes"] as? [[String: Any]])
    #expect(changes.map { $0["what"] as? String } == ["inputs"])
    #expect(changes[0]["label"] as? String == "L")
    #expect(changes[0]["from"] as? [Int] == [1, 2])
    #expect((found["removed"] as? [Any])?.isEmpty == true)
  }

  @Test func numbersThatJSONHasNot() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = Value(0.0, label='\"x\\\\'); L = x.log()")
    try folder.write("b.mg", "x = Value(-1.0, label='\"x\\\\'); L = x.log()")
    let result = try Command.multigrad("diff", "a.mg", "b.mg", "--json", in: folder)
    let changes = try #require(try document(result)["changes"] as? [[String: Any]])
    let data = try #require(
      changes.first { $0["what"] as? String == "data" && $0["label"] as? String == "L" })
    #expect(data["from"] as? String == "-Infinity")
    #expect(data["to"] as? String == "NaN")
    #expect(data["relative"] as? String == "Infinity")
    #expect(changes.contains { $0["label"] as? String == "\"x\\" })
  }

  @Test func thePictureIsDrawnWhenAskedFor() throws {
    let folder = try folder()
    let drawn = try Command.multigrad("diff", "old.mg", "new.mg", "-o", "d.svg", in: folder)
    #expect(drawn.code == 1)
    #expect(drawn.errors == "d.svg\n")
    #expect(drawn.text.hasPrefix("a  old.mg"))
    let svg = try #require(SVGStructure(try folder.data("d.svg")))
    #expect(svg.texts.contains("added"))
    #expect(svg.texts.contains("added: only in the second graph"))
    #expect(svg.groups("node").count == 5)
    #expect(svg.groups("edge").count == 5)
    let named = try Command.multigrad(
      "diff", "old.mg", "new.mg", "-f", "png", "-q", in: folder)
    #expect(named.errors == "")
    #expect(PNGHeader(try folder.data("output/diff.png")) != nil)
    let directory = try Command.multigrad("diff", "old.mg", "new.mg", "-o", "p/", in: folder)
    #expect(directory.errors == "p/diff.svg\n")
    // What is asked for on standard output has it to itself.
    let piped = try Command.multigrad(
      "diff", "old.mg", "new.mg", "-o", "-", "--json", in: folder)
    #expect(piped.output == (try folder.data("d.svg")))
    #expect(piped.errors.hasPrefix("{ \"equal\": false"))
  }

  /// The same network after other numbers of steps is what `mlp` writes after them, node by node.
  @Test(arguments: ["", "--dropout 0.5", "--batch 2 --momentum 0.9 --l2 0.01"])
  func stepsOfATraining(_ options: String) throws {
    let folder = try TemporaryFolder()
    let network = "3,4,1 --seed 7 \(options)"
    for steps in [0, 12] {
      let written = try Command.shell(
        "multigrad mlp \(network) --train \(steps) --stage after -f json -o \(steps).json",
        in: folder)
      #expect(written.code == 0, "\(written.errors)")
    }
    let files = try Command.shell("multigrad diff 0.json 12.json --json", in: folder)
    #expect(files.code == 1)
    let steps = try Command.shell(
      "multigrad diff --mlp \(network) --steps 0,12 --json", in: folder)
    #expect(steps.code == 1)
    #expect(steps.output == files.output)
    #expect(steps.errors == "")
    let counts = try #require(try document(steps)["counts"] as? [String: Int])
    #expect(counts["removed"] == 0 && counts["added"] == 0 && counts["structure"] == 0)
    let equal = try Command.shell("multigrad diff --mlp \(network) --steps 5,5", in: folder)
    #expect(equal.code == 0)
    // One training, whichever of its steps comes first.
    let back = try Command.shell("multigrad diff --mlp \(network) --steps 12,0", in: folder)
    #expect(back.text.hasPrefix("a  after 12 steps"))
    #expect(back.code == 1)
    let longer = try Command.shell(
      "multigrad diff --mlp \(network) --steps 3,12 --train 20 --stage before", in: folder)
    #expect(longer.code == 1)
    #expect(longer.text.contains("before backward"))
  }

  @Test(arguments: [
    ("", "no two graphs"), ("old.mg", "no two graphs"), ("- -", "one graph, not two"),
    ("old.mg new.mg new.mg", "Unexpected argument"), ("old.mg new.mg --stage both", "one stage"),
    ("old.mg new.mg -f json", "no graph file"), ("old.mg new.mg -o d.json", "no graph file"),
    ("old.mg new.mg --tolerance -1", "--tolerance"),
    ("old.mg new.mg --tolerance nan", "'nan' is invalid"),
    ("old.mg new.mg --limit -1", "--limit"), ("old.mg new.mg --steps 0,1", "--mlp"),
    ("old.mg new.mg --mlp 3,1 --steps 0,1", "compared with itself"), ("--mlp 3,1", "--steps"),
    ("--mlp 3,1 --steps 1", "0,100"), ("--mlp 3,1 --steps 0,-1", "0,100"),
    ("--mlp 3,1 --steps 0,9 --train 5", "no step 9"), ("--mlp 3,1 --steps 0,1 --root L", "--root"),
    ("--mlp 3,1 --steps 0,1 --rows 3..9", "no row 9"),
    ("old.mg new.mg --all --json", "'--all' has no effect"),
    ("old.mg new.mg --limit 3 --json", "'--limit' has no effect"),
    ("old.mg new.mg --limit 3 --all", "'--limit' has no effect"),
    ("old.mg new.mg --data moons", "'--data' has no effect"),
    ("old.mg new.mg --l2 0", "'--l2' has no effect"),
    ("old.mg new.mg --batch 3", "'--batch' has no effect"),
    ("old.mg new.mg --theme dark", "'--theme' has no effect"),
    ("old.mg new.mg --collapse none", "'--collapse' has no effect"),
    ("old.mg new.mg --precision 5 --json", "'--precision' has no effect"),
    ("old.mg new.mg --overlay none -o d.svg", "'--overlay' has no effect"),
  ])
  func wrongWordsAre64(_ words: String, _ message: String) throws {
    let folder = try folder()
    let result = try Command.shell("multigrad diff \(words)", in: folder)
    #expect(result.code == 64, "\(result.errors)")
    #expect(result.text == "")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(folder.files == ["new.mg", "old.mg"])
  }

  @Test func malformedIs65AndMissingIs66() throws {
    let folder = try folder()
    try folder.write("bad.mg", "x = (")
    try folder.write("bad.json", "{}")
    for name in ["bad.mg", "bad.json"] {
      let result = try Command.multigrad("diff", "old.mg", name, "-o", "d.svg", in: folder)
      #expect(result.code == 65)
      #expect(result.errors.hasPrefix("Error: \(name):1:"))
    }
    let root = try Command.multigrad("diff", "old.mg", "new.mg", "--root", "q", in: folder)
    #expect(root.code == 65)
    #expect(try Command.multigrad("diff", "old.mg", "none.mg", in: folder).code == 66)
    #expect(try Command.multigrad("diff", "none.json", "old.mg", in: folder).code == 66)
    let place = try Command.multigrad(
      "diff", "old.mg", "new.mg", "-o", "old.mg/d.svg", in: folder)
    #expect(place.code == 73)
    #expect(folder.files == ["bad.json", "bad.mg", "new.mg", "old.mg"])
  }

  @Test func aRootOfBoth() throws {
    let result = try Command.multigrad("diff", "old.mg", "new.mg", "--root", "y", in: folder())
    #expect(result.code == 1)
    // From y, nothing that comes after it has a gradient.
    #expect(result.text.contains("0 numbers changed"))
  }
}
