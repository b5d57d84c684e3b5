import Autograd
import ComputationGraph
import Foundation
import Testing

/// Graph files as the contract has them, written by hand.
@Suite struct GoldenFileTests {
  private func file(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name).json")))
  }

  @Test(arguments: ["product-before", "product-after", "every-key"])
  func comesBackByteForByte(name: String) throws {
    let bytes = try file(name)
    let graph = try GraphFile.graph(from: bytes, file: name)
    #expect(GraphFile.text(of: graph) == String(decoding: bytes, as: UTF8.self))
  }

  /// L = (a·b + c)·f, the first example of the lecture.
  @Test func isWhatATapeIsWrittenAs() throws {
    let tape = Tape()
    let a = Value(2, label: "a", on: tape)
    let b = Value(-3, label: "b", on: tape)
    let c = Value(10, label: "c", on: tape)
    let f = Value(-2, label: "f", on: tape)
    let e = a * b
    let d = e + c
    let root = d * f
    for (value, label) in [(e, "e"), (d, "d"), (root, "L")] { value.label = label }
    let before = GraphSnapshot(root: root)
    root.backward()
    for (graph, name) in [(before, "product-before"), (GraphSnapshot(root: root), "product-after")]
    {
      #expect(Array(GraphFile.text(of: graph).utf8) == (try file(name)))
    }
  }

  /// What any encoder writes of a snapshot is a graph file, also of NaN and the infinities.
  @Test(arguments: ["product-before", "product-after", "every-key"])
  func snapshotsAreCodable(name: String) throws {
    let graph = try GraphFile.graph(from: try file(name), file: name)
    let data = try JSONEncoder().encode(graph)
    let back = try JSONDecoder().decode(GraphSnapshot.self, from: data)
    // As texts, since NaN is not equal to itself.
    #expect(GraphFile.text(of: back) == GraphFile.text(of: graph))
    #expect(
      GraphFile.text(of: try GraphFile.graph(from: [UInt8](data), file: name))
        == GraphFile.text(of: graph))
  }

  @Test func aDecodedGraphIsChecked() throws {
    let text = String(decoding: try file("product-after"), as: UTF8.self)
      .replacing("\"inputs\": [0, 1]", with: "\"inputs\": [0, 77]")
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GraphSnapshot.self, from: Data(text.utf8))
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      context.debugDescription
        == "node 4 has node 77 as an input, but there is no such node.")
  }
}
