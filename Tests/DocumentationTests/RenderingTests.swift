import Testing

@testable import Documentation

/// A document with its pictures: what is put where, and what stays.
@Suite struct RenderingTests {
  private let drawer = FakeDrawer()

  private static let fence = "```multigrad name=a stage=after\nx = 1\n```"

  @Test func aPictureStandsBelowItsBlock() {
    let result = drawer.render("Before.\n\n\(RenderingTests.fence)\n\nAfter.\n")
    #expect(
      result.string == """
        Before.

        \(RenderingTests.fence)
        <!-- multigrad: a -->
        ![Program of 6 bytes, one stage](a.svg)
        <!-- /multigrad -->

        After.

        """)
    #expect(result.files.map(\.name) == ["a.svg"])
    #expect(result.faults.isEmpty)
  }

  @Test func bothStagesAreTwoPictures() {
    let result = drawer.render("```multigrad name=a\nx = 1\n```\n")
    #expect(result.files.map(\.name) == ["a-before.svg", "a-after.svg"])
    #expect(
      result.string.contains("](a-before.svg)\n![") && result.string.contains("](a-after.svg)"))
  }

  @Test func lightAndDarkAreOnePicture() {
    let result = drawer.render(
      "<!-- multigrad a.mg stage=after theme=both alt='A \"<b>\"' name=a -->\n")
    #expect(result.files.map(\.name) == ["a.svg", "a-dark.svg"])
    #expect(
      result.string.contains(
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"a-dark.svg\">"
          + "<img alt=\"A &quot;&lt;b&gt;&quot;\" src=\"a.svg\"></picture>"))
    #expect(
      drawer.folder.files["a-dark.svg"].map { String(decoding: $0, as: UTF8.self) }?
        .contains("theme=dark") == true)
  }

  @Test func doccFindsVariantsByTheirNames() {
    var drawer = drawer
    drawer.naming = .docc
    let svg = drawer.render("<!-- multigrad a.mg stage=after theme=both name=a -->\n")
    #expect(svg.files.map(\.name) == ["a.svg", "a~dark.svg"])
    #expect(svg.string.contains("\n![Program of 0 bytes, one stage](a.svg)\n"))
    for type in ["png", "gif"] {
      let pixels = drawer.render(
        "<!-- multigrad a.mg stage=after format=\(type) theme=both name=b -->\n")
      #expect(
        pixels.files.map(\.name)
          == ["b.\(type)", "b@2x.\(type)", "b~dark.\(type)", "b~dark@2x.\(type)"])
      #expect(pixels.string.contains("](b.\(type))\n"))
    }
    let scaled = drawer.render("<!-- multigrad a.mg stage=after format=png scale=3 name=c -->\n")
    #expect(scaled.files.map(\.name) == ["c.png"])
  }

  @Test func aPictureWithinALineStaysThere() {
    let result = drawer.render("| a |\n|---|\n| <!-- multigrad a.mg stage=after name=a --> |\n")
    #expect(
      result.string.hasSuffix(
        "name=a --><!-- multigrad: a -->![Program of 0 bytes, one stage](a.svg)"
          + "<!-- /multigrad --> |\n"))
    #expect(drawer.render(result.string).string == result.string)
  }

  @Test func onlySomePicturesAreShown() {
    let one = drawer.render("```multigrad name=a show=after\nx\n```\n")
    #expect(one.files.count == 2)
    #expect(!one.string.contains("before.svg") && one.string.contains("](a-after.svg)"))
    let none = drawer.render("```multigrad name=a show=none\nx\n```\n")
    #expect(none.string.hasSuffix("-->\n<!-- a-before.svg a-after.svg -->\n<!-- /multigrad -->\n"))
    drawer.folder.drawnCount = 0
    #expect(drawer.render(none.string).string == none.string)
    #expect(drawer.folder.drawnCount == 0)
    let unknown = drawer.render("```multigrad name=a show=loss\nx\n```\n")
    #expect(unknown.faults.first?.sentence?.contains("'loss'") == true)
  }

  @Test func aCommentAboveCodeHasItsOptions() {
    let text = "<!-- multigrad name=a stage=after -->\n\n```python\nx = 1\n```\n"
    let result = drawer.render(text)
    #expect(result.string.contains("```\n<!-- multigrad: a -->\n![Program of 6 bytes"))
    #expect(drawer.render(result.string).string == result.string)
    // A comment that names a file is of that file.
    let file = drawer.render("<!-- multigrad a.mg name=a -->\n\n```python\nx = 1\n```\n")
    #expect(file.string.contains("name=a -->\n<!-- multigrad: a -->"))
  }

  @Test(arguments: [
    "multigrad name=a", "python multigrad name=a", "{.multigrad name=a}", "{ .multigrad name=a }",
    "{.python .multigrad name=\"a\"}", "python {.multigrad name=a}", "multigrad   name='a'",
  ])
  func infoStringsOfAllReaders(_ info: String) {
    #expect(drawer.document("```\(info)\nx\n```\n").blocks.map(\.name) == ["a"])
  }

  @Test(arguments: [
    "multigrads name=a", "multigrad: a", "python", "{.python}", "notmultigrad", "a b multigrad",
  ])
  func otherInfoStrings(_ info: String) {
    #expect(drawer.document("```\(info)\nx\n```\n").blocks.isEmpty)
  }

  @Test func namesAreCountedWhereThereAreNone() {
    let text = "```multigrad\nx\n```\n```multigrad name=a\ny\n```\n```multigrad\nz\n```\n"
    #expect(drawer.document(text).blocks.map(\.name) == ["guide-1", "a", "guide-2"])
  }

  @Test func numbersOfAPicture() {
    let text = """
      It is <!-- multigrad: a o.data -->9<!-- /multigrad --> and \
      <!-- multigrad: a none.data --><!-- /multigrad -->, `<!-- multigrad: a o.data -->`.

      \(RenderingTests.fence)

      """
    let result = drawer.render(text)
    #expect(result.string.hasPrefix("It is <!-- multigrad: a o.data -->6<!-- /multigrad --> and"))
    #expect(
      result.string.contains("none.data --><!-- /multigrad -->, `<!-- multigrad: a o.data -->`."))
    #expect(result.faults.count == 1)
    let unknown = drawer.render("It is <!-- multigrad: b o.data --><!-- /multigrad -->.\n")
    #expect(unknown.faults.map(\.line) == [1])
  }

  /// Wherever a document ends its lines, and whatever it begins with, stays.
  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func lineEndsStay(_ end: String, _ mark: String) {
    let text = (mark + "Über.\n\n\(RenderingTests.fence)\n").replacing("\n", with: end)
    let result = drawer.render(text)
    #expect(result.string.hasPrefix(text.dropLast(end.count)))
    #expect(result.string == drawer.render(result.string).string)
    let others = result.string.replacing(end, with: "")
    #expect(!others.utf8.contains(UInt8(ascii: "\n")) && !others.utf8.contains(UInt8(ascii: "\r")))
    #expect(result.string.contains("```\(end)<!-- multigrad: a -->\(end)!["))
  }

  @Test func theEndOfTheDocumentStays() {
    let result = drawer.render(RenderingTests.fence)
    #expect(result.string.hasSuffix("](a.svg)\n<!-- /multigrad -->"))
    #expect(drawer.document(result.string).withoutPictures == Array(RenderingTests.fence.utf8))
  }

  @Test func aBlockInAListOrAQuoteKeepsItsPicture() {
    let text = "- one\n\n  > ```multigrad name=a stage=after\n  > x\n  > ```\n\n  two\n"
    let result = drawer.render(text)
    #expect(
      result.string.contains(
        "  > ```\n  > <!-- multigrad: a -->\n  > ![Program of 2 bytes, one stage](a.svg)\n"
          + "  > <!-- /multigrad -->\n"))
    #expect(drawer.document(result.string).withoutPictures == Array(text.utf8))
  }

  @Test func theAuthorsTextComesBack() {
    let text = """
      A <!-- multigrad: a o.data --><!-- /multigrad -->

      <!-- multigrad a.mg -->

      \(RenderingTests.fence)
      Text right below.
      """
    let first = drawer.render(text)
    #expect(
      drawer.document(first.string).withoutPictures.elementsEqual(
        drawer.document(text).withoutPictures))
    #expect(drawer.render(first.string).string == first.string)
  }

  /// A formatter of Markdown puts blank lines around everything.
  @Test func blankLinesOfAFormatterStay() {
    let once = drawer.render("\(RenderingTests.fence)\n").string
    let formatted = once.replacing("```\n<!--", with: "```\n\n<!--")
      .replacing("-->\n!", with: "-->\n\n!").replacing(")\n<", with: ")\n\n<")
    #expect(drawer.render(formatted).string == formatted)
    #expect(drawer.render(formatted, mode: .check).stale.isEmpty)
    #expect(
      drawer.document(formatted).withoutPictures == Array("\(RenderingTests.fence)\n\n".utf8))
  }

  @Test func aBrokenBlockLeavesTheOthersAlone() {
    let good = drawer.render("\(RenderingTests.fence)\n").string
    let text = "```multigrad broken name=b\nx\n```\n\n" + good
    let result = drawer.render(text)
    #expect(result.string == text)
    #expect(result.faults.map(\.line) == [1])
    #expect(result.files.map(\.name) == ["a.svg"])
  }

  @Test func faultsOfMarks() {
    func faults(_ text: String) -> [Int] { drawer.render(text).faults.map(\.line) }
    #expect(faults("```multigrad\nx\n") == [1])
    #expect(faults("Text\n<!-- multigrad: a -->\nmine\n") == [2])
    #expect(faults("Text <!-- multigrad: a o.data -->1\n") == [1])
    #expect(faults("<!-- /multigrad -->\n") == [1])
    #expect(faults("<!-- multigrad: a -->\n![x](a.svg)\n<!-- /multigrad -->\n") == [1])
    #expect(faults("```multigrad alt=\"x\nx\n```\n") == [1])
    #expect(faults("```multigrad name=a/b\nx\n```\n") == [1])
    #expect(faults("```multigrad name=a\nx\n```\n```multigrad name=a\nx\n```\n") == [4])
    #expect(
      faults("```multigrad name=a\nx\n```\n```multigrad name=a-before stage=after\nx\n```\n") == [4]
    )
  }

  /// Readers of Markdown take such a line for HTML.
  @Test func aNumberThatBeginsALineIsWarnedOf() {
    let fence = RenderingTests.fence
    func warnings(_ text: String) -> [Int] {
      drawer.render("\(text)\n\n\(fence)\n").warnings.map(\.line)
    }
    let number = "<!-- multigrad: a o.data --><!-- /multigrad -->"
    #expect(warnings("The output is\n\(number), *so*.") == [2])
    #expect(warnings("- \(number) it is.") == [1])
    #expect(warnings("It is \(number).") == [])
    #expect(warnings("| a |\n|---|\n| \(number) |") == [])
    #expect(warnings("<td>\n\(number)\n</td>") == [])
  }

  @Test func aNumberNeedsAName() {
    let text =
      "It is <!-- multigrad: guide-1 o.data --><!-- /multigrad -->.\n\n```multigrad\nx\n```\n"
    #expect(drawer.render(text).faults.map(\.line) == [1])
  }

  @Test func aColonInABlockOfAFileIsRead() {
    #expect(drawer.document("<!-- multigrad: a.mg name=a -->\n").blocks.map(\.words) == [["a.mg"]])
    #expect(drawer.document("<!-- multigrad: a o.data -->\n").blocks.isEmpty)
  }

  /// A line that is reported is looked for in the document as it is after the run.
  @Test func linesAreThoseOfTheNewText() {
    let text = "\(RenderingTests.fence)\n\n```multigrad broken name=b\nx\n```\n"
    let result = drawer.render(text)
    let fault = result.faults.first
    #expect(fault?.line == 5 && fault?.shift == 3)
    #expect(drawer.render(result.string).faults.map { $0.line + $0.shift } == [8])
  }

  @Test(arguments: ["mulitgrad name=a", "MultiGrad", "multigrad, name=a", "{.multigard}"])
  func aNearMissIsWarnedOf(_ info: String) {
    let result = drawer.render("```\(info)\nx\n```\n")
    #expect(result.warnings.map(\.line) == [1] && result.faults.isEmpty)
    #expect(drawer.render("<!-- multigird a.mg -->\n").warnings.count == 1)
    #expect(drawer.render("```python\nx\n```\n\n<!-- a migration -->\n").warnings.isEmpty)
  }

  @Test func aSettingIsThereOnce() {
    #expect(drawer.render("```multigrad name=a name=b\nx\n```\n").faults.map(\.line) == [1])
  }

  @Test func aLostEndLosesNothing() {
    let text = drawer.render("\(RenderingTests.fence)\n\nMine.\n").string
      .replacing("<!-- /multigrad -->\n", with: "")
    let result = drawer.render(text)
    #expect(result.string == text)
    #expect(result.faults.map(\.line) == [4])
  }

  /// Who moves a block into a list, and not what stands between its markers.
  @Test func markersGoWithTheirBlock() {
    let text = drawer.render(".. multigrad: a.mg name=a\n", syntax: .reStructuredText).string
      .replacing(".. multigrad: a.mg", with: "  .. multigrad: b.mg stage=after")
    let result = drawer.render(text, syntax: .reStructuredText)
    #expect(result.string.contains("\n  .. multigrad pictures: a\n\n  .. image:: a.svg\n"))
    #expect(drawer.render(result.string, syntax: .reStructuredText).string == result.string)
  }

  /// Without the quote between the markers, all of them would be within an attribute.
  @Test func whatWouldChangeHowTheTextIsReadIsLeftOut() {
    let number = "<!-- multigrad: a o.data -->"
    let text = """
      <p title="<!-- multigrad a.mg name=a --><!-- multigrad: a -->"<!-- /multigrad -->">

      \(number)<!-- /multigrad -->
      """
    let result = drawer.render(text)
    #expect(result.string == text.replacing(number, with: number + "0"))
    #expect(result.faults.map(\.line) == [1])
    #expect(result.faults.first?.sentence?.contains("is read") == true)
  }
}
