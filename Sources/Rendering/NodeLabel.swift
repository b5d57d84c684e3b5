internal import Diagrams
internal import Graphviz

/// The text of cards as HTML-like labels, for everything that Graphviz itself draws.
///
/// Every cell has a fixed size, so that nothing moves with its text.
enum NodeLabel {
  /// The fonts of all text: the first that is there is taken.
  static let fontNames = (TextStyle.fontNames + ["monospace"]).joined(separator: ",")

  /// How much smaller text is set than its cell is made for, in points.
  ///
  /// Cairo rounds the advance of small glyphs to whole pixels: 12 points at 96 dpi come out at 10
  /// pixels a column instead of 9.6, and long texts would run out of their cells. A little less
  /// rounds down.
  static let hinting = 0.2

  static func markup(of node: Diagram.Node) -> String {
    let rows = node.rows.map { row in
      let cells = row.cells.enumerated().map { index, cell in
        markup(
          of: cell, height: row.height,
          divider: node.hasDividers && index > 0 ? node.outline : nil)
      }
      return "<TR><TD>\(table(fill: row.fill))<TR>\(cells.joined())</TR></TABLE></TD></TR>"
    }
    return "\(table(fill: nil))\(rows.joined())</TABLE>"
  }

  static func markup(ofTitle title: String, theme: Theme) -> String {
    // An empty FONT is a syntax error to Graphviz.
    let font =
      title.isEmpty
      ? ""
      : "<FONT FACE=\"\(fontNames)\" POINT-SIZE=\"\(DecimalText.text(TextStyle.frameTitleSize - hinting))\""
        + " COLOR=\"\(theme.mutedText.hexadecimal)\">\(HTMLText.escape(title))</FONT>"
    let cell = space(
      TextStyle.frameTitleWidth(title), height: TextStyle.frameTitleHeight, content: font)
    return "\(table(fill: nil))<TR>\(cell)</TR></TABLE>"
  }

  private static func table(fill: Color?) -> String {
    let ground = fill.map { " BGCOLOR=\"\($0.hexadecimal)\"" } ?? ""
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"\(ground)>"
  }

  /// A cell of a fixed size.
  private static func space(
    _ width: Int, height: Int, attributes: String = "", content: String = ""
  ) -> String {
    "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"\(width)\" HEIGHT=\"\(height)\"\(attributes)>\(content)</TD>"
  }

  /// A cell, and the empty one beside it that keeps its text off the side. (Padding would be on
  /// all four sides, and Graphviz finds a cell too small where text and padding do not fit.)
  private static func markup(of cell: Diagram.Cell, height: Int, divider: Color?) -> String {
    var attributes = ""
    if let divider { attributes = " BORDER=\"1\" SIDES=\"L\" COLOR=\"\(divider.hexadecimal)\"" }
    // An empty FONT is a syntax error to Graphviz.
    var words = cell.text.isEmpty ? "" : HTMLText.escape(cell.text)
    if cell.isBold && !words.isEmpty { words = "<B>\(words)</B>" }
    if !words.isEmpty { words = "<FONT COLOR=\"\(cell.color.hexadecimal)\">\(words)</FONT>" }
    if cell.alignment == .center {
      return space(cell.width, height: height, attributes: attributes, content: words)
    }
    let padding = space(TextStyle.padding, height: height, attributes: attributes)
    let text = space(
      cell.width - TextStyle.padding, height: height,
      attributes: " ALIGN=\"\(cell.alignment.rawValue.uppercased())\"\(attributes)", content: words)
    return cell.alignment == .left ? padding + text : text + padding
  }
}
