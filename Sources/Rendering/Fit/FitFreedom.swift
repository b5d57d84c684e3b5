internal import Diagrams

/// What may be changed about a picture so that it can be read in its room.
package struct FitFreedom: OptionSet, Sendable {
  /// A bit for each thing.
  package let rawValue: Int

  /// The things whose bits are set.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The way that data flows.
  package static let direction = FitFreedom(rawValue: 1)
  /// That constants have cards of their own.
  package static let constants = FitFreedom(rawValue: 2)
  /// That sums of sums are drawn as they are.
  package static let sums = FitFreedom(rawValue: 4)

  /// All of them.
  package static let all: FitFreedom = [.direction, .constants, .sums]
}

extension DiagramOptions {
  /// These options, and others that draw the same graph in another shape, from those that change least.
  ///
  /// First come those that hide nothing but where constants stand, as they are and then in several strips;
  /// the direction changes after that, and sums are merged last.
  func variants(with freedom: FitFreedom, in room: Canvas.Room) -> [DiagramOptions] {
    var foldings: [GraphFolding] = [folding]
    if freedom.contains(.constants) { foldings.append(folding.union(.constants)) }
    let merged = freedom.contains(.sums) ? foldings.map { $0.union(.sums) } : []
    let directions = freedom.contains(.direction) ? [direction, direction.turned] : [direction]
    var variants: [DiagramOptions] = []
    for foldings in [foldings, merged] {
      for direction in directions {
        for line in [longestLine] + room.lines(direction) {
          for folding in foldings {
            var options = self
            (options.direction, options.folding) = (direction, folding)
            options.longestLine = line
            if !variants.contains(options) { variants.append(options) }
          }
        }
      }
    }
    return variants
  }
}

extension Diagram.Direction {
  /// The direction across this one.
  fileprivate var turned: Diagram.Direction { isHorizontal ? .topToBottom : .leftToRight }
}

extension Canvas.Room {
  /// The lengths that strips of a drawing may have, in points: that whose text can just be read, and of a
  /// room that is filled, shorter ones, with larger text; none where there is no end.
  fileprivate func lines(_ direction: Diagram.Direction) -> [Double] {
    guard let side = direction.isHorizontal ? width : height else { return [] }
    let longest = Double(side) * TextStyle.size / Canvas.readableSize - 2 * SVGWriter.margin
    return (isFilled ? [1, 0.75, 0.5] : [1]).map { $0 * longest }
  }
}
