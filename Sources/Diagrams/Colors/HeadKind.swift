/// What a card is, as its head tells by colour and, in themes that have them, by stripes.
enum HeadKind: CaseIterable, Sendable {
  case leaf, input, parameter, target, constant, operation, output

  func color(in theme: Theme) -> Color {
    switch self {
    case .leaf: theme.heads.leaf
    case .input: theme.heads.input
    case .parameter: theme.heads.parameter
    case .target: theme.heads.target
    case .constant: theme.heads.constant
    case .operation: theme.heads.operation
    case .output: theme.heads.output
    }
  }

  /// The widths of its stripes and of the gaps between them, in turn, in points; none where the theme has
  /// no stripes.
  ///
  /// They are cells, which every format draws; patterns are something that SVG alone has.
  func stripes(in theme: Theme) -> [Int] {
    if !theme.hasStripes { return [] }
    return switch self {
    case .operation: []
    case .leaf: [2]
    case .input: [2, 2, 2]
    case .parameter: [2, 2, 2, 2, 2]
    case .target: [7]
    case .constant: [7, 2, 2]
    case .output: [7, 2, 7]
    }
  }
}

extension Diagram.Cell {
  /// The room before the first stripe, in points.
  private static let margin = 4

  /// Stripes at the left of a row.
  ///
  /// - Parameters:
  ///   - widths: The widths of stripes and gaps in turn; nothing is drawn where there are none.
  ///   - color: The colour of the stripes.
  ///   - ground: That between them; `nil` for that of the row.
  static func stripes(_ widths: [Int], _ color: Color, on ground: Color? = nil) -> [Diagram.Cell] {
    if widths.isEmpty { return [] }
    return ([margin] + widths).enumerated().map { index, width in
      Diagram.Cell(
        text: "", width: width, color: color, fill: index.isMultiple(of: 2) ? ground : color)
    }
  }
}
