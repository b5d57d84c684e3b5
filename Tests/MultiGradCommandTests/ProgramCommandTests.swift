import Foundation
import TestSupport
import Testing

/// What the command makes of a program: its streams, notes, options and exit codes.
@Suite struct ProgramCommandTests {
  private static let program = "x = Value(2.0)\nprint('said', x)\ny = x * 3\n"
  private static let said = "said Value(data=2.0)\n"

  /// A folder with programs and a notebook in it.
  private func folder(_ files: [String: String] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.py", ProgramCommandTests.program)
    for (name, text) in files { try folder.write(name, text) }
    return folder
  }

  private func notebook(_ cells: [String]) throws -> String {
    let cells = cells.map { ["cell_type": "code", "source": [$0]] as [String: Any] }
    let data = try JSONSerialization.data(withJSONObject: ["nbformat": 4, "cells": cells])
    return String(decoding: data, as: UTF8.self)
  }

  // MARK: - What a program prints

  /// It goes to standard output, and elsewhere where that carries something else.
  @Test(arguments: [
    ("render a.py", true), ("render a.py -q", true), ("render a.py -f json", true),
    ("render a.py -o - --stage after", false), ("render a.py -f json -o - --stage after", false),
    ("render a.py -f text --stage before -o -", false), ("check a.py", false),
    ("check a.py --json", false), ("diagnose a.py", false), ("diagnose a.py --json", false),
  ])
  func printedTextGoesWhereNothingElseIs(_ words: String, _ isOnOutput: Bool) throws {
    let result = try Command.shell("multigrad \(words)", in: folder())
    #expect(result.code == 0)
    let said = ProgramCommandTests.said
    #expect(result.text.contains(said) == isOnOutput, "\(result.text)")
    #expect(result.errors.contains(said) == !isOnOutput, "\(result.errors)")
    if isOnOutput { #expect(result.text == said) } else { #expect(!result.text.isEmpty) }
    if words.hasSuffix("--json") || words.contains("json -o -") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: result.output) }
    }
  }

  @Test func diffPrintsOnTheOtherStream() throws {
    let folder = try folder(["b.py": ProgramCommandTests.program])
    let result = try Command.shell("multigrad diff a.py b.py", in: folder)
    #expect(result.code == 0)
    #expect(result.errors == ProgramCommandTests.said + ProgramCommandTests.said)
    #expect(!result.text.contains("said"))
  }

  /// What was printed before a fault is there, and the fault behind it.
  @Test func printedTextComesBeforeTheFault() throws {
    let text = "print('one')\nprint('two', end='')\nx = [1][2]\n"
    let folder = try folder(["f.py": text])
    let result = try Command.shell("multigrad render f.py", in: folder)
    #expect(result.code == 65)
    #expect(result.text == "one\ntwo")
    #expect(result.errors.hasPrefix("Error: f.py:3:"))
    #expect(!folder.files.contains { $0.hasPrefix("output") })
  }

  @Test func muchPrintedTextIsWhole() throws {
    let folder = try folder(["m.py": "for i in range(30000): print(i)\nx = Value(1.0)\n"])
    let lines = try Command.shell("multigrad render m.py -q", in: folder).text.split(
      separator: "\n")
    #expect(lines.count == 30000)
    #expect(lines.last == "29999")
  }

  @Test func controlCharactersArePrintedEscaped() throws {
    let text = #"x = Value(1.0); print('a\x1b[31mb\x07\u202ec\x9b\td'); y = x * 2"#
    let folder = try folder(["c.py": text + "\n"])
    let escaped = #"a\u{1B}[31mb\u{7}\u{202E}c\u{9B}"#
    let drawn = try Command.shell("multigrad render c.py -q", in: folder)
    #expect(drawn.text.hasPrefix(escaped), "\(drawn.text)")
    let checked = try Command.shell("multigrad check c.py", in: folder)
    #expect(checked.errors.hasPrefix(escaped), "\(checked.errors)")
    #expect(!drawn.text.contains("\u{1B}") && !checked.errors.contains("\u{1B}"))
  }

  // MARK: - Notes

  @Test func whatIsSkippedIsTold() throws {
    let text = "import random\nclass Value: pass\ndef f(): pass\nx = Value(2.0)\nplt.plot(x)\n"
    let folder = try folder(["s.py": text])
    let line = "skipped: import random, class Value, unused f, plt.plot\n"
    for words in ["render s.py", "check s.py", "diagnose s.py"] {
      let result = try Command.shell("multigrad \(words)", in: folder)
      #expect(result.errors.components(separatedBy: line).count == 2, "\(words): \(result.errors)")
      #expect(!result.text.contains("skipped"))
    }
    #expect(try Command.shell("multigrad render s.py -q", in: folder).errors == "")
    #expect(!(try Command.shell("multigrad render a.py", in: folder).errors.contains("skipped")))
  }

  @Test func overwrittenDataIsTold() throws {
    let text = "x = Value(2.0)\ny = x * x\ny.backward()\nx.data = 9.0\n"
    let folder = try folder(["w.py": text])
    let note = "note: the data of 1 leaf (x) was set after use"
    let drawn = try Command.shell("multigrad render w.py", in: folder)
    #expect(drawn.errors.hasPrefix(note))
    #expect(try Command.shell("multigrad render w.py -q", in: folder).errors == "")
    // The recorded data counts for a check: 2x = 4 at 2, not 18 at 9.
    let checked = try Command.shell("multigrad check w.py --json", in: folder)
    #expect(checked.code == 0)
    #expect(checked.errors.hasPrefix(note))
    let leaves = try CheckCommandTests.rows("leaves", checked.output)
    #expect(leaves.map { $0["analytic"] as? Double } == [4])
  }

  @Test(arguments: [
    ("x = Value(-2.0)\ny = x.log() * 2\n", "y is NaN: "), ("y = Value(1.0) / 0\n", "y is ∞: "),
    ("y = Value(1.0) * 2\n", nil), ("n = float('nan')\ny = Value(1.0) * 2\n", nil),
  ])
  func numbersThatAreNoneAreTold(_ text: String, _ words: String?) throws {
    let folder = try folder(["n.py": text])
    let result = try Command.shell("multigrad render n.py", in: folder)
    #expect(result.code == 0)
    let line = words.map { $0 + "'multigrad diagnose n.py' says where it is born.\n" }
    if let line { #expect(result.errors.hasSuffix(line)) }
    #expect(result.errors.contains("diagnose") == (line != nil))
    #expect(try Command.shell("multigrad render n.py -q", in: folder).errors == "")
  }

  // MARK: - Options and exit codes

  @Test func aLimitEndsAProgram() throws {
    let folder = try folder(["l.py": "x = Value(1.0)\nn = 0\nwhile n < 500:\n    n += 1\n"])
    #expect(try Command.shell("multigrad render l.py -q --limit 2000", in: folder).code == 0)
    for command in ["render", "check", "diagnose"] {
      let result = try Command.shell("multigrad \(command) l.py --limit 100", in: folder)
      #expect(result.code == 65)
      #expect(result.errors.hasPrefix("Error: l.py:4:5: the program has run 100 statements"))
    }
  }

  /// The numbers are those of CPython's random.seed(5) and of the program's own seed.
  @Test func aSeedDecidesWhereTheProgramDoesNot() throws {
    let own = "random.seed(5)\nx = Value(random.random())\nprint(x.data)\n"
    let text = "x = Value(random.random())\nprint(x.data)\n"
    let folder = try folder(["s.py": text, "own.py": own])
    func printed(_ words: String) throws -> String {
      try Command.shell("multigrad render \(words) -q", in: folder).text
    }
    #expect(try printed("s.py --seed 5") == "0.6229016948897019\n")
    #expect(try printed("own.py --seed 6") == "0.6229016948897019\n")
    #expect(try printed("s.py") == printed("s.py --seed 1"))
    #expect(try printed("s.py") == "0.13436424411240122\n")
  }

  @Test(arguments: [
    ("render a.py --limit 0", 64), ("render a.py --limit -5", 64), ("render a.py --limit x", 64),
    ("render a.py --seed -1", 64), ("render a.py --seed x", 64), ("render a.py --cell 1", 64),
    ("render a.py --cells", 64), ("render nb.ipynb --cells --cell 1", 64),
    ("render nb.ipynb --cell 0", 64), ("render -e 'x = 1.0' --cell 1", 64),
    ("render -e 'x = 1.0' --cells", 64), ("render nb.ipynb --cell 9", 65),
    ("render g.json --limit 5", 64), ("render -e 'x = '", 65), ("render -e 'x = 1 / 0'", 65),
    ("render -e 'print(1)'", 65), ("render a.py --root nosuch", 65),
    ("render -e 'x = Value(1.0); n = 2 + 1' --root n", 65), ("render none.py", 66),
    ("render -e ''", 65), ("check -e 'assert 1 > 2'", 65), ("diagnose -e 'x = foo'", 65),
    ("diff a.py broken.py", 65), ("render broken.ipynb", 65),
  ])
  func exitCodes(_ words: String, _ code: Int32) throws {
    let folder = try folder([
      "broken.py": "x = (\n", "nb.ipynb": notebook(["x = Value(1.0)"]), "broken.ipynb": "{\n",
    ])
    let script = "multigrad render a.py -q -f json --stage after -o g.json; multigrad \(words)"
    let result = try Command.shell(script, in: folder)
    #expect(result.code == code, "\(result.errors)")
    #expect(result.errors.contains("Error: "))
  }

  /// All faults that can be found without running, ten at most, each with its line and mark.
  @Test func allFaultsAtOnce() throws {
    let few = "print('begun')\nx = foo(2)\ny = bar +\nz = 'abc\nw = Value(1.0).tanhh()\n"
    let many = (1...14).map { "x\($0) = unknown\($0)\n" }.joined()
    let folder = try folder(["few.py": few, "many.py": many])
    let result = try Command.shell("multigrad render few.py", in: folder)
    #expect(result.code == 65)
    #expect(result.text == "")
    let lines = result.errors.split(separator: "\n").map(String.init)
    let heads = lines.filter { $0.contains("few.py:") }
    for line in 2...4 { #expect(heads.contains { $0.contains("few.py:\(line):") }, "\(line)") }
    #expect(lines.contains("x = foo(2)") && lines.contains("    ^~~"))
    let more = try Command.shell("multigrad render many.py", in: folder).errors
    #expect(more.components(separatedBy: "many.py:").count - 1 == 11)
    #expect(more.contains("and 4 more faults"))
  }

  // MARK: - Check and diagnose

  /// The gradients that a program leaves are judged, and not those of a pass of our own.
  @Test(arguments: [
    ("y.backward()", 0, "good"), ("", 0, "good"), ("y.backward(); x.grad = 7.0", 1, "wrong"),
    ("y.grad = 1.0", 1, "unchecked"), ("y.grad = 1.0; y._backward()", 0, "good"),
    ("y.backward(); x.grad = 0", 1, "wrong"), ("y.grad = 2.0; y._backward()", 1, "wrong"),
    ("y.grad = 1.0; x.grad = 3.0", 0, "good"),
  ])
  func aCheckJudgesTheProgramsOwnGradients(
    _ line: String, _ code: Int32, _ verdict: String
  ) throws {
    let folder = try folder(["g.py": "x = Value(2.0)\ny = x * 3\n\(line)\n"])
    let result = try Command.shell("multigrad check g.py --json", in: folder)
    #expect(result.code == code)
    #expect(try CheckCommandTests.document(result.output)["verdict"] as? String == verdict)
  }

  /// A number beside Values is no parameter that the loss forgot; a Value is.
  @Test(arguments: [("lr = 0.1", 0), ("b = Value(0.1)", 1)])
  func aNumberIsNoForgottenParameter(_ line: String, _ code: Int32) throws {
    let text = "\(line)\nx = Value(2.0)\nw = Value(0.5)\ny = (x * w).tanh()\ny.backward()\n"
    let folder = try folder(["d.py": text])
    let result = try Command.shell("multigrad diagnose d.py --json", in: folder)
    #expect(result.code == code, "\(result.text)")
    #expect(result.text.contains("unreached-parameter") == (code == 1))
    #expect(!result.text.contains("lr"))
  }

  /// A network that was trained is checked at the data of its last step; the steps before it had other
  /// data, and are no fault.
  @Test func aTrainedNetworkIsChecked() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "t.py",
      """
      random.seed(3)
      net = MLP(2, [3, 1])
      for step in range(4):
          loss = (net([0.5, -1.0]) - 1.0) ** 2
          net.zero_grad()
          loss.backward()
          for p in net.parameters():
              p.data -= 0.1 * p.grad
      """)
    let checked = try Command.shell("multigrad check t.py", in: folder)
    #expect(checked.code == 0)
    #expect(checked.text.hasSuffix("\nverdict: good\n"), "\(checked.text)")
    try folder.write("u.py", folder.text("t.py") + "\np.grad += 0.01\n")
    #expect(try Command.shell("multigrad check u.py", in: folder).code == 1)
  }
}
