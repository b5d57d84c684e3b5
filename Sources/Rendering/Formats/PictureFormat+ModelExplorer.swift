internal import Autograd
internal import ComputationGraph
internal import JSON

extension PictureFormat {
  /// The graph for Model Explorer, which opens no other extension than `.json`.
  public static let modelExplorer = PictureFormat(
    name: "model-explorer", fileExtension: "model-explorer.json",
    summary: "the whole graph for Google's Model Explorer, groups as layers that open",
    content: .graph { graph, _ in Array(ModelExplorerWriter.text(of: graph).utf8) })
}

/// Writes a graph as a collection of one graph, as Model Explorer's `graph_builder.py` has it.
private enum ModelExplorerWriter {
  static func text(of graph: GraphSnapshot) -> String {
    let root = graph.nodes[graph.root]
    let about = object([
      ("stage", graph.stage.rawValue), ("root", root.shownLabel ?? root.fileName),
    ])
    // Without a list of its own, nodes labelled "Const" would be hidden.
    var text = """
      {"label": "multigrad", "graphs": [
        {"id": "\(graph.stage.rawValue) backward", "nodeLabelsToHide": [],
         "groupNodeAttributes": {"": \(about)}, "nodes": [

      """
    for (index, node) in graph.nodes.enumerated() {
      text += "  "
      append(node, of: graph, hasLocals: !graph.isOverTensors(index), to: &text)
      text += index == graph.nodes.count - 1 ? "\n" : ",\n"
    }
    return text + "  ]}\n]}\n"
  }

  private static func append(
    _ node: GraphSnapshot.Node, of graph: GraphSnapshot, hasLocals: Bool, to text: inout String
  ) {
    let label = node.shownLabel ?? node.operation.name
    text += "{\"id\": \"\(node.fileName)\", \"label\": \(JSONText.string(label))"
    text += ", \"namespace\": \(JSONText.string(node.group?.description ?? ""))"
    text += ", \"attrs\": \(pairs(node.attributes(JSONText.words)))"
    text += ", \"incomingEdges\": ["
    for (operand, input) in node.inputs.enumerated() {
      text += operand == 0 ? "" : ", "
      text += "{\"sourceNodeId\": \"\(graph.nodes[input].fileName)\""
      text += ", \"sourceNodeOutputId\": \"0\", \"targetNodeInputId\": \"\(operand)\"}"
    }
    text += "], \"inputsMetadata\": ["
    for (operand, local) in node.localDerivatives.enumerated() where hasLocals {
      text += operand == 0 ? "" : ", "
      text += "{\"id\": \"\(operand)\", \"attrs\": \(pairs([("local", JSONText.words(local))]))}"
    }
    text += "]}"
  }

  private static func pairs(_ attributes: [(key: String, value: String)]) -> String {
    let items = attributes.map {
      "{\"key\": \"\($0.key)\", \"value\": \(JSONText.string($0.value))}"
    }
    return "[\(items.joined(separator: ", "))]"
  }

  private static func object(_ members: [(key: String, value: String)]) -> String {
    let items = members.map { "\"\($0.key)\": \(JSONText.string($0.value))" }
    return "{\(items.joined(separator: ", "))}"
  }
}
