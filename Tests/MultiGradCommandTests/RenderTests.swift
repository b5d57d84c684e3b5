import Foundation
import TestSupport
import Testing

/// The built command, run as a person would run it.
@Suite struct RenderTests {
  /// The cells of the lecture, in the form that people have them.
  static let lectureCells = """
    import math
    import numpy as np
    import matplotlib.pyplot as plt
    %matplotlib inline
    x1 = Value(2.0, label='x1')
    x2 = Value(0.0, label='x2')
    w1 = Value(-3.0, label='w1')
    w2 = Value(1.0, label='w2')
    b = Value(6.8813735870195432, label='b')
    x1w1 = x1*w1; x1w1.label = 'x1*w1'
    x2w2 = x2*w2; x2w2.label = 'x2*w2'
    x1w1x2w2 = x1w1 + x2w2; x1w1x2w2.label = 'x1*w1 + x2*w2'
    n = x1w1x2w2 + b; n.label = 'n'
    # ----
    e = (2*n).exp()
    o = (e - 1) / (e + 1)
    # ----
    o.label = 'o'
    o.grad = 1.0
    o._backward()
    n._backward()
    o.backward()
    draw_dot(o)
    """

  /// The nodes of a graph file.
  static func nodes(_ data: Data) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: data)
    return try #require((object as? [String: Any])?["nodes"] as? [[String: Any]])
  }

  /// The last node of a label: a name that was bound several times labels several nodes.
  static func node(_ label: String, in data: Data) throws -> [String: Any] {
    try #require(try nodes(data).last { $0["label"] as? String == label })
  }

  @Test func microgradReadme() throws {
    let folder = try TemporaryFolder()
    try folder.write("readme.mg", Programs.microgradReadme)
    let drawn = try Command.multigrad("render", "readme.mg", in: folder)
    #expect(drawn.code == 0)
    // The values that the README says are printed.
    #expect(drawn.text == "24.7041\n138.8338\n645.5773\n")
    #expect(
      drawn.errors == """
        skipped: from micrograd.engine import Value
        output/readme-before.svg
        output/readme-after.svg

        """)
    #expect(
      folder.files == ["output/readme-after.svg", "output/readme-before.svg", "readme.mg"])
    for name in ["before", "after"] {
      #expect(SVGStructure(try folder.data("output/readme-\(name).svg")) != nil)
    }

    let json = try Command.multigrad(
      "render", "readme.mg", "-f", "json", "--stage", "after", "-o", "-", in: folder
    ).output
    let g = try RenderTests.node("g", in: json)
    #expect(g["data"] as? Double == 24.70408163265306)
    #expect(try RenderTests.node("a", in: json)["grad"] as? Double == 138.83381924198252)
    #expect(try RenderTests.node("b", in: json)["grad"] as? Double == 645.5772594752186)
  }

  @Test func lectureNeuron() throws {
    let folder = try TemporaryFolder()
    let cells = try Command.multigrad(
      "render", "-", "-f", "json", "--stage", "after", "-o", "-", "-q", in: folder,
      input: RenderTests.lectureCells)
    let neuron = try Command.multigrad(
      "neuron", "--values", "2,0", "--weights", "-3,1", "--bias", "6.8813735870195432",
      "-f", "json", "--stage", "after", "-o", "-", in: folder)
    for result in [cells, neuron] {
      #expect(result.code == 0)
      #expect(result.errors == "")
      let o = try #require(RenderTests.node("o", in: result.output)["data"] as? Double)
      #expect(abs(o - 0.707_106_781_186_547_6) < 1e-15)
      for (name, gradient) in [("x1", -1.5), ("w1", 1), ("x2", 0.5), ("w2", 0)] {
        let found = try RenderTests.node(name, in: result.output)["grad"] as? Double
        #expect(abs(try #require(found) - gradient) < 1e-12, "\(name)")
      }
    }
  }

  @Test func namesOfExpressionsAndStandardInput() throws {
    let folder = try TemporaryFolder()
    let first = try Command.multigrad("render", "-e", "x = 3.0; y = x ** 2", in: folder)
    #expect(first.errors == "output/expression-before.svg\noutput/expression-after.svg\n")
    let second = try Command.multigrad(
      "render", "-", "-f", "dot", "--stage", "before", in: folder, input: "x = 3.0; y = x ** 2")
    #expect(second.errors == "output/stdin-before.dot\n")
  }

  /// Both stages have the same operations, and one warning.
  @Test func whatNobodyCanRunIsWarnedOf() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "own.json",
      #"""
      {"format": "multigrad-graph", "version": 1, "stage": "after", "root": 1, "nodes": [
        {"id": 0, "op": "leaf", "data": 2, "inputs": []},
        {"id": 1, "op": "my\u001b[1mcube", "data": 8, "inputs": [0], "local": [12]}]}
      """#)
    let result = try Command.multigrad(
      "render", "own.json", "--stage", "both", "-f", "onnx", in: folder)
    #expect(result.code == 0)
    #expect(
      result.errors
        == "Warning: No program can run this ONNX model, only show it: 'my\\u{1B}[1mcube' is an operation of "
        + "your own.\noutput/own-before.onnx\noutput/own-after.onnx\n")
  }

  @Test func outputNames() throws {
    let folder = try TemporaryFolder()
    let program = ["render", "-e", "x = 3.0; y = x.exp()"]
    func run(_ words: String...) throws -> String {
      let line = (["multigrad"] + program + words).map { "'\($0)'" }.joined(separator: " ")
      let result = try Command.shell(line, in: folder)
      #expect(result.code == 0)
      return result.errors
    }
    #expect(try run("-o", "new/dir/a.svg") == "new/dir/a-before.svg\nnew/dir/a-after.svg\n")
    #expect(try run("-o", "b.png", "--stage", "after") == "b.png\n")
    #expect(try run("-o", "c.dot", "-f", "svg", "--stage", "after") == "c.dot\n")
    #expect(try run("-o", "d/", "-f", "pdf", "--stage", "before") == "d/expression-before.pdf\n")
    #expect(try run("-o", "e", "--stage", "both") == "e-before.svg\ne-after.svg\n")
    #expect(try run("-o", "f.svg", "-q") == "")
    // An extension of two dots is one, and an older name is what it was.
    #expect(
      try run("-o", "g.model-explorer.json")
        == "g-before.model-explorer.json\ng-after.model-explorer.json\n")
    #expect(
      try run("-f", "model-explorer", "-o", "h/", "--stage", "after")
        == "h/expression-after.model-explorer.json\n")
    #expect(try run("-o", "i.b.json") == "i.b-before.json\ni.b-after.json\n")
    #expect(try folder.text("g-after.model-explorer.json").contains("\"graphs\""))
    #expect(try folder.text("i.b-after.json").contains("multigrad-graph"))
    #expect(PNGHeader(try folder.data("b.png")) != nil)
    #expect(SVGStructure(try folder.data("c.dot")) != nil)
    #expect(try folder.data("d/expression-before.pdf").starts(with: Data("%PDF-".utf8)))
    #expect(folder.files.contains("f-before.svg"))
    #expect(!folder.files.contains { $0.hasSuffix(".tmp") })
  }

  /// Many pictures are announced with their size; all of them are drawn, or none.
  @Test(arguments: [(99, false), (100, true)]) func manyPicturesAreAnnounced(
    _ count: Int, _ isAnnounced: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 1.0; y = x" + String(repeating: ".tanh()", count: count))
    let line = "multigrad render a.mg --stage steps -f text --collapse all -o a.txt"
    let drawn = try Command.shell(line, in: folder)
    #expect(drawn.code == 0)
    #expect(drawn.errors.hasPrefix("There are \(count) pictures to draw, of about ") == isAnnounced)
    #expect(folder.files.count == count + 1)
    #expect(try Command.shell("\(line) -q", in: folder).errors == "")
    let other = try TemporaryFolder()
    try other.write("a.mg", folder.text("a.mg"))
    let script = "ln -s a.mg a-step-0\(count == 99 ? "98" : "99").txt; \(line)"
    #expect(try Command.shell(script, in: other).code == 73)
    #expect(other.files.count == 2)
  }

  /// An animation of many pixels is announced with their number.
  @Test(arguments: [(1, false), (2, true)]) func manyFramesAreAnnounced(
    _ scale: Int, _ isAnnounced: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 1.0; y = x" + String(repeating: ".tanh()", count: 14))
    let line = "multigrad render a.mg --animate --scale \(scale) -o a.png"
    let drawn = try Command.shell(line, in: folder)
    #expect(drawn.code == 0)
    let header = try #require(PNGHeader(try folder.data("a.png")))
    let announcement = "frames to draw, of \(header.width) × \(header.height) pixels."
    #expect(drawn.errors.contains(announcement) == isAnnounced)
    #expect(try Command.shell("\(line) -q", in: folder).errors == "")
  }

  @Test func manyCardsAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 1.0; y = x" + String(repeating: ".tanh()", count: 2999))
    let line = "multigrad render a.mg --stage after --collapse none --layout dot -o a.svg"
    #expect(try Command.shell(line, in: folder).errors.hasPrefix("3000 cards are laid out by dot"))
    #expect(try Command.shell("\(line) -q", in: folder).errors == "")
  }

  @Test func scaleOfAPNG() throws {
    let folder = try TemporaryFolder()
    func header(_ words: String...) throws -> PNGHeader {
      let line = "multigrad render -e 'x = 1.0; y = x.exp()' -f png --stage after -o - "
      let result = try Command.shell(line + words.joined(separator: " "), in: folder)
      #expect(result.errors == "")
      return try #require(PNGHeader(result.output))
    }
    let usual = try header()
    #expect(try header("--scale", "1", "--shrink") == usual)
    let triple = try header("--scale", "3")
    #expect(abs(triple.width - 3 * usual.width) <= 1)
    #expect(abs(triple.height - 3 * usual.height) <= 1)
  }

  @Test func directionAndStyle() throws {
    let folder = try TemporaryFolder()
    func size(_ words: String) throws -> (Double, Double) {
      let line =
        "multigrad render -e 'x = 1.0; y = x.exp().log().sin()' --stage after -o - \(words)"
      let root = try #require(
        SVGStructure(try Command.shell(line, in: folder).output)?.all("svg")[0])
      return (try #require(root.number("width")), try #require(root.number("height")))
    }
    let (wide, flat) = try size("")
    #expect(wide > 2 * flat)
    let (narrow, high) = try size("--direction TB")
    #expect(high > 2 * narrow)
    let (widest, _) = try size("--style micrograd")
    #expect(widest > wide)
  }

  @Test func rootsOfPrograms() throws {
    let folder = try TemporaryFolder()
    let program = "a = 2.0; b = a * 3; c = b * 5; c.backward()"
    let json = try Command.multigrad(
      "render", "-e", program, "--root", "b", "-f", "json", "--stage", "after", "-o", "-",
      in: folder)
    // The gradients stay those of the program, which runs a pass itself.
    #expect(try RenderTests.node("a", in: json.output)["grad"] as? Double == 15)
    #expect(try RenderTests.node("c", in: json.output)["grad"] as? Double == 1)
    let own = try Command.multigrad(
      "render", "-e", "a = 2.0; b = a * 3; c = b * 5", "--root", "b", "-f", "json", "--stage",
      "after", "-o", "-", in: folder)
    #expect(try RenderTests.node("a", in: own.output)["grad"] as? Double == 3)
    #expect(try RenderTests.node("c", in: own.output)["grad"] is NSNull)
  }
}
