package import Foundation

#if canImport(FoundationXML)
  package import FoundationXML
#endif

/// What stands in an SVG, read by an XML parser that is not ours.
package final class SVGStructure: NSObject, XMLParserDelegate {
  /// An element with its attributes, the text in it, and its parents' names.
  package struct Element: Equatable {
    package let name: String
    package let attributes: [String: String]
    package var text = ""
    package let path: [String]

    /// The classes of the element.
    package var classes: [Substring] { attributes["class"]?.split(separator: " ") ?? [] }

    /// A numeric attribute.
    package func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
  }

  package private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// Parses a document; `nil` where it is not well-formed.
  package init?(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  package func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let path = open.map { elements[$0].name }
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes, path: path))
  }

  package func parser(_ parser: XMLParser, foundCharacters string: String) {
    // What a part of a text says, the whole says.
    for index in open.suffix(2) where index == open.last || elements[index].name == "text" {
      elements[index].text += string
    }
  }

  package func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  /// The elements of a name.
  package func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The groups of a class.
  package func groups(_ name: Substring) -> [Element] {
    all("g").filter { $0.classes.contains(name) }
  }

  /// The texts that are drawn, in their order.
  package var texts: [String] { all("text").map(\.text) }

  /// Positions and sizes of all rectangles, rounded to a tenth.
  package var boxes: [[Double]] {
    all("rect").map { rect in
      ["x", "y", "width", "height"].map { ((rect.number($0) ?? 0) * 10).rounded() / 10 }
    }
  }
}
