import Testing
import Text

@testable import Documentation
@testable import Rendering

/// What is written into files of pictures, and read from them again.
@Suite struct StampTests {
  private static let stamp = PictureStamp(
    version: "1.0 --> <b>&", document: "../a b.md", program: Fingerprint(of: "a"),
    options: Fingerprint(of: "b"),
    inputs: ["ä b.mg": Fingerprint(of: "c")], files: ["x-before.svg", "x😀.svg"], suffix: "before",
    description: "∂L/∂x -- \"1\" \\ end-->", numbers: ["o.data": "-1.5"],
    content: Fingerprint(of: "d"))

  @Test func aStampComesBack() {
    #expect(PictureStamp(parsing: StampTests.stamp.text) == StampTests.stamp)
    var other = StampTests.stamp
    other.suffix = nil
    #expect(PictureStamp(parsing: other.text) == other)
    #expect(PictureStamp(parsing: "{}") == nil && PictureStamp(parsing: "") == nil)
  }

  @Test func itsTextEndsNothing() {
    let text = StampTests.stamp.text
    #expect(text.allSatisfy { $0.isASCII && !$0.isNewline })
    #expect(!text.contains("--") && !text.contains("<") && !text.contains("&"))
  }

  private static let files: [(String, [UInt8])] = [
    ("svg", Array("<svg><text>a</text></svg>\n".utf8)),
    ("pdf", Array("%PDF-1.5\ntrailer\nstartxref\n12\n%%EOF\n".utf8)),
    ("dot", Array("digraph {}\n".utf8)),
    // One pixel of two colours, behind a comment that is not ours.
    (
      "gif",
      Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x21, 0xFE, 1, 0x41, 0] + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    ),
    (
      "png",
      {
        var file = PNGChunk.signature
        for chunk in [PNGChunk("IHDR", [1]), PNGChunk("IDAT", [2]), PNGChunk("IEND")] {
          chunk.write(to: &file)
        }
        return file
      }()
    ),
  ]

  @Test(arguments: files) func aStampedFileIsTakenApart(_ type: String, _ content: [UInt8]) {
    #expect(StampedFile.canStamp(type))
    let stamp = StampTests.stamp.text
    let file = StampedFile(content: content, stamp: stamp).file(fileExtension: type)
    #expect(file != content)
    let parts = StampedFile(file, fileExtension: type)
    #expect(parts.content == content && parts.stamp == stamp)
    #expect(StampedFile(content, fileExtension: type).stamp == nil)
    #expect(StampedFile(content, fileExtension: type).content == content)
    #expect(StampedFile(parts.content, fileExtension: type).stamp == nil)
  }

  @Test func filesThatAreNoneAreTakenAsTheyAre() {
    for type in ["svg", "png", "pdf", "gif", "dot", "json"] {
      for bytes: [UInt8] in [[], [0], Array("<metadata class=\"multigrad\">".utf8)] {
        #expect(StampedFile(bytes, fileExtension: type).content == bytes)
      }
    }
  }
}

/// Which differences between two pictures count.
@Suite struct LikenessTests {
  private func areAlike(_ a: String, _ b: String) -> Bool {
    PictureLikeness.areAlike(Array(a.utf8), Array(b.utf8), fileExtension: "svg")
  }

  private static let picture = """
    <svg width="10" viewBox="0 0 10 5"><desc>d</desc><rect x="1" y="2" width="3" height="4" \
    fill="#fff"/><g class="edge x"><path class='edge' d="M1,2" stroke="#000"/>\
    <polygon points="1,2"/><text x="1" y="2">o = 1</text></g></svg>
    """

  @Test(arguments: [
    ("M1,2", "M3,4"), ("points=\"1,2\"", "points=\"5,6\""), ("text x=\"1\"", "text x=\"9\""),
    ("width=\"10\"", "width=\"11\""), ("0 0 10 5", "0 0 11 5"), ("rect x=\"1\"", "rect x=\"1.1\""),
    ("height=\"4\"", "height=\"3.9\""),
  ])
  func whatAnotherGraphvizChanges(_ old: String, _ new: String) {
    let other = LikenessTests.picture.replacing(old, with: new)
    #expect(other != LikenessTests.picture)
    #expect(areAlike(LikenessTests.picture, other))
  }

  @Test(arguments: [
    ("rect x=\"1\"", "rect x=\"1.11\""), ("height=\"4\"", "height=\"3.89\""), ("#fff", "#ffe"),
    ("#000", "#001"), ("o = 1", "o = 2"), ("<desc>d", "<desc>e"), ("class='edge'", "class='e'"),
    ("<polygon points=\"1,2\"/>", ""), ("rect x=\"1\"", "rect x=\"NaN\""), ("</svg>", ""),
  ])
  func whatSomebodyChanged(_ old: String, _ new: String) {
    let other = LikenessTests.picture.replacing(old, with: new)
    #expect(other != LikenessTests.picture)
    #expect(!areAlike(LikenessTests.picture, other))
  }

  /// A plot has no arrows that another Graphviz would draw elsewhere.
  @Test func aCurveIsComparedAsItIs() {
    let plot = "<svg><g class=\"series\"><path d=\"M1,2\"/></g></svg>"
    #expect(areAlike(plot, plot) && !areAlike(plot, plot.replacing("M1", with: "M2")))
  }
}
