import Foundation
import TestSupport
import Testing

@Suite struct FitCommandTests {
  private func run(_ words: String, in folder: TemporaryFolder) throws -> Command.Result {
    try Command.shell("multigrad neuron --stage after \(words)", in: folder)
  }

  @Test(arguments: [
    "--fit poster", "--fit readme --size 800x600", "--size 800", "--size 31x600",
    "--size 16385x600", "--size 800x600x2", "--size -1x5", "--font-size 3", "--font-size 145",
    "--font-size nan", "--font a,b", "--font ''", "--background '#12'", "--background reddish",
    "--background '#12345g'", "--fit readme -f json", "--fit readme -f text",
    "--font Arial -f text", "--background transparent --animate -f png",
    "--background transparent -f gif",
  ])
  func whatCannotBeIsRefused(_ words: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.shell("multigrad neuron \(words)", in: folder)
    #expect(result.code == 64, "\(words): \(result.errors)")
    #expect(folder.files.isEmpty)
  }

  @Test(arguments: [
    ("#f00", "#ff0000"), ("#A0b1C2", "#a0b1c2"), ("White", "#ffffff"), ("transparent", "none"),
  ])
  func backgroundsAreWhatIsAskedFor(_ word: String, _ fill: String) throws {
    let folder = try TemporaryFolder()
    #expect(try run("--background '\(word)' -o a.svg", in: folder).code == 0)
    let svg = try #require(SVGStructure(try folder.data("a.svg")))
    let ground = svg.all("rect").first { $0.classes.contains("background") }
    #expect(ground?.attributes["fill"] == fill)
  }

  @Test func saysWhatItChose() throws {
    let folder = try TemporaryFolder()
    let chosen = try run("--inputs 2 --fit column -o a.svg", in: folder)
    #expect(chosen.code == 0)
    #expect(chosen.errors.contains("So that text can be read, it is drawn with --direction TB"))
    let larger = try run("--inputs 5 --fit column -o a.svg", in: folder)
    #expect(
      larger.errors.contains(
        "So that text is as large as it can be, it is drawn with --sums merged"))
    // What was asked for stays, and then it may be too small.
    let small = try run(
      "--inputs 5 --fit column --direction LR --sums expanded --constants nodes -o b.svg",
      in: folder)
    #expect(small.code == 0)
    #expect(!small.errors.contains("So that"))
    #expect(small.errors.contains("Warning: In 415 pixels of width its text is "))
    #expect(small.errors.contains("--focus NAME"))
    // Nothing is said with -q, nor of what fits.
    #expect(try run("--inputs 5 --fit column -q -o c.svg", in: folder).errors == "")
    #expect(
      try run("--fit page --inputs 1 -o d.svg", in: folder).errors == "d.svg\n")
  }

  @Test func sizeIsExact() throws {
    let folder = try TemporaryFolder()
    for stage in ["after", "pair"] {
      _ = try Command.multigrad(
        "neuron", "--stage", stage, "--size", "640x333", "-o", "a.png", in: folder)
      let header = try #require(PNGHeader(try folder.data("a.png")))
      #expect(header.width == 640 && header.height == 333)
    }
    _ = try Command.multigrad("neuron", "--size", "320x200", "-o", "a.gif", in: folder)
    let gif = [UInt8](try folder.data("a.gif"))
    #expect(Int(gif[6]) + 256 * Int(gif[7]) == 320 && Int(gif[8]) + 256 * Int(gif[9]) == 200)
  }

  @Test func aComparisonFitsToo() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 2.0\ny = x * 3\nz = y.tanh()\n")
    try folder.write("b.mg", "x = 2.5\ny = x * 3\nz = y.tanh()\n")
    let result = try Command.multigrad(
      "diff", "a.mg", "b.mg", "--size", "500x400", "-o", "d.svg", in: folder)
    #expect(result.code == 1)
    let svg = try #require(SVGStructure(try folder.data("d.svg"))?.all("svg").first)
    #expect(svg.number("width") == 500 && svg.number("height") == 400)
  }
}
