internal import Diagrams
internal import Graphviz
internal import Text

extension PictureFormat {
  /// Graphviz's own language, with all places.
  public static let dot = PictureFormat(
    name: "dot", summary: "for Graphviz's own programs, with all places: `neato -n2`",
    content: .stages { try $0.dot() })
}

extension Picture {
  /// The text of each stage in Graphviz's own language.
  ///
  /// Where Graphviz has not laid it out, everything has its place, for `neato -n2`.
  ///
  /// - Throws: Which plugin is missing, or why the picture was refused.
  public func dot() throws -> [[UInt8]] {
    try diagrams.map { Array(try description(of: $0).graph.dotText.utf8) }
  }
}

extension GraphDescription {
  /// The graph in Graphviz's own language.
  var dotText: String { DOTWriter.text(of: self) }
}

extension GraphDescription.View {
  fileprivate var keywords: [Attribute] { attributes.map { Attribute($0.name, .keyword($0.text)) } }
}

/// Writes a graph in Graphviz's own language.
private enum DOTWriter {
  static func text(of graph: GraphDescription) -> String {
    var text = "digraph \(name(graph.name)) {\n"
    text += line("graph", graph.attributes + (graph.view?.keywords ?? []), indent: 1)
    text += line("node", graph.nodeDefaults, indent: 1)
    text += line("edge", graph.edgeDefaults, indent: 1)
    for node in graph.nodes { text += line(name(node.name), node.attributes, indent: 1) }
    for cluster in graph.clusters { append(cluster, of: graph, indent: 1, to: &text) }
    for edge in graph.edges {
      let ends = "\(name(graph.nodes[edge.tail].name)) -> \(name(graph.nodes[edge.head].name))"
      text += line(ends, edge.attributes, indent: 1)
    }
    return text + "}\n"
  }

  private static func append(
    _ cluster: GraphDescription.Cluster, of graph: GraphDescription, indent: Int,
    to text: inout String
  ) {
    let blanks = String(repeating: "  ", count: indent)
    text += "\(blanks)subgraph \(name("cluster_\(cluster.name)")) {\n"
    text += line("graph", cluster.attributes, indent: indent + 1)
    for node in cluster.nodes { text += line(name(graph.nodes[node].name), [], indent: indent + 1) }
    for inner in cluster.clusters { append(inner, of: graph, indent: indent + 1, to: &text) }
    text += "\(blanks)}\n"
  }

  private static func line(_ subject: String, _ attributes: [Attribute], indent: Int) -> String {
    let blanks = String(repeating: "  ", count: indent)
    if attributes.isEmpty { return "\(blanks)\(subject)\n" }
    let list = attributes.map { "\($0.name)=\(value($0.value))" }.joined(separator: ", ")
    return "\(blanks)\(subject) [\(list)]\n"
  }

  private static func value(_ value: AttributeValue) -> String {
    switch value {
    case .keyword(let word): name(word)
    case .number(let number): DecimalText.text(number, decimals: 4)
    case .text(let text): quoted(EscString.escape(text))
    case .html(let markup): "<\(markup)>"
    case .geometry(let geometry): name(geometry.text)
    }
  }

  /// The words of the language itself, which stand for themselves only in quotes.
  private static let keywords: Set<String> = [
    "node", "edge", "graph", "digraph", "subgraph", "strict",
  ]

  /// A word as it stands where it is an identifier, and in quotes where it is not.
  private static func name(_ word: String) -> String {
    let isIdentifier =
      word.first?.isNumber == false
      && word.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
      }
    return isIdentifier && !keywords.contains(word.lowercased()) ? word : quoted(word)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      if character == "\"" { result += "\\" }
      result.unicodeScalars.append(character)
    }
    return result + "\""
  }
}
