import Foundation
import Measuring
import MultiGrad

/// Both layouts over the same graphs, measured by the same ruler: our own must cross at most as often as
/// `dot` over flat graphs, and at most as often as a person would draw in networks.
@main
struct LayoutTable {
  /// Graphs of the command, and how many crossings are allowed.
  static let named: [(name: String, words: String, most: Int)] = [
    ("MLP 3-4-4-1", "mlp 3,4,4,1 --rows 0..0 --collapse none", 60),
    (
      "MLP 3-4-4-1, short",
      "mlp 3,4,4,1 --rows 0..0 --collapse none --sums merged --constants inline", 60
    ),
    ("MLP 2-8-8-3", "mlp 2,8,8,3 --data three.csv --rows 0..0 --collapse none", 1030),
    (
      "softmax loss",
      "mlp 4,3 --data iris --loss softmax --rows 60..60 --sums merged --constants inline", 50
    ),
    (
      "hinge loss", "mlp 4,3 --data iris --loss svm --rows 60..60 --sums merged --constants inline",
      50
    ),
    ("neuron of 12", "neuron --inputs 12 --sums merged", 3),
    ("micrograd's README", "render readme.mg", 7), ("RNN", "render rnn.mg", 3),
    ("LSTM", "render lstm.mg", 4), ("batch norm", "render norm.mg", 5),
    ("a notebook's neuron", "render notebook.mg", 1),
    ("the same, micrograd's style", "render notebook.mg --style micrograd", 1),
    ("a sum of 40", "render sum.mg --collapse none", 0),
    ("y = y * w, 140 times", "render hub.mg --collapse none", .max),
  ]

  /// Programs and data of these graphs.
  static let graphs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Graphs")

  static func main() throws {
    guard let path = CommandLine.arguments.dropFirst().first else {
      print("usage: LayoutQuality <multigrad>")
      exit(64)
    }
    let multigrad = URL(fileURLWithPath: path).standardizedFileURL
    print(
      "graph                          layout  crossings  cards  titles  length  level     area"
        + "     time")
    var isFailed = false
    for (name, words, most) in named {
      let diagram = try diagram(of: words, by: multigrad)
      // Where `dot` takes minutes there is nothing to compare.
      let layouts: [LayoutChoice] = most == .max ? [.layered] : [.dot, .layered]
      for layout in layouts {
        let measured = try measure(diagram, layout, rounds: 5)
        print(row(name, layout, measured))
        if layout == .layered && measured.quality.crossings > most {
          print("  more than \(most) crossings")
          isFailed = true
        }
        if layout == .layered && !measured.isClear { isFailed = true }
      }
    }
    isFailed = try compareRandomGraphs() || isFailed
    isFailed = try measureGrowth() || isFailed
    if isFailed { exit(1) }
  }

  struct Measured {
    let quality: LayoutQuality
    let seconds: Double

    /// Whether no line runs through a card or a title, and no cards overlap.
    var isClear: Bool {
      quality.struckBoxes == 0 && quality.struckTitles == 0 && quality.overlaps == 0
    }
  }

  static func measure(
    _ diagram: Diagram, _ layout: LayoutChoice, rounds: Int
  ) throws -> Measured {
    var best = Double.infinity
    var places = Layout(width: 0, height: 0)
    for _ in 0..<rounds {
      let picture = Picture(of: [diagram], layout: layout)
      best = min(best, try seconds { places = try picture.layout() })
      if best > 1 { break }
    }
    let ends = diagram.edges.map { (tail: $0.tail, head: $0.head) }
    return Measured(quality: LayoutQuality(of: places, edges: ends), seconds: best)
  }

  static func row(_ name: String, _ layout: LayoutChoice, _ measured: Measured) -> String {
    let quality = measured.quality
    func column(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(1, width - text.count)) + text
    }
    let first = name + String(repeating: " ", count: max(1, 31 - name.count)) + layout.rawValue
    return first + column("\(quality.crossings)", 49 - first.count)
      + column("\(quality.struckBoxes)", 7) + column("\(quality.struckTitles)", 8)
      + column("\(Int(quality.meanLength)) pt", 8)
      + column("\(Int(quality.levelShare * 100)) %", 7)
      + column("\(text(quality.area / 1e6)) Mpt²", 9 + 3)
      + column("\(text(measured.seconds * 1000)) ms", 11)
  }

  /// The picture that the command would draw.
  static func diagram(of words: String, by multigrad: URL) throws -> Diagram {
    let all = words.split(separator: " ").map(String.init)
    func value(_ option: String) -> String? {
      all.firstIndex(of: option).map { all[$0 + 1] }
    }
    let look = ["--collapse", "--sums", "--constants", "--style"]
    var graphWords: [String] = []
    var isSkipped = false
    for word in all {
      if isSkipped {
        isSkipped = false
      } else if look.contains(word) {
        isSkipped = true
      } else {
        graphWords.append(word)
      }
    }
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("graph.json")
    _ = try seconds(
      running: multigrad,
      graphWords + ["--stage", "after", "-f", "json", "-o", output.path, "--force", "-q"],
      in: graphs)
    let file = try Data(contentsOf: output)
    let graph = try GraphFile.graph(from: Array(file), file: "graph.json")
    var folding: GraphFolding = []
    if value("--sums") == "merged" { folding.insert(.sums) }
    if value("--constants") == "inline" { folding.insert(.constants) }
    let options = DiagramOptions(
      style: value("--style") == "micrograd" ? .micrograd : .cards, collapse: .none,
      folding: folding)
    return DiagramBuilder(stages: [graph], options: options).diagrams()[0]
  }
}

extension LayoutTable {
  /// Flat graphs of 100 to 2000 cards; returns whether something is worse than allowed.
  static func compareRandomGraphs() throws -> Bool {
    var (logarithms, count, isFailed) = (0.0, 0, false)
    for (size, seeds) in [(100, 6), (200, 4), (500, 2), (1000, 1), (2000, 1)] {
      for seed in 0..<seeds {
        let diagram = RandomGraph.diagram(size, seed: UInt64(seed))
        let dot = try measure(diagram, .dot, rounds: 1)
        let ours = try measure(diagram, .layered, rounds: 3)
        let name = "\(size) cards, seed \(seed)"
        print(row(name, .dot, dot))
        print(row(name, .layered, ours))
        let (a, b) = (Double(ours.quality.crossings), Double(dot.quality.crossings))
        logarithms += log((a + 1) / (b + 1))
        count += 1
        if a > 1.3 * b + 5 || !ours.isClear {
          print("  more than 1.3 times as many crossings, or a line on a card")
          isFailed = true
        }
      }
    }
    let mean = exp(logarithms / Double(count))
    print("crossings over \(count) random graphs, against dot: \(text(mean)) (geometric mean)")
    return isFailed || mean > 1
  }

  /// How the time grows with the graph; returns whether it does faster than allowed.
  static func measureGrowth() throws -> Bool {
    var times: [Double] = []
    let sizes = [1000, 10_000, 100_000]
    for size in sizes {
      let diagram = RandomGraph.diagram(size, seed: 1)
      var best = Double.infinity
      for _ in 0..<5 {
        let picture = Picture(of: [diagram], layout: .layered)
        best = min(best, try seconds { _ = try picture.layout() })
      }
      times.append(best)
      print("\(size) cards laid out in \(text(best * 1000)) ms")
    }
    let exponent = log(times[2] / times[0]) / log(100)
    print("from 1000 to 100000 cards: exponent \(text(exponent))")
    let diagram = RandomGraph.diagram(1_000_000, seed: 1)
    let picture = Picture(of: [diagram], layout: .layered)
    var places = Layout(width: 0, height: 0)
    let million = try seconds { places = try picture.layout() }
    // What was needed beside the graph and the result, which are still there.
    let memory = Memory.highest.map { $0 - (Memory.now ?? 0) }
    print(
      "1000000 cards laid out in \(text(million)) s"
        + (memory.map { ", with \($0 / 1_000_000) bytes a card of its own" } ?? ""))
    withExtendedLifetime(places) {}
    return exponent > 1.15 || (memory ?? 0) > 500_000_000
  }
}

/// What the process takes of memory, in bytes, where the system tells.
enum Memory {
  static var highest: Int? { read("VmHWM:") }
  static var now: Int? { read("VmRSS:") }

  private static func read(_ key: String) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) })
    else { return nil }
    return Int(line.filter(\.isNumber)).map { $0 * 1024 }
  }
}
