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

  /// On rows of a line and one that is far off, of 30 more than 5 deviations: its pull is 1.
  @Test func huberLossIsNotLedAstray() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<30).map { "\($0),\($0 == 3 ? 1_000_000 : $0)\n" }
    try folder.write("line.csv", "x,y\n" + rows.joined())
    let result = try Command.shell(
      "multigrad mlp 1,1 --data line.csv --activation identity --loss huber --test-fraction 0 "
        + "--stage after --rows 3..3 -f json -o g.json", in: folder)
    #expect(result.code == 0)
    #expect(
      result.text.contains("(Huber loss of the standardized target, over the 1 drawn sample)"))
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

  /// A training that diverges ends with a sentence and no picture, wherever it is made.
  @Test(arguments: [
    "mlp 2,8,1 --data moons --loss mse --learning-rate 50 --train 100",
    "mlp 2,8,1 --data moons --loss mse --learning-rate 1e300 --train 1",
    "mlp 2,8,1 --data moons --loss mse --learning-rate 50 --train 100 --stage after -o - -f json",
    "check --mlp 2,8,1 --data moons --loss mse --learning-rate 50 --after-steps 100",
    "diff --mlp 2,8,1 --data moons --loss mse --learning-rate 50 --steps 0,100 -o d.svg",
  ])
  func divergenceEndsATraining(words: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect(result.code == 1)
    #expect(result.output.isEmpty)
    #expect(folder.files.isEmpty)
    #expect(result.errors.hasPrefix("Error: the training diverged "))
    for words in ["standardize", "a smaller learning rate than ", "(--learning-rate "] {
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  /// Steps before the one that shows it can be compared.
  @Test func whatComesBeforeADivergenceCanBeCompared() throws {
    let result = try Command.shell(
      "multigrad diff --mlp 2,8,1 --data moons --loss mse --learning-rate 50 --train 100 --steps 0,0",
      in: TemporaryFolder())
    #expect(result.code == 0, "\(result.errors)")
  }

  /// A line with noise: least squares is worked out by hand, and R² from it.
  private static let line: (text: String, targets: [Double], best: Double) = {
    let x = (0..<20).map { Double($0) }
    let noise = [3.0, -5, 2, 7, -4, 1, -6, 5, 0, -3]
    let y = x.map { 1000 + 50 * $0 + 10 * noise[Int($0) % 10] }
    let (meanX, meanY) = (x.reduce(0, +) / 20, y.reduce(0, +) / 20)
    let slope =
      zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
      / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    let squares = zip(x, y).reduce(0) {
      let difference = $1.1 - (meanY + slope * ($1.0 - meanX))
      return $0 + difference * difference
    }
    let text = "x,y\n" + zip(x, y).map { "\($0),\($1)\n" }.joined()
    return (text, y, squares)
  }()

  /// The last line of a regression, and the line before, as numbers.
  private func fit(_ result: Command.Result) throws -> (errors: [Double], determinations: [Double])
  {
    let lines = result.text.split(separator: "\n")
    let last = try #require(lines.last)
    #expect(last.hasPrefix("R²  train "))
    let error = lines[lines.count - 2]
    #expect(error.hasPrefix("error       train "))
    func numbers(_ line: Substring) -> [Double] {
      line.split(separator: " ").compactMap { Double($0) }
    }
    return (numbers(error), numbers(last))
  }

  @Test func aLineIsMetAsLeastSquaresMeetsIt() throws {
    let folder = try TemporaryFolder()
    try folder.write("line.csv", Self.line.text)
    let result = try Command.shell(
      "multigrad mlp 1,1 --data line.csv --test-fraction 0 --train 300 -o l.svg", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let (errors, determinations) = try fit(result)
    let mean = Self.line.targets.reduce(0, +) / 20
    let variation = Self.line.targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(errors.count == 1 && determinations.count == 1)
    // Four digits are printed of the one, two decimals of the other.
    #expect(abs(errors[0] - (Self.line.best / 20).squareRoot()) < 0.01)
    #expect(abs(determinations[0] - (1 - Self.line.best / variation)) < 0.005)
    #expect(result.text.contains("data        line.csv, 20 rows, standardized\n"))
    #expect(result.text.contains("of the standardized target"))
  }

  /// The target is standardized on the training split, and the last layer linear, hidden ones not.
  @Test(arguments: ["mse", "huber"]) func regressions(loss: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("line.csv", Self.line.text)
    let words =
      "mlp 1,4,1 --data line.csv --loss \(loss) --train 200 --rows 0..19 -f json -o g.json"
    let result = try Command.shell("multigrad \(words)", in: folder)
    let (errors, determinations) = try fit(result)
    #expect(errors.count == 2 && determinations.count == 2)
    #expect(determinations.allSatisfy { $0 > 0.9 })
    let nodes = try RenderTests.nodes(try folder.data("g-after.json"))
    #expect(nodes.count { $0["op"] as? String == "tanh" } == 80)
    // Of all 20 targets 16 are trained on: theirs have mean 0 and deviation 1, in the order of the rows.
    let targets = nodes.filter { $0["role"] as? String == "target" }
      .compactMap { $0["data"] as? Double }
    let slope = (targets[1] - targets[0]) / (Self.line.targets[1] - Self.line.targets[0])
    for (target, number) in zip(targets, Self.line.targets) {
      #expect(abs(target - targets[0] - slope * (number - Self.line.targets[0])) < 1e-9)
    }
    let tanh = try Command.shell(
      "multigrad \(words) --last-activation tanh", in: folder)
    #expect(tanh.code == 0)
    let bounded = try RenderTests.nodes(try folder.data("g-after.json"))
    #expect(bounded.count { $0["op"] as? String == "tanh" } == 100)
  }

  @Test(arguments: [
    ("mlp 1,2 --data line.csv", "has 2 outputs, and the data set one number a row to predict"),
    ("mlp 1,1 --data line.csv --loss svm", "One output tells two classes apart"),
    (
      "mlp 2,1 --data line.csv",
      "has 2 inputs, and the data set 1 feature; give a network of 1 input."
    ),
    ("mlp 1,1", "A network of 1 input and 1 output needs data"),
    ("mlp 4,1 --data iris", "has 1 output, and the data set 3 classes"),
    ("mlp 1,1 --data line.csv --train 1 --batch 17", "A batch of 17 cannot be drawn from 16 rows"),
  ])
  func whatDoesNotFitIsSaid(words: String, sentence: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("line.csv", Self.line.text)
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect(result.code == 64)
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }

  /// 0 and 1 are two classes to a loss on classes, with one output or two.
  @Test(arguments: ["2,1", "2,2"]) func svmTakesZeroAndOne(sizes: String) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20).map { "\($0),\($0 % 3),\($0 < 10 ? 0 : 1)\n" }
    try folder.write("bits.csv", "a,b,bit\n" + rows.joined())
    let result = try Command.shell(
      "multigrad mlp \(sizes) --data bits.csv --loss svm --train 60 -o b.svg", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try accuracies(result).allSatisfy { $0 >= 75 })
  }

  /// Semicolons and decimal commas, below a comment: recognised, reported once, and not with -q.
  @Test func otherSeparators() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20).map { "\($0),5;\($0 % 3),25;\($0 < 10 ? "a" : "b")\n" }
    try folder.write("werte.csv", "# Messung\nLänge;Breite;Art\n" + rows.joined())
    let words = "multigrad mlp 2,2 --data werte.csv --train 60 -o w.svg"
    let result = try Command.shell(words, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try accuracies(result) == [100, 100])
    let note = "werte.csv has semicolons between the fields, decimal commas and 1 comment line.\n"
    #expect(result.errors.hasPrefix(note))
    #expect(try Command.shell("\(words) -q", in: folder).errors == "")
    #expect(
      try Command.shell("multigrad check --mlp 2,2 --data werte.csv", in: folder).errors == note)
  }

  @Test(arguments: [
    "--mlp 4,8,3 --data iris", "--mlp 2,16,1 --data moons", "--mlp 3,4,4,1",
    "--mlp 2,24,3 --data spirals --loss softmax", "--mlp 3,4,4,1 --loss huber",
    "--mlp 2,8,1 --data moons --loss mse", "--mlp 4,8,3 --data iris --init he --activation relu",
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
    #expect(result.text.contains("      Without a hidden layer the network is linear"))
  }

  /// The network that is asked for is the one that is checked, and a failure says why.
  @Test(arguments: [
    ("--init zeros", "layer 1 are all the same"), ("--init zeros", "--init xavier"),
    ("--dropout 0.001", "Dropout that keeps"),
    ("--last-activation sigmoid --loss mse --mlp 3,4,1", "sigmoid does not give all"),
  ])
  func sanityChecksFailOfWhatIsAskedFor(words: String, reason: String) throws {
    let network = words.contains("--mlp") ? "" : "--mlp 4,8,3 --data iris"
    let result = try Command.shell(
      "multigrad check \(network) \(words) --sanity", in: TemporaryFolder())
    #expect(result.code == 1)
    #expect(result.text.contains("FAIL  a tiny subset is overfitted"))
    #expect(
      result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(reason),
      "\(result.text)")
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
