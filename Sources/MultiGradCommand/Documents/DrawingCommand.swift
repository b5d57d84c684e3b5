internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Documentation
internal import Plots
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

/// A plot, and what is put into the name of its file: "loss" for a loss curve.
struct Companion {
  let suffix: String?
  private let plot: LinePlot

  init(_ suffix: String?, _ plot: LinePlot) {
    self.suffix = suffix
    self.plot = plot
  }

  /// The plot as an SVG.
  func picture(theme: Theme) -> DrawnBlock.Picture {
    DrawnBlock.Picture(
      suffix: suffix, fileExtension: "svg", bytes: plot.svg(theme: theme),
      description: plot.description)
  }
}
