import Foundation
import TestSupport
import Testing

/// Graph files with tensors, as array libraries write them.
@Suite struct TensorCommandTests {
  /// m = mean(tanh(w)), after backward.
  private static let file = """
    { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 2,
      "nodes": [
        { "id": 0, "op": "leaf", "label": "w", "data": null, "grad": 0.5, "inputs": [], "group": null, "role": "parameter", "shape": [3, 2], "summary": { "mean": 0.25, "norm": 1.5, "min": -1.0, "max": 2.0 } },
        { "id": 1, "op": "tanh", "label": null, "data": null, "grad": 0.75, "inputs": [0], "group": null, "shape": [3, 2] },
        { "id": 2, "op": "mean", "label": "m", "data": 0.125, "grad": 1.0, "inputs": [1], "group": null } ] }

    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("t.json", Self.file)
    try folder.write("b.json", Self.file.replacing("\"after\"", with: "\"before\""))
    return folder
  }

  @Test func everyFormatOfPicturesShowsThem() throws {
    let folder = try folder()
    for format in ["svg", "text", "mermaid", "dot"] {
      let written = try Command.multigrad(
        "render", "t.json", "--stage", "pair", "-f", format, "-o", "-", in: folder)
      let text = String(decoding: written.output, as: UTF8.self)
      #expect(written.code == 0)
      for part in ["3×2", "0.25", "‖grad‖", "0.5"] { #expect(text.contains(part), "\(format)") }
    }
  }

  @Test func formatsOfGraphsHoldThemWithoutNumbers() throws {
    let folder = try folder()
    func file(_ format: String) throws -> String {
      String(
        decoding: try Command.multigrad("render", "t.json", "-f", format, "-o", "-", in: folder)
          .output, as: UTF8.self)
    }
    #expect(try file("json") == Self.file)
    let graphML = try file("graphml")
    #expect(graphML.contains("<data key=\"shape\">3×2</data><data key=\"mean\">0.25</data>"))
    #expect(graphML.components(separatedBy: "<data key=\"data\">").count == 2)
    #expect(!graphML.contains("<data key=\"local\">"))
    let explorer = try file("model-explorer")
    #expect(explorer.contains("{\"key\": \"norm\", \"value\": \"1.5\"}"))
    #expect(!explorer.contains("local"))
  }

  @Test(arguments: [
    ("t.json -f onnx", 65, "torch.onnx.export"),
    ("t.json --stage steps", 64, "--stage pair"),

    ("b.json --stage pair", 64, "--stage before"),
    ("b.json --stage after", 64, "--stage before"),
  ])
  func whatNeedsAllNumbersIsRefused(_ words: String, _ code: Int32, _ advice: String) throws {
    let folder = try folder()
    let refused = try Command.shell("multigrad render \(words)", in: folder)
    #expect(refused.code == code)
    #expect(refused.errors.contains(advice))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        == ["b.json", "t.json"])
  }
}
