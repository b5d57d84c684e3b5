internal import ComputationGraph
internal import Text

extension PictureFormat {
  /// The graph for programs that work on graphs.
  public static let graphML = PictureFormat(
    name: "graphml", summary: "the whole graph for networkx, yEd, Gephi and the like",
    content: .graph { graph, _ in Array(GraphMLWriter.text(of: graph).utf8) })
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
    text += "\(data("root", graph.nodes[graph.root].fileName))\n"
    for node in graph.nodes { append(node, to: &text) }
    for (index, node) in graph.nodes.enumerated() {
      for (operand, input) in node.inputs.enumerated() {
        // A name of its own, since x + x has two edges.
        text +=
          "    <edge id=\"\(node.fileName)-\(operand)\" source=\"\(graph.nodes[input].fileName)\""
        text += " target=\"\(node.fileName)\">\(data("operand", "\(operand)"))"
        let local = graph.isOverTensors(index) ? nil : node.localDerivatives[operand]
        text += "\(data("local", local.map(number)))</edge>\n"
      }
    }
    return text + "  </graph>\n</graphml>\n"
  }

  private static func append(_ node: GraphSnapshot.Node, to text: inout String) {
    text += "    <node id=\"\(node.fileName)\">"
    for (key, value) in node.attributes(number) { text += data(key, value) }
    text += "</node>\n"
  }

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
