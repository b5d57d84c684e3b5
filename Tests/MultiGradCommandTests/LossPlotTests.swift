import Foundation
import TestSupport
import Testing

/// The plot of loss and accuracy that a training writes.
@Suite struct LossPlotTests {
  /// A training, and what stands in its plot.
  private struct Plot {
    let report: String
    let structure: SVGStructure
    /// The lines from top to bottom: loss of train and test, accuracy of train and test.
    let lines: [[CGPoint]]
    let areas: [CGRect]

    init(_ words: String, data: String? = nil) throws {
      let folder = try TemporaryFolder()
      if let data { try folder.write("data.csv", data) }
      let result = try Command.shell("multigrad mlp \(words) -q -o a.svg", in: folder)
      #expect(result.code == 0, "\(result.errors)")
      report = result.text
      let picture = try #require(SVGStructure(try folder.data("a-loss.svg")))
      structure = picture
      lines = picture.all("path").filter {
        $0.attributes["stroke-width"] == "2" && !$0.classes.contains("sample")
      }.map { path in
        path.attributes["d"]!.split { "ML ".contains($0) }.map { pair in
          let numbers = pair.split(separator: ",").map { Double($0)! }
          return CGPoint(x: numbers[0], y: numbers[1])
        }
      }
      areas = picture.all("rect").filter { $0.classes == ["area"] }.map { rect in
        CGRect(
          x: rect.number("x")!, y: rect.number("y")!, width: rect.number("width")!,
          height: rect.number("height")!)
      }
    }

    /// The number at a height, from the labels beside it.
    func y(_ place: Double, in panel: Int) throws -> Double {
      let labels = structure.all("text").filter {
        $0.attributes["text-anchor"] == "end"
          && (areas[panel].minY - 1...areas[panel].maxY + 5).contains($0.number("y")!)
      }
      let (first, last) = (try #require(labels.first), try #require(labels.last))
      let (low, high) = (Double(first.text)!, Double(last.text)!)
      let unit = (last.number("y")! - first.number("y")!) / (high - low)
      return low + (place + 0.35 * 11 - first.number("y")!) / unit
    }

    /// The numbers of a line of the report.
    func numbers(_ start: String) -> [Double] {
      report.split(separator: "\n").last { $0.hasPrefix(start) }?
        .split(separator: " ").compactMap { Double($0) } ?? []
    }
  }

  /// The ends of the lines are what the report says of the trained network.
  @Test func trainAndTestToTheLastStep() throws {
    let plot = try Plot("4,8,3 --data iris --train 97")
    #expect(plot.areas.count == 2 && plot.lines.count == 4)
    for name in ["train", "test"] {
      #expect(plot.structure.texts.filter { $0 == name }.count == 2)
    }
    for (line, area) in zip(plot.lines, [0, 0, 1, 1].map { plot.areas[$0] }) {
      #expect(line.count == 98)
      #expect(line.first?.x == area.minX && line.last?.x == area.maxX)
    }
    let told = plot.numbers("accuracy")
    for (line, accuracy) in zip(plot.lines[2...], told) {
      #expect(abs(try plot.y(line[97].y, in: 1) - accuracy) < 0.1)
    }
    // The last step changes little any more.
    for line in plot.lines[..<2] {
      #expect(abs(try plot.y(line[97].y, in: 0) - plot.y(line[96].y, in: 0)) < 0.01)
    }
    // The table has what the first step saw.
    let rows = plot.report.split(separator: "\n").map { $0.split(separator: " ") }
    let first = try #require(rows.first { $0.first == "1" })
    #expect(abs(try plot.y(plot.lines[0][0].y, in: 0) - Double(first[2])!) < 0.01)
    #expect(plot.lines[0].map(\.y) != plot.lines[1].map(\.y))
  }

  /// Whole steps, and 1, 2 or 5 times a power of ten between them.
  @Test(arguments: [1, 3, 7, 60, 137, 1000]) func ticksAreRound(_ steps: Int) throws {
    let plot = try Plot("2,3,1 --data moons --train \(steps)")
    let labels = plot.structure.all("text").filter {
      $0.attributes["text-anchor"] == "middle" && $0.text != "step"
    }.compactMap { Int($0.text) }
    #expect(labels.first == 0 && labels.count >= 2)
    let gaps = Set(zip(labels, labels.dropFirst()).map { $1 - $0 })
    #expect(gaps.count == 1 && gaps.allSatisfy { [1, 2, 5, 10, 20, 50, 100, 200].contains($0) })
    #expect(steps - labels[labels.count - 1] < gaps.first!)
  }

  /// A line of what was held out only where something was, and of accuracy only where it has a meaning.
  @Test func linesThatThereAre() throws {
    #expect(try Plot("2,3,1 --data moons --train 5").lines.count == 2)
    let rows = (0..<40).map { "\($0),\($0 * 3 % 7)" }.joined(separator: "\n")
    #expect(try Plot("1,3,1 --data data.csv --train 5", data: "x,y\n\(rows)\n").lines.count == 2)
    let whole = try Plot(
      "1,3,1 --data data.csv --train 5 --test-fraction 0", data: "x,y\n\(rows)\n")
    #expect(whole.lines.count == 1 && whole.areas.count == 1)
  }

  /// The test is measured 100 times at most, on no more rows than are trained on, but ten times.
  @Test(arguments: [
    ("--train 100", 101), ("--train 101", 52), ("--batch 1 --train 330", 12),
    ("--batch 1 --train 300", 11), ("--batch 1 --train 60", 11), ("--batch 1 --train 9", 10),
  ])
  func testsAreMeasuredNowAndThen(_ words: String, _ count: Int) throws {
    let plot = try Plot("4,2,3 --data iris \(words)")
    #expect(plot.lines[1].count == count)
    #expect(plot.lines[1].last?.x == plot.areas[0].maxX)
    #expect(plot.lines[0].count > count || words == "--train 100" || words.hasSuffix(" 9"))
  }

  /// With dropout, the line of the training rows is of the whole network too, as its end is.
  @Test func dropoutIsNotMeasured() throws {
    let plot = try Plot("4,8,3 --data iris --train 300 --dropout 0.5 --batch 30")
    // 300 steps of 30 rows see as many as 75 measurements of 120 do.
    #expect(plot.lines.map(\.count) == [76, 101, 76, 101])
    let told = plot.numbers("accuracy")
    #expect(abs(try plot.y(plot.lines[2].last!.y, in: 1) - told[0]) < 0.1)
  }

  /// Measuring a network in between leaves the training as it is: another graph of the same training,
  /// which measures nothing, has the same numbers.
  @Test func trainingIsTheSame() throws {
    let folder = try TemporaryFolder()
    let options = "--data iris --batch 7 --seed 3 --dropout 0.8 -q"
    let trained = try Command.shell(
      "multigrad mlp 4,2,3 \(options) --train 20 --rows 0..0 --stage after -o a.json", in: folder)
    #expect(trained.code == 0, "\(trained.errors)")
    let compared = try Command.shell(
      "multigrad diff --mlp 4,2,3 \(options) --rows 0..0 --steps 0,20 --json -o d.svg", in: folder)
    #expect(compared.code == 1, "\(compared.errors)")
    // As text, since not every reader of JSON has the last digit right.
    let weights = try folder.text("a.json").matches(of: /"label": "[wb]\d*", "data": ([-0-9.e]+)/)
    #expect(weights.count == 19)
    for weight in weights {
      #expect(compared.text.contains("\"to\": \(weight.1),"), "\(weight.1)")
    }
  }

  /// In the format of the pictures, or as an SVG where that draws no plots.
  @Test(arguments: [
    ("net.svg", "net-loss.svg", "<svg"), ("net.png", "net-loss.png", "\u{89}PNG"),
    ("net.pdf", "net-loss.pdf", "%PDF"), ("net.json", "net-loss.svg", "<svg"),
    ("net.txt", "net-loss.svg", "<svg"), ("a.b/net.x -f pdf", "a.b/net-loss.pdf", "%PDF"),
  ])
  func formats(_ output: String, _ path: String, _ magic: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.shell(
      "multigrad mlp 2,2,1 --data moons --train 3 -o \(output)", in: folder)
    #expect(result.code == 0)
    #expect(result.errors.hasSuffix("\(path)\n"))
    #expect(
      try folder.data(path).starts(with: magic.unicodeScalars.map { UInt8($0.value) }))
  }
}
