import Foundation
import Measuring
import MultiGrad

/// The time to write a bitmap as a PNG, and the size of the file, as ratios to cairo's own.
///
/// Runs alternate, so that a machine that gets faster or slower does so for both.
@main
struct PNGEncoding {
  static func main() throws {
    guard let cairo = CairoPNG() else {
      print("cairo is not installed")
      exit(69)
    }
    print("a bitmap to a PNG, interleaved runs, medians, and the size of the file:")
    for sample in samples { try measure(sample, cairo) }
  }

  /// A graph, drawn at a scale.
  struct Sample {
    let name: String
    let graph: GraphSnapshot
    var scale = 1.0
    var rounds = 20
  }

  static let samples = [
    Sample(name: "a neuron", graph: neuron(), rounds: 100),
    Sample(name: "a neuron, scale 2", graph: neuron(), scale: 2, rounds: 50),
    Sample(name: "a network 3-4-4-1", graph: network([3, 4, 4, 1])),
    Sample(name: "a network 3-4-4-1, scale 3", graph: network([3, 4, 4, 1]), scale: 3, rounds: 3),
    Sample(name: "a network 3-8-8-1", graph: network([3, 8, 8, 1]), rounds: 5),
  ]

  static func measure(_ sample: Sample, _ cairo: CairoPNG) throws {
    let options = DiagramOptions(collapse: .none)
    let diagram = DiagramBuilder(stages: [sample.graph], options: options).diagrams()[0]
    let bitmap = try Picture(of: [diagram], raster: RasterOptions(scale: sample.scale)).bitmaps()[0]
    var ours: [Double] = []
    var theirs: [Double] = []
    var sizes = (ours: 0, theirs: 0)
    for round in 0..<sample.rounds + 1 {
      let a = seconds { sizes.ours = PNGEncoder.png(of: bitmap).count }
      let b = seconds { sizes.theirs = cairo.png(of: bitmap).count }
      // The first round warms the caches.
      if round >= 1 {
        ours.append(a)
        theirs.append(b)
      }
    }
    let ratio = median(zip(ours, theirs).map { $0 / $1 })
    let sizeRatio = Double(sizes.ours) / Double(sizes.theirs)
    print("  \(sample.name), \(bitmap.width) x \(bitmap.height)")
    print("    ours   \(text(median(ours) * 1000)) ms  \(sizes.ours) bytes")
    print("    cairo  \(text(median(theirs) * 1000)) ms  \(sizes.theirs) bytes")
    print("    ratio  \(text(ratio))  \(text(sizeRatio))")
  }

  static func neuron() -> GraphSnapshot {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let x = [2, 0.5, -1].map { Value($0, role: .input, on: tape) }
    let output = tape.group("neuron") {
      let neuron = Neuron(inputs: 3, using: &generator, on: tape)
      return neuron(x)
    }
    output.backward()
    return GraphSnapshot(root: output)
  }

  static func network(_ sizes: [Int]) -> GraphSnapshot {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP(sizes, using: &generator, on: tape)
    let output = tape.group("sample 1") {
      model([2, 3, -1].map { Value($0, role: .input, on: tape) })
    }
    output[0].backward()
    return GraphSnapshot(root: output[0])
  }
}
