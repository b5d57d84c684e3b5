import Foundation
import TestSupport
import Testing

/// `multigrad docs`: what it puts into documents, what it reports, and what it leaves alone.
@Suite struct DocsCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let neuron = """
    # Notes

    ```multigrad name=neuron stage=both
    x1, x2 = Value(2.0, label='x1'), Value(0.0, label='x2')
    w1, w2 = Value(-3.0, label='w1'), Value(1.0, label='w2')
    b = Value(6.8813735870195432, label='b')
    o = (x1*w1 + x2*w2 + b).tanh()
    o.backward()
    ```

    It is <!-- multigrad: neuron o.data --><!-- /multigrad -->, w1 has \
    <!-- multigrad: neuron w1.grad --><!-- /multigrad -->.

    """

  private func docs(_ words: String) throws -> Command.Result {
    try Command.shell("multigrad docs \(words)", in: folder)
  }

  /// The numbers are those of the lecture.
  @Test func aNeuronWithItsNumbers() throws {
    try folder.write("guide.md", DocsCommandTests.neuron)
    let result = try docs("guide.md")
    #expect(result.code == 0)
    #expect(result.text == "")
    #expect(result.errors == "neuron-before.svg\nneuron-after.svg\nguide.md\n")
    let page = try folder.text("guide.md")
    #expect(page.contains("o.data -->0.7071<!-- /multigrad -->"))
    #expect(page.contains("w1.grad -->1<!-- /multigrad -->"))
    #expect(
      page.contains(
        "```\n<!-- multigrad: neuron -->\n![Expression graph of 10 nodes, before backward."))
    let picture = try #require(SVGStructure(try folder.data("neuron-after.svg")))
    #expect(picture.texts.contains("0.7071"))
    let again = try docs("guide.md")
    #expect(again.code == 0 && again.errors == "")
    #expect(try folder.text("guide.md") == page)
    #expect(try docs("--check guide.md").code == 0)
  }

  /// The picture is the one that `render` draws, but for its stamp.
  @Test func thePictureIsThatOfRender() throws {
    try folder.write("a.mg", "x = 3.0; y = x ** 2 + 2 * x")
    try folder.write("a.md", "<!-- multigrad a.mg stage=after edges=local legend name=a -->\n")
    #expect(try docs("a.md").code == 0)
    #expect(
      try Command.shell(
        "multigrad render a.mg --stage after --edges local --legend -o b.svg", in: folder
      ).code == 0)
    let stamped = try folder.text("a.svg")
    #expect(stamped.contains("<metadata class=\"multigrad\">"))
    #expect(
      try folder.text("b.svg")
        == stamped.replacing(/<metadata class="multigrad">.*<\/metadata>\n/, with: ""))
  }

  /// Flags are words, or have a value.
  @Test func flagsInADocument() throws {
    try folder.write("a.mg", "x = 3.0; y = x ** 2")
    let flags = ["legend", "legend=true", "legend=false", "constants=inline"]
    try folder.write(
      "a.md",
      flags.enumerated().map { "<!-- multigrad a.mg stage=after name=p\($0) \($1) -->\n\n" }
        .joined())
    #expect(try docs("a.md").code == 0)
    func texts(_ number: Int) throws -> [String]? {
      SVGStructure(try folder.data("p\(number).svg"))?.texts
    }
    #expect(try texts(0) == texts(1) && texts(2) == texts(3))
    #expect(try texts(0)?.count ?? 0 > texts(2)?.count ?? 0)
  }

  @Test func aCheckWritesNothing() throws {
    try folder.write("guide.md", DocsCommandTests.neuron)
    let first = try docs("--check guide.md")
    #expect(first.code == 1)
    #expect(first.text == "guide.md:3: the picture of 'neuron' is missing\n")
    #expect(folder.files == ["guide.md"])
    #expect(try folder.text("guide.md") == DocsCommandTests.neuron)
    _ = try docs("guide.md")
    let page = try folder.text("guide.md").replacing("Value(-3.0", with: "Value(-2.0")
    try folder.write("guide.md", page)
    let names = folder.files
    let stale = try docs("--check guide.md")
    #expect(stale.code == 1)
    #expect(
      stale.text == """
        guide.md:3: neuron-before.svg is stale: the program changed
        guide.md:3: neuron-after.svg is stale: the program changed

        """)
    #expect(folder.files == names)
    #expect(try folder.text("guide.md") == page)
  }

  /// A fault is where it is in the document: in a list, columns count from the edge of the page.
  @Test func aFaultIsInTheDocument() throws {
    try folder.write(
      "guide.md",
      """
      # Notes

      - item

        ```multigrad
        x = Value(2.0)
        y = x.tanhh()
        ```

      ```multigrad name=good stage=after
      y = Value(2.0) * 3
      ```

      ```multigrad thme=dark
      y = Value(2.0) * 3
      ```

      """)
    let result = try docs("guide.md")
    #expect(result.code == 65)
    #expect(
      result.errors == """
        good.svg
        guide.md
        guide.md:7:9: a Value has no '.tanhh'; did you mean 'tanh'?
          y = x.tanhh()
                ^~~~~
        guide.md:17: Unknown option '--thme'. Did you mean '--theme'?

        """)
    #expect(try folder.text("guide.md").contains("](good.svg)"))
    #expect(folder.files == ["good.svg", "guide.md"])
  }

  @Test(arguments: [
    ("check a.mg", "'check' draws no picture"), ("render -", "no standard input"),
    ("a.mg output=x.svg", "'--output' has no place"), ("a.mg legend=maybe", "Give true or false"),
    ("missing.mg", "missing.mg"), ("neuron values=1,2,x", "--values"), ("", "nothing to draw"),
    ("a.mg open", "'--open' has no place"), ("a.mg --watch", "'--watch' has no place"),
    ("a.mg cells", "--cells"), ("a.mg --help", "'--help' has no place"),
    ("diff a.mg", "no two graphs"), ("nueron values=1", "Did you mean 'neuron'?"),
    ("stage=after", "Write a program into the block"),
  ])
  func wordsThatAreWrong(_ words: String, _ message: String) throws {
    try folder.write("a.mg", "x = 2.0; y = x * 3")
    let page = "\n<!-- multigrad \(words) -->\n"
    try folder.write("a.md", page)
    let result = try docs("a.md")
    #expect(result.code == 65)
    #expect(result.errors.hasPrefix("a.md:2: ") && result.errors.contains(message))
    #expect(try folder.text("a.md") == page)
  }

  @Test func numbersThatAreNone() throws {
    try folder.write(
      "a.md",
      """
      ```multigrad name=a stage=after
      c = Value(1.0)
      c = c * 2
      c = c * 3
      ```

      A <!-- multigrad: a c.data --><!-- /multigrad --> and
      B <!-- multigrad: a z.data --><!-- /multigrad --> and
      C <!-- multigrad: a c --><!-- /multigrad --> and
      D <!-- multigrad: a n4.data --><!-- /multigrad -->.

      """)
    let result = try docs("a.md")
    #expect(result.code == 65)
    let lines = result.errors.split(separator: "\n")
    #expect(
      lines.contains { $0.hasPrefix("a.md:10: 3 values are called 'c'; name one of them: 'c #") })
    #expect(lines.contains { $0.hasPrefix("a.md:11: the graph has no value 'z'") })
    #expect(lines.contains { $0.hasPrefix("a.md:12: 'c' is no number of a picture") })
    #expect(try folder.text("a.md").contains("n4.data -->6<!--"))
  }

  @Test func otherCommandsAndWhatTheyRead() throws {
    try folder.write("my.csv", "x,y,kind\n1,2,a\n2,1,b\n3,2,a\n1,1,b\n2,3,a\n")
    try folder.write("old.mg", "x = 2.0; y = x * 3")
    try folder.write("new.mg", "x = 2.0; y = x * 4")
    try folder.write(
      "a.md",
      """
      <!-- multigrad mlp 2,2 data=my.csv train=3 name=net show=loss -->
      <!-- multigrad diff old.mg new.mg name=diff theme=dark -->
      <!-- multigrad plot relu name=relu -->

      The loss is <!-- multigrad: net loss.data --><!-- /multigrad -->.

      """)
    let result = try docs("a.md")
    #expect(result.code == 0 && result.text == "")
    #expect(
      folder.files.filter { $0.hasSuffix(".svg") } == [
        "diff.svg", "net-after.svg", "net-before.svg", "net-loss.svg", "relu.svg",
      ])
    #expect(try docs("--check a.md").code == 0)
    try folder.write("my.csv", "x,y,kind\n1,2,a\n2,1,b\n3,2,a\n1,1,b\n2,3,b\n")
    try folder.write("new.mg", "x = 2.0; y = x * 5")
    let stale = try docs("--check a.md")
    #expect(stale.code == 1)
    #expect(stale.text.contains("net-loss.svg is stale: the program or data in my.csv changed"))
    #expect(stale.text.contains("diff.svg is stale: the program or data in new.mg changed"))
  }

  @Test func picturesInAFolderOfTheirOwn() throws {
    for place in ["docs/guide", "docs/api"] {
      try folder.makeFolder(place)
      try folder.write("\(place)/index.md", "```multigrad stage=after\ny = Value(2.0) * 3\n```\n")
    }
    let result = try docs("--assets docs/img docs/guide/index.md docs/api/index.md")
    #expect(result.code == 0)
    #expect(try folder.text("docs/guide/index.md").contains("](../img/guide-index-1.svg)"))
    #expect(try folder.text("docs/api/index.md").contains("](../img/api-index-1.svg)"))
    #expect(try docs("--check --assets docs/img docs/guide/index.md docs/api/index.md").code == 0)
    // Two documents may not draw one file, whether at once or one after the other.
    for (number, place) in ["docs/guide", "docs/api"].enumerated() {
      try folder.write(
        "\(place)/index.md", "```multigrad name=a stage=after\ny = Value(2.0) * \(number)\n```\n")
    }
    let both = try docs("--assets docs/img docs/guide/index.md docs/api/index.md")
    #expect(both.code == 65)
    let alone = try docs("--assets docs/img docs/api/index.md")
    #expect(alone.code == 65)
    let sentence =
      "docs/api/index.md:1: 'a.svg' is a picture of ../guide/index.md, too; give each its own name.\n"
    #expect(alone.errors == sentence && both.errors.hasSuffix(sentence))
  }

  @Test func aCatalogueOfDocC() throws {
    try folder.makeFolder("A.docc")
    try folder.write(
      "A.docc/A.md", "# A\n\n```multigrad name=a stage=after theme=both\ny = Value(2.0) * 3\n```\n")
    #expect(try docs("--docc A.docc A.docc/A.md").code == 0)
    #expect(
      folder.files == ["A.docc/A.md", "A.docc/Resources/a.svg", "A.docc/Resources/a~dark.svg"])
    #expect(try folder.text("A.docc/A.md").contains("](a.svg)\n"))
    #expect(try docs("--docc A A.docc/A.md").code == 64)
  }

  @Test func severalProcessesDrawTheSame() throws {
    let names = (0..<7).map { "p\($0).md" }
    for name in names {
      try folder.write(
        name, DocsCommandTests.neuron.replacing("neuron", with: String(name.dropLast(3))))
    }
    try folder.write("p3.md", "```multigrad\ny = tanhh(2)\n```\n")
    let one = try docs(names.joined(separator: " "))
    let drawn = try folder.files.map { try folder.data($0) }
    for name in folder.files where name.hasSuffix(".svg") { try folder.remove(name) }
    let three = try docs("-j 3 " + names.joined(separator: " "))
    #expect(one.code == 65 && three.code == 65)
    let same = try folder.files.map { try folder.data($0) } == drawn
    #expect(same)
    #expect(three.errors.contains("p3.md:2:5: there is no function 'tanhh'"))
    #expect(try docs("-j 0 p1.md").code == 64)
  }

  @Test func rulesForMake() throws {
    try folder.write("a b.md", "<!-- multigrad a.mg stage=after name=a -->\n")
    try folder.write("a.mg", "x = 2.0; y = x * 3")
    #expect(try docs("'a b.md' --depfile a.d").code == 0)
    #expect(try folder.text("a.d") == "a.svg: a\\ b.md a.mg\na\\ b.md:\na.mg:\n")
    #expect(try docs("--check 'a b.md' --depfile a.d").code == 64)
    try folder.write("a$#b.mg", "x = 2.0; y = x * 3")
    try folder.write("b.md", "<!-- multigrad 'a$#b.mg' stage=after name=b -->\n")
    #expect(try docs("b.md --depfile b.d").code == 0)
    #expect(try folder.text("b.d").hasPrefix("b.svg: b.md a$$\\#b.mg\n"))
    // None of what the rules are about is overwritten, also what is fresh.
    for file in ["'a b.md'", "a.mg", "a.svg"] {
      #expect(try docs("'a b.md' --depfile \(file)").code == 73)
    }
    #expect(try folder.text("a.mg") == "x = 2.0; y = x * 3")
    #expect(try docs("--check 'a b.md'").code == 0)
  }

  @Test func worksheetsInDocuments() throws {
    try folder.write("a.mg", "x = 2.0; y = x * 3")
    try folder.write("a.md", "<!-- multigrad a.mg stage=worksheet name=a -->\n")
    let result = try docs("a.md")
    #expect(result.code == 0, "\(result.errors)")
    let text = try folder.text("a.md")
    #expect(text.contains("](a-worksheet.svg)") && text.contains("](a-solution.svg)"))
    #expect(try docs("--check a.md").code == 0)
  }

  /// LaTeX includes PDFs, also of plots.
  @Test func picturesForLaTeX() throws {
    try folder.write("information.mg", "x = 2.0; y = x * 3")
    try folder.write(
      "a.tex",
      """
      % multigrad: information.mg name=a title="the format" stage=after
      % multigrad: mlp 2,3,1 data=moons train=2 name=net stage=after
      % multigrad: plot tanh name=plot
      % multigrad: information.mg name=s stage=steps

      """)
    let result = try docs("a.tex")
    #expect(result.code == 0, "\(result.errors)")
    let text = try folder.text("a.tex")
    // It includes the first page of a file alone.
    for name in ["a", "net", "net-loss", "plot", "s-step-001"] {
      #expect(text.contains("{\(name).pdf}"))
      #expect(try folder.data("\(name).pdf").starts(with: Data("%PDF".utf8)))
    }
    #expect(try docs("--check a.tex").code == 0)
  }

  /// What is typed while a document is drawn is not lost.
  @Test func anEditMeanwhileStays() throws {
    let blocks = (0..<40).map {
      "```multigrad name=p\($0)\ny = Value(\($0).0) * 3\nfor k in range(20):\n  y = y + k * y\n```\n"
    }
    try folder.write("guide.md", blocks.joined(separator: "\n"))
    let result = try Command.shell(
      "multigrad docs -q guide.md & sleep 0.1; echo 'My edit.' >> guide.md; wait", in: folder)
    #expect(result.code == 0)
    #expect(try folder.text("guide.md").contains("My edit."))
  }

  /// Pictures lie beside the text that shows them, and not beside a link to it.
  @Test func aLinkToADocument() throws {
    try folder.makeFolder("src")
    try folder.makeFolder("docs")
    try folder.write("src/real.md", "```multigrad name=a stage=after\ny = Value(2.0) * 3\n```\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("docs/link.md").path,
      withDestinationPath: "../src/real.md")
    #expect(try docs("docs/link.md").code == 0)
    #expect(folder.files.contains("src/a.svg"))
    #expect(try docs("--check src/real.md").code == 0)
  }

  @Test func whatADocumentIsStays() throws {
    let file = try folder.write("real.md", DocsCommandTests.neuron)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("guide.md").path, withDestinationPath: "real.md")
    #expect(try docs("guide.md").code == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try folder.text("real.md").contains("](neuron-after.svg)"))
    let link = folder.url.appendingPathComponent("guide.md").path
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.md")
  }

  /// A picture that cannot be written leaves its document as it was.
  @Test func nothingIsHalfWritten() throws {
    try folder.write("guide.md", DocsCommandTests.neuron)
    try folder.makeFolder("neuron-after.svg")
    let result = try docs("guide.md")
    #expect(result.code == 73)
    #expect(try folder.text("guide.md") == DocsCommandTests.neuron)
    #expect(folder.files == ["guide.md"])
  }

  @Test func aPictureDoesNotOverwriteWhatItIsDrawnFrom() throws {
    try folder.write("a.mg", "x = 2.0; y = x * 3")
    _ = try Command.shell("multigrad render a.mg -f json --stage after -o a.json", in: folder)
    let file = try folder.data("a.json")
    try folder.write("a.md", "<!-- multigrad a.json format=json stage=before name=a -->\n")
    #expect(try docs("a.md").code == 65)
    #expect(try folder.data("a.json") == file)
  }

  /// Also of an extension with two dots.
  @Test(arguments: ["onnx", "model-explorer.json"])
  func graphsForOtherProgramsAreLinks(_ type: String) throws {
    let format = type.split(separator: ".")[0]
    try folder.write(
      "g.md", "```multigrad stage=after format=\(format) name=a\nx = 2.0; y = x * 3\n```\n")
    #expect(try docs("g.md").code == 0)
    #expect(folder.files == ["a.\(type)", "g.md"])
    #expect(try folder.text("g.md").contains("[The graph file after backward](a.\(type))"))
    #expect(try docs("--check g.md").code == 0)
  }

  @Test func documentsThatAreNone() throws {
    #expect(try docs("").code == 64)
    #expect(try docs("missing.md").code == 66)
    try folder.write("a.txt", "text")
    #expect(try docs("a.txt").code == 64)
    try folder.write("b.md", "No block.\n")
    // One that fails does not keep the others from being drawn.
    try folder.write("guide.md", DocsCommandTests.neuron)
    let result = try docs("missing.md b.md guide.md")
    #expect(result.code == 66)
    #expect(try folder.text("guide.md").contains("](neuron-after.svg)"))
    #expect(try folder.text("b.md") == "No block.\n")
  }
}
