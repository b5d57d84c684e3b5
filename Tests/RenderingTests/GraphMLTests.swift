import Autograd
import ComputationGraph
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct GraphMLTests {
  private func elements(_ body: (Tape) -> Value) throws -> SVGStructure {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let root = body(tape)
      root.backward()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
    return try #require(SVGStructure(Data(try PictureFormat.graphML.file(of: graph))))
  }

  /// The values of a key, in the order in which they stand there.
  private func values(_ key: String, in structure: SVGStructure) -> [String] {
    structure.all("data").filter { $0.attributes["key"] == key }.map(\.text)
  }

  @Test func everythingOfAGraphIsThere() throws {
    let xml = try elements { tape in
      let x = Value(3, label: "a <b> & \"c\"", role: .parameter, on: tape)
      return tape.group("layer 1") { x.pow(2) } - x
    }
    #expect(xml.all("graph").first?.attributes["edgedefault"] == "directed")
    #expect(xml.all("node").map { $0.attributes["id"] } == ["n0", "n1", "n2"])
    #expect(values("op", in: xml) == ["leaf", "**", "-"])
    #expect(values("label", in: xml) == ["a <b> & \"c\""])
    #expect(values("data", in: xml) == ["3.0", "9.0", "6.0"])
    #expect(values("grad", in: xml) == ["5.0", "1.0", "1.0"])
    #expect(values("parameter", in: xml) == ["2.0"])
    #expect(values("group", in: xml) == ["layer 1"])
    #expect(values("role", in: xml) == ["parameter"])
    #expect(values("root", in: xml) == ["n2"] && values("stage", in: xml) == ["after"])
    // Every key that is used is declared.
    let declared = Set(xml.all("key").compactMap { $0.attributes["id"] })
    #expect(declared.isSuperset(of: xml.all("data").compactMap { $0.attributes["key"] }))
  }

  @Test func operandsHaveTheirPlace() throws {
    let xml = try elements { tape in
      let x = Value(2, on: tape)
      return x * x
    }
    let edges = xml.all("edge")
    #expect(edges.map { $0.attributes["source"] } == ["n0", "n0"])
    #expect(Set(edges.compactMap { $0.attributes["id"] }).count == 2)
    #expect(values("operand", in: xml) == ["0", "1"])
    #expect(values("local", in: xml) == ["2.0", "2.0"])
  }

  /// As XML Schema writes them.
  @Test func whatIsNotFinite() throws {
    let xml = try elements { tape in
      let x = Value(0, on: tape)
      return x.log() * x
    }
    #expect(values("data", in: xml) == ["0.0", "-INF", "NaN"])
  }
}
