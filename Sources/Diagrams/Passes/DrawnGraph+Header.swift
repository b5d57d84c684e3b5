internal import Autograd
internal import ComputationGraph
internal import Text

/// The pass that says what stands over a picture.
extension DrawnGraph {
  /// The header, with the lines of all stages and of the first in particular.
  func header(legend: [Diagram.Header.Chip]) -> Diagram.Header {
    var header = Diagram.Header()
    header.title = options.title.map(TextStyle.line) ?? ""
    if options.leftOutCount > 0 {
      header.note =
        "\(options.leftOutCount.counted("earlier value")) left out: no name leads to them"
    }
    header.captions = captions()
    header.chips = legend
    header.theme = options.theme
    return header
  }
}
