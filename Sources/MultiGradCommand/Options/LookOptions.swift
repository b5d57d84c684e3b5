internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering
internal import Text

/// The options that say what a picture looks like.
struct LookOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "One card for each value, micrograd's boxes with a round node for each operation, gates and "
        + "wires as in CS231n, or, of layers and neurons, a circle for each unit and a line for "
        + "each weight."))
  var style: DiagramOptions.Style = .cards

  @Option(
    name: .long,
    help: "The colours; with auto, an SVG is dark where its reader's colour scheme is.")
  var theme: ThemeChoice = .light

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is behind everything: transparent, or a colour as #f5f5f5 or white.",
      valueName: "colour"))
  var background: BackgroundChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The font of all text; room is left for a monospace font.", valueName: "name"),
    transform: FontName.init(parsing:))
  var font: FontName?

  @Option(name: .long, help: "The way that data flows.")
  var direction: Diagram.Direction = .leftToRight

  @Option(
    name: .long,
    help: "What places the cards: a layout of our own, in columns and bands, or Graphviz's dot.")
  var layout: LayoutChoice = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What stands on the arrows: nothing, the local derivative, or the gradient that flows back. "
        + "Width and colour go by size. In the style of networks: the weights, with biases, "
        + "targets and loss."))
  var edges: DiagramOptions.EdgeNumbers = .none

  @Option(
    name: .long, help: "Draw constants as nodes, or as numbers on the card that uses them.")
  var constants: ConstantsChoice = .nodes

  @Option(name: .long, help: "Draw sums of sums as they are, or as one Σ.")
  var sums: SumsChoice = .expanded

  @Option(name: .long, help: "Write names as they are, or x1 as x₁ and sigma as σ.")
  var labels: DiagramOptions.Labels = .plain

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Lay over the picture how large each gradient is beside the greatest, what a gradient "
        + "check says of each node, or what a diagnosis finds."))
  var overlay: OverlayChoice = .none

  @Option(
    name: .long,
    help:
      "How many significant digits numbers have, from 1 to 17 (default: 4, of circuits 3, of networks 2)."
  )
  var precision: Int?

  @Option(name: .long, help: ArgumentHelp("A title over the picture.", valueName: "text"))
  var title: String?

  @Flag(name: .long, help: "Say over the picture what its colours mean.")
  var legend = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where a click on a card leads, with {name} or {id} in it: 'guide.html#{name}'.",
      valueName: "url"))
  var link: String?

  func validate() throws {
    if let precision, !(1...17).contains(precision) {
      throw ValidationError(
        "The value '\(precision)' is invalid for '--precision'. Give a number from 1 to 17.")
    }
    if let link, !DiagramOptions.isLink(link) {
      throw ValidationError(
        "'\(link.quotable)' is no address of the web. Give one with https, or a file, as guide.html#{name}."
      )
    }
  }

  /// The colours and the font.
  var colors: Theme {
    var colors = theme.theme
    colors.font = font
    switch background {
    case .transparent: colors.isTransparent = true
    case .color(let color): colors.background = color
    case nil: break
    }
    return colors
  }

  /// How numbers are written.
  var numbers: NumberStyle { precision.map(NumberStyle.init) ?? style.numbers }

  /// How many significant digits numbers have in a report.
  var reportedDigits: Int { precision ?? NumberStyle().digits }

  /// What is drawn on the card of its user.
  var folding: GraphFolding {
    var folding: GraphFolding = []
    if constants == .inline { folding.insert(.constants) }
    if sums == .merged { folding.insert(.sums) }
    return folding
  }
}
