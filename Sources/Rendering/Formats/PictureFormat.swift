package import ComputationGraph
package import Diagrams
package import Plots

/// A format, as `-f`, the extension of `-o`, the help, `doctor` and docs/pictures.md name it.
///
/// A new one is a file with a value of this type, and an entry in `all`.
public struct PictureFormat: Sendable {
  /// What the format is made from.
  package enum Content: Sendable {
    /// A graph: a file for each stage, whatever a picture would show of it.
    case graph(@Sendable (GraphSnapshot, _ warn: (String) -> Void) throws -> [UInt8])
    /// A picture: a file for each of its stages.
    case stages(@Sendable (Picture) throws -> [[UInt8]])
    /// A picture: one file for all of its stages.
    case whole(@Sendable (Picture) throws -> [UInt8])
    /// A picture: one file in which its stages follow each other.
    case motion(@Sendable (Picture) throws -> [UInt8])
  }

  /// What must be installed: nothing, or what lets cairo draw pixels, or pages.
  package enum Requirement: Sendable {
    case nothing, pixels, pages
  }

  /// The name, as "svg".
  public let name: String
  package let fileExtension: String
  /// What the format is, in a line of docs/pictures.md.
  package let summary: String
  package let requirement: Requirement
  package let content: Content
  /// Writes two stages as one file that moves; `nil` where the format cannot.
  package let animation: (@Sendable (Picture) throws -> [UInt8])?
  /// Writes all stages as one file with a page of each, and says after each page which it was; `nil`
  /// where the format has no pages.
  package let document: (@Sendable (Picture, _ didDrawPage: (Int) -> Void) throws -> [UInt8])?

  /// What a plot is drawn with.
  package struct PlotLook {
    package var theme: Theme
    package var raster: RasterOptions
    /// Called with what there is to warn of, a sentence each.
    package var warn: (String) -> Void

    package init(
      theme: Theme, raster: RasterOptions = RasterOptions(),
      warn: @escaping (String) -> Void = { _ in }
    ) {
      (self.theme, self.raster, self.warn) = (theme, raster, warn)
    }
  }

  /// Writes a plot; `nil` where the format cannot.
  package let plot: (@Sendable (LinePlot, PlotLook) throws -> [UInt8])?

  /// A format.
  ///
  /// - Parameters:
  ///   - animation: What writes two stages as one file that moves, where the content does not.
  ///   - document: What writes all stages as one file of many pages.
  package init(
    name: String, fileExtension: String? = nil, summary: String,
    requirement: Requirement = .nothing, content: Content,
    animation: (@Sendable (Picture) throws -> [UInt8])? = nil,
    document: (@Sendable (Picture, (Int) -> Void) throws -> [UInt8])? = nil,
    plot: (@Sendable (LinePlot, PlotLook) throws -> [UInt8])? = nil
  ) {
    self.name = name
    self.fileExtension = fileExtension ?? name
    self.summary = summary
    self.requirement = requirement
    self.content = content
    self.document = document
    if case .motion(let write) = content {
      self.animation = write
    } else {
      self.animation = animation
    }
    self.plot = plot
  }

  /// Whether the format has all of a graph, and no picture of it.
  package var showsGraph: Bool {
    if case .graph = content { true } else { false }
  }

  /// Whether its files always move.
  package var isMotion: Bool {
    if case .motion = content { true } else { false }
  }

  /// Whether its files are of pixels, of which there may be more or less.
  package var isOfPixels: Bool { requirement == .pixels }

  /// All formats, in the order in which they are listed.
  package static let all: [PictureFormat] = [
    .svg, .png, .pdf, .gif, .dot, .json, .text, .mermaid, .graphML, .modelExplorer, .onnx,
  ]

  /// Those that plots can be drawn in.
  package static let ofPlots = all.filter { $0.plot != nil }

  /// The extension of a path, where it is that of a format; "a.model-explorer.json" is no graph file.
  package static func fileExtension(of path: String) -> String? {
    let name = path.lowercased()
    return all.map(\.fileExtension).filter { name.hasSuffix(".\($0)") }.max { $0.count < $1.count }
  }
}

extension PictureFormat: Equatable, CustomStringConvertible {
  /// The name.
  public var description: String { name }

  /// Whether two formats have one name.
  public static func == (a: PictureFormat, b: PictureFormat) -> Bool { a.name == b.name }
}
