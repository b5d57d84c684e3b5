public import Diagrams
public import Drawings
internal import Graphviz
package import LayeredLayout

/// The stages of one graph, ready to be drawn: diagrams of one geometry, and how they are drawn.
///
/// Each format is a method that writes a file for each stage:
///
///     let picture = Picture(of: DiagramBuilder(stages: stages).diagrams())
///     let files = try picture.svg()
public struct Picture {
  /// The stages, in their order.
  ///
  /// They may be lazy: each is made when its file is written, and let go of after that.
  let diagrams: any Collection<Diagram>
  /// How large pixels are; of no effect on what has none.
  let raster: RasterOptions
  /// How much room there is, and how large text is.
  let canvas: Canvas
  /// What works out where everything is, where the diagrams do not say it.
  let engine: any LayoutEngine
  /// Where everything is, once it was worked out.
  private let found: FoundLayout
  /// Reports what there is to warn of, each sentence once: the stages of a graph have the same faults.
  let warn: (String) -> Void
  /// Called behind each frame of an animation that is drawn frame by frame.
  package var didDrawFrame: (DrawnFrame) -> Void = { _ in }
  /// Called before each phase of the work.
  package var willBegin: (DrawingPhase) -> Void = { _ in }

  /// A picture of the stages of one graph.
  ///
  /// - Parameters:
  ///   - diagrams: The stages, of one geometry, as `DiagramBuilder` makes them.
  ///   - canvas: How much room there is, and how large text is.
  ///   - raster: How many pixels a PNG has.
  ///   - layout: What works out where everything is.
  ///   - warn: Called with what Graphviz warns of, and what did not fit, a sentence each.
  public init(
    of diagrams: any Collection<Diagram>, on canvas: Canvas = Canvas(),
    raster: RasterOptions = RasterOptions(), layout: LayoutChoice = .auto,
    warn: @escaping (String) -> Void = { _ in }
  ) {
    self.init(of: diagrams, on: canvas, raster: raster, laidOutBy: layout.engine, warn: warn)
  }

  package init(
    of diagrams: any Collection<Diagram>, on canvas: Canvas = Canvas(),
    raster: RasterOptions = RasterOptions(), laidOutBy engine: any LayoutEngine,
    warn: @escaping (String) -> Void = { _ in }
  ) {
    self.diagrams = diagrams
    self.canvas = canvas
    self.raster = raster
    self.engine = engine
    found = FoundLayout()
    var reported: Set<String> = []
    self.warn = { if reported.insert($0).inserted { warn($0) } }
  }

  /// A picture of one of the stages of another.
  private init(of stage: Diagram, in all: Picture) {
    diagrams = CollectionOfOne(stage)
    (canvas, raster, engine) = (all.canvas, all.raster, all.engine)
    (found, warn) = (all.found, all.warn)
    willBegin = all.willBegin
  }

  /// What each stage shows, in words, for readers who cannot see it.
  public var descriptions: [String] { diagrams.map(\.description) }

  /// What the last stage shows, in words, for a file that ends with it.
  package var lastDescription: String {
    // The others need not be made for it.
    diagrams.dropFirst(diagrams.count - 1).first?.description ?? ""
  }

  /// Draws each stage as a picture of its own, where the files of all at once would be too much.
  ///
  /// They are laid out once.
  package func eachStage(_ draw: (Picture) throws -> Void) rethrows {
    for diagram in diagrams { try draw(Picture(of: diagram, in: self)) }
  }

  /// Where everything is, in all stages.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func layout() throws -> Layout {
    guard let first = diagrams.first else { fatalError("A picture has one stage or more.") }
    return try layout(of: first)
  }

  /// Where everything is, in all stages: their geometry is one.
  func layout(of diagram: Diagram) throws -> Layout {
    var header = diagram.header
    header.stage = 0
    if let (known, layout) = found.whole, known == header { return layout }
    var layout =
      try found.layout ?? engine(for: diagram).layout(of: diagram, willBegin: willBegin)
    found.layout = layout
    if !diagram.header.isEmpty {
      let (width, height) = diagram.header.size(over: Int(layout.width.rounded(.up)))
      layout.addHeader(width: Double(width), height: Double(height))
    }
    layout.warnings.forEach(warn)
    found.whole = (header, layout)
    return layout
  }

  private func engine(for diagram: Diagram) -> any LayoutEngine {
    if !diagram.columns.isEmpty { return CircleEngine() }
    // Graphviz knows no right angles that keep clear of each other.
    return diagram.hasSquareLines ? LayeredEngine() : engine
  }

  /// A stage as Graphviz draws it itself, and the engine for that: Graphviz lays out anew what it has
  /// laid out, and takes the places of other engines as they are.
  func drawing(
    of diagram: Diagram
  ) throws -> (graph: GraphDescription, engine: GraphvizEngine) {
    var (graph, engine) = try description(of: diagram)
    if engine == .nop2 { graph.addCorners(of: try layout(of: diagram)) }
    return (graph, engine)
  }

  /// The same for other programs: what there is, and nothing that is only for measuring.
  func description(
    of diagram: Diagram
  ) throws -> (graph: GraphDescription, engine: GraphvizEngine) {
    let layout = try layout(of: diagram)
    let isPlaced = !(engine(for: diagram) is GraphvizLayout)
    let diagram = isPlaced ? diagram.fitted(to: layout) : diagram
    var graph = GraphDescription(diagram, under: layout.header)
    graph.view = canvas.view(of: layout)
    if isPlaced { graph.place(diagram, by: layout) }
    return (graph, isPlaced ? .nop2 : .dot)
  }
}

/// How far an animation is.
package struct DrawnFrame: Equatable {
  /// Which frame was drawn, from 1.
  package let number: Int
  package let count: Int
  /// The size of all frames, in pixels.
  package let width, height: Int
}

/// A layout that the stages of a picture share.
private final class FoundLayout {
  /// Without what stands over it.
  var layout: Layout?
  /// With what stands over all stages; that of a picture that moves has other lines there.
  var whole: (header: Diagram.Header, layout: Layout)?
}

/// How large a picture of pixels is drawn.
public struct RasterOptions: Sendable, Equatable {
  /// The resolution at scale 1, in pixels per inch: a point is a pixel and a third.
  package static let pixelsPerInch = 96.0

  /// The scales that can be drawn.
  public static let scales = 0.0105...12.5

  /// The number of pixels along a side, relative to that at 96 per inch; the physical size stays.
  public var scale: Double

  /// Whether a picture that would be too large is drawn at the largest scale that fits.
  public var fits: Bool

  /// One pixel for a 96th of an inch, and an error where that is too large.
  public init(scale: Double = 1, fits: Bool = false) {
    self.scale = scale
    self.fits = fits
  }
}

/// What works out where the parts of a diagram are drawn.
///
/// What writes a picture takes a diagram and its layout, and does not know which engine made it.
package protocol LayoutEngine: Sendable {
  /// A box for each node and frame, and lines for each edge, in the diagram's order.
  ///
  /// - Parameter willBegin: Called before each phase of the work.
  func layout(of diagram: Diagram, willBegin: (DrawingPhase) -> Void) throws -> Layout
}

/// What a picture is drawn in, one phase after another.
package enum DrawingPhase: Sendable, Equatable {
  /// What our own layout does.
  case layout(LayoutPhase)
  /// All that is Graphviz's `dot`.
  case dot
  /// The text of an SVG, from a card on.
  case writing(card: Int, of: Int)
}
