internal import Drawings
internal import Text

/// What Graphviz can handle, so that it neither crashes, hangs, nor reads a file.
enum AttributeRules {
  /// Lines in a label: more than 32 767 overflow a counter.
  static let lines = 0...9_999

  /// Rows or columns that a cell of a table spans: many thousands hang.
  static let span = 1...100

  /// Attributes that are numbers.
  ///
  /// `width`, `pad` and the like are in inches.
  private static let ranges: [String: ClosedRange<Double>] = [
    "arrowsize": 0...100, "distortion": -100...100, "fontsize": 1...500, "height": 0...10_000,
    "labelangle": -360...360, "labeldistance": 0...100, "labelfontsize": 1...500,
    "margin": 0...100, "mclimit": 0...1000, "minlen": 0...1000, "nodesep": 0...100,
    "nslimit": 0...1000, "nslimit1": 0...1000, "pad": 0...100, "penwidth": 0...100,
    "peripheries": 0...16, "quantum": 0...100, "ranksep": 0...100, "searchsize": 0...10_000,
    "sides": 0...100, "skew": -100...100, "weight": 0...10_000, "width": 0...10_000,
  ]

  /// The range for numbers that the table does not know.
  private static let otherRange: ClosedRange<Double> = -1_000_000...1_000_000

  /// Attributes that load a file or reach what is set elsewhere, with where that is.
  private static let refused: [String: RefusalReason] = [
    "dpi": .isParameter, "resolution": .isParameter, "layout": .isParameter,
    "charset": .isParameter, "image": .readsFile, "imagepath": .readsFile,
    "shapefile": .readsFile, "fontpath": .readsFile, "stylesheet": .readsFile,
    "size": .changesScale, "ratio": .changesScale, "page": .changesScale,
    "viewport": .changesScale, "rotate": .changesScale, "landscape": .changesScale,
    "orientation": .changesScale, "layers": .changesScale, "_background": .readsFile,
  ]

  /// Shapes whose label is a language of its own, or a file.
  private static let refusedShapes: Set<String> = ["record", "Mrecord", "epsf"]

  /// Whether the text is short printable ASCII without a backslash.
  static func isKeyword(_ text: String) -> Bool {
    text.utf8.count < 900
      && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
  }

  /// The value as Graphviz takes it, and whether it is markup.
  static func encode(
    _ attribute: Attribute, isDefault: Bool = false
  ) throws(GraphvizError) -> (text: String, isMarkup: Bool) {
    let name = attribute.name
    guard !name.isEmpty, isKeyword(name), !name.utf8.contains(UInt8(ascii: " ")) else {
      throw .invalidName(name)
    }
    if let reason = refused[name] { throw .attributeRefused(name: name, reason) }
    if let range = ranges[name], !attribute.value.isNumber {
      throw .numberExpected(attribute: name, allowed: range)
    }
    switch attribute.value {
    case .number(let number):
      return (try encode(number, name), false)
    case .keyword(let word):
      guard isKeyword(word) else { throw .invalidKeyword(attribute: name, word) }
      if name == "shape", refusedShapes.contains(word) {
        throw .attributeRefused(name: "shape=\(word)", .ownLanguage)
      }
      return (word, false)
    case .text(let text):
      if name == "shape" { throw .invalidKeyword(attribute: name, text) }
      return (try encode(text: text, name), false)
    case .html(let markup):
      guard !isDefault, name.hasSuffix("label") else {
        throw .attributeRefused(name: name, .markupNotHere)
      }
      try MarkupRules.check(markup, of: name)
      return (markup, true)
    case .geometry(let geometry):
      return (geometry.text, false)
    }
  }

  /// Checks a number against the range for its name.
  static func check(
    _ number: Double, _ name: String, _ range: ClosedRange<Double>
  ) throws(GraphvizError) {
    guard number.isFinite else { throw .numberNotFinite(attribute: name) }
    guard range.contains(number) else {
      throw .numberOutOfRange(attribute: name, number, allowed: range)
    }
  }

  /// A number in the shortest form that gives it back, without a fraction if it has none.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  private static func encode(_ number: Double, _ name: String) throws(GraphvizError) -> String {
    try check(number, name, ranges[name] ?? otherRange)
    return text(number)
  }

  private static func encode(text: String, _ name: String) throws(GraphvizError) -> String {
    let escaped = EscString.escape(text)
    // Every line break became a backslash and an `n`, and every backslash two.
    var count = 1
    var isAfterBackslash = false
    for byte in escaped.utf8 {
      if isAfterBackslash, byte == UInt8(ascii: "n") { count += 1 }
      isAfterBackslash = !isAfterBackslash && byte == UInt8(ascii: "\\")
    }
    guard lines.contains(count) else {
      throw .tooManyLines(attribute: name, count, limit: lines.upperBound)
    }
    return escaped
  }
}

extension AttributeValue {
  fileprivate var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}

extension AttributeValue.Geometry {
  /// "x,y", "left,bottom,right,top", and for curves their points, after "e,x,y" for the tip.
  package var text: String {
    func text(_ number: Double) -> String { DecimalText.text(number, decimals: 2) }
    func text(_ point: Layout.Point) -> String { "\(text(point.x)),\(text(point.y))" }
    switch self {
    case .point(let point): return text(point)
    case .box(let box):
      return [box.minX, box.minY, box.maxX, box.maxY].map(text).joined(separator: ",")
    case .curves(let curves, let tip):
      return curves.enumerated().map { index, curve in
        let end = index == curves.count - 1 ? tip.map { "e,\(text($0)) " } : nil
        return (end ?? "") + curve.map(text).joined(separator: " ")
      }.joined(separator: ";")
    }
  }
}

/// What Graphviz cannot handle in an HTML-like label.
enum MarkupRules {
  /// Refuses control characters, images, declarations, too many lines, and cells that span too
  /// much.
  ///
  /// Complexity: linear in the length of the markup.
  static func check(_ markup: String, of name: String) throws(GraphvizError) {
    guard !markup.unicodeScalars.contains(where: isControl) else {
      throw .markupRefused(attribute: name, .controlCharacter)
    }
    var lines = 1
    var rest = Array(markup.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let tag = tagText(rest[(start + 1)...])
      rest = rest[tag.endIndex...]
      let lowercase = tag.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      if lowercase.starts(with: "br".utf8) { lines += 1 }
      if let reason = reason(against: lowercase) {
        throw .markupRefused(attribute: name, reason)
      }
    }
    guard AttributeRules.lines.contains(lines) else {
      throw .tooManyLines(attribute: name, lines, limit: AttributeRules.lines.upperBound)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t" && scalar.isForbiddenInXML
  }

  /// The text up to the `>` that ends a tag, which is not one between quotes.
  private static func tagText(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8?
    let end = text.firstIndex { byte in
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      return quote == nil && byte == UInt8(ascii: ">")
    }
    return text[..<(end ?? text.endIndex)]
  }

  private static func reason(against tag: [UInt8]) -> GraphvizError.MarkupReason? {
    if tag.starts(with: "img".utf8) { return .image }
    if tag.first == UInt8(ascii: "!") || tag.first == UInt8(ascii: "?") { return .declaration }
    let word = Array("span".utf8)
    for start in tag.indices where tag[start...].starts(with: word) {
      let value = tag[(start + word.count)...].split(maxSplits: 2) { quotes.contains($0) }
      // Only plain digits: an entity could stand for more of them.
      let text = value.count > 1 ? String(decoding: value[1], as: UTF8.self) : ""
      let span = Int(text) ?? 0
      if !AttributeRules.span.contains(span) {
        return .span(span, limit: AttributeRules.span.upperBound)
      }
    }
    return nil
  }

  private static let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
}
