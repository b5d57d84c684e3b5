/// One attribute of a graph, node, edge or cluster, by the name that Graphviz knows it by.
package struct Attribute: Sendable, Equatable {
  /// The name, such as `rankdir`.
  package var name: String

  /// The value.
  package var value: AttributeValue

  /// Creates an attribute.
  ///
  /// Whether Graphviz can take it is checked when the graph is used.
  package init(_ name: String, _ value: AttributeValue) {
    self.name = name
    self.value = value
  }
}

/// The value of an attribute, by where it comes from.
///
/// A user's words can only enter as ``text(_:)``, or as ``html(_:)`` after ``HTMLText/escape(_:)``.
package enum AttributeValue: Sendable, Equatable {
  /// A word of the program's own, such as `LR`, `box` or `#ff8800`: printable ASCII without a
  /// backslash, shorter than 900 bytes.
  case keyword(String)

  /// A finite number in the range that Graphviz can bear for the attribute.
  case number(Double)

  /// Any text, shown as it is: less than 10 000 lines.
  case text(String)

  /// HTML-like markup of the program's own, for labels: less than 10 000 line breaks, no image,
  /// cells that span at most 100 rows or columns.
  case html(String)
}
