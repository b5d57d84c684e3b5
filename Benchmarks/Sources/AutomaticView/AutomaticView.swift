import Foundation
import Measuring
import MultiGrad

/// What the automatic view costs, as a ratio to capturing the graph: a million nodes must become at
/// most 150 cards, whatever they are.
@main
struct AutomaticView {
  static let rounds = 3
  static let nodeCount = 1_000_000

  static func main() throws {
    let graphs: [(name: String, record: (Tape) -> Value)] = [
      ("a chain", chain), ("a chain on one leaf", shared), ("a sum of all", wide),
      ("a binary tree", tree),
      ("a network of \(nodeCount) values in groups", network),
    ]
    print("automatic view of \(nodeCount) nodes, both stages, best of \(rounds):")
    for (name, record) in graphs { try measure(name, record) }
  }

  static func measure(_ name: String, _ record: (Tape) -> Value) throws {
    var (capture, view, layout) = (Double.infinity, Double.infinity, Double.infinity)
    var (cards, nodes) = (0, 0)
    for _ in 0..<rounds {
      let tape = Tape()
      let root = record(tape)
      root.backward()
      var captured: GraphSnapshot?
      capture = min(capture, seconds { captured = GraphSnapshot(root: root, extent: .wholeTape) })
      guard let after = captured else { continue }
      var diagrams: [Diagram] = []
      view = min(
        view,
        seconds { diagrams = DiagramBuilder(stages: [after.beforeBackward(), after]).diagrams() })
      var files: [[UInt8]] = []
      layout = min(
        layout, try seconds { files = try Picture(of: diagrams).svg() })
      let text = String(decoding: files[1], as: UTF8.self)
      cards = text.components(separatedBy: "<g class=\"node ").count - 1
      nodes = after.nodes.count
      withExtendedLifetime(tape) {}
    }
    print("  \(name): \(nodes) nodes, \(cards) cards")
    print(
      "    capture \(text(capture)) s, cards \(text(view)) s (\(text(view / capture)) times), "
        + "layout and SVG \(text(layout)) s")
    if cards > DiagramOptions.readableCardCount {
      print("more than \(DiagramOptions.readableCardCount) cards")
      exit(1)
    }
  }

  static func chain(on tape: Tape) -> Value {
    var value = Value(0.5, on: tape)
    while tape.count < nodeCount { value = value.tanh() }
    return value
  }

  /// What Graphviz needs the longest to lay out, unless it is bounded.
  static func shared(on tape: Tape) -> Value {
    let leaf = Value(0.5, on: tape)
    var value = leaf
    while tape.count < nodeCount { value = value.tanh() * leaf }
    return value
  }

  static func wide(on tape: Tape) -> Value {
    let leaves = (0..<nodeCount - 1).map { Value(Double($0), on: tape) }
    return Value.sum(leaves)
  }

  static func tree(on tape: Tape) -> Value {
    var level = (0..<nodeCount / 2).map { Value(Double($0), on: tape) }
    while level.count > 1 {
      level = stride(from: 0, to: level.count - 1, by: 2).map { level[$0] * level[$0 + 1] }
    }
    return level[0]
  }

  /// The loss of a network over as many samples as make a million values.
  static func network(on tape: Tape) -> Value {
    var generator = SeededGenerator(seed: 1)
    let model = MLP([2, 16, 16, 1], using: &generator, on: tape)
    var outputs: [Value] = []
    while tape.count < nodeCount {
      outputs.append(
        tape.group("sample \(outputs.count + 1)") {
          model([0.5, -0.5].map { Value($0, label: "x", role: .input, on: tape) })[0]
        })
    }
    return tape.group("loss") { Value.sum(outputs) }
  }
}
