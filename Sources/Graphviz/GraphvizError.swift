/// Why a graph was refused, or why Graphviz could not do its work.
public enum GraphvizError: Error, Equatable {
  /// A plugin of Graphviz is missing, or does not load.
  case pluginUnavailable(name: String, folder: String, reason: String)

  /// The plugins do not bring this layout engine.
  case engineUnavailable(String)

  /// The plugins do not bring this format.
  case formatUnavailable(String)

  /// A name is empty, too long, or not printable ASCII without quote and backslash.
  case invalidName(String)

  /// Two nodes, or two clusters, have the same name.
  case duplicateName(String)

  /// An edge or a cluster names a node that there is not.
  case nodeIndexOutOfRange(Int, count: Int)

  /// A node is in more than one cluster, or twice in one.
  case nodeInTwoClusters(String)

  /// A cluster has no node, neither in itself nor further in.
  case emptyCluster(String)

  /// A keyword is too long, or not printable ASCII without backslash.
  case invalidKeyword(attribute: String, String)

  /// The attribute must be a number.
  case numberExpected(attribute: String, allowed: ClosedRange<Double>)

  /// A number is infinite or not a number at all.
  case numberNotFinite(attribute: String)

  /// A number is outside the range that Graphviz can handle.
  case numberOutOfRange(attribute: String, Double, allowed: ClosedRange<Double>)

  /// The attribute, or a value of it, is not accepted.
  case attributeRefused(name: String, RefusalReason)

  /// Graphviz did not take the attribute, although its value is one that it can handle.
  case attributeNotTaken(name: String)

  /// The graph could have more ranks than Graphviz can handle.
  case tooManyRanks(Int, limit: Int)

  /// A label has more lines than Graphviz can handle.
  case tooManyLines(attribute: String, Int, limit: Int)

  /// An HTML-like label has something that Graphviz cannot handle.
  case markupRefused(attribute: String, MarkupReason)

  /// A picture would have too many pixels: `limit` or more along one side, or more than fit into
  /// memory.
  ///
  /// No resolution fits where `largestDPI` is `nil`.
  case pictureTooLarge(width: Int, height: Int, limit: Int, largestDPI: Double?)

  /// A picture did not come out with the size that was asked for.
  case unexpectedPicture(format: String, width: Int, height: Int)

  /// Graphviz refused the graph; what it said.
  case failed(message: String)

  /// Memory ran out.
  case outOfMemory

  /// Why an attribute is not accepted.
  public enum RefusalReason: Sendable, Equatable {
    /// It is set by a parameter of the call.
    case isParameter

    /// It makes Graphviz read or name a file.
    case readsFile

    /// It changes the size of the picture, or turns it, after the layout.
    case changesScale

    /// The label would be read as a language of its own.
    case ownLanguage

    /// Markup is only for labels, and not for defaults.
    case markupNotHere
  }

  /// Why markup is not accepted.
  public enum MarkupReason: Sendable, Equatable {
    /// It has a control character.
    case controlCharacter

    /// It has a comment, a declaration or the like.
    case declaration

    /// It has an image, which Graphviz would read from a file.
    case image

    /// A cell spans this many rows or columns.
    case span(Int, limit: Int)
  }
}

typealias RefusalReason = GraphvizError.RefusalReason
