import Foundation
import Graphviz
import Rendering
import TestSupport
import Testing

@testable import Documentation

/// The committed gallery is what the code draws today.
@Suite struct GalleryTests {
  static let gallery = Page.repository.appendingPathComponent("output")

  /// The gallery's pages.
  private static let index = try! ["README.md", "teaching.md"].map {
    try String(contentsOf: gallery.appendingPathComponent($0), encoding: .utf8)
  }.joined(separator: "\n")

  /// The commands of the pages.
  private static let commands = index.split(separator: "\n").map(String.init)
    .filter { $0.hasPrefix("multigrad ") }

  /// The version of Graphviz that the committed pictures were drawn with.
  private static let recordedVersion = index.split(separator: "Graphviz ").dropFirst().first?
    .prefix { $0.isNumber || $0 == "." }.split(separator: ".").joined(separator: ".")

  @Test(arguments: commands) func pictureIsCurrent(_ command: String) throws {
    let folder = try TemporaryFolder()
    let output = folder.url.appendingPathComponent("output")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
    for name in try FileManager.default.contentsOfDirectory(atPath: GalleryTests.gallery.path)
    where name.hasSuffix(".mg") || name.hasSuffix(".json") {
      try FileManager.default.copyItem(
        at: GalleryTests.gallery.appendingPathComponent(name),
        to: output.appendingPathComponent(name))
    }
    let result = try Command.shell(command, in: folder)
    #expect(result.code == 0)
    let paths = result.errors.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("output/") }
    #expect(!paths.isEmpty)
    for path in paths {
      let committed = try Data(
        contentsOf: Page.repository.appendingPathComponent(path))
      // The committed one says beside what it was drawn from.
      let picture = StampedFile(
        Array(committed), fileExtension: String(path.split(separator: ".").last ?? ""))
      #expect(picture.stamp != nil, "\(path) is not drawn by multigrad docs")
      compare(try folder.data(path), with: Data(picture.content), path)
    }
  }

  private func compare(_ drawn: Data, with committed: Data, _ path: String) {
    if path.hasSuffix(".png") {
      #expect(PNGHeader(drawn) == PNGHeader(committed), "\(path)")
      #expect(SourceMark(in: Array(drawn)) == SourceMark(in: Array(committed)), "\(path)")
      #expect(SourceMark(in: Array(drawn)) != nil)
    } else if path.hasSuffix(".gif") {
      // The size is behind the signature.
      #expect(drawn.prefix(10) == committed.prefix(10), "\(path)")
      #expect(SourceMark(in: Array(drawn)) == SourceMark(in: Array(committed)), "\(path)")
      #expect(SourceMark(in: Array(drawn)) != nil)
    } else if path.hasSuffix(".dot")
      || Installation.inspect().version == GalleryTests.recordedVersion
    {
      // Not `drawn == committed` in the expectation, which would look for the difference for hours.
      let isCurrent = drawn == committed
      #expect(isCurrent, "\(path) is out of date; run make gallery")
    } else {
      // Other versions of Graphviz draw other curves; boxes and texts stay.
      let hasSameTexts = SVGStructure(drawn)?.texts == SVGStructure(committed)?.texts
      let hasSameBoxes = SVGStructure(drawn)?.boxes == SVGStructure(committed)?.boxes
      #expect(hasSameTexts && hasSameBoxes, "\(path) is out of date; run make gallery")
    }
  }

  /// Every text of a picture has nine pixels or more where a page shows it.
  ///
  /// That is 830 pixels wide, or half of it in a table of two columns. A caption calls what has not a detail
  /// view.
  @Test(arguments: [
    "README.md", "docs/pictures.md", "docs/networks.md", "output/README.md", "output/teaching.md",
  ])
  func everyTextCanBeRead(_ page: String) throws {
    let url = Page.repository.appendingPathComponent(page)
    let text = try String(contentsOf: url, encoding: .utf8)
    var count = 0
    for line in text.split(separator: "\n") {
      for image in line.matches(of: /!\[([^\]]*)\]\(([^)]+\.svg)\)/)
      where !image.1.hasPrefix("Detail view") {
        let file = try Data(
          contentsOf: url.deletingLastPathComponent().appendingPathComponent(String(image.2)))
        let svg = try #require(SVGStructure(file))
        let root = try #require(svg.all("svg").first)
        let width = try #require(root.number("width"))
        let box = try #require(root.attributes["viewBox"]).split(separator: " ")
        let shown = min(width, line.hasPrefix("|") ? 415 : 830)
        let scale = try shown / #require(Double(box[2]))
        let base = try #require(svg.all("g").lazy.compactMap { $0.number("font-size") }.first)
        let smallest = svg.all("text").map { $0.number("font-size") ?? base }.min() ?? base
        #expect(smallest * scale >= 9, "\(image.2): \(smallest * scale)")
        count += 1
      }
    }
    #expect(count >= 2)
  }

  /// Every picture in the folder is made by a command of the pages, and every one is shown or linked.
  @Test func thePagesAreComplete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: GalleryTests.gallery.path)
    #expect(GalleryTests.commands.count >= 6)
    #expect(GalleryTests.recordedVersion?.isEmpty == false)
    for name in names where !name.hasSuffix(".md") {
      let stem = name.prefix { $0 != "." }
        .replacing(/-before|-after|-step-\d+|-loss$/, with: "")
      #expect(GalleryTests.index.contains(stem), "\(name)")
    }
  }
}
