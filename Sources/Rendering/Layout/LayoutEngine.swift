package import Diagrams
package import Drawings

/// What works out where the parts of a diagram are drawn.
///
/// What writes a picture takes a diagram and its layout, and does not know which engine made it.
package protocol LayoutEngine: Sendable {
  /// A box for each node and frame, and lines for each edge, in the diagram's order.
  func layout(of diagram: Diagram) throws -> Layout
}
