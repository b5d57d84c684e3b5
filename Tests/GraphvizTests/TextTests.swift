import Drawings
import Graphviz
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\\Nb", "a\\\\Nb"), ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"),
    ("a & b", "a &amp; b"), ("&#1;", "&amp;#1;"), ("\"<{|}>\"", "\"<{|}>\""),
    ("\u{0}\u{1B}\u{7F}\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a\tb", "a b"), ("λ∂ 日本 👩‍👩‍👧", "λ∂ 日本 👩‍👩‍👧"), ("", ""),
  ])
  func escapesPlainLabels(text: String, expected: String) {
    #expect(EscString.escape(text) == expected)
  }

  @Test(arguments: [
    ("a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"),
    ("a\nb\r\nc", "a<BR/>b<BR/>c"), ("\\N", "\\\\N"), ("\u{1}\u{FFFF}", "\u{FFFD}\u{FFFD}"),
  ])
  func escapesMarkup(text: String, expected: String) {
    #expect(HTMLText.escape(text) == expected)
  }

  static let widths: [(String, Int)] = [
    ("", 0), ("a", 1), ("grad – 0.5λ∂", 12), ("日本語", 6), ("한글", 4), ("ｱ", 1), ("Ａ", 2),
    ("e\u{301}", 1), ("a\u{200B}b", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("❤", 1), ("❤️", 2),
    ("🇩🇪", 2), ("\u{FFFD}", 1), ("שָׁלוֹם", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("▲→≈", 3),
    ("x̂ = Σ wᵢ·xᵢ", 11),
  ]

  @Test(arguments: widths.filter { $0.1 > 0 })
  func graphvizMeasuresTheSame(text: String, columns: Int) throws {
    let node = try labelled(.text(text)).layout().nodes[0]
    #expect(node.width == Double(columns) * 60)
    #expect(node.height == 120)
    let cell = "<FONT POINT-SIZE=\"100\">\(HTMLText.escape(text))</FONT>"
    let markup =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\">"
      + "<TR><TD>\(cell)</TD></TR></TABLE>"
    #expect(try labelled(.html(markup)).layout().nodes[0].width == Double(columns) * 60)
  }

  /// What would otherwise be a sequence, an entity or a field is shown as it is.
  @Test(arguments: [
    ("\\N", 2), ("\\G\\l", 4), ("&#1;", 4), ("&lt;", 4), ("{|}<>", 5), ("\"q\"", 3), ("a\u{0}b", 3),
    ("\u{1}\u{1F}\u{7F}", 3), ("\u{FFFE}", 1), ("<b>", 3), ("\\", 1), ("%s%n", 4),
  ])
  func showsTextLiterally(text: String, columns: Int) throws {
    let name = "a_name_of_many_columns"
    for shape in ["box", "ellipse", "plaintext"] {
      var graph = labelled(.text(text), name: name)
      graph.attributes = [Attribute("label", .text(text)), Attribute("fontsize", .number(100))]
      graph.nodes[0].attributes.append(Attribute("shape", .keyword(shape)))
      let layout = try graph.layout()
      #expect(layout.warnings.isEmpty)
      if shape != "ellipse" { #expect(layout.nodes[0].width == Double(columns) * 60) }
      let label = try #require(layout.header)
      #expect(abs(label.width - Double(columns) * 60) <= 20)
    }
  }

  @Test func markupShowsEscapedTextLiterally() throws {
    let name = "a_name_of_many_columns"
    let text = "\\N <&>\"\u{1}"
    let markup = "<FONT POINT-SIZE=\"100\">\(HTMLText.escape(text))</FONT>"
    let layout = try labelled(.html(markup), name: name).layout()
    // Graphviz pads text outside a table by a point or two.
    #expect(abs(layout.nodes[0].width - 8 * 60) <= 4)
  }

  @Test func linesAreCountedByGraphviz() throws {
    let node = try labelled(.text("a\nbcd\r\nef")).layout().nodes[0]
    #expect(node.width == 180)
    #expect(node.height == 360)
  }
}
