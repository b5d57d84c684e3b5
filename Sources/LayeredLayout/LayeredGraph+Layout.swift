package import Drawings

extension LayeredGraph {
  /// Places the boxes in columns along the direction, frames as bands, and lines that touch no box but
  /// those at their ends.
  ///
  /// The same graph gives the same layout. O(n · log n) in boxes, edges and the points of long lines,
  /// of which a box has as many as its lines span columns.
  ///
  /// - Parameter willBegin: Called before each phase; more than once where there are frames.
  package func layout(willBegin: (LayoutPhase) -> Void = { _ in }) -> Layout {
    let axes = Axes(direction: direction)
    let tree = LevelTree(of: self, axes)
    var placements: [Placement] = []
    for level in tree.kinds {
      placements.append(Placement(of: level, placements, willBegin: willBegin))
    }
    willBegin(.lines)
    return Assembly(of: self, tree, placements, axes).layout()
  }
}

/// What a layout is made in, one after another.
package enum LayoutPhase: Sendable, CaseIterable {
  /// Which column each box stands in.
  case ranks
  /// In what order boxes and lines stand in their columns.
  case order
  /// Where exactly.
  case places
  /// How lines run.
  case lines
}
