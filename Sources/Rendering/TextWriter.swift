internal import Diagrams
internal import TextMetrics

/// Writes what a picture shows as text, for those who do not see it: a line for each card, in the
/// order in which data flows.
enum TextWriter {
  static func text(of diagram: Diagram) -> String {
    var lines = [diagram.title, diagram.description]
    lines += diagram.header.map(words).filter { !$0.isEmpty && $0 != diagram.title }
    lines.append("")
    let frames = frameTitles(of: diagram)
    var sources = [[String]](repeating: [], count: diagram.nodes.count)
    for edge in diagram.edges {
      let label = edge.label.map { " (\($0.text))" } ?? ""
      sources[edge.head] += names(at: edge.tail, in: diagram).map { $0 + label }
    }
    var rows: [[String]] = []
    for (place, node) in diagram.nodes.enumerated() where node.shape != .point {
      var row = [node.id] + node.rows.filter { $0.cells.contains { $0.bars.isEmpty } }.map(words)
      if node.isDimmed { row.append("(faint)") }
      if let frame = frames[place] { row.append("in \(frame)") }
      // What comes through a joint is all that comes to the joint.
      let inputs = diagram.edges.filter {
        $0.head == place && diagram.nodes[$0.tail].shape == .point
      }
      .flatMap { sources[$0.tail] }
      let all = sources[place] + inputs
      if !all.isEmpty { row.append("from \(all.joined(separator: ", "))") }
      rows.append(row)
    }
    lines += aligned(rows)
    return lines.map(trimmed).joined(separator: "\n") + "\n"
  }

  /// What a node is called by others; nothing for a joint, which hands on what comes to it.
  private static func names(at place: Int, in diagram: Diagram) -> [String] {
    let node = diagram.nodes[place]
    return node.shape == .point ? [] : [node.id]
  }

  private static func words(_ row: Diagram.Row) -> String {
    row.cells.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
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

  /// Columns as wide as their longest text, where neighbours are alike.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let count = 4  // The name, the head, data and gradient.
    var widths = [Int](repeating: 0, count: count)
    for row in rows {
      for (column, text) in row.prefix(count).enumerated() {
        widths[column] = max(widths[column], TextMetrics.columns(of: text))
      }
    }
    return rows.map { row in
      row.enumerated().map { column, text in
        column < count
          ? text
            + String(repeating: " ", count: widths[column] - TextMetrics.columns(of: text))
          : text
      }.joined(separator: "  ")
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
