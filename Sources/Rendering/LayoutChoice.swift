/// What works out where the parts of a picture are.
public enum LayoutChoice: String, CaseIterable, Sendable {
  /// Whichever draws the picture best.
  case auto
  /// Graphviz's `dot`.
  case dot
  /// Our own: columns, frames as bands, operands in their order.
  case layered

  /// The engine itself.
  ///
  /// Our own is the one for every kind and size of graph so far: lines cross less in all that was
  /// measured, frames or none, but for a few of the flat graphs of more than a thousand cards, of which
  /// `dot` takes seconds to minutes (`make bench`, LayoutQuality).
  var engine: any LayoutEngine {
    switch self {
    case .auto, .layered: LayeredEngine()
    case .dot: GraphvizLayout()
    }
  }
}
