import Autograd
import ComputationGraph
import Foundation
import Testing

@Suite struct GraphFileTests {
  private func graph() -> GraphSnapshot {
    let tape = Tape()
    let x = Value(2, label: "a \"quoted\" λ\n\t\\ 日本", role: .input, on: tape)
    let zero = Value(0, label: "zero", on: tape)
    let one = tape.group("layer 1") { 1 / zero }
    let root = x.pow(3).leakyReLU(slope: 0.1) + one * 0 + zero.log()
    root.backward()
    root.backward()
    return GraphSnapshot(root: root, extent: .wholeTape)
  }

  @Test func roundTripIsExact() throws {
    for graph in [graph(), graph().beforeBackward()] {
      let text = GraphFile.text(of: graph)
      let back = try GraphFile.graph(from: Array(text.utf8), file: "graph.json")
      #expect(GraphFile.text(of: back) == text)
      #expect(back.stage == graph.stage)
      #expect(back.nodes.map(\.passes) == graph.nodes.map(\.passes))
    }
  }

  /// Foundation reads the same from our text: an oracle for the writer and for the reader.
  @Test func foundationReadsTheSame() throws {
    let graph = graph()
    let object = try JSONSerialization.jsonObject(with: Data(GraphFile.text(of: graph).utf8))
    let document = try #require(object as? [String: Any])
    #expect(document["format"] as? String == "multigrad-graph")
    #expect(document["version"] as? Int == 1)
    #expect(document["stage"] as? String == "after")
    let nodes = try #require(document["nodes"] as? [[String: Any]])
    #expect(nodes.count == graph.nodes.count)
    for (node, expected) in zip(nodes, graph.nodes) {
      #expect(node["id"] as? Int == expected.id)
      #expect(node["op"] as? String == expected.operation.name)
      #expect(node["label"] as? String == expected.label)
      #expect(node["inputs"] as? [Int] == expected.inputs.map { graph.nodes[$0].id })
      if expected.data.isFinite { #expect(node["data"] as? Double == expected.data) }
      #expect(
        Set(node.keys).isSuperset(of: ["id", "op", "label", "data", "grad", "inputs", "group"]))
    }
    #expect(nodes[0]["passes"] as? Int == 2)
    #expect(nodes[0]["role"] as? String == "input")
    let power = try #require(nodes.first { $0["op"] as? String == "**" })
    #expect(power["parameter"] as? Double == 3)
    #expect(power["local"] as? [Double] == [12])
  }

  /// The example of the format's description, and the strings that stand for what is not finite.
  @Test func readsTheDocumentedExample() throws {
    let text = """
      { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 4, "more": [1, {}],
        "nodes": [
          { "id": 0, "op": "leaf", "label": "a", "data": 2.0, "grad": 3e0, "inputs": [],
            "group": null, "role": "parameter", "passes": 3, "unknown": {"x": [true, false, null]} },
          { "id": 3, "op": "constant", "label": null, "data": "-Infinity", "grad": null,
            "inputs": [], "group": null },
          { "id": 7, "op": "mine", "label": "\\u03bb\\ud83d\\ude00", "data": "NaN", "grad": "Infinity",
            "inputs": [0, 3, 0], "local": [1, 2, "NaN"], "group": "loss" },
          { "id": 4, "op": "tanh", "label": "L", "data": 0.96, "grad": 1.0, "inputs": [7],
            "local": [0.07], "group": "sample 1/layer 1/neuron 2", "dropped": true } ] }
      """
    let graph = try GraphFile.graph(from: Array(text.utf8), file: "example.json")
    #expect(graph.root == 3)
    #expect(graph.nodes[0].role == .parameter)
    #expect(graph.nodes[0].passes == 3)
    #expect(graph.nodes[1].data == -.infinity)
    #expect(graph.nodes[2].label == "λ😀")
    #expect(graph.nodes[2].data.isNaN)
    #expect(graph.nodes[2].gradient == .infinity)
    #expect(graph.nodes[2].inputs == [0, 1, 0])
    #expect(graph.nodes[2].builtIn == .custom)
    #expect(graph.nodes[3].isDropped)
    #expect(graph.nodes[3].group == "sample 1/layer 1/neuron 2")
  }

  @Test func anyOrderWithoutACycleIsRead() throws {
    let graph = try read(
      root: 1,
      """
      {"id": 1, "op": "tanh", "data": 0.5, "inputs": [2]}, {"id": 2, "op": "leaf", "data": 1}
      """)
    #expect(graph.nodes.map(\.id) == [2, 1])
    #expect(graph.nodes[1].inputs == [0])
    #expect(graph.nodes[1].localDerivatives == [0.75])
  }

  private func read(root: Int, version: Int = 1, _ nodes: String) throws -> GraphSnapshot {
    let text = """
      {"format": "multigrad-graph", "version": \(version), "stage": "before", "root": \(root),
       "nodes": [\(nodes)]}
      """
    return try GraphFile.graph(from: Array(text.utf8), file: "g.json")
  }

  private static let leaf = #"{"id": 0, "op": "leaf", "data": 1}"#

  @Test(arguments: [
    (
      #"{"id": 1, "op": "tanh", "data": 0, "inputs": [0, 0]}"#,
      GraphFileError.Fault.wrongInputCount(node: 1, operation: "tanh", found: 2, expected: "1")
    ),
    (
      #"{"id": 1, "op": "+", "data": 0, "inputs": [0]}"#,
      .wrongInputCount(node: 1, operation: "+", found: 1, expected: "2")
    ),
    (
      #"{"id": 1, "op": "leaf", "data": 0, "inputs": [0]}"#,
      .wrongInputCount(node: 1, operation: "leaf", found: 1, expected: "0")
    ),
    (#"{"id": 1, "op": "**", "data": 0, "inputs": [0]}"#, .missing(key: "parameter", node: 1)),
    (
      #"{"id": 1, "op": "mine", "data": 0, "inputs": [0]}"#,
      .missingLocal(node: 1, operation: "mine")
    ),
    (
      #"{"id": 1, "op": "exp", "data": 0, "inputs": [0], "local": [1, 2]}"#,
      .wrongLocalCount(node: 1, found: 2, expected: 1)
    ),
    (#"{"id": 1, "op": "exp", "data": 0, "inputs": [9]}"#, .unknownInput(node: 1, input: 9)),
    (#"{"id": 0, "op": "exp", "data": 0, "inputs": [0]}"#, .duplicateID(0)),
    (#"{"id": 1, "op": "exp", "inputs": [0]}"#, .missing(key: "data", node: 1)),
    (
      #"{"id": 1, "op": "exp", "data": "1", "inputs": [0]}"#,
      .wrongType(
        key: "data", node: 1, expected: "a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    ),
    (
      #"{"id": 1.5, "op": "exp", "data": 1}"#,
      .wrongType(key: "id", node: nil, expected: "a whole number, 0 or more")
    ),
    (#"{"id": 1, "op": "constant", "data": 1, "grad": 2}"#, .gradientOfConstant(node: 1)),
    (
      #"{"id": 1, "op": "leaf", "data": 1, "role": "weight"}"#,
      .unknownWord(
        key: "role", node: 1, word: "weight", choices: ["input", "parameter", "target"])
    ),
    (
      #"{"id": 1, "op": "exp", "data": 1, "inputs": [2]}, {"id": 2, "op": "exp", "data": 1, "inputs": [1]}"#,
      .cycle([1, 2, 1])
    ),
    (#"{"id": 1, "op": "exp", "data": 1, "inputs": [1]}"#, .cycle([1, 1])),
  ])
  func faultsNameTheNode(_ nodes: String, _ fault: GraphFileError.Fault) throws {
    let error = #expect(throws: GraphFileError.self) {
      try read(root: 0, "\(GraphFileTests.leaf), \(nodes)")
    }
    #expect(error?.fault == fault)
    #expect(error?.position.line == 2)
    #expect(error?.description.hasPrefix("g.json:2:") == true)
  }

  @Test func wholeDocumentFaults() {
    #expect(throws: error(.unknownRoot(5), line: 1, column: 72)) {
      try read(root: 5, GraphFileTests.leaf)
    }
    #expect(throws: error(.unknownVersion("2"), line: 1, column: 42)) {
      try read(root: 0, version: 2, GraphFileTests.leaf)
    }
    #expect(throws: error(.noNodes, line: 2, column: 11)) { try read(root: 0, "") }
    #expect(throws: error(.emptyFile)) { try GraphFile.graph(from: [0x20, 0x0A], file: "g.json") }
    #expect(throws: error(.notAGraphFile)) {
      try GraphFile.graph(from: Array("[1]".utf8), file: "g.json")
    }
    #expect(throws: error(.notebook)) {
      try GraphFile.graph(from: Array("{ \"cells\": [] }".utf8), file: "g.json")
    }
    #expect(throws: error(.notUTF8, line: 2, column: 2)) {
      try GraphFile.graph(from: Array("{\n\"".utf8) + [0xFF], file: "g.json")
    }
  }

  private func error(
    _ fault: GraphFileError.Fault, line: Int = 1, column: Int = 1
  ) -> GraphFileError {
    GraphFileError(
      file: "g.json", position: SourcePosition(line: line, column: column), fault: fault)
  }

  @Test(arguments: [
    ("{", 1, 2), ("{\n \"a\" 1}", 2, 6), ("{\"a\": tru}", 1, 7), ("{\"a\": 01}", 1, 8),
    ("{\"a\": 1.}", 1, 9), ("{\"a\": \"\\x\"}", 1, 8), ("{\"a\": \"\\ud800\"}", 1, 8),
    ("{\"a\": \"b", 1, 9), ("{} {}", 1, 4), ("{\"a\": 1e999}", 1, 7), ("{\"a\": [1,]}", 1, 10),
  ])
  func syntaxErrorsHaveAPosition(_ text: String, _ line: Int, _ column: Int) {
    let error = #expect(throws: GraphFileError.self) {
      try GraphFile.graph(from: Array(text.utf8), file: "g.json")
    }
    guard case .syntax = error?.fault else {
      Issue.record("\(String(describing: error)) is no syntax error")
      return
    }
    #expect(error?.position.line == line)
    #expect(error?.position.column == column)
  }

  @Test func deepNestingIsAnErrorAndNoCrash() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: GraphFileError.self) {
      try GraphFile.graph(from: Array(text.utf8), file: "g.json")
    }
  }
}
