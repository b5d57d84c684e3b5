public import Diagrams

/// Lines over a common x axis, in one panel or in several below each other.
///
/// A plain value: what is drawn and not how. ``svg(theme:)`` makes the picture.
public struct LinePlot: Sendable, Equatable {
  /// Over the picture, and its name for screen readers.
  public var title: String
  /// What there is to see, in words; it is not drawn.
  public var description: String
  /// The axis that all panels share.
  public var xAxis: Axis
  /// Parts of the x axis that are shaded in every panel.
  public var zones: [Zone]
  /// From top to bottom.
  public var panels: [Panel]
  /// The width of the picture in points; at least 240 are taken.
  public var width: Int

  /// Creates a plot.
  public init(
    title: String, description: String, xAxis: Axis, zones: [Zone] = [], panels: [Panel],
    width: Int = 640
  ) {
    self.title = title
    self.description = description
    self.xAxis = xAxis
    self.zones = zones
    self.panels = panels
    self.width = width
  }

  /// One y axis, and the lines that are measured by it.
  public struct Panel: Sendable, Equatable {
    /// The axis at the left.
    public var yAxis: Axis
    /// The lines; later ones are drawn over earlier ones.
    public var series: [Series]
    /// Whether the names of the lines, and of the plot's zones, are drawn over the panel.
    public var hasLegend: Bool
    /// The height of the plotted area in points; at least 80 are taken.
    public var height: Int

    /// Creates a panel.
    public init(yAxis: Axis, series: [Series], hasLegend: Bool = true, height: Int = 300) {
      self.yAxis = yAxis
      self.series = series
      self.hasLegend = hasLegend
      self.height = height
    }
  }

  /// How numbers become distances.
  public struct Axis: Sendable, Equatable {
    /// What the numbers are.
    public var title: String
    /// Whether equal distances are equal differences or equal ratios.
    public var scale: Scale
    /// The range; where it is `nil`, or the scale cannot show it, the points decide.
    public var range: ClosedRange<Double>?
    /// Whether the numbers count something, so that there is nothing between 1 and 2.
    public var isWhole: Bool

    /// Creates an axis.
    public init(
      title: String, scale: Scale = .linear, range: ClosedRange<Double>? = nil,
      isWhole: Bool = false
    ) {
      self.title = title
      self.scale = scale
      self.range = range
      self.isWhole = isWhole
    }
  }

  /// What equal distances on an axis mean.
  public enum Scale: Sendable, Equatable {
    /// Equal differences.
    case linear
    /// Equal ratios; numbers that are not positive cannot be shown.
    case logarithmic
  }

  /// Points that a line connects in their order.
  public struct Series: Sendable, Equatable {
    /// What the legend calls it.
    public var name: String
    /// The points; one that the axes cannot show, such as NaN, is a gap.
    public var points: [Point]
    /// The colour of the line.
    public var color: Color
    /// The second cue, beside colour.
    public var style: LineStyle

    /// Creates a series.
    public init(name: String, points: [Point], color: Color, style: LineStyle = .solid) {
      self.name = name
      self.points = points
      self.color = color
      self.style = style
    }
  }

  /// A point as the axes measure it.
  public struct Point: Sendable, Equatable {
    /// Along the x axis.
    public var x: Double
    /// Along the y axis.
    public var y: Double

    /// Creates a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// How a line is stroked.
  public enum LineStyle: Sendable, Equatable, CaseIterable {
    case solid, dashed, dotted, dashDotted, longDashed
  }

  /// A shaded part of the x axis.
  public struct Zone: Sendable, Equatable {
    /// From where to where.
    public var range: ClosedRange<Double>
    /// What the legend calls it; zones of one label are named once.
    public var label: String

    /// Creates a zone.
    public init(_ range: ClosedRange<Double>, label: String) {
      self.range = range
      self.label = label
    }
  }
}

extension LinePlot {
  /// The colour of a plot's main line: a blue that everyone tells apart from ``secondColor``.
  public static let firstColor = Color(0x1B6CA8)
  /// The colour of a second line: an orange dark enough for a thin line on white.
  public static let secondColor = Color(0xD55E00)
  /// The colours of several lines, in their order; where there are as many, line styles distinguish them
  /// as well.
  public static let colors = [
    firstColor, secondColor, Color(0x00805E), Color(0x9B3F8C), Color(0x5C5C5C),
  ]
}

extension LinePlot {
  /// The plot as an SVG file: the same bytes for the same plot.
  ///
  /// Lines are thinned to four points for each pixel of width, so that the size of the file is
  /// bounded. O(points).
  ///
  /// - Parameter theme: The colours of everything but the lines, which are changed only where they
  ///   would not stand out.
  public func svg(theme: Theme = .light) -> [UInt8] {
    let file = PlotSVG.file(of: drawing(theme: theme), title: title, description: description)
    return Array(file.utf8)
  }
}
