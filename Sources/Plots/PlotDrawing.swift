package import Diagrams
package import Drawings

/// What a plot looks like, as plain parts: what each format draws in its own way.
///
/// All lengths are in points. The origin is the top left corner, and y points down.
package struct PlotDrawing: Equatable {
  package let width: Double
  package let height: Double
  /// The colours that are no part's own, and the font.
  package let theme: Theme
  /// From back to front.
  package let parts: [Part]

  package enum Part: Equatable {
    /// Parts that belong together; a title says what they are to whoever points at them.
    case group(role: String, title: String? = nil, [Part])
    case rectangle(Rectangle)
    case line(Line)
    case dot(Dot)
    case text(Text)
  }

  /// A rectangle with a ground, an outline of one point, or both.
  package struct Rectangle: Equatable {
    package var role: String?
    package let box: Layout.Box
    package var fill: Color?
    package var outline: Color?
  }

  /// Straight lines from point to point, with round joints and ends.
  package struct Line: Equatable {
    package var role: String?
    /// Each of one point or more; a lone one is a dot.
    package let pieces: [[Layout.Point]]
    package let color: Color
    package var width = 1.0
    package var style = LinePlot.LineStyle.solid
  }

  /// A filled circle.
  package struct Dot: Equatable {
    package let center: Layout.Point
    package let radius: Double
    package let color: Color
  }

  /// Words on one line.
  package struct Text: Equatable {
    package var role: String?
    package let words: String
    /// Where the words begin, have their middle, or end, halfway up.
    package let place: Layout.Point
    package var anchor = Anchor.start
    package var size = PlotLayout.textSize
    package var isBold = false
    package let color: Color

    package enum Anchor: String { case start, middle, end }
  }
}

extension LinePlot {
  /// Everything in its place.
  ///
  /// O(points).
  package func drawing(theme: Theme) -> PlotDrawing {
    PlotDrawer(plot: self, layout: PlotLayout(self), theme: theme).drawing()
  }
}

extension LinePlot.LineStyle {
  /// The lengths of strokes and of the gaps behind them, in points; none of a line without gaps.
  ///
  /// The round ends of a stroke reach into its gaps.
  package var dashes: [Double] {
    switch self {
    case .solid: []
    case .dashed: [7, 5]
    case .dotted: [0.1, 4.5]
    case .dashDotted: [9, 4.5, 0.1, 4.5]
    case .longDashed: [16, 5]
    }
  }
}
