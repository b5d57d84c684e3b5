import Foundation
import TestSupport
import Testing

@Suite struct TrainingCommandTests {
  /// The last line of a report, as numbers: the accuracies in percent.
  private func accuracies(_ result: Command.Result) throws -> [Double] {
    let line = try #require(result.text.split(separator: "\n").last)
    #expect(line.hasPrefix("accuracy  train "))
    return line.split(separator: " ").compactMap { Double($0) }
  }

  /// micrograd's demo: the moons, with the hinge and a penalty, to the last point.
  @Test func theMoonsAreLearned() throws {
    let folder = try TemporaryFolder()
    let result = try Command.shell(
      "multigrad mlp 2,16,16,1 --data moons --loss svm --l2 1e-4 --train 100", in: folder)
    #expect(result.code == 0)
    #expect(result.text.hasSuffix("\naccuracy  train 100.00 %\n"))
    #expect(result.text.contains("step  epoch"))
    #expect(result.text.contains("parameters  337 (304 weights, 33 biases)"))
    #expect(
      folder.files == ["output/mlp-after.svg", "output/mlp-before.svg", "output/mlp-loss.svg"])
    // Two inputs, 33 neurons and the loss: a card for each.
    let after = try #require(SVGStructure(try folder.data("output/mlp-after.svg")))
    #expect(after.groups("node").count == 36)
    #expect(SVGStructure(try folder.data("output/mlp-loss.svg")) != nil)
  }

  @Test func irisIsLearnedAndHeldOutRowsToo() throws {
    let result = try Command.shell(
      "multigrad mlp 4,8,3 --data iris --loss softmax --train 200", in: TemporaryFolder())
    #expect(result.code == 0)
    let accuracies = try accuracies(result)
    #expect(accuracies.count == 2)
    #expect(accuracies[0] > 95)
    #expect(accuracies[1] > 95)
  }

  @Test func aLinearClassifierIsANetworkOfOneLayer() throws {
    let result = try Command.shell(
      "multigrad mlp 4,3 --data iris --train 100 -o l.svg", in: TemporaryFolder())
    #expect(try accuracies(result).allSatisfy { $0 > 80 })
    #expect(result.text.contains("parameters  15 (12 weights, 3 biases)"))
  }

  @Test func theNotesNetworkIsCounted() throws {
    let folder = try TemporaryFolder()
    try folder.write("rows.csv", "1,2,3,a\n2,3,4,b\n3,4,6,a\n")
    let result = try Command.shell(
      "multigrad mlp 3,4,2 --data rows.csv --test-fraction 0 -q", in: folder)
    #expect(result.text.contains("parameters  26 (20 weights, 6 biases)"))
  }

  @Test func spiralsWithThreeScores() throws {
    let result = try Command.shell(
      "multigrad mlp 2,24,3 --data spirals --train 300 -q", in: TemporaryFolder())
    // A third is guessing; a line is right for about half.
    #expect(try accuracies(result)[0] > 75)
  }

  /// On three rows of a line and one that is far off: its pull is 1, however far that is.
  @Test func huberLossIsNotLedAstray() throws {
    let folder = try TemporaryFolder()
    try folder.write("line.csv", "x,y\n0,0\n1,1\n2,2\n3,1000\n")
    let result = try Command.shell(
      "multigrad mlp 1,1 --data line.csv --activation identity --loss huber --test-fraction 0 "
        + "--stage after --rows 3..3 -f json -o g.json", in: folder)
    #expect(result.code == 0)
    #expect(result.text.contains("(Huber loss, over the 1 drawn sample)"))
    let bias = try #require(
      try RenderTests.nodes(folder.data("g.json")).first { $0["label"] as? String == "b" })
    #expect(bias["grad"] as? Double == -1)
  }

  /// A CSV with a header, the target in the middle, class names, quotes and mini-batches.
  @Test func csv() throws {
    let folder = try TemporaryFolder()
    var text = "\"height, cm\",kind,width\r\n"
    for index in 0..<40 {
      let isBig = index % 2 == 0
      text += "\(isBig ? 10 : 4).\(index),\(isBig ? "big" : "small"),\(index % 5)\r\n"
    }
    try folder.write("things.csv", text)
    let result = try Command.shell(
      "multigrad mlp 2,4,2 --data things.csv --target kind --batch 8 --momentum 0.5 --train 60 "
        + "-f json -o g.json", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try accuracies(result) == [100, 100])
    #expect(result.text.contains("things.csv, 40 rows: train 32, test 8, standardized on train"))
    let nodes = try RenderTests.nodes(try folder.data("g-after.json"))
    #expect(nodes.contains { $0["label"] as? String == "height, cm" })
  }

  @Test func droppedUnitsAreMarkedAndDrawn() throws {
    let folder = try TemporaryFolder()
    let line = "multigrad mlp 3,6,1 --rows 0..0 --dropout 0.5 --stage after"
    let json = try Command.shell("\(line) -f json -o -", in: folder)
    let dropped = try RenderTests.nodes(json.output).filter { $0["dropped"] as? Bool == true }
    #expect((1...5).contains(dropped.count))
    #expect(dropped.allSatisfy { $0["data"] as? Double == 0 })
    let svg = try #require(
      SVGStructure(try Command.shell("\(line) --collapse none -o -", in: folder).output))
    #expect(svg.groups("dropped").count == dropped.count)
    #expect(svg.texts.filter { $0 == "dropped" }.count == dropped.count)
  }

  @Test(arguments: ["small", "lecun", "he", "xavier", "zeros"])
  func initializers(_ name: String) throws {
    let json = try Command.shell(
      "multigrad mlp 3,8,1 --init \(name) --stage before -f json -o -", in: TemporaryFolder())
    let parameters = try RenderTests.nodes(json.output)
      .filter { $0["role"] as? String == "parameter" }
    let biases = parameters.filter { $0["label"] as? String == "b" }
    #expect(biases.allSatisfy { $0["data"] as? Double == 0 })
    let weights = parameters.filter { $0["label"] as? String != "b" }
      .compactMap { $0["data"] as? Double }
    #expect(weights.allSatisfy { name == "zeros" ? $0 == 0 : $0 != 0 })
    #expect(name != "small" || weights.allSatisfy { abs($0) < 0.06 })
  }

  @Test func thePenaltyIsInTheGraph() throws {
    let json = try Command.shell(
      "multigrad mlp 3,2,1 --l2 0.5 --l1 0.25 --stage before -f json -o -", in: TemporaryFolder())
    let nodes = try RenderTests.nodes(json.output)
    let data = try #require(nodes.first { $0["op"] as? String == "/" }?["data"] as? Double)
    let weights = nodes.filter {
      $0["role"] as? String == "parameter" && $0["label"] as? String != "b"
    }.compactMap { $0["data"] as? Double }
    let penalty = weights.reduce(0) { $0 + 0.25 * $1 * $1 + 0.25 * abs($1) }
    let loss = try #require(RenderTests.node("loss", in: json.output)["data"] as? Double)
    #expect(abs(loss - data - penalty) < 1e-12)
  }

  @Test func progressIsSilentInAPipe() throws {
    let result = try Command.shell(
      "multigrad mlp 3,4,1 --train 50 -q -o m.svg", in: TemporaryFolder())
    #expect(result.errors == "")
  }

  @Test(arguments: [
    "--mlp 4,8,3 --data iris", "--mlp 2,16,1 --data moons", "--mlp 3,4,4,1",
    "--mlp 2,24,3 --data spirals --loss softmax", "--mlp 3,4,4,1 --loss huber",
  ])
  func sanityChecksPass(_ words: String) throws {
    let result = try Command.shell("multigrad check \(words) --sanity", in: TemporaryFolder())
    #expect(result.code == 0, "\(result.text)")
    #expect(result.text.split(separator: "\n").map { $0.prefix(4) } == ["pass", "pass", "pass"])
  }

  /// A linear network cannot learn rows by heart that no line separates.
  @Test func sanityChecksFail() throws {
    let folder = try TemporaryFolder()
    try folder.write("xor.csv", "0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n")
    let result = try Command.shell(
      "multigrad check --mlp 2,1 --data xor.csv --loss svm --test-fraction 0 --sanity", in: folder)
    #expect(result.code == 1)
    #expect(result.text.contains("FAIL  a tiny subset is overfitted"))
  }
}
