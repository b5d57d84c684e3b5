import Foundation
import TestSupport
import Testing

@Suite struct GraphFileCommandTests {
  @Test func roundTripIsExact() throws {
    let folder = try TemporaryFolder()
    try folder.write("readme.mg", Programs.microgradReadme)
    let written = try Command.multigrad(
      "render", "readme.mg", "-f", "json", "-o", "graph.json", in: folder)
    #expect(written.errors.hasSuffix("\ngraph-before.json\ngraph-after.json\n"))
    for stage in ["before", "after"] {
      let again = try Command.multigrad(
        "render", "graph-\(stage).json", "-f", "json", "-o", "again.json", in: folder)
      #expect(again.errors == "again.json\n")
      #expect(try folder.data("again.json") == folder.data("graph-\(stage).json"))
    }
  }

  @Test func drawsItsOwnStageAndOthersWhenAsked() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 3.0; y = x ** 2")
    _ = try Command.multigrad("render", "a.mg", "-f", "json", "-o", "g.json", in: folder)
    let own = try Command.multigrad("render", "g-before.json", in: folder)
    #expect(own.errors == "output/g-before.svg\n")
    let after = try Command.multigrad(
      "render", "g-before.json", "--stage", "after", "-f", "json", "-o", "-", in: folder)
    #expect(after.output == (try folder.data("g-after.json")))
    let before = try Command.multigrad(
      "render", "g-after.json", "--stage", "before", "-f", "json", "-o", "-", in: folder)
    #expect(before.output == (try folder.data("g-before.json")))
    // The picture of a file is the picture of the program.
    _ = try Command.multigrad("render", "g-after.json", "-o", "file.svg", in: folder)
    _ = try Command.multigrad(
      "render", "a.mg", "--stage", "after", "-o", "program.svg", in: folder)
    #expect(try folder.data("file.svg") == folder.data("program.svg"))
  }

  @Test func standardInputIsTakenByItsFirstCharacter() throws {
    let folder = try TemporaryFolder()
    let graph = try Command.multigrad(
      "render", "-e", "x = 3.0; y = x ** 2", "-f", "json", "--stage", "after", "-o", "-",
      in: folder)
    let drawn = try Command.multigrad("render", "-", in: folder, input: "\n  " + graph.text)
    #expect(drawn.errors == "output/stdin-after.svg\n")
  }

  /// A notebook is known by its extension, or by its cells, whichever key comes first.
  @Test(arguments: ["nb.ipynb", "nb.txt", "-"]) func notebooksAreDrawn(_ input: String) throws {
    let folder = try TemporaryFolder()
    let notebook =
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x = 3.0\n", "y = x * x"]}]}"#
    if input != "-" { try folder.write(input, notebook) }
    let result = try Command.multigrad(
      "render", input, "--stage", "after", "-o", "g.json", in: folder, input: notebook)
    #expect(result.code == 0)
    #expect(try RenderTests.node("x", in: folder.data("g.json"))["grad"] as? Double == 6)
  }

  @Test func aCycleIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "cycle.json",
      """
      {"format": "multigrad-graph", "version": 1, "stage": "before", "root": 2, "nodes": [
        {"id": 1, "op": "exp", "label": null, "data": 1, "grad": null, "inputs": [2]},
        {"id": 2, "op": "exp", "label": null, "data": 1, "grad": null, "inputs": [1]}]}
      """)
    let result = try Command.multigrad("render", "cycle.json", in: folder)
    #expect(result.code == 65)
    #expect(
      result.errors == """
        Error: cycle.json:2:3: nodes 1 → 2 → 1 form a cycle; a graph must have none.

        """)
    #expect(folder.files == ["cycle.json"])
  }
}

/// Roots and groups that people come up with.
@Suite struct OddGraphFileTests {
  private static func file(_ nodes: String, root: Int = 0, stage: String = "after") -> String {
    """
    {"format": "multigrad-graph", "version": 1, "stage": "\(stage)", "root": \(root), "nodes": [
    \(nodes)]}
    """
  }

  private static let square = file(
    """
    {"id": 0, "op": "leaf", "label": "a", "data": 3, "grad": 6, "inputs": []},
    {"id": 1, "op": "**", "parameter": 2, "label": "b", "data": 9, "grad": 1, "inputs": [0]},
    {"id": 2, "op": "exp", "label": "c", "data": 8103.08, "grad": null, "inputs": [1]}
    """, root: 1)

  @Test func anotherRootRunsAPassOfItsOwn() throws {
    let folder = try TemporaryFolder()
    try folder.write("g.json", OddGraphFileTests.square)
    let result = try Command.multigrad(
      "render", "g.json", "--root", "c", "-f", "json", "-o", "-", in: folder)
    #expect(result.code == 0)
    let text = result.text
    #expect(text.contains(#""stage": "after", "root": 2"#))
    let a = try RenderTests.node("a", in: result.output)["grad"] as? Double
    #expect(abs(try #require(a) - 6 * 8103.08) < 1e-6)
  }

  @Test func unknownRootsAreMalformed() throws {
    let folder = try TemporaryFolder()
    try folder.write("g.json", OddGraphFileTests.square)
    let result = try Command.multigrad("render", "g.json", "--root", "d", in: folder)
    #expect(result.code == 65)
    #expect(result.errors.contains("there are a, b, c"), "\(result.errors)")
  }

  @Test func aConstantIsNoRoot() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "c.json", OddGraphFileTests.file(#"{"id": 0, "op": "constant", "data": 1, "inputs": []}"#))
    let result = try Command.multigrad("render", "c.json", in: folder)
    #expect(result.code == 65)
    #expect(result.errors.contains("node 0, is a constant"))
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad(
      "render", "-", in: folder, input: "\u{FEFF}" + OddGraphFileTests.square)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test(arguments: [String(repeating: "a/", count: 100_000), "line\\nbreak", "\\u200b", "///"])
  func oddGroupsAreDrawn(_ group: String) throws {
    let folder = try TemporaryFolder()
    let node = #"{"id": 0, "op": "leaf", "label": "x", "data": 1, "group": "\#(group)"}"#
    try folder.write("g.json", OddGraphFileTests.file(node))
    for format in ["svg", "dot", "png"] {
      let result = try Command.multigrad(
        "render", "g.json", "-f", format, "-o", "g.\(format)", in: folder)
      #expect(result.code == 0)
      #expect(result.errors == "g.\(format)\n")
    }
  }
}

@Suite struct OverlayCommandTests {
  @Test func aWrongRuleIsMarkedAndTheRestIsFaint() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "g.json",
      """
      {"format": "multigrad-graph", "version": 1, "stage": "after", "root": 2, "nodes": [
      {"id": 0, "op": "leaf", "label": "x", "data": 1, "grad": -1.5, "inputs": []},
      {"id": 1, "op": "exp", "label": "e", "data": 2.718281828459045, "grad": -1, "inputs": [0],
       "local": [1.5]},
      {"id": 2, "op": "neg", "label": "n", "data": -2.718281828459045, "grad": 1, "inputs": [1],
       "local": [-1]}]}
      """)
    let result = try Command.multigrad(
      "render", "g.json", "--overlay", "check", "-o", "-", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let picture = try #require(SVGStructure(result.output))
    #expect(picture.texts.contains { $0.hasPrefix("wrong 0.45") })
    #expect(picture.groups("header").count == 1)
    #expect(picture.texts.contains("check: wrong"))
    #expect(picture.groups("node").count == 3)
  }

  @Test func gradientsAreComparedWithTheGreatest() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad(
      "render", "-e", "x = 1.0; y = x * 1e-8; z = y + 1", "--overlay", "gradient", "--stage",
      "after", "-o", "-", in: folder)
    let picture = try #require(SVGStructure(result.output))
    #expect(picture.texts.contains("1e-8"))
    #expect(picture.texts.filter { $0 == "of max" }.count == 3)
    #expect(
      picture.texts.filter { $0.hasPrefix("of max: ") } == [
        "of max: 1 to 1e-2", "of max: below 1e-5, or 0",
      ])
  }

  @Test func findingsAreMarkedWhereTheyAre() throws {
    let folder = try TemporaryFolder()
    let program = "p = 0.0; q = 1.0; h = p * p.log() + q * 2"
    let result = try Command.multigrad(
      "render", "-e", program, "--overlay", "health", "--stage", "after", "-o", "-", in: folder)
    let picture = try #require(SVGStructure(result.output))
    #expect(picture.texts.contains("not-finite-forward"))
    // q and what it is multiplied with have no part in it.
    #expect(picture.groups("dimmed").count >= 2)
    let healthy = try Command.multigrad(
      "render", "-e", "x = 1.0; y = x.tanh()", "--overlay", "health", "--stage", "after", "-o", "-",
      in: folder)
    #expect(try #require(SVGStructure(healthy.output)).texts.contains("health: no findings"))
  }
}
