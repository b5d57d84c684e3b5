import Foundation
import TestSupport
import Testing

@Suite struct NetworkCommandTests {
  @Test func mlpDrawsItsLossInSVGAndPNG() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("mlp", "3,4,4,1", in: folder)
    #expect(result.code == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines[0] == "sizes       3 → 4 → 4 → 1")
    #expect(lines[1] == "parameters  41 (32 weights, 9 biases)")
    #expect(lines[2] == "data        micrograd, 4 rows")
    #expect(lines[3].hasPrefix("loss        "))
    #expect(lines[4] == "accuracy  train 50.00 %")
    #expect(
      result.errors == """
        362 values are drawn as 13 cards. --collapse none draws them all.
        output/mlp-before.svg
        output/mlp-after.svg

        """)
    let collapsed = try #require(SVGStructure(try folder.data("output/mlp-after.svg")))
    #expect(collapsed.groups("node").count == 13)
    let png = try Command.multigrad(
      "mlp", "3,4,4,1", "--collapse", "none", "-f", "png", "-o", "m.png", in: folder)
    #expect(png.errors == "m-before.png\nm-after.png\n")
    let sizes = try ["before", "after"].map { PNGHeader(try folder.data("m-\($0).png")) }
    #expect(sizes[0] == sizes[1])
    #expect(try #require(sizes[0]).height > 5000)
    _ = try Command.multigrad("mlp", "3,4,4,1", "--collapse", "none", "-o", "w.svg", in: folder)
    for stage in ["before", "after"] {
      let whole = try #require(SVGStructure(try folder.data("w-\(stage).svg")))
      #expect(whole.groups("node").count == 362)
    }
  }

  /// The loss of the graph is that of the samples, worked out from its own numbers.
  @Test func lossIsTheMeanOverTheSamples() throws {
    let folder = try TemporaryFolder()
    let json = try Command.multigrad(
      "mlp", "3,4,4,1", "-f", "json", "--stage", "after", "-o", "-", in: folder)
    let nodes = try RenderTests.nodes(json.output)
    let differences = nodes.filter { $0["op"] as? String == "-" }
    #expect(differences.count == 4)
    let squares = differences.compactMap { ($0["data"] as? Double).map { $0 * $0 } }
    let loss = try #require(RenderTests.node("loss", in: json.output)["data"] as? Double)
    #expect(abs(loss - squares.reduce(0, +) / 4) < 1e-12)
    #expect(json.errors.contains("loss"))

    let groups = Set(nodes.compactMap { $0["group"] as? String })
    #expect(groups.isSuperset(of: ["layer 1/neuron 4", "sample 4/layer 3/neuron 1", "loss"]))
    let roles = nodes.compactMap { $0["role"] as? String }
    #expect(roles.filter { $0 == "parameter" }.count == 41)
    #expect(roles.filter { $0 == "input" }.count == 12)
    #expect(roles.filter { $0 == "target" }.count == 4)
    let parameters = nodes.filter { $0["role"] as? String == "parameter" }
    #expect(parameters.allSatisfy { $0["grad"] is Double })
  }

  @Test func oneRowHasNoSampleGroups() throws {
    let folder = try TemporaryFolder()
    let json = try Command.multigrad(
      "mlp", "3,2,1", "--rows", "1..1", "-f", "json", "--stage", "before", "-o", "-", in: folder)
    let groups = try RenderTests.nodes(json.output).compactMap { $0["group"] as? String }
    #expect(!groups.contains { $0.hasPrefix("sample") })
    #expect(groups.contains("layer 2/neuron 1"))
    let inputs = try RenderTests.nodes(json.output).filter { $0["role"] as? String == "input" }
    #expect(inputs.compactMap { $0["data"] as? Double } == [3, -1, 0.5])
  }

  /// The widest layer, the most parameters and the most inputs of a neuron are taken; one more not.
  @Test func networksAreBounded() throws {
    let folder = try TemporaryFolder()
    func errors(_ words: String) throws -> String {
      let result = try Command.shell("multigrad \(words)", in: folder)
      #expect(result.code == 64)
      return result.errors
    }
    #expect(try errors("mlp 10000,1 --data moons").contains("10000 inputs, and the data set 2"))
    #expect(try errors("mlp 10001,1 --data moons").contains("Give sizes from 1 to 10000."))
    #expect(try errors("mlp 0,1 --data moons").contains("Give sizes from 1 to 10000."))
    #expect(try errors("mlp 999,1000 --data moons").contains("999 inputs, and the data set 2"))
    #expect(try errors("mlp 332,3000,1 --data moons").contains("A network of 1002001 parameters"))
    #expect(try errors("neuron --inputs 1001").contains("A neuron of 1001 inputs cannot be drawn"))
    #expect(try errors("neuron --inputs 0").contains("A neuron of 0 inputs cannot be drawn"))
    let largest = try Command.shell(
      "multigrad neuron --inputs 1000 -f json --stage before -o -", in: folder)
    #expect(largest.code == 0)
    #expect(try errors("mlp 3,1 --rows 4").contains("There is no row 4"))
    #expect(try errors("mlp 3,1 --rows 2..1").contains("Give a row"))
    #expect(try Command.shell("multigrad mlp 3,1 --rows 3 -o r.svg", in: folder).code == 0)
  }

  @Test func seedsAreReproducible() throws {
    let folder = try TemporaryFolder()
    func draw(_ command: String, _ seed: String) throws -> Data {
      try Command.shell("multigrad \(command) --seed \(seed) --stage after -o -", in: folder).output
    }
    for command in ["neuron", "mlp 3,2,1"] {
      #expect(try draw(command, "4") == draw(command, "4"))
      #expect(try draw(command, "4") != draw(command, "5"))
    }
  }

  @Test(arguments: ["tanh", "sigmoid", "relu", "leaky_relu", "identity"])
  func activations(_ name: String) throws {
    let folder = try TemporaryFolder()
    let json = try Command.multigrad(
      "neuron", "--inputs", "2", "--activation", name, "-f", "json", "--stage", "after", "-o", "-",
      in: folder)
    let operation = try RenderTests.node("o", in: json.output)["op"] as? String
    #expect(operation == (name == "identity" ? "+" : name))
  }
}

@Suite struct HelpTests {
  @Test func version() throws {
    let result = try Command.multigrad("--version", in: TemporaryFolder())
    #expect(result.code == 0)
    #expect(result.text.split(separator: ".").count == 3)
  }

  @Test(arguments: [[], ["render"], ["neuron"], ["mlp"], ["check"], ["plot"], ["docs"], ["doctor"]])
  func everyCommandHasHelp(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let line = (["multigrad"] + command + ["--help"]).joined(separator: " ")
    let result = try Command.shell(line, in: folder)
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(result.text.hasPrefix("OVERVIEW: "))
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // What is not built yet is not in the help.
    let unbuilt = ["--max-nodes", "html,"]
    for word in unbuilt { #expect(!result.text.contains(word), "\(word)") }
  }

  /// Every example in the help works as it stands there.
  @Test func examplesOfTheHelpWork() throws {
    let folder = try TemporaryFolder()
    try folder.write("neuron.mg", "x = 2.0; y = x.tanh()")
    let cell = #"{"cell_type": "code", "source": "x = 2.0; y = x.tanh()"}"#
    try folder.write(
      "lecture.ipynb", #"{"cells": [\#((0..<5).map { _ in cell }.joined(separator: ","))]}"#)
    _ = try Command.multigrad(
      "render", "neuron.mg", "-f", "json", "-o", "graph.json", in: folder)
    var count = 0
    try folder.write("guide.md", "```multigrad\ny = Value(2.0) * 3\n```\n")
    try folder.makeFolder("docs")
    try folder.write("docs/a.md", "<!-- multigrad plot tanh -->\n")
    for command in ["", "render", "neuron", "mlp", "check", "plot", "docs"] {
      let help = try Command.shell("multigrad \(command) --help", in: folder).text
      for line in help.split(separator: "\n") where line.hasPrefix("  multigrad ") {
        let result = try Command.shell(String(line), in: folder)
        #expect(result.code == 0, "\(line): \(result.errors)")
        count += 1
      }
    }
    #expect(count >= 21)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completion(_ shell: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("--generate-completion-script", shell, in: folder)
    #expect(result.code == 0)
    for word in ["render", "--weights", "leaky_relu", "micrograd"] {
      #expect(result.text.contains(word))
    }
  }

  @Test func doctor() throws {
    let result = try Command.multigrad("doctor", in: TemporaryFolder())
    #expect(result.code == 0)
    #expect(
      result.text.contains(
        "formats    svg, png, pdf, gif, dot, json, text, mermaid, graphml, model-explorer, onnx\n"))
  }
}
