internal import Autograd
internal import ComputationGraph
internal import Text

extension PictureFormat {
  /// The graph for programs that work on graphs.
  public static let graphML = PictureFormat(
    name: "graphml", summary: "the whole graph for networkx, yEd, Gephi and the like",
    content: .graph { Array(GraphMLWriter.text(of: $0).utf8) })
}

/// Writes a graph as GraphML: values as nodes, operands as edges with their place and derivative.
private enum GraphMLWriter {
  private enum Kind: String { case string, double, int, boolean }

  /// The keys of graph, nodes and edges, in the order in which they are written.
  private static let keys: [(owner: String, name: String, kind: Kind)] = [
    ("graph", "stage", .string), ("graph", "root", .string), ("node", "op", .string),
    ("node", "label", .string), ("node", "data", .double), ("node", "grad", .double),
    ("node", "parameter", .double), ("node", "group", .string), ("node", "role", .string),
    ("node", "passes", .int), ("node", "dropped", .boolean), ("node", "shape", .string),
    ("node", "mean", .double), ("node", "norm", .double), ("node", "min", .double),
    ("node", "max", .double), ("edge", "operand", .int),
    ("edge", "local", .double),
  ]

  static func text(of graph: GraphSnapshot) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for key in keys {
      text += "  <key id=\"\(key.name)\" for=\"\(key.owner)\" attr.name=\"\(key.name)\""
      text += " attr.type=\"\(key.kind.rawValue)\"/>\n"
    }
    text += "  <graph id=\"multigrad\" edgedefault=\"directed\">\n"
    text += "    \(data("stage", graph.stage.rawValue))"
    text += "\(data("root", name(graph.nodes[graph.root])))\n"
    for node in graph.nodes { append(node, to: &text) }
    let overTensors = graph.overTensors
    for (index, node) in graph.nodes.enumerated() {
      for (operand, input) in node.inputs.enumerated() {
        // A name of its own, since x + x has two edges.
        text += "    <edge id=\"\(name(node))-\(operand)\" source=\"\(name(graph.nodes[input]))\""
        text += " target=\"\(name(node))\">\(data("operand", "\(operand)"))"
        let local =
          overTensors.isEmpty || !overTensors[index] ? node.localDerivatives[operand] : nil
        text += "\(data("local", local.map(number)))</edge>\n"
      }
    }
    return text + "  </graph>\n</graphml>\n"
  }

  private static func append(_ node: GraphSnapshot.Node, to text: inout String) {
    text += "    <node id=\"\(name(node))\">\(data("op", node.operation.name))"
    text += data("label", node.label) + data("data", node.isTensor ? nil : number(node.data))
    text += data("grad", node.gradient.map(number)) + data("parameter", node.parameter.map(number))
    text += data("group", node.group?.description) + data("role", node.role?.rawValue)
    if node.passes > 1 { text += data("passes", "\(node.passes)") }
    if node.isDropped { text += data("dropped", "true") }
    if let tensor = node.tensor {
      text += data("shape", tensor.description)
      for (key, value) in tensor.summary?.numbers ?? [] { text += data(key, number(value)) }
    }
    text += "</node>\n"
  }

  private static func name(_ node: GraphSnapshot.Node) -> String { "n\(node.id)" }

  /// A value of a key; nothing where there is none.
  private static func data(_ key: String, _ value: String?) -> String {
    value.map { "<data key=\"\(key)\">\(XMLText.escape($0))</data>" } ?? ""
  }

  /// A number as XML Schema has doubles.
  private static func number(_ value: Double) -> String {
    if value.isFinite { return "\(value)" }
    return value.isNaN ? "NaN" : value > 0 ? "INF" : "-INF"
  }
}
