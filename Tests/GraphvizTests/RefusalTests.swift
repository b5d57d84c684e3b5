import Drawings
import Graphviz
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [
    ("minlen", 32_768.0), ("minlen", -1), ("weight", 1e10), ("weight", -1), ("fontsize", 1e9),
    ("fontsize", 0), ("width", 1e9), ("nodesep", -1), ("unknown", 1e12),
  ])
  func numbersOutOfRange(name: String, number: Double) {
    for graph in [
      pair(edge: [Attribute(name, .number(number))]),
      pair(node: [Attribute(name, .number(number))]),
      pair(graph: [Attribute(name, .number(number))]),
    ] {
      guard case .numberOutOfRange(name, number, let allowed)? = refusal(of: graph) else {
        Issue.record("\(name) = \(number) was let through")
        continue
      }
      #expect(!allowed.contains(number))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersThatAreNotFinite(number: Double) {
    for name in ["width", "unknown"] {
      #expect(
        refusal(of: pair(node: [Attribute(name, .number(number))]))
          == .numberNotFinite(attribute: name))
    }
    #expect(
      thrown { () throws(GraphvizError) in _ = try pair().bitmap(dpi: number) }
        == .numberNotFinite(attribute: "dpi"))
  }

  @Test(arguments: [-10.0, 0, 1200.5, 1e9])
  func resolutionOutOfRange(dpi: Double) {
    #expect(
      thrown { () throws(GraphvizError) in _ = try pair().bitmap(dpi: dpi) }
        == .numberOutOfRange(attribute: "dpi", dpi, allowed: 1...1200))
  }

  @Test(arguments: [AttributeValue.keyword("1e10"), .text("1e10"), .html("1e10")])
  func numbersInDisguise(value: AttributeValue) {
    #expect(
      refusal(of: pair(edge: [Attribute("weight", value)]))
        == .numberExpected(attribute: "weight", allowed: 0...10_000))
  }

  @Test(arguments: ["\\N", "é", "a\nb", "\u{0}", String(repeating: "x", count: 900)])
  func keywords(word: String) {
    #expect(
      refusal(of: pair(node: [Attribute("color", .keyword(word))]))
        == .invalidKeyword(attribute: "color", word))
  }

  @Test(arguments: ["", "é", "a\"b", "a\\b", "a\u{0}b", String(repeating: "x", count: 900)])
  func names(name: String) {
    let edge = Attribute(name, .keyword("x"))
    for graph in [
      GraphDescription(name: name), GraphDescription(name: "g", nodes: [.init(name: name)]),
      GraphDescription(
        name: "g", nodes: [.init(name: "a")], clusters: [.init(name: name, nodes: [0])]),
    ] {
      #expect(refusal(of: graph) == .invalidName(name))
    }
    if !name.contains("\"") { #expect(refusal(of: pair(edge: [edge])) == .invalidName(name)) }
  }

  @Test(arguments: [
    "dpi", "layout", "image", "shapefile", "stylesheet", "size", "rotate", "charset",
  ])
  func attributes(name: String) {
    for value in [AttributeValue.keyword("x"), .number(1), .text("x")] {
      guard case .attributeRefused(name, _)? = refusal(of: pair(graph: [Attribute(name, value)]))
      else {
        Issue.record("\(name) was let through")
        continue
      }
    }
  }

  @Test(arguments: ["record", "Mrecord", "epsf"])
  func shapes(name: String) {
    #expect(
      refusal(of: pair(node: [Attribute("shape", .keyword(name))]))
        == .attributeRefused(name: "shape=\(name)", .ownLanguage))
    #expect(
      refusal(of: pair(node: [Attribute("shape", .text(name))]))
        == .invalidKeyword(attribute: "shape", name))
  }

  @Test func duplicateNames() {
    let nodes: [GraphDescription.Node] = [.init(name: "a"), .init(name: "b"), .init(name: "a")]
    #expect(refusal(of: GraphDescription(name: "g", nodes: nodes)) == .duplicateName("a"))
    let two = [GraphDescription.Node(name: "a"), .init(name: "b")]
    let inner = GraphDescription.Cluster(name: "c", nodes: [1])
    let outer = GraphDescription.Cluster(name: "c", nodes: [0], clusters: [inner])
    #expect(
      refusal(of: GraphDescription(name: "g", nodes: two, clusters: [outer]))
        == .duplicateName("c"))
  }

  @Test func structure() {
    var graph = pair()
    graph.edges.append(.init(tail: 0, head: 2))
    #expect(refusal(of: graph) == .nodeIndexOutOfRange(2, count: 2))
    graph = pair()
    graph.clusters = [.init(name: "c", nodes: [-1])]
    #expect(refusal(of: graph) == .nodeIndexOutOfRange(-1, count: 2))
    graph.clusters = [.init(name: "c", nodes: [0]), .init(name: "d", nodes: [0])]
    #expect(refusal(of: graph) == .nodeInTwoClusters("a"))
    graph.clusters = [.init(name: "c", clusters: [.init(name: "d")])]
    #expect(refusal(of: graph) == .emptyCluster("d"))
  }

  @Test func lines() throws {
    let text = String(repeating: "x\n", count: 33_000)
    #expect(
      refusal(of: labelled(.text(text)))
        == .tooManyLines(attribute: "label", 33_001, limit: 9_999))
    let markup = String(repeating: "x<BR/>", count: 33_000)
    #expect(
      refusal(of: labelled(.html(markup)))
        == .tooManyLines(attribute: "label", 33_001, limit: 9_999))
    var graph = labelled(.text(String(repeating: "x\n", count: 9_998) + "x"))
    graph.nodes[0].attributes.append(Attribute("fontsize", .number(1)))
    #expect(try graph.layout().nodes[0].height >= 9_999)
    // Backslashes before an `n` are no line breaks.
    let notLines = String(repeating: "\\n", count: 12_000)
    #expect(try labelled(.text(notLines)).layout().nodes[0].width == 24_000 * 60)
  }

  /// More than 32 767 ranks would crash.
  @Test func ranks() throws {
    func chain(_ count: Int, edge: [Attribute] = []) -> GraphDescription {
      GraphDescription(
        name: "g", attributes: [Attribute("newrank", .keyword("true"))],
        nodeDefaults: boxes(width: 9, height: 9), edgeDefaults: edge,
        nodes: (0..<count).map { .init(name: "n\($0)") },
        edges: (1..<count).map { .init(tail: $0 - 1, head: $0) })
    }
    #expect(refusal(of: chain(32_002)) == .tooManyRanks(32_001, limit: 32_000))
    let long = [Attribute("minlen", .number(1000))]
    #expect(refusal(of: chain(34, edge: long)) == .tooManyRanks(33_000, limit: 32_000))
    #expect(
      refusal(of: chain(18, edge: long + [Attribute("label", .text("x"))]))
        == .tooManyRanks(34_000, limit: 32_000))
    var cycle = chain(32_002)
    cycle.edges.append(.init(tail: 32_001, head: 0))
    #expect(refusal(of: cycle) == .tooManyRanks(32_002, limit: 32_000))
    #expect(try chain(2_000).layout().nodes.count == 2_000)
  }

  /// Many nodes are not many ranks.
  @Test func wideGraphsAreLetThrough() {
    // Refused for its number, which comes later, so that it need not be laid out.
    var graph = GraphDescription(
      name: "g", attributes: [Attribute("pad", .number(-1))],
      nodes: (0..<20_000).map { .init(name: "n\($0)") },
      edges: (1..<20_000).map { .init(tail: ($0 - 1) / 2, head: $0) })
    graph.edgeDefaults = [Attribute("minlen", .number(2))]
    let later = GraphvizError.numberOutOfRange(attribute: "pad", -1, allowed: 0...100)
    #expect(refusal(of: graph) == later)
    graph.clusters = [.init(name: "c", nodes: [0])]
    #expect(refusal(of: graph) == .tooManyRanks(40_000, limit: 32_000))
  }

  @Test(arguments: ["ROWSPAN", "colspan"], [0, 101, 60_000])
  func spans(name: String, span: Int) {
    let markup = "<TABLE><TR><TD \(name) = \"\(span)\">x</TD></TR></TABLE>"
    #expect(
      refusal(of: labelled(.html(markup)))
        == .markupRefused(attribute: "label", .span(span, limit: 100)))
  }

  @Test(arguments: [
    "<TABLE TITLE=\"a>b\" BORDER=\"0\"><TR><TD TITLE='>\"' ROWSPAN=\"60000\">x</TD></TR></TABLE>",
    "<TABLE><TR><TD ROWSPAN=\"&#54;0000\">x</TD></TR></TABLE>",
    "<!-- \" --><TABLE><TR><TD ROWSPAN=\"60000\">x</TD></TR></TABLE>",
    "<![CDATA[x]]>", "<?x?>",
  ])
  func hiddenSpans(markup: String) {
    guard case .markupRefused("label", let reason)? = refusal(of: labelled(.html(markup))) else {
      Issue.record("let through")
      return
    }
    #expect(reason != .image)
  }

  @Test func spansInText() throws {
    let markup = "<TABLE><TR><TD COLSPAN=\"2\">rowspan=60000</TD></TR></TABLE>"
    #expect(try labelled(.html(markup)).layout().nodes.count == 1)
  }

  @Test func markup() {
    #expect(
      refusal(of: labelled(.html("<Img SRC=\"x.png\"/>")))
        == .markupRefused(attribute: "label", .image))
    #expect(
      refusal(of: labelled(.html("a\u{0}b")))
        == .markupRefused(attribute: "label", .controlCharacter))
    #expect(
      refusal(of: pair(node: [Attribute("label", .html("x"))]))
        == .attributeRefused(name: "label", .markupNotHere))
    #expect(
      refusal(of: pair(edge: [Attribute("color", .html("x"))]))
        == .attributeRefused(name: "color", .markupNotHere))
  }

  @Test func sentences() {
    let errors: [GraphvizError] = [
      .pluginUnavailable(name: "pango", folder: "/f", reason: "r"), .engineUnavailable("dot"),
      .formatUnavailable("png"), .invalidName("é"), .duplicateName("a"),
      .nodeIndexOutOfRange(3, count: 2), .nodeInTwoClusters("a"), .emptyCluster("c"),
      .invalidKeyword(attribute: "a", "b"), .numberExpected(attribute: "a", allowed: 0...1),
      .numberNotFinite(attribute: "a"), .numberOutOfRange(attribute: "a", 2, allowed: 0...1),
      .attributeRefused(name: "a", .readsFile),
      .attributeNotTaken(name: "a"), .tooManyLines(attribute: "a", 2, limit: 1),
      .markupRefused(attribute: "a", .image), .failed(message: ""), .outOfMemory,
      .tooManyRanks(2, limit: 1),
      .pictureTooLarge(width: 1, height: 2, limit: 3, largestDPI: 4),
      .unexpectedPicture(format: "png", width: 1, height: 2),
    ]
    for error in errors {
      #expect(error.description.count > 20)
      #expect(error.description.hasSuffix("."))
    }
  }
}
