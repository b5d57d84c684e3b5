internal import Text

extension GraphvizError: CustomStringConvertible {
  /// A sentence that says what happened, where, and what to do.
  public var description: String {
    switch self {
    case .pluginUnavailable(let name, let folder, let reason):
      "The Graphviz plugin \(name) cannot be loaded from \(folder): \(reason). "
        + Installation.advice(forPlugin: name)
    case .engineUnavailable(let name):
      "The installed Graphviz has no layout engine \(name). "
        + Installation.advice(forPlugin: GraphvizEngine(rawValue: name)?.plugin ?? "dot_layout")
    case .formatUnavailable(let name):
      "The installed Graphviz cannot draw \(name). " + Installation.advice(forPlugin: "pango")
    case .invalidName(let name):
      "The name \(quoted(name)) is not usable: give it 1 to 899 printable ASCII characters "
        + "without quote and backslash."
    case .duplicateName(let name):
      "The name \(quoted(name)) is given twice: name every node, and every cluster, differently."
    case .nodeIndexOutOfRange(let index, let count):
      "There is no node with index \(index): the graph has \(count.counted("node"))."
    case .nodeInTwoClusters(let name):
      "The node \(quoted(name)) is in two clusters: list it in the innermost one alone."
    case .emptyCluster(let name):
      "The cluster \(quoted(name)) has no nodes: leave it out."
    case .tooManyRanks(let count, let limit):
      "The graph could have \(count) ranks, and \(limit) is the most: draw a part of it, or lower "
        + "minlen."
    case .pictureTooLarge(let width, let height, let limit, let largest):
      "The picture would have \(width) x \(height) pixels, and "
        + (max(width, height) < limit
          ? "more than \(PixelSize.pixelLimit) in all are too many: "
          : "a side must stay below \(limit): ")
        + "use SVG or PDF\(largest.map { ", or a resolution of \(AttributeRules.text($0)) dpi or less" } ?? "")."
    case .unexpectedPicture(let format, let width, let height):
      "Graphviz did not give the \(format) of \(width) x \(height) pixels that was asked for."
    case .failed(let message):
      "Graphviz refused the graph: "
        + (message.isEmpty ? "it gave no reason." : message)
    case .outOfMemory:
      "There is not enough memory for this graph: draw a smaller one."
    case .invalidKeyword(let name, let word):
      "The attribute \(name) cannot be \(quoted(word)): give it less than 900 printable ASCII "
        + "characters without backslash."
    case .numberExpected(let name, let allowed):
      "The attribute \(name) must be a number from \(bounds(allowed))."
    case .numberNotFinite(let name):
      "The attribute \(name) must be a finite number."
    case .numberOutOfRange(let name, let number, let allowed):
      "The attribute \(name) cannot be \(AttributeRules.text(number)): give it a number from "
        + "\(bounds(allowed))."
    case .attributeRefused(let name, let reason):
      "The attribute \(name) is not accepted: \(reason.description)."
    case .attributeNotTaken(let name):
      "Graphviz did not take the attribute \(name): there may not be enough memory for this graph."
    case .tooManyLines(let name, let count, let limit):
      "The attribute \(name) has \(count) lines, and \(limit) is the most: shorten the text."
    case .markupRefused(let name, let reason):
      "The markup of \(name) is not accepted: \(reason.description)."
    }
  }

  private func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: false) }.joined()
    return "\"\(shown)\(text.unicodeScalars.count > 80 ? "…" : "")\""
  }

  private func bounds(_ range: ClosedRange<Double>) -> String {
    "\(AttributeRules.text(range.lowerBound)) to \(AttributeRules.text(range.upperBound))"
  }
}

extension GraphvizError.RefusalReason: CustomStringConvertible {
  /// The reason as a part of a sentence.
  public var description: String {
    switch self {
    case .isParameter: "it is chosen by a parameter of the call, or fixed"
    case .readsFile: "it would make Graphviz read a file"
    case .changesScale: "it would change the size of the picture after the layout"
    case .ownLanguage: "its label would be read as a language of its own; use box and markup"
    case .markupNotHere: "markup is for the labels of single parts"
    }
  }
}

extension GraphvizError.MarkupReason: CustomStringConvertible {
  /// The reason as a part of a sentence.
  public var description: String {
    switch self {
    case .controlCharacter: "it has a control character; escape the text in it"
    case .declaration: "it has a comment or declaration; leave that out"
    case .image: "it has an image, which would be read from a file"
    case .span(let number, let limit): "a cell spans \(number), and 1 to \(limit) is possible"
    }
  }
}
