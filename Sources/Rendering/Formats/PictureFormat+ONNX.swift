internal import ComputationGraph
internal import Text

extension PictureFormat {
  /// The graph as a model that other programs run.
  public static let onnx = PictureFormat(
    name: "onnx", summary: "the whole graph as a model: Netron shows it, onnxruntime runs it",
    content: .graph { graph, warn in
      if graph.hasTensors { throw SummarizedTensorsError() }
      let model = ONNXModel(graph)
      if !model.unknownOperations.isEmpty {
        let names = model.unknownOperations.map { "'\($0.quotable)'" }
        let shown = names.prefix(4) + (names.count > 4 ? ["others"] : [])
        warn(
          "No program can run this ONNX model, only show it: \(Array(shown).listed) "
            + (names.count == 1 ? "is an operation" : "are operations") + " of your own.")
      }
      return model.bytes
    })
}

/// That a format needs all numbers, and a graph has no more than summaries of tensors.
public struct SummarizedTensorsError: Error, Sendable, CustomStringConvertible {
  /// What happened and what to do, as a sentence.
  public var description: String {
    "An ONNX model needs all numbers, and the graph has no more than summaries of its tensors. Let "
      + "PyTorch export it: torch.onnx.export."
  }
}
