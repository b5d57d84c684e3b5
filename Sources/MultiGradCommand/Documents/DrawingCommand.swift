internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Documentation
internal import Plots
internal import Rendering
internal import Text

/// A subcommand that draws: into files, or for a block of a document.
protocol DrawingCommand: ParsableCommand {
  /// Draws what the words ask for, without writing it.
  ///
  /// - Parameter block: The program that a document has, where the words name none.
  func draw(_ block: DocumentProgram?) throws -> Drawing
}

/// A program that stands in a document.
struct DocumentProgram {
  /// What errors call the document.
  let document: String
  let program: BlockProgram
}

extension DocumentProgram? {
  /// Refuses a program beside a subcommand that draws none.
  func refuse(beside subcommand: String) throws {
    guard self != nil else { return }
    throw ValidationError(
      "The block holds a program, and '\(subcommand)' draws none. Leave its lines empty, or "
        + "'\(subcommand)' out.")
  }
}

/// What a subcommand drew.
struct Drawing {
  let pictures: [DrawnBlock.Picture]
  /// The graph that was drawn; `nil` where there is none, or more than one.
  let graph: GraphSnapshot?
  /// How its numbers are written.
  var numbers = NumberStyle()
}

/// A plot beside other pictures, and what is put into the name of its file: "loss" for a loss curve.
struct Companion {
  let suffix: String
  let plot: LinePlot

  /// The plot in the format of the pictures; as an SVG where that draws no plots.
  func picture(
    as format: PictureFormat, _ look: PictureFormat.PlotLook
  ) throws -> DrawnBlock.Picture {
    try plot.picture(suffix: suffix, as: Companion.format(beside: format), look)
  }

  static func format(beside format: PictureFormat) -> PictureFormat {
    format.plot == nil ? .svg : format
  }
}

extension LinePlot {
  /// The plot in a format that plots can be drawn in.
  func picture(
    suffix: String? = nil, as format: PictureFormat, _ look: PictureFormat.PlotLook
  ) throws -> DrawnBlock.Picture {
    guard let draw = format.plot else { fatalError("A plot was asked for as \(format).") }
    return DrawnBlock.Picture(
      suffix: suffix, fileExtension: format.fileExtension, bytes: try draw(self, look),
      description: description)
  }
}
