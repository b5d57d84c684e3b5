internal import Rendering
internal import Text

/// Whether two files are of one picture, drawn perhaps by two versions of Graphviz.
///
/// These draw arrows differently, and put nothing else elsewhere: in an SVG boxes to a tenth of a point,
/// all texts and all colours must be the same. A file of pixels says itself what it was
/// drawn from.
enum PictureLikeness {
  static func areAlike(_ a: [UInt8], _ b: [UInt8], fileExtension: String) -> Bool {
    if a == b { return true }
    switch fileExtension {
    case "svg": return areAlikeSVGs(a, b)
    case "png", "gif":
      guard let source = SourceMark(in: a) else { return false }
      return source == SourceMark(in: b)
    default: return false
    }
  }

  private static func areAlikeSVGs(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (first, second) = (XMLPieces(a).pieces, XMLPieces(b).pieces)
    // A plot has no arrows, and nothing of it is drawn by Graphviz.
    let isGraph = first.contains { piece in
      if case .tag("g", let attributes) = piece {
        attributes.contains { $0.name == "class" && $0.value.hasPrefix("edge") }
      } else {
        false
      }
    }
    return isGraph && first.count == second.count
      && zip(first, second).allSatisfy { a, b in
        switch (a, b) {
        case (.text(let a), .text(let b)): a == b
        case (.tag(let name, let a), .tag(let other, let b)):
          name == other && areAlike(a, b, of: name)
        default: false
        }
      }
  }

  /// What the course of arrows decides, by element.
  private static let freeAttributes: [String: Set<String>] = [
    "svg": ["width", "height", "viewBox"], "path": ["d"], "polygon": ["points"],
    "text": ["x", "y"],
  ]
  /// What is compared to a tenth of a point.
  private static let measures: Set<String> = ["x", "y", "width", "height"]

  private static func areAlike(
    _ a: [XMLPieces.Attribute], _ b: [XMLPieces.Attribute], of element: String
  ) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { a, b in
        guard a.name == b.name else { return false }
        if a.value == b.value || freeAttributes[element]?.contains(a.name) == true { return true }
        guard element == "rect", measures.contains(a.name), let a = Double(a.value),
          let b = Double(b.value)
        else { return false }
        return (a - b).magnitude <= 0.1 + 1e-9
      }
  }
}

/// The tags and texts of a document in XML, as far as it is one.
struct XMLPieces {
  struct Attribute: Equatable {
    let name: String
    let value: String
  }

  enum Piece {
    /// What stands between angle brackets: its first word, and its attributes.
    case tag(String, [Attribute])
    /// What stands between tags.
    case text(String)
  }

  private(set) var pieces: [Piece] = []

  /// O(length).
  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let text = rest.prefix { $0 != UInt8(ascii: "<") }
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      rest = rest[text.endIndex...].dropFirst()
      if rest.startIndex > text.endIndex { readTag(&rest) }
    }
  }

  private mutating func readTag(_ rest: inout ArraySlice<UInt8>) {
    func word() -> String {
      let word = rest.prefix { !$0.isBlank && !$0.endsLine && $0 != equals && $0 != close }
      rest = rest[word.endIndex...]
      return String(decoding: word, as: UTF8.self)
    }
    let (close, equals) = (UInt8(ascii: ">"), UInt8(ascii: "="))
    let name = word()
    var attributes: [Attribute] = []
    while true {
      rest = rest.drop { $0.isBlank || $0.endsLine }
      guard let next = rest.first, next != close else { break }
      let key = word()
      var value = ""
      if rest.first == equals {
        rest = rest.dropFirst()
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          let text = rest.dropFirst().prefix { $0 != quote }
          value = String(decoding: text, as: UTF8.self)
          rest = rest[text.endIndex...].dropFirst()
        } else {
          value = word()
        }
      }
      attributes.append(Attribute(name: key, value: value))
    }
    rest = rest.dropFirst()
    pieces.append(.tag(name, attributes))
  }
}
