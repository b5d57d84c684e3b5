internal import Drawings
internal import Diagrams
internal import Graphviz

/// What a picture is drawn on: how much room there is, and how large text is.
public struct Canvas: Sendable, Equatable {
  /// The room for a picture, in pixels of which an inch has 96.
  public struct Room: Sendable, Equatable {
    /// The most that a picture is wide.
    public var width: Int
    /// The most that it is high; `nil` for as much as it takes.
    public var height: Int?
    /// Whether the picture takes all of the room, its content enlarged and in the middle.
    public var isFilled: Bool

    /// A room that a picture may take, or takes all of.
    public init(width: Int, height: Int? = nil, isFilled: Bool = false) {
      (self.width, self.height, self.isFilled) = (width, height, isFilled)
    }

    /// A README on GitHub, whose text is 830 pixels wide.
    public static let readme = Room(width: 830)
    /// One of two columns: of a table in a README, or of a paper.
    public static let column = Room(width: 415)
    /// All of a slide, 16 : 9.
    public static let slide = Room(width: 1280, height: 720, isFilled: true)
    /// What margins leave of a page, of A4 as of Letter: 6.5 by 9 inches.
    public static let page = Room(width: 624, height: 864)
  }

  /// The room for the picture; `nil` for as much as it takes.
  public var room: Room?
  /// The size of text in pixels of an SVG and in points of a page, where there is room enough; `nil` for
  /// 12, or for what fills the room.
  public var fontSize: Double?

  /// The font sizes that can be drawn.
  public static let fontSizes = 4.0...144

  /// The size that text has in pixels, at least, so that it can be read.
  public static let readableSize = 9.0

  /// A canvas; without a room, a picture takes as much as it needs.
  public init(room: Room? = nil, fontSize: Double? = nil) {
    (self.room, self.fontSize) = (room, fontSize)
  }

  /// How much larger everything is than with text of 12 points.
  var unit: Double { (fontSize ?? TextStyle.size) / TextStyle.size }
}

extension Canvas {
  /// Where a drawing stands on its canvas.
  struct Placing: Equatable {
    /// The size of the picture, in points of the drawing.
    var width, height: Double
    /// The upper left corner of the drawing, without its margin, in the picture.
    var origin: Layout.Point
    /// How many pixels a point of the drawing has.
    var scale: Double
    /// The size of the picture in pixels.
    var pixelWidth, pixelHeight: Double

    /// The size of most text, in pixels.
    var textSize: Double { TextStyle.size * scale }
  }

  func placing(of layout: Layout) -> Placing {
    placing(ofWidth: layout.width, height: layout.height)
  }

  /// Where a drawing of a size, in points, stands.
  func placing(ofWidth width: Double, height: Double) -> Placing {
    let margin = SVGWriter.margin
    let (width, height) = (
      (width + 2 * margin).rounded(.up), (height + 2 * margin).rounded(.up)
    )
    var placing = Placing(
      width: width, height: height, origin: Layout.Point(x: margin, y: margin), scale: unit,
      pixelWidth: width * unit, pixelHeight: height * unit)
    guard let room else { return placing }
    let (roomWidth, roomHeight) = (Double(room.width), room.height.map(Double.init))
    let largest = min(roomWidth / width, roomHeight.map { $0 / height } ?? .infinity)
    placing.scale = room.isFilled && fontSize == nil ? largest : min(unit, largest)
    if room.isFilled, let roomHeight {
      (placing.pixelWidth, placing.pixelHeight) = (roomWidth, roomHeight)
      (placing.width, placing.height) = (roomWidth / placing.scale, roomHeight / placing.scale)
      placing.origin.x += (placing.width - width) / 2
      placing.origin.y += (placing.height - height) / 2
    } else {
      placing.pixelWidth = (width * placing.scale).rounded()
      placing.pixelHeight = (height * placing.scale).rounded()
    }
    return placing
  }
}

extension Canvas {
  /// How many points a pixel of a room has.
  private static let pointsPerPixel = 72 / RasterOptions.pixelsPerInch

  /// What Graphviz is to show of a drawing, and how large; `nil` for all of it as it is.
  func view(of layout: Layout) -> GraphDescription.View? {
    if self == Canvas() { return nil }
    let placing = placing(of: layout)
    let points = room == nil ? 1 : Canvas.pointsPerPixel
    return GraphDescription.View(
      width: placing.pixelWidth * points, height: placing.pixelHeight * points,
      zoom: placing.scale * points)
  }
}
