package import Drawings
internal import Text

/// A directed graph as Graphviz sees it: names, attributes and order.
///
/// Any value can be made; what Graphviz cannot take is refused when the graph is used.
package struct GraphDescription: Sendable, Equatable {
  /// The name: printable ASCII, neither quote nor backslash, not empty.
  package var name: String

  /// The attributes of the graph itself, which clusters do not inherit.
  package var attributes: [Attribute]

  /// What every node starts with; markup is not possible here.
  package var nodeDefaults: [Attribute]

  /// What every edge starts with; markup is not possible here.
  package var edgeDefaults: [Attribute]

  /// The nodes, in the order in which Graphviz gets them.
  package var nodes: [Node]

  /// The edges, in the order in which Graphviz gets them; parallel ones are kept.
  package var edges: [Edge]

  /// The outermost clusters.
  package var clusters: [Cluster]

  /// How large the drawing is on its page; `nil` for as large as it is, with its padding.
  package var view: View?

  package init(
    name: String, attributes: [Attribute] = [], nodeDefaults: [Attribute] = [],
    edgeDefaults: [Attribute] = [], nodes: [Node] = [], edges: [Edge] = [],
    clusters: [Cluster] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
  }
}

extension GraphDescription {
  /// A page with the drawing in its middle.
  package struct View: Sendable, Equatable {
    /// The size of the page in points.
    package var width, height: Double
    /// How many points of the page a point of the drawing has.
    package var zoom: Double

    package init(width: Double, height: Double, zoom: Double) {
      (self.width, self.height, self.zoom) = (width, height, zoom)
    }

    /// As Graphviz's attributes have it: a page has margins of its own otherwise.
    package var attributes: [(name: String, text: String)] {
      let numbers = [width, height, zoom].map { DecimalText.text($0, decimals: 6) }
      return [("viewport", numbers.joined(separator: ",")), ("margin", "0")]
    }
  }

  /// A node.
  package struct Node: Sendable, Equatable {
    /// The name, of its own among the nodes: printable ASCII, neither quote nor backslash, not
    /// empty.
    package var name: String

    /// The attributes, on top of ``GraphDescription/nodeDefaults``.
    package var attributes: [Attribute]

    package init(name: String, attributes: [Attribute] = []) {
      self.name = name
      self.attributes = attributes
    }
  }

  /// An edge from one node to another.
  package struct Edge: Sendable, Equatable {
    /// The index of the node that the edge leaves.
    package var tail: Int

    /// The index of the node that the edge enters.
    package var head: Int

    /// The attributes, on top of ``GraphDescription/edgeDefaults``.
    package var attributes: [Attribute]

    package init(tail: Int, head: Int, attributes: [Attribute] = []) {
      self.tail = tail
      self.head = head
      self.attributes = attributes
    }
  }

  /// A frame around nodes.
  package struct Cluster: Sendable, Equatable {
    /// The name without `cluster_`, of its own among the clusters: printable ASCII, neither quote
    /// nor backslash, not empty.
    package var name: String

    /// The attributes.
    package var attributes: [Attribute]

    /// The indices of the nodes that are in this cluster and in none of the inner ones.
    package var nodes: [Int]

    /// The clusters inside.
    package var clusters: [Cluster]

    /// A cluster needs at least one node, in itself or further in.
    package init(
      name: String, attributes: [Attribute] = [], nodes: [Int] = [], clusters: [Cluster] = []
    ) {
      self.name = name
      self.attributes = attributes
      self.nodes = nodes
      self.clusters = clusters
    }
  }
}

/// One attribute of a graph, node, edge or cluster, by the name that Graphviz knows it by.
package struct Attribute: Sendable, Equatable {
  /// The name, such as `rankdir`.
  package var name: String

  /// The value.
  package var value: AttributeValue

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

  /// A finite number in the range that Graphviz can handle for the attribute.
  case number(Double)

  /// Any text, shown as it is: less than 10 000 lines.
  case text(String)

  /// HTML-like markup of the program's own, for labels: less than 10 000 line breaks, no image,
  /// cells that span at most 100 rows or columns.
  case html(String)

  /// Where a part is drawn.
  case geometry(Geometry)

  /// A place as Graphviz takes it: in points, with y pointing up.
  package enum Geometry: Sendable, Equatable {
    case point(Layout.Point)
    case box(Layout.Box)
    /// The curves of an edge, and where its arrowhead ends, if it has one.
    case curves([[Layout.Point]], tip: Layout.Point?)
  }
}
