internal import Text

extension Diagram {
  /// What stands over a picture, in lines as long as that is wide: a title, what the stage shows, and
  /// what the colours mean.
  public struct Header: Sendable, Equatable {
    /// A word on a colour.
    public struct Chip: Sendable, Equatable {
      /// What the colour means.
      public var text: String
      /// The colour.
      public var fill: Color
      /// The widths of stripes before the word and of the gaps between them, in turn, in points.
      public var stripes: [Int]

      /// A word on a colour.
      public init(text: String, fill: Color, stripes: [Int] = []) {
        self.text = text
        self.fill = fill
        self.stripes = stripes
      }
    }

    /// A line about a stage.
    public struct Line: Sendable, Equatable, ExpressibleByStringLiteral {
      /// The text, in parts of a colour each.
      public var pieces: [Piece]

      /// A line of parts.
      public init(_ pieces: [Piece]) { self.pieces = pieces }

      /// A line of one colour.
      public init(_ text: String) { pieces = [Piece(text)] }

      /// A line of one colour.
      public init(stringLiteral text: String) { self.init(text) }

      /// All of it.
      public var text: String { pieces.map(\.text).joined() }
    }

    /// The title; empty for none.
    public var title = ""
    /// What is not drawn; empty where nothing is left out.
    public var note = ""
    /// The lines of every stage, so that all of them have room for the longest.
    public var captions: [[Line]] = []
    /// Which of the stages this is.
    public var stage = 0
    /// The legend.
    public var chips: [Chip] = []
    /// The colours of all text.
    public var theme = Theme.light

    /// No header.
    public init() {}

    /// Whether nothing stands over the picture.
    public var isEmpty: Bool {
      title.isEmpty && note.isEmpty && chips.isEmpty && captions.allSatisfy(\.isEmpty)
    }

    /// The lines of this stage alone.
    public var caption: [Line] { captions.isEmpty ? [] : captions[stage] }

    /// The same without what is of one stage alone.
    package var withoutCaption: Header {
      var header = self
      header.captions = []
      return header
    }
  }
}

extension Diagram.Header {
  private static let (lineHeight, chipHeight, chipGap) = (19, 20, 6)
  /// The room between two rows of chips, and below all of the header.
  private static let (rowGap, roomBelow) = (4, 8)
  /// The width that a header has even over a picture that is less wide.
  private static let leastWidth = 340
  /// The columns at which a line goes on below, however wide the picture is.
  private static let mostColumns = 112

  /// The size over a picture of a width, with room for the lines of every stage.
  ///
  /// O(stages).
  package func size(over width: Int) -> (width: Int, height: Int) {
    let width = max(width, Diagram.Header.leastWidth)
    let rows = titleRows(width) + legendRows(width)
    let stages = captions.map { captionRows($0, width) }
    return (
      max(rows.width, stages.map(\.width).max() ?? 0),
      rows.height + (stages.map(\.height).max() ?? 0) + Diagram.Header.roomBelow
    )
  }

  /// The rows in the room of ``size(over:)``, all of them as wide as that.
  package func rows(width: Int, height: Int) -> [Diagram.Row] {
    var rows = titleRows(width) + captionRows(caption, width)
    let legend = legendRows(width)
    let rest = height - rows.height - legend.height - Diagram.Header.roomBelow
    if rest > 0 { rows.append(Diagram.Row(height: rest, cells: [])) }
    rows += legend
    rows.append(Diagram.Row(height: Diagram.Header.roomBelow, cells: []))
    // So that Graphviz moves none of them to the middle.
    for index in rows.indices where rows[index].width < width {
      rows[index].cells.append(
        Diagram.Cell(text: "", width: width - rows[index].width, color: theme.text))
    }
    return rows
  }

  /// How far below the top the lines of a stage begin.
  package func captionTop(in width: Int) -> Int { titleRows(width).height }

  /// Lines of a stage as they stand over a panel.
  package func captionRows(_ lines: [Line], _ width: Int) -> [Diagram.Row] {
    lines.enumerated().flatMap { index, line in
      line.wrapped(to: columns(in: width)).map { pieces in
        let color = index == 0 ? theme.mutedText : theme.text
        var row = row(pieces.map(\.text).joined(), color)
        if pieces.contains(where: { $0.color != nil }) {
          row.cells[0].pieces = pieces.map { Diagram.Piece($0.text, $0.color ?? color) }
        }
        return row
      }
    }
  }

  private func titleRows(_ width: Int) -> [Diagram.Row] {
    wrapped(title, width).map { row($0, theme.text, isBold: true) }
      + wrapped(note, width).map { row($0, theme.mutedText) }
  }

  /// The chips side by side, in as many rows as they take.
  private func legendRows(_ width: Int) -> [Diagram.Row] {
    var lines: [[Diagram.Cell]] = []
    for chip in chips {
      let color = theme.text(on: chip.fill)
      let cells =
        Diagram.Cell.stripes(chip.stripes, color, on: chip.fill) + [
          Diagram.Cell(
            text: chip.text, width: TextStyle.cellWidth(columns: TextStyle.columns(of: chip.text)),
            alignment: .center, color: color, fill: chip.fill)
        ]
      // The first one stands where titles begin.
      let gap = Diagram.Cell(text: "", width: Diagram.Header.chipGap, color: theme.text)
      let used = lines.last?.reduce(0) { $0 + $1.width } ?? width
      let needed = cells.reduce(gap.width) { $0 + $1.width }
      if used + needed > width { lines.append([]) }
      lines[lines.count - 1] += [gap] + cells
    }
    return lines.flatMap {
      [
        Diagram.Row(height: Diagram.Header.chipHeight, cells: $0),
        Diagram.Row(height: Diagram.Header.rowGap, cells: []),
      ]
    }
  }

  private func row(_ text: String, _ color: Color, isBold: Bool = false) -> Diagram.Row {
    let width = TextStyle.cellWidth(columns: TextStyle.columns(of: text))
    return Diagram.Row(
      height: Diagram.Header.lineHeight,
      cells: [Diagram.Cell(text: text, width: width, color: color, isBold: isBold)])
  }

  private func wrapped(_ text: String, _ width: Int) -> [String] {
    TextStyle.wrapped(text, to: columns(in: width))
  }

  private func columns(in width: Int) -> Int {
    let room = Int(Double(width - 2 * TextStyle.padding - 1) / TextStyle.advance)
    return min(room, Diagram.Header.mostColumns)
  }
}

extension Diagram.Header.Line {
  /// The lines that it takes, broken at blanks; a longer word is cut.
  fileprivate func wrapped(to columns: Int) -> [[Diagram.Piece]] {
    var lines: [[Diagram.Piece]] = []
    var used = 0
    for word in words {
      var word = word
      var width = word.reduce(0) { $0 + TextStyle.columns(of: $1.text) }
      if width > columns {
        let text = TextMetrics.shortened(word.map(\.text).joined(), to: columns)
        word = [Diagram.Piece(text, word[0].color)]
        width = columns
      }
      if !lines.isEmpty, used + 1 + width <= columns {
        word[0].text = " " + word[0].text
        lines[lines.count - 1] += word
        used += 1 + width
      } else {
        lines.append(word)
        used = width
      }
    }
    return lines.map(\.merged)
  }

  /// What stands between blanks, each in its parts.
  private var words: [[Diagram.Piece]] {
    var words: [[Diagram.Piece]] = [[]]
    for piece in pieces {
      let text = TextStyle.line(piece.text)
      for (index, part) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated()
      {
        if index > 0 { words.append([]) }
        if !part.isEmpty { words[words.count - 1].append(Diagram.Piece(String(part), piece.color)) }
      }
    }
    return words.filter { !$0.isEmpty }
  }
}

extension [Diagram.Piece] {
  /// The same with one part where the colour stays.
  fileprivate var merged: [Diagram.Piece] {
    reduce(into: []) { result, piece in
      if let last = result.last, last.color == piece.color {
        result[result.count - 1].text += piece.text
      } else {
        result.append(piece)
      }
    }
  }
}
