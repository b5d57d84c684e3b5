/// The forms in which a diagram can be written down.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// A picture of lines and text, written by ``SVGWriter``.
  case svg
  /// A picture of pixels, drawn by cairo.
  case png
  /// A page, drawn by cairo.
  case pdf
  /// The graph in Graphviz's language, for other tools.
  case dot
  /// What the picture shows, in words: a line for each card.
  case text
}
