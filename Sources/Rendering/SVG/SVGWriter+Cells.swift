internal import Diagrams
internal import Text

extension SVGWriter {
  /// The cells of a row side by side.
  mutating func writeCells(of row: Diagram.Row, left: Double, top: Double) {
    var left = left
    for cell in row.cells {
      if let fill = cell.fill {
        text += "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(cell.width))\""
        text += " height=\"\(number(row.height))\"\(paint(fill: fill))/>"
      }
      if let frame = cell.frame {
        let (width, height) = cell.frameSize(inRowOf: row.height)
        let inset = Double(Diagram.Cell.frameInset)
        text += "<rect x=\"\(number(left + inset))\" y=\"\(number(top + inset))\""
        text += " width=\"\(number(width))\" height=\"\(number(height))\""
        text += "\(paint(fill: nil, stroke: frame, classes: "answer"))/>"
      }
      if !cell.bars.isEmpty { writeBars(of: cell, left: left, top: top, height: row.height) }
      if !cell.text.isEmpty { writeText(of: cell, left: left, top: top, height: row.height) }
      left += Double(cell.width)
    }
  }

  private mutating func writeText(
    of cell: Diagram.Cell, left: Double, top: Double, height: Int
  ) {
    let right = left + Double(cell.width)
    let baseline = number(top + Double(height) / 2 + TextStyle.baseline * TextStyle.size)
    let padding = Double(TextStyle.padding)
    let (x, anchor): (Double, String) =
      switch cell.alignment {
      case .left: (left + padding, "")
      case .center: ((left + right) / 2, " text-anchor=\"middle\"")
      case .right: (right - padding, " text-anchor=\"end\"")
      }
    text += "<text x=\"\(number(x))\" y=\"\(baseline)\"\(anchor)"
    if cell.isBold { text += " font-weight=\"bold\"" }
    text += fittedLength(of: cell.text, size: TextStyle.size)
    text += "\(paint(fill: cell.color))>"
    if cell.pieces.isEmpty { text += "\(XMLText.escape(cell.text))" }
    for piece in cell.pieces {
      let words = XMLText.escape(piece.text)
      if let color = piece.color, color != cell.color {
        text += "<tspan\(paint(fill: color))>\(words)</tspan>"
      } else {
        text += "\(words)"
      }
    }
    text += "</text>"
  }

  /// All bars as one path.
  private mutating func writeBars(
    of cell: Diagram.Cell, left: Double, top: Double, height: Int
  ) {
    let bars = CellBars(cell, height: height)
    var x = left + Double(bars.left)
    let baseline = top + Double(bars.baseline)
    text += "<path\(paint(fill: cell.color, classes: "histogram")) d=\""
    for bar in bars.heights {
      if bar > 0 {
        text +=
          "M\(number(x)) \(number(baseline))v\(number(-bar))h\(number(bars.width - 1))v\(number(bar))z"
      }
      x += Double(bars.width)
    }
    text += "\"/>"
  }

  /// The attribute that fits a text into its room, where fonts differ about its width: joined emoji,
  /// stacked accents, scripts in which letters join.
  func fittedLength(of text: String, size: Double) -> Markup {
    if text.unicodeScalars.allSatisfy({ TextStyle.isOfOneWidth($0) }) { return Markup() }
    let width = number(TextMetrics.width(of: text, size: size))
    return " textLength=\"\(width)\" lengthAdjust=\"spacingAndGlyphs\""
  }
}

extension Diagram.Cell {
  /// The width and height of its frame, in points.
  func frameSize(inRowOf height: Int) -> (width: Int, height: Int) {
    (width - 2 * Diagram.Cell.frameInset, height - 2 * Diagram.Cell.frameInset)
  }
}

/// Where the bars of a cell stand, in points from its upper left corner.
struct CellBars {
  /// The width of a bar.
  let width: Int
  /// Where the first bar begins.
  let left: Int
  /// Where all bars end.
  let baseline: Int
  /// Their heights.
  let heights: [Int]

  init(_ cell: Diagram.Cell, height: Int) {
    let room = cell.width - 2 * TextStyle.padding
    width = max(1, room / cell.bars.count)
    left = max(0, (cell.width - width * cell.bars.count) / 2)
    baseline = height - 3
    heights = cell.bars
  }
}
