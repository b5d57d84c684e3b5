import Testing
import Text

@testable import Documentation

/// What is drawn again, and what is called stale.
@Suite struct FreshnessTests {
  private let drawer = FakeDrawer()

  private static let text = """
    <!-- multigrad: a o.data --><!-- /multigrad -->

    ```multigrad name=a theme=both
    x = 1
    ```

    <!-- multigrad b.mg name=b stage=after -->

    """

  /// A rendered document, all fresh.
  private func rendered() -> String {
    drawer.folder.inputs["b.mg"] = [1, 2, 3]
    return drawer.render(FreshnessTests.text).string
  }

  private func stale(_ text: String, by drawer: FakeDrawer? = nil) -> [String] {
    (drawer ?? self.drawer).render(text, mode: .check).stale.map { "\($0.line): \($0)" }
  }

  private func change(_ file: String, _ old: String, _ new: String) {
    let text = String(decoding: drawer.folder.files[file] ?? [], as: UTF8.self)
    #expect(text.contains(old))
    drawer.folder.files[file] = Array(text.replacing(old, with: new).utf8)
  }

  @Test func whatIsFreshIsNotDrawn() {
    let text = rendered()
    #expect(drawer.folder.files.count == 5)
    drawer.folder.drawnCount = 0
    let result = drawer.render(text)
    #expect(result.string == text)
    #expect(result.files.count == 5 && result.files.allSatisfy { $0.bytes == nil })
    #expect(result.inputs == ["b.mg"])
    #expect(stale(text).isEmpty)
    #expect(drawer.folder.drawnCount == 0)
  }

  @Test func nothingIsWrittenByACheck() {
    #expect(drawer.render(FreshnessTests.text, mode: .check).string == FreshnessTests.text)
    #expect(drawer.folder.files.isEmpty)
    #expect(stale(FreshnessTests.text).count == 2)
  }

  @Test func theProgramChanged() {
    let text = rendered().replacing("x = 1", with: "x = 2")
    let found = stale(text)
    #expect(found.count == 4)
    #expect(found[0] == "3: a-before.svg is stale: the program changed")
    #expect(stale(drawer.render(text).string).isEmpty)
  }

  @Test func theOptionsChanged() {
    let text = rendered().replacing("stage=after", with: "stage=after sums=merged")
    #expect(stale(text) == ["11: b.svg is stale: the options changed"])
  }

  @Test func aFileThatWasReadChanged() {
    let text = rendered()
    drawer.folder.inputs["b.mg"] = [1, 2, 4]
    #expect(stale(text) == ["11: b.svg is stale: the program or data in b.mg changed"])
    drawer.folder.inputs["b.mg"] = nil
    #expect(stale(text).count == 1)
  }

  @Test func theVersionChanged() {
    let text = rendered()
    var newer = drawer
    newer.version = "2"
    #expect(stale(text, by: newer).count == 5)
    #expect(stale(text, by: newer)[0].contains("another version of the tool drew it, 1"))
  }

  @Test func aPictureWasEditedOrRemoved() {
    let text = rendered()
    change("b.svg", "</text>", "!</text>")
    #expect(stale(text) == ["11: b.svg is stale: it was edited by hand"])
    drawer.folder.files["b.svg"] = nil
    #expect(stale(text) == ["11: b.svg is missing"])
    drawer.folder.files["a-after-dark.svg"] = nil
    #expect(stale(text).contains("3: a-after-dark.svg is missing"))
    change("a-after.svg", "\"version\"", "\"vision\"")
    #expect(stale(text).contains("3: a-after.svg is stale: it was edited by hand"))
    #expect(stale(drawer.render(text).string).isEmpty)
  }

  /// Another Graphviz draws arrows elsewhere, and boxes less than a tenth of a point.
  @Test func anotherGraphvizAloneIsNotStale() {
    let text = rendered()
    change("b.svg", "<rect x=\"1\"/>", "<rect x=\"1.1\"/>")
    #expect(stale(text).isEmpty)
    change("b.svg", "<rect x=\"1.1\"/>", "<rect x=\"1.2\"/>")
    #expect(stale(text) == ["11: b.svg is stale: it was edited by hand"])
  }

  @Test func theTextBetweenMarkersWasEdited() {
    let text = rendered()
    #expect(
      stale(text.replacing("](b.svg)", with: "!](b.svg)")) == [
        "11: what stands between the markers of 'b' is stale: it is not what the block asks for"
      ])
    let number = text.replacing("-->6<!--", with: "-->7<!--")
    #expect(stale(number) == ["1: the number o.data of 'a' is stale: it was edited by hand"])
    #expect(drawer.render(number).string == text)
  }

  @Test func aNumberThatIsNewIsFound() {
    let text = rendered().replacing(
      "<!-- multigrad: a o.data -->",
      with: "<!-- multigrad: a x.data --><!-- /multigrad --> "
        + "<!-- multigrad: a o.data -->")
    #expect(stale(text) == ["1: the number x.data of 'a' is stale: it was edited by hand"])
    #expect(drawer.render(text).string.contains("x.data -->6<!-- /multigrad -->"))
  }

  @Test func redrawingFindsWhatStampsDoNot() {
    let text = rendered()
    // As if what draws had changed, and not its version.
    drawer.folder.files["b.svg"] = drawer.folder.files["b.svg"].map { file in
      let parts = StampedFile(file, fileExtension: "svg")
      let content = Array(
        String(decoding: parts.content, as: UTF8.self)
          .replacing("<text>", with: "<text>old ").utf8)
      var stamp = PictureStamp(parsing: parts.stamp ?? "")
      stamp?.content = Fingerprint(of: content)
      return StampedFile(content: content, stamp: stamp?.text).file(fileExtension: "svg")
    }
    #expect(stale(text).isEmpty)
    #expect(
      drawer.render(text, mode: .check, redraws: true).stale.map(\.description)
        == ["b.svg is stale: it is drawn differently today"])
    #expect(drawer.render(text, redraws: true).files.compactMap(\.bytes).count == 1)
    #expect(drawer.render(text, mode: .check, redraws: true).stale.isEmpty)
  }

  /// A file that somebody else made stays.
  @Test func aFileThatIsNotOursStays() {
    drawer.folder.files["a.svg"] = Array("<svg>mine</svg>".utf8)
    let text = "![mine](a.svg)\n\n```multigrad name=a stage=after\nx\n```\n"
    let result = drawer.render(text)
    #expect(result.string == text && result.files.isEmpty)
    #expect(result.faults.first?.sentence?.hasPrefix("'a.svg' is there") == true)
    drawer.folder.files["a.svg"] = nil
    let drawn = drawer.render(text).string
    // Ours without its stamp is still ours, since the block shows it.
    drawer.folder.files["a.svg"] = Array("<svg>edited</svg>".utf8)
    #expect(stale(drawn) == ["3: a.svg is stale: it was edited by hand"])
    #expect(drawer.render(drawn).faults.isEmpty)
  }

  /// The name of another may begin with a block's, and words of its text may look like files.
  @Test func aBlockFindsItsOwnFiles() {
    let longer = drawer.render("```multigrad name=neuron2 stage=after\nx\n```\n").string
    let renamed = longer.replacing("name=neuron2", with: "name=neuron")
    #expect(stale(renamed) == ["1: the picture of 'neuron' is missing"])
    #expect(drawer.render(renamed).string.contains("](neuron.svg)"))
    for text in ["b alt='backward. b.svg? b.grad'", "one alt='one.data and one.svgs'"] {
      let drawn = drawer.render("```multigrad stage=after name=\(text)\nx\n```\n").string
      #expect(stale(drawn).isEmpty, "\(text)")
    }
  }

  @Test func aCheckReportsWhatIsWrong() {
    let result = drawer.render("```multigrad name=a broken\nx\n```\n", mode: .check)
    #expect(result.faults.map(\.line) == [1] && result.stale.isEmpty)
  }

  /// A picture of another document is not overwritten, unless that shows it no more.
  @Test func twoDocumentsHaveNoPictureInCommon() {
    let text = drawer.render("```multigrad name=a stage=after\nx\n```\n").string
    drawer.folder.files["guide.md"] = Array(text.utf8)
    var other = drawer
    other.name = "other.md"
    let differs = "```multigrad name=a stage=after\nxy\n```\n"
    let refused = other.render(differs)
    #expect(refused.string == differs && refused.files.isEmpty)
    #expect(
      refused.faults.map(\.sentence) == [
        "'a.svg' is a picture of guide.md, too; give each its own name."
      ])
    // The same picture may stand in both.
    #expect(other.render("```multigrad name=a stage=after\nx\n```\n").faults.isEmpty)
    drawer.folder.files["guide.md"] = Array("No picture.".utf8)
    #expect(other.render(differs).faults.isEmpty)
  }

  @Test func formatsWithoutStampsAreComparedByTheirBytes() {
    let text = drawer.render("```multigrad name=a format=json stage=after\nx\n```\n").string
    #expect(text.contains("\n[Program of 2 bytes, one stage](a.json)\n"))
    #expect(stale(text).isEmpty)
    drawer.folder.files["a.json"]?.append(0)
    #expect(stale(text) == ["1: a.json is stale: it is drawn differently today"])
  }

  /// Whatever stands around them, the files of a block are found again.
  @Test(arguments: [
    (DocumentSyntax.asciiDoc, "// multigrad: a.mg name=a"),
    (.markdown, "<!-- multigrad a.mg name=a alt='a.data and a.grad' -->"),
    (.html, "<!-- multigrad a.mg name=a alt='a.data' theme=both -->"),
    (.reStructuredText, ".. multigrad: a.mg name=a alt='a.data'"),
  ])
  func filesAreFound(_ syntax: DocumentSyntax, _ block: String) {
    let text = drawer.render(block, syntax: syntax).string
    drawer.folder.drawnCount = 0
    #expect(drawer.render(text, syntax: syntax, mode: .check).stale.isEmpty)
    #expect(drawer.folder.drawnCount == 0)
  }

  @Test func picturesThatAreNotShownAreCompared() {
    let text = drawer.render("```multigrad name=a show=none\nx\n```\n").string
    #expect(stale(text).isEmpty)
    drawer.folder.files["a-after.svg"] = nil
    #expect(stale(text) == ["1: a-after.svg is missing"])
  }

  /// A name that begins another's is not taken for it, though all else is the same.
  @Test func aNewNameIsDrawn() {
    let text = drawer.render("```multigrad name=ab\nx\n```\n").string
      .replacing("name=ab", with: "name=a")
    #expect(stale(text).first?.hasSuffix("the picture of 'a' is missing") == true)
    #expect(drawer.render(text).string.contains("](a-before.svg)"))
  }
}
