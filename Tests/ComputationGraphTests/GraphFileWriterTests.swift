import Autograd
import JSON
import Mathematics
import Testing

@testable import ComputationGraph

/// The bytes of a file are those of one text after another, written without any care for speed.
@Suite struct GraphFileWriterTests {
  private static func text(of graph: GraphSnapshot) -> String {
    func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }
    let lines = graph.nodes.indices.map { index in
      let node = graph.nodes[index]
      let isOverTensors = node.isTensor || node.inputs.contains { graph.nodes[$0].isTensor }
      var fields = [
        "\"id\": \(node.id)", "\"op\": \(JSONText.string(node.operation.name))",
        "\"label\": \(node.label.map(JSONText.string) ?? "null")",
        "\"data\": \(node.isTensor ? "null" : JSONText.number(node.data))",
        "\"grad\": \(node.gradient.map(JSONText.number) ?? "null")",
        "\"inputs\": \(list(node.inputs.map { "\(graph.nodes[$0].id)" }))",
      ]
      if !node.inputs.isEmpty && !isOverTensors {
        fields.append("\"local\": \(list(node.localDerivatives.map(JSONText.number)))")
      }
      if let parameter = node.parameter {
        fields.append("\"parameter\": \(JSONText.number(parameter))")
      }
      fields.append("\"group\": \(node.group.map { JSONText.string($0.description) } ?? "null")")
      if let role = node.role { fields.append("\"role\": \"\(role.rawValue)\"") }
      if node.passes > 1 { fields.append("\"passes\": \(node.passes)") }
      if node.isDropped { fields.append("\"dropped\": true") }
      if let tensor = node.tensor {
        fields.append("\"shape\": \(list(tensor.shape.map { "\($0)" }))")
      }
      return "    { \(fields.joined(separator: ", ")) }"
    }
    return
      "{ \"format\": \"multigrad-graph\", \"version\": 1, \"stage\": \"\(graph.stage.rawValue)\", "
      + "\"root\": \(graph.nodes[graph.root].id),\n  \"nodes\": [\n"
      + lines.joined(separator: ",\n") + " ] }\n"
  }

  @Test(arguments: 1..<60 as Range<UInt64>)
  func writesWhatTheTextsAre(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Some are longer than the buffer that pieces go through.
    let count = seed % 7 == 0 ? 900 : Int(seed)
    var rows = (0..<count).map { PlainRow(index: $0, using: &random) }
    rows[0].label = seed % 14 == 0 ? String(repeating: "long λ", count: 20_000) : "\"\\\n\u{1}"
    let graph = GraphSnapshot(stage: .after, root: count / 2, nodes: rows.map(\.node))
    #expect(GraphFile.text(of: graph) == Self.text(of: graph))
    var joined: [UInt8] = []
    GraphFile.write(graph) { joined += $0 }
    #expect(joined == GraphFile.bytes(of: graph))
  }

  @Test func writingEndsWithWhatTheReceiverThrows() {
    struct Full: Error {}
    var random = SeededGenerator(seed: 1)
    let rows = (0..<2000).map { PlainRow(index: $0, using: &random) }
    let graph = GraphSnapshot(stage: .after, root: 1000, nodes: rows.map(\.node))
    var size = 0
    #expect(throws: Full.self) {
      try GraphFile.write(graph) {
        size += $0.count
        throw Full()
      }
    }
    #expect(size > 0 && size < 50_000)
  }
}
