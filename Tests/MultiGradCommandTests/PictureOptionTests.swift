import Foundation
import TestSupport
import Testing

/// What the options of pictures write, as one types them.
@Suite struct PictureOptionTests {
  private static let neuron = """
    x1 = Value(2.0, label='x1')
    w1 = Value(-3.0, label='w1')
    b = Value(6.5, label='b')
    n = x1 * w1 + b
    o = n.tanh()
    o.backward()
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("neuron.mg", PictureOptionTests.neuron)
    return folder
  }

  private func structure(_ folder: TemporaryFolder, _ path: String) throws -> SVGStructure {
    try #require(SVGStructure(try folder.data(path)))
  }

  @Test func stepsAreOnePictureForEachOperation() throws {
    let folder = try folder()
    let result = try Command.multigrad(
      "render", "neuron.mg", "--stage", "steps", "--title", "A neuron", in: folder)
    #expect(result.code == 0)
    let paths = (1...3).map { "output/neuron-step-00\($0).svg" }
    #expect(result.errors == paths.map { "\($0)\n" }.joined())
    let pictures = try paths.map { try structure(folder, $0) }
    #expect(pictures.allSatisfy { $0.boxes == pictures[0].boxes })
    #expect(
      pictures[2].texts.suffix(4) == [
        "A neuron", "backward, step 3 of 3: v₁ = x1 * w1",
        "x1.grad += v₁.grad × w1.data = 0.7864 × (-3) = -2.359",
        "w1.grad += v₁.grad × x1.data = 0.7864 × 2 = 1.573",
      ])
    let named = try Command.multigrad(
      "render", "neuron.mg", "--stage", "steps", "-o", "a/b.svg", "-q", in: folder)
    #expect(named.errors == "")
    #expect(folder.files.contains("a/b-step-003.svg"))
  }

  @Test func aWorksheetComesWithItsSolution() throws {
    let folder = try folder()
    func run(_ words: String) throws -> String {
      let result = try Command.shell(
        "multigrad render neuron.mg --stage worksheet \(words)", in: folder)
      #expect(result.code == 0)
      return result.errors
    }
    #expect(try run("") == "output/neuron-worksheet.svg\noutput/neuron-solution.svg\n")
    #expect(try run("-o a/b.svg") == "a/b-worksheet.svg\na/b-solution.svg\n")
    #expect(try run("-o c.pdf") == "c-worksheet.pdf\nc-solution.pdf\n")
    let (empty, filled) = (
      try structure(folder, "a/b-worksheet.svg"), try structure(folder, "a/b-solution.svg")
    )
    #expect(empty.boxes == filled.boxes)
    let answers = Set(filled.texts).subtracting(empty.texts)
    #expect(answers == ["+1", "+0.7864", "-2.359", "+1.573"])
    // Nor does any other word of the file tell them.
    let file = String(decoding: try folder.data("a/b-worksheet.svg"), as: UTF8.self)
    for digits in ["0.786", "2.359", "1.572", "1.573", "∂"] { #expect(!file.contains(digits)) }
  }

  @Test func stepsArePagesOfOnePDF() throws {
    let folder = try folder()
    func pages(_ words: String, _ paths: String...) throws -> [Int] {
      let result = try Command.shell("multigrad render neuron.mg \(words)", in: folder)
      #expect(result.code == 0 && result.errors == paths.map { "\($0)\n" }.joined())
      return try paths.map { PDFStructure(try folder.data($0)).pages.count }
    }
    #expect(try pages("--stage steps -f pdf", "output/neuron-steps.pdf") == [3])
    #expect(try pages("--stage steps -o a/b.pdf", "a/b.pdf") == [3])
    #expect(try pages("--stage steps --sheet -o sheet.pdf", "sheet.pdf") == [1])
    #expect(try pages("--stage pair -o pair.pdf", "pair.pdf") == [1])
    #expect(try pages("-o both.pdf", "both-before.pdf", "both-after.pdf") == [1, 1])
    let piped = try Command.shell(
      "multigrad render neuron.mg --stage steps -f pdf -o -", in: folder)
    let isSame = try piped.output == folder.data("a/b.pdf")
    #expect(piped.code == 0 && isSame)
  }

  @Test func aLongWayBackHasManySteps() throws {
    let folder = try folder()
    let chain = "x = 1.0; y = x" + String(repeating: ".tanh()", count: 130)
    let result = try Command.multigrad(
      "render", "-e", chain, "--stage", "steps", "-o", "s/", "-q", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(folder.files.count { $0.hasPrefix("s/expression-step-") } == 130)
    let tooLong = "x = 1.0; y = x" + String(repeating: ".tanh()", count: 1001)
    let refused = try Command.multigrad("render", "-e", tooLong, "--stage", "steps", in: folder)
    #expect(refused.code == 64)
    #expect(refused.errors.contains("1001 steps, and 1000 pictures are the most"))
  }

  @Test func aMovingPictureIsOneFile() throws {
    let folder = try folder()
    let result = try Command.multigrad(
      "render", "neuron.mg", "--animate", "-o", "moving.svg", in: folder)
    #expect(result.errors == "moving.svg\n")
    let text = String(decoding: try folder.data("moving.svg"), as: UTF8.self)
    #expect(text.contains("@keyframes"))
    let usual = try Command.multigrad("render", "neuron.mg", "--animate", in: folder)
    #expect(usual.errors == "output/neuron.svg\n")
    #expect(try folder.data("output/neuron.svg") == folder.data("moving.svg"))
    let piped = try Command.multigrad(
      "render", "neuron.mg", "--animate", "-o", "-", in: folder)
    #expect(piped.output == (try folder.data("moving.svg")))
  }

  @Test func aGIFAlwaysMoves() throws {
    let folder = try folder()
    for words in ["-f gif", "-o output/neuron.gif", "-f gif --animate", "-f gif -o output/"] {
      let result = try Command.shell("multigrad render neuron.mg \(words)", in: folder)
      #expect(result.code == 0)
      #expect(result.errors == "output/neuron.gif\n", "\(words)")
    }
    let file = try folder.data("output/neuron.gif")
    let piped = try Command.multigrad("render", "neuron.mg", "-f", "gif", "-o", "-", in: folder)
    let isSame = piped.output == file
    #expect(isSame)
    // The size stands behind the signature, the lower byte first.
    func width(_ file: Data) -> Int { Int(file[6]) | Int(file[7]) << 8 }
    let twice = try Command.multigrad(
      "render", "neuron.mg", "-o", "twice.gif", "--scale", "2", "--shrink", "-q", in: folder)
    #expect(twice.code == 0)
    #expect(abs(width(try folder.data("twice.gif")) - 2 * width(file)) <= 1)
  }

  @Test func aPartOfTheGraph() throws {
    let folder = try folder()
    func names(_ words: String) throws -> [String] {
      let result = try Command.shell(
        "multigrad render \(words) neuron.mg --stage after -f text -o -", in: folder)
      #expect(result.code == 0, "\(result.errors)")
      return result.text.split(separator: "\n").dropFirst(2).map { line in
        String(line.split(separator: " ")[1])
      }
    }
    #expect(try names("--focus n --radius 0") == ["n", "+4", "+1"])
    #expect(try names("--path x1 o") == ["x1", "×", "n", "o", "+1", "+1"])
    #expect(try names("--ancestors n").count == 6)
    #expect(try names("--ancestors n --ghosts").count == 6)
    #expect(try names("--constants inline --sums merged").count == 6)
  }

  @Test func numbersHaveFromOneDigitToSeventeen() throws {
    let folder = try folder()
    for (digits, text) in [("1", "0.1"), ("17", "0.12345678901234568")] {
      let result = try Command.multigrad(
        "render", "-e", "x = 0.12345678901234568", "--precision", digits, "--stage", "after",
        "-f", "text", "-o", "-", in: folder)
      #expect(result.code == 0 && result.text.contains("data \(text) "), "\(result.text)")
    }
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let folder = try folder()
    let chain = "x = 1.0; y = x" + String(repeating: ".tanh()", count: 5000)
    let result = try Command.multigrad(
      "render", "-e", chain, "--stage", "after", "-o", "y.svg", in: folder)
    #expect(
      result.errors == """
        149 of 5,001 values are drawn as 149 cards, 4,852 are left out. --collapse none draws them all.
        y.svg

        """)
    #expect(try structure(folder, "y.svg").groups("node").count == 150)
    let focus = try Command.multigrad(
      "render", "neuron.mg", "--focus", "x1", "--radius", "0", "--stage", "after", "-o", "f.svg",
      in: folder)
    #expect(
      focus.errors == "1 of 6 values are drawn as 1 card, 5 are left out.\nf.svg\n")
  }

  @Test func aNameThatIsNotThereIs65() throws {
    let folder = try folder()
    for words in [["--focus", "z"], ["--path", "x1", "z"], ["--ancestors", "z"]] {
      let line = (["multigrad", "render", "neuron.mg"] + words).joined(separator: " ")
      let result = try Command.shell(line, in: folder)
      #expect(result.code == 65)
      #expect(result.errors.contains("called 'z'; there are x1, w1, b, n, o."))
      #expect(folder.files == ["neuron.mg"])
    }
    let apart = try Command.multigrad(
      "render", "neuron.mg", "--path", "x1", "w1", in: folder)
    #expect(apart.code == 65)
    #expect(apart.errors.contains("no data flows from 'x1' to 'w1'"))
  }

  @Test func textIsATwinOfThePicture() throws {
    let folder = try folder()
    let result = try Command.multigrad("render", "neuron.mg", "-f", "text", in: folder)
    #expect(result.errors == "output/neuron-before.txt\noutput/neuron-after.txt\n")
    let text = String(decoding: try folder.data("output/neuron-after.txt"), as: UTF8.self)
    #expect(text.contains("Output o = 0.4621, computed as tanh(n)."))
    #expect(text.contains("\nn0  x1 leaf  data 2       grad -2.359\n"))
    let byExtension = try Command.multigrad(
      "render", "neuron.mg", "--stage", "after", "-o", "n.txt", in: folder)
    #expect(byExtension.errors == "n.txt\n")
    #expect(try folder.data("n.txt") == folder.data("output/neuron-after.txt"))
  }

  @Test func linksAndLegendAndTheme() throws {
    let folder = try folder()
    let result = try Command.multigrad(
      "render", "neuron.mg", "--link", "guide.html#{name}", "--legend", "--theme", "auto",
      "--edges",
      "local", "--labels", "math", "--stage", "after", "-o", "-", in: folder)
    let picture = try #require(SVGStructure(result.output))
    #expect(
      picture.all("a").map { $0.attributes["href"] }.prefix(2) == [
        "guide.html#x1", "guide.html#w1",
      ])
    #expect(picture.texts.contains("x₁"))
    #expect(picture.texts.contains("> 0"))
    #expect(picture.all("style").first?.text.contains("prefers-color-scheme: dark") == true)
    #expect(picture.all("text").count { $0.classes.contains("label") } == 5)
  }

  @Test func depthOfANetwork() throws {
    let folder = try folder()
    func cards(_ words: String) throws -> Int {
      let result = try Command.shell(
        "multigrad mlp 3,4,4,1 \(words) --stage after -o m.svg -q", in: folder)
      #expect(result.code == 0)
      return try structure(folder, "m.svg").groups("node").count
    }
    // Three inputs, three layers, the loss; then neurons; then all.
    #expect(try cards("--depth 1") == 7)
    #expect(try cards("--depth 2") == 13)
    // 45 leaves, 32 products, 32 sums, 9 tanh, and the loss of two.
    #expect(try cards("--rows 0..0 --collapse none") == 120)
    #expect(try cards("--focus 'layer 2' --depth 1 --radius 0") == 3)
  }

  /// One file, exactly as it was named, or beside what else there is.
  @Test func aPairIsOneFile() throws {
    let folder = try TemporaryFolder()
    for (words, files) in [
      ("neuron --stage pair -o a/b.svg", ["a/b.svg"]),
      ("neuron --stage pair -o a/", ["a/neuron-pair.svg"]),
      ("neuron --stage pair", ["output/neuron-pair.svg"]),
      ("mlp 3,2,1 --style network --stage pair -o c.png", ["c.png"]),
      ("neuron --stage steps --sheet -o d.svg", ["d.svg"]),
      ("neuron --stage steps --sheet -o a/", ["a/neuron-steps.svg"]),
    ] {
      let result = try Command.shell("multigrad \(words)", in: folder)
      #expect(result.code == 0, "\(words): \(result.errors)")
      #expect(result.errors == files.map { $0 + "\n" }.joined())
    }
    let text = try Command.shell("multigrad neuron --stage pair -f text -o -", in: folder).text
    #expect(text.contains("before backward") && text.contains("after backward"))
    let refused = try Command.shell("multigrad neuron --stage pair -f json", in: folder)
    #expect(refused.code == 64)
  }
}
