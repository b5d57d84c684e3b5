internal import Diagrams
internal import Graphviz
internal import Text

/// The text of cards as HTML-like labels, for everything that Graphviz itself draws.
///
/// Every cell has a fixed size, so that nothing moves with its text.
enum NodeLabel {
  /// How much smaller text is set than its cell is made for, in points.
  ///
  /// Cairo rounds the advance of small glyphs to whole pixels: 12 points at 96 dpi come out at 10
  /// pixels a column instead of 9.6, and long texts would run out of their cells. A little less
  /// rounds down.
  static let hinting = 0.2

  static func markup(of node: Diagram.Node) -> String {
    markup(of: node.rows, divider: node.hasDividers ? node.outline : nil)
  }

  /// Rows over each other; where there is a colour for it, with lines between their cells.
  static func markup(of rows: [Diagram.Row], divider: Color?) -> String {
    let rows = rows.map { row in
      let cells = row.cells.enumerated().map { index, cell in
        // A box belongs to the word before it.
        markup(
          of: cell, height: row.height, divider: index > 0 && cell.frame == nil ? divider : nil)
      }
      let content = cells.isEmpty ? space(1, height: row.height) : cells.joined()
      return "<TR><TD ALIGN=\"LEFT\">\(table(fill: row.fill))<TR>\(content)</TR></TABLE></TD></TR>"
    }
    return "\(table(fill: nil))\(rows.joined())</TABLE>"
  }

  static func markup(of label: Diagram.Label) -> String {
    let text =
      "<FONT COLOR=\"\(label.color.hexadecimal)\">\(HTMLText.escape(label.text))</FONT>"
    let cell = space(label.width, height: label.height, content: text)
    return "\(table(fill: nil))<TR>\(cell)</TR></TABLE>"
  }

  static func space(width: Int, height: Int) -> String {
    "\(table(fill: nil))<TR>\(space(width, height: height))</TR></TABLE>"
  }

  static func markup(ofTitle title: String, theme: Theme) -> String {
    // An empty FONT is a syntax error to Graphviz.
    let font =
      title.isEmpty
      ? ""
      : "<FONT FACE=\"\(theme.graphvizFontNames)\" POINT-SIZE=\"\(DecimalText.text(TextStyle.frameTitleSize - hinting))\""
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
    if !cell.bars.isEmpty { return bars(of: cell, height: height) }
    var attributes = cell.fill.map { " BGCOLOR=\"\($0.hexadecimal)\"" } ?? ""
    if let divider { attributes += " BORDER=\"1\" SIDES=\"L\" COLOR=\"\(divider.hexadecimal)\"" }
    // An empty FONT is a syntax error to Graphviz.
    let pieces = cell.pieces.isEmpty ? [Diagram.Piece(cell.text)] : cell.pieces
    var words = pieces.filter { !$0.text.isEmpty }.map { piece in
      let color = (piece.color ?? cell.color).hexadecimal
      return "<FONT COLOR=\"\(color)\">\(HTMLText.escape(piece.text))</FONT>"
    }.joined()
    if cell.isBold && !words.isEmpty { words = "<B>\(words)</B>" }
    if let frame = cell.frame { words = framed(words, in: cell, height: height, frame) }
    if cell.alignment == .center || cell.text.isEmpty {
      return space(cell.width, height: height, attributes: attributes, content: words)
    }
    let padding = space(TextStyle.padding, height: height, attributes: attributes)
    let text = space(
      cell.width - TextStyle.padding, height: height,
      attributes: " ALIGN=\"\(cell.alignment.rawValue.uppercased())\"\(attributes)", content: words)
    return cell.alignment == .left ? padding + text : text + padding
  }

  /// A text in a cell with a border, and empty ones around it: a table alone would fill its cell.
  private static func framed(
    _ words: String, in cell: Diagram.Cell, height: Int, _ color: Color
  ) -> String {
    let size = cell.frameSize(inRowOf: height)
    let side = space(Diagram.Cell.frameInset, height: size.height)
    let edge = space(cell.width, height: Diagram.Cell.frameInset, attributes: " COLSPAN=\"3\"")
    let box = space(
      size.width, height: size.height,
      attributes: " BORDER=\"1\" COLOR=\"\(color.hexadecimal)\"", content: words)
    return
      "\(table(fill: nil))<TR>\(edge)</TR><TR>\(side)\(box)\(side)</TR><TR>\(edge)</TR></TABLE>"
  }

  /// Bars as columns of two cells each: one of nothing, and one that is filled.
  private static func bars(of cell: Diagram.Cell, height: Int) -> String {
    let bars = CellBars(cell, height: height)
    let columns = bars.heights.map { bar in
      let rest = bars.baseline - bar
      var cells = rest > 0 ? "<TR>\(space(bars.width, height: rest))</TR>" : ""
      if bar > 0 {
        let fill = " BGCOLOR=\"\(cell.color.hexadecimal)\""
        cells += "<TR>\(space(bars.width, height: bar, attributes: fill))</TR>"
      }
      cells += "<TR>\(space(bars.width, height: height - bars.baseline))</TR>"
      return "<TD>\(table(fill: nil))\(cells)</TABLE></TD>"
    }
    return space(bars.left, height: height) + columns.joined()
      + space(cell.width - bars.left - bars.width * bars.heights.count, height: height)
  }
}
