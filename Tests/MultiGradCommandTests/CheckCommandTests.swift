import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  /// What `--json` printed.
  static func document(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  static func rows(_ key: String, _ data: Data) throws -> [[String: Any]] {
    try #require(try document(data)[key] as? [[String: Any]])
  }

  /// The last line of a report.
  static func verdict(_ text: String) -> String {
    text.split(separator: "\n").last.map(String.init) ?? ""
  }

  /// The graph file of a program after backward, changed.
  static func file(
    of program: String, in folder: TemporaryFolder, replacing old: String, with new: String
  ) throws {
    try folder.write("p.mg", program)
    _ = try Command.multigrad(
      "render", "p.mg", "--stage", "after", "-f", "json", "-o", "g.json", in: folder)
    let text = try folder.text("g.json")
    let changed = text.replacingOccurrences(of: old, with: new)
    #expect(changed != text)
    try folder.write("g.json", changed)
  }

  @Test(arguments: [
    Programs.microgradReadme, "x = 3.0; y = x ** 2 + 2 * x", "x = 1e-7; y = x.log()",
    "a = Value(2.0); b = Value(-3.0); L = (a * b + 10).tanh()", "x = -1.0; y = x.relu()",
    "x = 2.0; y = x * x; y.backward(); y.backward()", "x = 1e5; y = x.sin()",
  ])
  func healthyProgramsAre0(_ program: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("p.mg", program)
    let result = try Command.multigrad("check", "p.mg", in: folder)
    #expect(result.code == 0)
    #expect(CheckCommandTests.verdict(result.text) == "verdict: good")
    #expect(!result.errors.contains("Error"))
    #expect(folder.files == ["p.mg"])
  }

  /// A gradient that is missing after a pass is wrong, and not skipped.
  @Test func aMissingGradientIs1() throws {
    let folder = try TemporaryFolder()
    try CheckCommandTests.file(
      of: "a = 2.0; L = a * 3", in: folder, replacing: "\"grad\": 3.0", with: "\"grad\": null")
    let result = try Command.multigrad("check", "g.json", in: folder)
    #expect(result.code == 1)
    #expect(
      CheckCommandTests.verdict(result.text) == """
        verdict: wrong, `leaf` at node 0 (a): ∂L/∂a is missing, numerically 3; there is no gradient, \
        where the root depends on it
        """)
  }

  @Test func aKinkIs0AndIsNamed() throws {
    let result = try Command.multigrad(
      "check", "-e", "x = 0.0; y = x.relu()", in: TemporaryFolder())
    #expect(result.code == 0)
    #expect(result.text.contains("from below 0, from above 1"))
    #expect(CheckCommandTests.verdict(result.text).hasPrefix("verdict: kink, `relu` at node 1"))
  }

  @Test func aWrongLocalIs1AndIsNamed() throws {
    let folder = try TemporaryFolder()
    try CheckCommandTests.file(
      of: "x = Value(2.0, label='x'); y = x ** 3", in: folder, replacing: "\"local\": [12.0]",
      with: "\"local\": [11.0]")
    let result = try Command.multigrad("check", "g.json", in: folder)
    #expect(result.code == 1)
    #expect(
      CheckCommandTests.verdict(result.text)
        == "verdict: wrong, `**` at node 1 (y): ∂/∂x is 11, numerically 12")
    let json = try Command.multigrad("check", "g.json", "--json", in: folder)
    #expect(json.code == 1)
    #expect(try CheckCommandTests.document(json.output)["verdict"] as? String == "wrong")
    let row = try #require(try CheckCommandTests.rows("nodes", json.output).first)
    #expect(row["node"] as? Int == 1 && row["label"] as? String == "y")
    #expect(row["op"] as? String == "**" && row["input"] as? Int == 0)
    #expect(row["analytic"] as? Double == 11 && row["verdict"] as? String == "wrong")
    #expect(abs(try #require(row["numeric"] as? Double) - 12) < 1e-6)
    #expect(abs(try #require(row["error"] as? Double) - 1.0 / 12) < 1e-6)
    let leaf = try #require(try CheckCommandTests.rows("leaves", json.output).first)
    #expect(leaf["verdict"] as? String == "good" && leaf["input"] is NSNull)
  }

  @Test func aWrongGradientIs1() throws {
    let folder = try TemporaryFolder()
    try CheckCommandTests.file(
      of: "x = Value(2.0, label='x'); y = x ** 3", in: folder, replacing: "\"grad\": 12.0",
      with: "\"grad\": -12.0")
    let result = try Command.multigrad("check", "g.json", in: folder)
    #expect(result.code == 1)
    #expect(
      CheckCommandTests.verdict(result.text)
        == "verdict: wrong, `leaf` at node 0 (x): ∂y/∂x is -12, numerically 12; "
        + "it does not follow from the gradients above")
    #expect(result.text.contains("look at how its rule uses its own gradient"))
  }

  @Test func numbersThatDoNotFitAre1() throws {
    let folder = try TemporaryFolder()
    try CheckCommandTests.file(
      of: "x = Value(2.0, label='x'); y = x ** 3", in: folder, replacing: "\"data\": 8.0",
      with: "\"data\": 9.0")
    let result = try Command.multigrad("check", "g.json", in: folder)
    #expect(result.code == 1)
    #expect(result.text.contains("wrong: `**` at node 1 (y): the data is 9, its inputs give 8"))
    let json = try Command.multigrad("check", "g.json", "--json", in: folder)
    #expect(try CheckCommandTests.rows("data", json.output).first?["held"] as? Double == 9)
  }

  /// Uncomfortable, which is 1 unless it is tolerated or a kink is near.
  @Test func uncomfortableIs1() throws {
    let folder = try TemporaryFolder()
    try CheckCommandTests.file(
      of: "x = Value(2.0, label='x'); y = x ** 3", in: folder, replacing: "\"local\": [12.0]",
      with: "\"local\": [12.05]")
    let result = try Command.multigrad("check", "g.json", in: folder)
    #expect(result.code == 1)
    #expect(CheckCommandTests.verdict(result.text).hasPrefix("verdict: uncomfortable, "))
    let tolerated = try Command.multigrad("check", "g.json", "--tolerance", "0.01", in: folder)
    #expect(tolerated.code == 0)
    #expect(CheckCommandTests.verdict(tolerated.text) == "verdict: loose")
    try folder.write("k.mg", "x = 5e-5; y = x.abs()")
    _ = try Command.multigrad(
      "render", "k.mg", "--stage", "after", "-f", "json", "-o", "k.json", in: folder)
    let kinked = try folder.text("k.json").replacingOccurrences(
      of: "\"local\": [1.0]", with: "\"local\": [1.001]")
    try folder.write("k.json", kinked)
    let near = try Command.multigrad("check", "k.json", in: folder)
    #expect(near.code == 0)
    #expect(near.text.contains("a kink is near"))
  }

  @Test func operationsOfAFileBlockNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "u.json",
      """
      { "format": "multigrad-graph", "version": 1, "root": 1, "stage": "after", "nodes": [
        { "id": 0, "op": "leaf", "label": "x", "data": 1, "grad": 0.5, "inputs": [] },
        { "id": 1, "op": "swish", "data": 0.8, "grad": 1, "inputs": [0], "local": [0.5] } ] }
      """)
    let result = try Command.multigrad("check", "u.json", in: folder)
    #expect(result.code == 0)
    #expect(result.text.contains("1 unchecked"))
    #expect(result.text.contains("does not hold how"))
  }

  @Test func theStepOfTheOption() throws {
    let result = try Command.multigrad(
      "check", "-e", "x = 3.0; y = x ** 3", "--step", "0.1", "--json", in: TemporaryFolder())
    let leaf = try #require(try CheckCommandTests.rows("leaves", result.output).first)
    // 3x² + h², with h = 0.1·3.
    #expect(abs(try #require(leaf["numeric"] as? Double) - 27.09) < 1e-9)
    #expect(result.code == 1)
  }

  @Test func tinyGradientsAndNumbersThatAreNotFinite() throws {
    let tiny = try Command.multigrad(
      "check", "-e", "x = 3.0; y = x * 1e-12", in: TemporaryFolder())
    #expect(tiny.code == 0)
    #expect(tiny.text.contains("scale the loss"))
    let infinite = try Command.multigrad(
      "check", "-e", "x = 0.0; y = x.log()", "--json", in: TemporaryFolder())
    #expect(infinite.code == 1)
    let row = try #require(try CheckCommandTests.rows("nodes", infinite.output).first)
    #expect(row["analytic"] as? String == "Infinity" && row["numeric"] as? String == "NaN")
  }

  @Test func theSweepIsPrintedAndPlotted() throws {
    let folder = try TemporaryFolder()
    try folder.write("p.mg", "x = 0.7; y = x.sin() * x.exp()")
    let result = try Command.multigrad("check", "p.mg", "--sweep", in: folder)
    #expect(result.code == 0)
    #expect(result.errors == "output/p-sweep.svg\n")
    #expect(folder.files == ["output/p-sweep.svg", "p.mg"])
    let best = try #require(result.text.split(separator: "\n").first { $0.hasSuffix("← best") })
    #expect(best.contains("1e-5 ") || best.contains("1e-6 "))
    #expect(CheckCommandTests.verdict(result.text) == "verdict: good")
    let picture = try folder.text("output/p-sweep.svg")
    #expect(picture.contains("role=\"img\"") && picture.contains("relative error"))
    let stream = try Command.multigrad("check", "p.mg", "--sweep", "-o", "-", in: folder)
    #expect(stream.text == picture)
    #expect(stream.errors == result.text)
    let quiet = try Command.multigrad(
      "check", "p.mg", "--sweep", "--json", "-q", "-o", "s.svg", in: folder)
    #expect(quiet.errors == "")
    #expect(try folder.text("s.svg") == picture)
    let steps = try CheckCommandTests.rows("sweep", quiet.output)
    #expect(steps.count == 12 && steps.first?["step"] as? Double == 0.1)
  }

  @Test(arguments: [
    "3,4,4,1", "2,8,1 --data moons", "4,8,3 --data iris", "2,8,3 --data spirals --loss softmax",
    "2,8,1 --data moons --loss squared_svm --activation leaky_relu", "3,4,1 --init zeros",
    "2,8,1 --data moons --activation sigmoid --dropout 0.5", "4,3 --data iris --loss svm",
  ])
  func networksAreHealthy(_ words: String) throws {
    for steps in ["", " --after-steps 3"] {
      let result = try Command.shell(
        "multigrad check --mlp \(words)\(steps)", in: TemporaryFolder())
      #expect(result.code == 0, "\(words)\(steps): \(result.text)")
    }
  }

  /// Data loss and penalty are checked apart: the penalty's gradients are λ·w and ±λ.
  @Test func dataLossAndPenaltyApart() throws {
    let folder = try TemporaryFolder()
    let line = "multigrad check --mlp 3,2,1 --l2 0.5"
    let text = try Command.shell(line, in: folder)
    #expect(text.code == 0)
    #expect(text.text.contains("data loss\n") && text.text.contains("penalty\n"))
    let json = try Command.shell(line + " --json", in: folder)
    let leaves = try CheckCommandTests.rows("leaves", json.output)
    #expect(Set(leaves.compactMap { $0["part"] as? String }) == ["data loss", "penalty"])
    let network = try Command.shell(
      "multigrad mlp 3,2,1 --stage before -f json -o -", in: folder)
    let weights = try RenderTests.nodes(network.output).filter {
      $0["role"] as? String == "parameter" && $0["label"] as? String != "b"
    }.compactMap { $0["data"] as? Double }
    let slopes = leaves.filter { $0["part"] as? String == "penalty" }
      .compactMap { $0["numeric"] as? Double }
    #expect(slopes.count == 8)
    #expect(zip(slopes, weights).allSatisfy { abs($0 - 0.5 * $1) < 1e-9 })
  }

  @Test func aSampleIsTheSameForTheSameSeed() throws {
    let folder = try TemporaryFolder()
    func run(_ seed: Int) throws -> Command.Result {
      try Command.shell(
        "multigrad check --mlp 3,4,4,1 --sample 5 --json --seed \(seed)", in: folder)
    }
    #expect(try CheckCommandTests.rows("leaves", run(1).output).count == 5)
    #expect(try run(1).output == run(1).output)
    func nodes(_ seed: Int) throws -> [Int] {
      try CheckCommandTests.rows("leaves", run(seed).output).compactMap { $0["node"] as? Int }
    }
    #expect(try nodes(1) != nodes(2))
    let text = try Command.shell("multigrad check --mlp 3,4,4,1 --sample 5", in: folder)
    #expect(text.text.contains("chosen at random   5 of "))
  }

  @Test func otherExitCodes() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.multigrad("check", "none.mg", in: folder).code == 66)
    #expect(try Command.multigrad("check", "-e", "x = (1", in: folder).code == 65)
    try folder.write("bad.json", "{")
    #expect(try Command.multigrad("check", "bad.json", in: folder).code == 65)
    let root = try Command.multigrad(
      "check", "-e", "a = 2.0; b = a * a; c = b + 1", "--root", "b", "--json", in: folder)
    #expect(root.code == 0)
    let leaf = try #require(try CheckCommandTests.rows("leaves", root.output).first)
    #expect(leaf["analytic"] as? Double == 4)
    let input = try Command.multigrad("check", "-", in: folder, input: "x = 1.0; y = x.exp()")
    #expect(input.code == 0)
  }
}
