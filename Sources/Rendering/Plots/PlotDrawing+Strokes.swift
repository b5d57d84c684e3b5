internal import Drawings
internal import Plots

extension PlotDrawing.Line {
  /// The parts of the line that are seen, where what draws knows no round ends and not all of our
  /// patterns: cut at the gaps, and as much longer as round ends would be.
  ///
  /// O(length).
  var strokes: [[Layout.Point]] {
    let lines = pieces.filter { $0.count > 1 }
    return style.dashes.isEmpty ? lines : lines.flatMap(cut)
  }

  private func cut(_ line: [Layout.Point]) -> [[Layout.Point]] {
    let dashes = style.dashes
    var strokes: [[Layout.Point]] = []
    var stroke = [line[0]]
    var part = 0
    var isStroke: Bool { part.isMultiple(of: 2) }
    var rest = dashes[0] + width / 2
    for (start, end) in zip(line, line.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      var done = 0.0
      while length - done > rest {
        done += rest
        let point = Layout.Point(x: start.x + dx * done / length, y: start.y + dy * done / length)
        if isStroke { strokes.append(stroke + [point]) }
        stroke = [point]
        part += 1
        rest = dashes[part % dashes.count] + (isStroke ? width : -width)
      }
      rest -= length - done
      if isStroke { stroke.append(end) }
    }
    return isStroke && stroke.count > 1 ? strokes + [stroke] : strokes
  }
}
