import Foundation
import TestSupport
import Testing

@Suite struct DiagnoseCommandTests {
  /// The findings of a run with `--json`.
  private func findings(_ result: Command.Result) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    return try #require(document?["findings"] as? [[String: Any]])
  }

  @Test func aFindingIsExitCodeOne() throws {
    let result = try Command.multigrad(
      "diagnose", "-e", "x = 0.0; y = log(x); L = y * 2", in: TemporaryFolder())
    #expect(result.code == 1)
    #expect(
      result.text == """
        not-finite-forward: node 1 'y' (log)
          evidence  log(0) is -∞: the logarithm of zero
          path      y → L
          advice    Keep what goes into log above zero: add a small constant, or take the log of a \
        softmax or a sigmoid in one step, from the scores.

        1 finding

        """)
    #expect(result.errors.isEmpty)
  }

  @Test func noneIsExitCodeZero() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("diagnose", "-", in: folder, input: "x = 2.0; y = x * x")
    #expect(result.code == 0)
    #expect(result.text == "no findings\n")
    let json = try Command.multigrad("diagnose", "-e", "x = 2.0; y = x * x", "--json", in: folder)
    #expect(json.code == 0)
    #expect(try findings(json).isEmpty)
  }

  @Test func jsonHasTheKeysOfTheContract() throws {
    let program = "a = 1.0; b = 2.0; c = 0.0; y = a / c; L = y + 1"
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("diagnose", "-e", program, "--json", in: folder)
    #expect(result.code == 1)
    let found = try findings(result)
    #expect(found.map { $0["name"] as? String } == ["not-finite-forward", "unreached-parameter"])
    #expect(found.map { $0["node"] as? Int } == [3, 1])
    #expect(found.map { $0["label"] as? String } == ["y", "b"])
    for finding in found {
      #expect(Set(finding.keys) == ["name", "node", "label", "evidence", "advice"])
    }
    #expect((found[0]["evidence"] as? String)?.contains("1 / 0 is ∞") == true)
    #expect((found[0]["evidence"] as? String)?.contains("path y → L") == true)
    let again = try Command.multigrad("diagnose", "-e", program, "--json", in: folder)
    #expect(again.output == result.output)
  }

  @Test func graphFilesAreDiagnosedAtEitherStage() throws {
    let folder = try TemporaryFolder()
    try folder.write("dead.mg", "x = -2.0; y = x.relu(); L = y * 3\n")
    #expect(try Command.shell("multigrad render dead.mg -f json -o g.json", in: folder).code == 0)
    for stage in ["before", "after"] {
      let result = try Command.multigrad("diagnose", "g-\(stage).json", "--json", in: folder)
      #expect(result.code == 1)
      let found = try findings(result)
      #expect(found.map { $0["name"] as? String } == ["dead-relu"])
      #expect(found.first?["node"] as? Int == 1)
    }
  }

  @Test func theRootDecides() throws {
    let folder = try TemporaryFolder()
    let program = "a = 1.0; b = 2.0; c = a * b; d = a * 2"
    let whole = try Command.multigrad("diagnose", "-e", program, "--root", "c", in: folder)
    #expect(whole.code == 0, "\(whole.text)")
    let part = try Command.multigrad("diagnose", "-e", program, "--root", "d", in: folder)
    #expect(part.code == 1)
    #expect(part.text.contains("unreached-parameter: node 1 'b'"))
  }

  @Test func gradientsOfTwoPasses() throws {
    let result = try Command.multigrad(
      "diagnose", "-e", "a = 2.0; L = a * 3\nL.backward()\nL.backward()", in: TemporaryFolder())
    #expect(result.code == 1)
    #expect(result.text.hasPrefix("accumulated-gradient: node 0 'a'"))
  }

  /// CS231n: zeros break no symmetry, whether trained or not; and so a graph file of it says.
  @Test func zerosAreIdenticalNeurons() throws {
    let folder = try TemporaryFolder()
    for train in ["0", "20"] {
      let result = try Command.multigrad(
        "diagnose", "--mlp", "4,8,3", "--data", "iris", "--init", "zeros", "--train", train,
        "--json", in: folder)
      #expect(result.code == 1)
      let found = try findings(result)
      #expect(found.map { $0["name"] as? String } == ["identical-neurons"])
      #expect(found.first?["label"] as? String == "layer 1")
      #expect(found.first?["node"] as? Int == 0)
    }
    let drawn = "multigrad mlp 4,8,3 --data iris --init zeros -f json -o g.json"
    #expect(try Command.shell(drawn, in: folder).code == 0)
    let result = try Command.multigrad("diagnose", "g-after.json", in: folder)
    #expect(result.code == 1)
    #expect(result.text.hasPrefix("identical-neurons: layer 1"))
  }

  @Test(arguments: [
    "--mlp 3,4,4,1", "--mlp 3,4,4,1 --train 20", "--mlp 4,8,3 --data iris",
    "--mlp 4,8,3 --data iris --train 50", "--mlp 4,3 --data iris --init small",
    "--mlp 2,8,1 --data moons --activation tanh --train 50",
    "--mlp 2,16,3 --data spirals --activation leaky_relu --train 20 --l2 1e-3",
  ])
  func soundNetworks(words: String) throws {
    let result = try Command.shell("multigrad diagnose \(words)", in: TemporaryFolder())
    #expect(result.code == 0, "\(result.text)\(result.errors)")
    #expect(result.text == "no findings\n")
  }

  @Test(arguments: [
    ("--mlp 4,8,3 --data iris --learning-rate 1000", "update-ratio"),
    ("--mlp 4,8,3 --data iris --learning-rate 1e-8", "update-ratio"),
    ("--mlp 4,6,6,6,6,6,6,6,6,6,6,6,6,3 --data iris --activation sigmoid", "vanishing-gradient"),
    ("--mlp 4,40,40,40,40,3 --data iris --activation identity", "loss-at-start"),
    ("--mlp 2,16,1 --data moons --loss squared_svm --learning-rate 100 --train 200", "diverged"),
  ])
  func brokenNetworks(words: String, name: String) throws {
    let result = try Command.shell("multigrad diagnose \(words)", in: TemporaryFolder())
    #expect(result.code == 1, "\(result.errors)")
    #expect(result.text.hasPrefix(name) || result.text.contains("\n\(name)"), "\(result.text)")
  }

  /// A training that goes astray is a finding: at which step, with the numbers before and after.
  @Test func divergenceIsAFinding() throws {
    let result = try Command.shell(
      "multigrad diagnose --mlp 2,8,1 --data moons --loss mse --learning-rate 50 --train 100 --json",
      in: TemporaryFolder())
    #expect(result.code == 1)
    let found = try findings(result)
    let first = try #require(found.first)
    #expect(first["name"] as? String == "diverged")
    #expect(first["node"] is NSNull)
    #expect(first["label"] as? String == "network")
    let evidence = try #require(first["evidence"] as? String)
    #expect(evidence.hasPrefix("at step 2 of 100 the loss, "))
    #expect(evidence.contains(" one step before, is "))
    #expect((first["advice"] as? String)?.contains("a smaller learning rate than 50") == true)
    // What may have led it astray stands beside it.
    #expect(found.contains { $0["name"] as? String == "update-ratio" })
  }

  @Test(arguments: [
    ("diagnose", 64), ("diagnose -e 'x = 1.0' --mlp 3,1", 64), ("diagnose -e 'x = (' ", 65),
    ("diagnose nothing.mg", 66), ("diagnose --mlp 4,8,3 --data nothing.csv", 66),
    ("diagnose --mlp 5,1 --data iris", 64), ("diagnose -e 'x = 1.0' --root y", 65),
  ])
  func misuse(words: String, code: Int32) throws {
    let result = try Command.shell("multigrad \(words)", in: TemporaryFolder())
    #expect(result.code == code, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }
}
