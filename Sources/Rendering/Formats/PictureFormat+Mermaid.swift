internal import Diagrams
internal import Text

extension PictureFormat {
  /// Mermaid's language, which sites of code draw by themselves.
  public static let mermaid = PictureFormat(
    name: "mermaid", fileExtension: "mmd",
    summary: "what the picture shows as Mermaid, which GitHub and others draw by themselves",
    content: .stages { $0.mermaid() })
}

extension Picture {
  /// Each stage as a flowchart of Mermaid.
  ///
  /// Mermaid draws at most 500 arrows where a site does not allow more, of which there is a warning.
  public func mermaid() -> [[UInt8]] {
    diagrams.map { diagram in
      if diagram.edges.count > MermaidWriter.mostEdges {
        warn(
          "Mermaid draws at most \(MermaidWriter.mostEdges) arrows unless its configuration allows more, and this "
            + "has \(diagram.edges.count).")
      }
      return Array(MermaidWriter(diagram).text.utf8)
    }
  }
}

/// Writes a diagram as a flowchart of Mermaid: cards with their rows, frames as subgraphs, and numbers on
/// arrows; places and widths are Mermaid's own.
private struct MermaidWriter {
  static let mostEdges = 500

  private(set) var text: String
  private let diagram: Diagram
  /// The nodes of each look, in the order in which looks were met.
  private var looks: [(style: String, nodes: [String])] = []
  private var lookIndices: [String: Int] = [:]

  init(_ diagram: Diagram) {
    self.diagram = diagram
    text = "flowchart \(diagram.direction.rawValue)\n"
    text += "  accTitle: \(MermaidWriter.escape(diagram.title))\n"
    text += "  accDescr: \(MermaidWriter.escape(diagram.description))\n"
    var isFramed = [Bool](repeating: false, count: diagram.nodes.count)
    var count = 0
    for frame in diagram.frames { append(frame, &isFramed, &count, depth: 1) }
    for index in diagram.nodes.indices where !isFramed[index] { append(node: index, depth: 1) }
    for edge in diagram.edges { append(edge) }
    for (index, look) in looks.enumerated() {
      text += "  classDef look\(index) \(look.style)\n"
      text += "  class \(look.nodes.joined(separator: ",")) look\(index)\n"
    }
  }

  private mutating func append(
    _ frame: Diagram.Frame, _ isFramed: inout [Bool], _ count: inout Int, depth: Int
  ) {
    let indent = String(repeating: "  ", count: depth)
    count += 1
    text += "\(indent)subgraph frame\(count)[\"\(MermaidWriter.escape(frame.title))\"]\n"
    for node in frame.nodes {
      isFramed[node] = true
      append(node: node, depth: depth + 1)
    }
    let name = "frame\(count)"
    for inner in frame.frames { append(inner, &isFramed, &count, depth: depth + 1) }
    let (fill, line) = (diagram.theme.frameFill(depth: depth - 1), diagram.theme.frameLine)
    text += "\(indent)end\n"
    text += "\(indent)style \(name) fill:\(fill.hexadecimal),stroke:\(line.hexadecimal)"
    text += ",color:\(diagram.theme.mutedText.hexadecimal)\n"
  }

  private mutating func append(node index: Int, depth: Int) {
    let node = diagram.nodes[index]
    let (open, close) =
      switch node.shape {
      case .box: ("[", "]")
      case .plain: ("([", "])")
      case .round, .point: ("((", "))")
      }
    text += String(repeating: "  ", count: depth)
    text += "\(name(index))\(open)\"\(words(of: node))\"\(close)\n"
    let fill = node.rows.first?.fill ?? node.fill ?? diagram.theme.card
    let stroke = node.isDimmed ? ",stroke-dasharray:4 3" : ""
    let style =
      "fill:\(fill.hexadecimal),stroke:\(node.outline.hexadecimal),"
      + "color:\(diagram.theme.text(on: fill).hexadecimal)\(stroke)"
    let look = lookIndices[style] ?? looks.count
    if look == looks.count {
      lookIndices[style] = look
      looks.append((style, []))
    }
    looks[look].nodes.append(name(index))
  }

  /// The rows over each other.
  private func words(of node: Diagram.Node) -> String {
    let rows = node.allRows.map(\.words).filter { !$0.isEmpty }
    // Nothing at all is an error to Mermaid.
    return rows.isEmpty ? " " : rows.map(MermaidWriter.escape).joined(separator: "<br/>")
  }

  private mutating func append(_ edge: Diagram.Edge) {
    let (tail, head) =
      edge.runsBack ? (edge.head, edge.tail) : (edge.tail, edge.head)
    let isDashed = edge.isDashed || edge.isDimmed
    let line =
      edge.hasHead || edge.runsBack
      ? (isDashed ? "-.->" : edge.width > 2 ? "==>" : "-->") : (isDashed ? "-.-" : "---")
    let label = edge.label.map { "|\"\(MermaidWriter.escape($0.text))\"|" } ?? ""
    text += "  \(name(tail)) \(line)\(label) \(name(head))\n"
  }

  /// Letters and digits alone: a hyphen is a line to Mermaid.
  private func name(_ node: Int) -> String {
    diagram.nodes[node].name.replacing("-", with: "_")
  }

  /// A text within quotes: Mermaid writes characters as "#code;".
  private static func escape(_ text: String) -> String {
    text.escaped(lineBreak: " ") { scalar in
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", "\\", ";": "#\(scalar.value);"
      default: nil
      }
    }
  }
}
