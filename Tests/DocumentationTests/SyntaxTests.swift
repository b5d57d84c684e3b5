import TestSupport
import Testing

@testable import Documentation

/// Documents whose comments are lines, and HTML.
@Suite struct SyntaxTests {
  private let drawer = FakeDrawer()

  private static let comments: [(DocumentSyntax, String)] = [
    (.reStructuredText, ".. "), (.asciiDoc, "// "), (.latex, "% "),
  ]

  private func lines(_ text: String, _ syntax: DocumentSyntax) -> [Int] {
    drawer.document(text, syntax: syntax).blocks.map(\.line)
  }

  @Test(arguments: comments)
  func aCommentPlacesAnInclude(_ syntax: DocumentSyntax, _ comment: String) {
    let text = "Text.\n\n\(comment)multigrad: a.mg stage=after name=a\n\nMore.\n"
    let result = drawer.render(text, syntax: syntax)
    #expect(result.files.map(\.name) == [syntax == .latex ? "a.pdf" : "a.svg"])
    #expect(result.string.contains("name=a\n\(comment)multigrad pictures: a\n"))
    #expect(result.string.contains("\n\(comment)/multigrad\n\nMore.\n"))
    let again = drawer.render(result.string, syntax: syntax)
    #expect(again.string == result.string && again.files.allSatisfy { $0.bytes == nil })
    #expect(
      drawer.document(result.string, syntax: syntax).withoutPictures == Array(text.utf8))
  }

  @Test func theIncludeOfEachSyntax() {
    func shown(_ syntax: DocumentSyntax, _ comment: String) -> String {
      drawer.render(
        "  \(comment)multigrad: a.mg stage=after alt='\"A\" *b*' name=a", syntax: syntax
      ).string
    }
    #expect(
      shown(.reStructuredText, ".. ").contains("\n\n  .. image:: a.svg\n     :alt: \"A\" *b*\n\n"))
    #expect(shown(.asciiDoc, "// ").contains("\n  image::a.svg[\"\\\"A\\\" *b*\"]\n"))
    #expect(shown(.latex, "% ").contains("{\\includegraphics{a.pdf}}\n"))
  }

  @Test func literalsOfReStructuredText() {
    let text = """
      .. multigrad: a.mg

      Like so::

        .. multigrad: b.mg

        .. multigrad: b.mg

      .. multigrad: c.mg

      .. code-block:: rst

         .. multigrad: b.mg

      .. note:: Read this.

         .. multigrad: d.mg

      .. a comment
         .. multigrad: b.mg

      .. _target:

      .. multigrad: e.mg
      .. multigrad:: f.mg
      """
    #expect(lines(text, .reStructuredText) == [1, 9, 17, 24])
  }

  @Test func literalsOfAsciiDoc() {
    let text = """
      // multigrad: a.mg
      ----
      // multigrad: b.mg
      -----
      // multigrad: b.mg
      ----
      ====
      // multigrad: c.mg
      ====
      ```asciidoc
      // multigrad: b.mg
      ```
      ////
      // multigrad: b.mg
      ////
      // multigrad: d.mg
      //multigrad: e.mg

      Section
      -------
      // multigrad: f.mg
      """
    #expect(lines(text, .asciiDoc) == [1, 8, 16, 17, 21])
  }

  /// AsciiDoc goes on with a line of text until a blank one.
  @Test func aBlankLineComesBehindText() {
    func behind(_ line: String) -> Bool {
      drawer.render("\(line)\n// multigrad: a.mg stage=after name=a\n", syntax: .asciiDoc)
        .string.contains("pictures: a\n\nimage")
    }
    #expect(behind("Text.") && !behind("") && !behind("+"))
  }

  @Test func literalsOfLaTeX() {
    let text = """
      % multigrad: a.mg
      \\begin{verbatim}
      % multigrad: b.mg
      \\end{verbatim}
      % \\begin{verbatim}
      % multigrad: c.mg
      \\begin{lstlisting}[language=TeX]
      % multigrad: b.mg
      \\end{lstlisting}
      \\begin{itemize}
        % multigrad: d.mg
      \\end{itemize}
      text % multigrad: e.mg
      """
    #expect(lines(text, .latex) == [1, 6, 11])
  }

  @Test func commentsOfHTML() {
    let text = """
      <title><!-- multigrad a.mg --></title>
      <script>x = "<!-- multigrad a.mg -->"</script>
      <p>It is <!-- multigrad: c o.data --><!-- /multigrad -->.</p>
        <!-- multigrad c.mg stage=after name=c -->
      <p>A <!-- multigrad d.mg stage=after name=d --> B</p>
      <pre><!-- multigrad e.mg stage=after name=e --></pre>
      """
    let result = drawer.render(text, syntax: .html)
    #expect(lines(text, .html) == [4, 5, 6])
    #expect(result.string.contains("o.data -->0<!-- /multigrad -->.</p>"))
    #expect(
      result.string.contains(
        "name=c -->\n  <!-- multigrad: c -->\n  <img alt=\"Program of 0 bytes, one stage\" "
          + "src=\"c.svg\">\n  <!-- /multigrad -->\n<p>A <"))
    #expect(result.string.contains("name=d --><!-- multigrad: d --><img"))
    #expect(drawer.render(result.string, syntax: .html).string == result.string)
    #expect(
      drawer.document(result.string, syntax: .html).withoutPictures
        == drawer.document(text, syntax: .html).withoutPictures)
  }

  @Test(arguments: ["<!-- multigrad", "<script>", "<!--", "<", "", "<title></title", "<!-- -->"])
  func pagesThatEndTooSoon(_ text: String) {
    #expect(lines(text, .html).isEmpty)
  }

  @Test func extensions() {
    #expect(DocumentSyntax(fileExtension: "MD") == .markdown)
    #expect(DocumentSyntax(fileExtension: "adoc") == .asciiDoc)
    #expect(DocumentSyntax(fileExtension: "txt") == nil)
    let all = DocumentSyntax.allCases.flatMap(\.fileExtensions)
    #expect(Set(all).count == all.count)
  }
}

/// The alternative text, as every reader of Markdown shows it.
@Suite struct PlainMarkdownTests {
  private static let texts = [
    "y = x * w + b", "x ** 2", "x**2 + z**3", "_x_ and a_b", "__init__", "[1.0, 2.0]", "a [b",
    "b] a",
    "[a](b)", "[a]: b", "(3 < 4) & more", "<b>bold</b>", "`code`", "$a$ and $b$", "a | b", "\\*",
    "&lt; &#42;", "~~a~~", "a --> b", "100% \"q\" it's", "![x]", "* a", "x*y*z", "∂L/∂x = −1",
  ]

  /// Both readers take the text as it is.
  @Test(.enabled(if: Command.path(of: "cmark") != nil), arguments: texts)
  func cmarkShowsItAsItIs(_ text: String) throws {
    let plain = PlainMarkdown.text(text)
    let folder = try TemporaryFolder()
    try folder.write("a.md", "![\(plain)](a.svg)\n")
    let page = try #require(try Command.tool("cmark", ["-t", "xml", "a.md"], in: folder)).text
    let shown = page.split(separator: "<text xml:space=\"preserve\">").dropFirst()
      .map { $0.prefix { $0 != "<" } }.joined()
    let escaped = plain.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    #expect(shown == escaped)
    #expect(page.contains("<image destination=\"a.svg\""))
    #expect(!page.contains("<emph>") && !page.contains("<strong>") && !page.contains("<link"))
  }

  @Test func whatMeansNothingStays() {
    for text in ["y = x * w + b", "x ** 2", "a_b", "[1.0, 2.0]", "3 < 4 & more: 100% \"q\" it's"] {
      #expect(PlainMarkdown.text(text) == text)
    }
    #expect(PlainMarkdown.text("x*y_ [a](b)") == "x∗y＿ (a)(b)")
  }
}
