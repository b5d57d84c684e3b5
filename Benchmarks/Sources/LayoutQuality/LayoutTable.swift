import Foundation
import Measuring
import MultiGrad

/// Both layouts over the same graphs, measured by the same ruler: our own must cross at most as often as
/// `dot` over flat graphs, and at most as often as a person would draw in networks.
@main
struct LayoutTable {
  /// A graph of the command, what its picture folds, and how often its lines may cross.
  struct Named {
    let name: String
    let words: String
    let most: Int
    var folding: GraphFolding = []
    var style = DiagramOptions.Style.cards
  }

  static let named: [Named] = [
    Named(name: "MLP 3-4-4-1", words: "mlp 3,4,4,1 --rows 0..0", most: 60),
    Named(
      name: "MLP 3-4-4-1, short", words: "mlp 3,4,4,1 --rows 0..0", most: 60,
      folding: [.sums, .constants]),
    Named(name: "MLP 2-8-8-3", words: "mlp 2,8,8,3 --data three.csv --rows 0..0", most: 1030),
    Named(
      name: "softmax loss", words: "mlp 4,3 --data iris --loss softmax --rows 60..60", most: 50,
      folding: [.sums, .constants]),
    Named(
      name: "hinge loss", words: "mlp 4,3 --data iris --loss svm --rows 60..60", most: 50,
      folding: [.sums, .constants]),
    Named(name: "neuron of 12", words: "neuron --inputs 12", most: 3, folding: .sums),
    Named(name: "micrograd's README", words: "render readme.mg", most: 7),
    Named(name: "RNN", words: "render rnn.mg", most: 3),
    Named(name: "LSTM", words: "render lstm.mg", most: 4),
    Named(name: "batch norm", words: "render norm.mg", most: 5),
    Named(name: "a notebook's neuron", words: "render notebook.mg", most: 1),
    Named(
      name: "the same, micrograd's style", words: "render notebook.mg", most: 1, style: .micrograd),
    Named(name: "a sum of 40", words: "render sum.mg", most: 0),
    Named(name: "y = y * w, 140 times", words: "render hub.mg", most: .max),
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
    for graph in named {
      let diagram = try diagram(of: graph, by: multigrad)
      // Where `dot` takes minutes there is nothing to compare.
      let layouts: [LayoutChoice] = graph.most == .max ? [.layered] : [.dot, .layered]
      for layout in layouts {
        let measured = try measure(diagram, layout, rounds: 5)
        print(row(graph.name, layout, measured))
        if layout == .layered && measured.quality.crossings > graph.most {
          print("  more than \(graph.most) crossings")
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
  static func diagram(of named: Named, by multigrad: URL) throws -> Diagram {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("graph.json")
    _ = try seconds(
      running: multigrad,
      named.words.split(separator: " ").map(String.init)
        + ["--stage", "after", "-f", "json", "-o", output.path, "--force", "-q"],
      in: graphs)
    let file = try Data(contentsOf: output)
    let graph = try GraphFile.graph(from: Array(file), file: "graph.json")
    let options = DiagramOptions(style: named.style, collapse: .none, folding: named.folding)
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
