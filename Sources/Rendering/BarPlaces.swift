internal import Diagrams

/// Where the bars of a cell stand, in points from its upper left corner.
struct BarPlaces {
  /// The width of a bar.
  let width: Int
  /// Where the first bar begins.
  let left: Int
  /// Where all bars end.
  let baseline: Int
  /// Their heights.
  let heights: [Int]

  init(_ cell: Diagram.Cell, height: Int) {
    let room = cell.width - 2 * TextStyle.padding
    width = max(1, room / cell.bars.count)
    left = max(0, (cell.width - width * cell.bars.count) / 2)
    baseline = height - 3
    heights = cell.bars
  }
}
