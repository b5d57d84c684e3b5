internal import Diagrams
internal import Text

extension PictureFormat {
  /// What a picture shows, in words.
  public static let text = PictureFormat(
    name: "text", fileExtension: "txt",
    summary: "what the picture shows, in words: a line for each card",
    content: .stages { $0.text() })
}

extension Picture {
  /// What each stage shows, in words.
  public func text() -> [[UInt8]] { diagrams.map { Array(TextWriter.text(of: $0).utf8) } }
}

/// Writes what a picture shows as text, for readers who cannot see it: a line for each card, in the
/// order in which data flows.
private enum TextWriter {
  static func text(of diagram: Diagram) -> String {
    var lines = [diagram.title, diagram.description]
    lines += ([diagram.header.note] + diagram.header.caption.map(\.text)).filter { !$0.isEmpty }
    if !diagram.header.chips.isEmpty {
      lines.append(diagram.header.chips.map(\.text).joined(separator: ", "))
    }
    lines.append("")
    let frames = frameTitles(of: diagram)
    let sources = sources(in: diagram)
    // The name, the head, data and gradient; what follows is not aligned.
    var table = TextTable([.left, .left, .left, .left])
    for (index, node) in diagram.nodes.enumerated() where node.shape != .point {
      var row =
        [node.name] + node.allRows.filter { $0.cells.contains { $0.bars.isEmpty } }.map(\.words)
      if node.isDimmed { row.append("(faint)") }
      if let frame = frames[index] { row.append("in \(frame)") }
      if !sources[index].isEmpty {
        row.append("from \(sources[index].joined(separator: ", "))")
      }
      table.append(row + Array(repeating: "", count: max(0, 4 - row.count)))
    }
    lines = lines.map(\.withoutTrailingBlanks) + table.lines()
    return lines.textOfLines
  }

  /// What comes into each node; through a joint comes all that comes to the joint.
  private static func sources(in diagram: Diagram) -> [[String]] {
    func isJoint(_ node: Int) -> Bool { diagram.nodes[node].shape == .point }
    var sources = [[String]](repeating: [], count: diagram.nodes.count)
    for edge in diagram.edges where !isJoint(edge.tail) {
      let label = edge.label.map { " (\($0.text))" } ?? ""
      sources[edge.head].append(diagram.nodes[edge.tail].name + label)
    }
    for edge in diagram.edges where isJoint(edge.tail) { sources[edge.head] += sources[edge.tail] }
    return sources
  }

  private static func frameTitles(of diagram: Diagram) -> [Int: String] {
    var titles: [Int: String] = [:]
    func visit(_ frame: Diagram.Frame, _ path: String) {
      let path = path.isEmpty ? frame.title : "\(path)/\(frame.title)"
      for node in frame.nodes { titles[node] = path }
      for inner in frame.frames { visit(inner, path) }
    }
    for frame in diagram.frames { visit(frame, "") }
    return titles
  }
}

extension Diagram.Row {
  /// What stands in the row; a box to write into is a line.
  var words: String {
    cells.map { $0.text.isEmpty && $0.frame != nil ? "____" : $0.text }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
