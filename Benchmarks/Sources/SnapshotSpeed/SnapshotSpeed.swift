import Foundation
import Measuring
import MultiGrad

/// What it takes from a tape to a picture of its groups, and from a graph to a file and back, in this process.
@main
struct SnapshotSpeed {
  static let rounds = 7

  static func main() throws {
    print("from a tape to a collapsed picture, best of \(rounds):")
    try picture(rows: 100, atMost: 0.040)
    try picture(rows: 1500, atMost: 0.5)
    print("graph files of a million nodes, best of \(rounds):")
    try file(rows: 1500)
  }

  /// The loss of a network over some rows, after backward.
  static func loss(rows: Int, on tape: Tape) throws -> Value {
    var generator = SeededGenerator(seed: 1)
    let model = MLP([2, 16, 16, 1], activation: .relu, using: &generator, on: tape)
    let objective = try Objective(model: model, data: .moons(rows: rows, seed: 1), loss: .svm)
    let loss = objective.record(rows: 0..<rows, isForDrawing: true).total
    loss.backward()
    return loss
  }

  static func picture(rows: Int, atMost limit: Double) throws {
    var options = DiagramOptions()
    options.collapse = .all
    var best = [Double](repeating: .infinity, count: 4)
    var count = 0
    for _ in 0..<rounds {
      // A tape of its own each time, since the first look at one expands its blocks.
      let tape = Tape()
      let loss = try loss(rows: rows, on: tape)
      var graph: GraphSnapshot?
      let capture = seconds { graph = GraphSnapshot(root: loss, extent: .wholeTape) }
      guard let graph else { continue }
      var diagrams: [Diagram] = []
      let view = seconds {
        diagrams = DiagramBuilder(stages: [graph], options: options).diagrams()
      }
      let drawing = try seconds { _ = try Picture(of: diagrams).svg() }
      for (part, time) in [capture, view, drawing, capture + view + drawing].enumerated() {
        best[part] = min(best[part], time)
      }
      count = tape.count
    }
    print(
      "  \(count) values: \(milliseconds(best[3])) (at most \(milliseconds(limit)) is wanted)")
    print(
      "    capture \(milliseconds(best[0])), cards \(milliseconds(best[1])), "
        + "layout and SVG \(milliseconds(best[2]))")
  }

  static func file(rows: Int) throws {
    let tape = Tape()
    let graph = GraphSnapshot(root: try loss(rows: rows, on: tape), extent: .wholeTape)
    var (writing, joining, reading) = (Double.infinity, Double.infinity, Double.infinity)
    var bytes: [UInt8] = []
    for _ in 0..<rounds {
      var size = 0
      writing = min(writing, seconds { GraphFile.write(graph) { size += $0.count } })
      joining = min(joining, seconds { bytes = GraphFile.bytes(of: graph) })
      if size != bytes.count {
        fatalError("The pieces are \(size) bytes, and the whole \(bytes.count).")
      }
      reading = min(reading, try seconds { _ = try GraphFile.graph(from: bytes, file: "graph") })
    }
    let megabytes = Double(bytes.count) / 1e6
    print(
      "  \(text(megabytes)) MB: written at \(text(megabytes / writing)) MB/s (500 is wanted), "
        + "as one array at \(text(megabytes / joining)) MB/s")
    print("    read at \(text(megabytes / reading)) MB/s (300 is wanted)")
  }

  static func milliseconds(_ seconds: Double) -> String { "\(text(1000 * seconds)) ms" }
}
