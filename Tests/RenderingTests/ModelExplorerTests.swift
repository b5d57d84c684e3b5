import Autograd
import ComputationGraph
import Foundation
import Testing

@testable import Rendering

/// What Model Explorer reads, as its `graph_builder.py` declares it.
struct ModelExplorerGraph: Decodable {
  struct Pair: Decodable, Equatable { let key, value: String }
  struct Metadata: Decodable { let id: String, attrs: [Pair] }
  struct Edge: Decodable { let sourceNodeId, sourceNodeOutputId, targetNodeInputId: String }
  struct Node: Decodable {
    let id, label, namespace: String
    let attrs: [Pair]
    let incomingEdges: [Edge]
    let inputsMetadata: [Metadata]
  }
  private struct Collection: Decodable { let label: String, graphs: [ModelExplorerGraph] }

  let id: String
  let nodes: [Node]
  let groupNodeAttributes: [String: [String: String]]
  let nodeLabelsToHide: [String]

  init(_ file: [UInt8]) throws {
    let graphs = try JSONDecoder().decode(Collection.self, from: Data(file)).graphs
    self = try #require(graphs.count == 1 ? graphs.first : nil)
  }
}

@Suite struct ModelExplorerTests {
  private func graph(_ body: (Tape) -> Value) throws -> ModelExplorerGraph {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let root = body(tape)
      root.backward()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
    return try ModelExplorerGraph(try PictureFormat.modelExplorer.file(of: graph))
  }

  private func attributes(_ node: ModelExplorerGraph.Node) -> [String] {
    node.attrs.map { "\($0.key)=\($0.value)" }
  }

  @Test func everythingOfAGraphIsThere() throws {
    let label = "a \"b\"\\ \n<c>"
    let graph = try graph { tape in
      let x = Value(3, label: label, role: .parameter, on: tape)
      return tape.group("layer 1") { tape.group("neuron 2") { x.pow(2) } } - x
    }
    #expect(graph.nodes.map(\.id) == ["n0", "n1", "n2"])
    #expect(graph.nodes.map(\.label) == [label, "**", "-"])
    #expect(graph.nodes.map(\.namespace) == ["", "layer 1/neuron 2", ""])
    #expect(
      graph.nodes.map(attributes) == [
        ["op=leaf", "label=\(label)", "data=3.0", "grad=5.0", "role=parameter"],
        ["op=**", "data=9.0", "grad=1.0", "parameter=2.0", "group=layer 1/neuron 2"],
        ["op=-", "data=6.0", "grad=1.0"],
      ])
    #expect(graph.groupNodeAttributes == ["": ["stage": "after", "root": "n2"]])
    // A list of its own: "Const" is hidden otherwise.
    #expect(graph.id == "after backward" && graph.nodeLabelsToHide == [])
  }

  @Test func operandsHaveTheirPlaceAndDerivative() throws {
    let graph = try graph { tape in
      let (a, b) = (Value(2, on: tape), Value(5, on: tape))
      return b / a + b * b
    }
    let edges = graph.nodes.map { node in
      node.incomingEdges.map { [$0.sourceNodeId, $0.sourceNodeOutputId, $0.targetNodeInputId] }
    }
    #expect(edges[2] == [["n1", "0", "0"], ["n0", "0", "1"]])
    #expect(edges[3] == [["n1", "0", "0"], ["n1", "0", "1"]])
    #expect(graph.nodes[2].inputsMetadata.map(\.id) == ["0", "1"])
    #expect(
      graph.nodes[2].inputsMetadata.map(\.attrs) == [
        [.init(key: "local", value: "0.5")], [.init(key: "local", value: "-1.25")],
      ])
  }

  @Test func whatIsNotFiniteAndWhatIsEmpty() throws {
    let graph = try graph { tape in
      let x = Value(0, label: "", on: tape)
      return x.log() * x
    }
    #expect(graph.nodes.map(\.label) == ["leaf", "log", "*"])
    #expect(
      graph.nodes.map { $0.attrs.first { $0.key == "data" }?.value } == ["0.0", "-Infinity", "NaN"])
  }
}
