extension Theme {
  /// How much of the background is in a faint colour.
  private static let faintness = 0.5

  /// A colour as it is where it is out of the root's reach.
  func faint(_ color: Color) -> Color { color.mixed(with: background, Theme.faintness) }
}

extension Diagram {
  /// Makes the nodes that are out of the root's reach, or that nobody asked for, faint.
  mutating func fadeDimmedNodes() {
    for index in nodes.indices where nodes[index].isDimmed { nodes[index].fade(into: theme) }
  }
}

extension Diagram.Node {
  /// Makes every colour of the node faint; that its outline is dashed is the second cue.
  mutating func fade(into theme: Theme) {
    outline = theme.faint(outline)
    for row in rows.indices {
      rows[row].fill = rows[row].fill.map(theme.faint)
      for cell in rows[row].cells.indices {
        rows[row].cells[cell].color = theme.faint(rows[row].cells[cell].color)
        rows[row].cells[cell].fill = rows[row].cells[cell].fill.map(theme.faint)
      }
    }
  }
}
