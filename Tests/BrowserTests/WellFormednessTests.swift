import Foundation
import TestSupport
import Testing

/// The committed pictures are what other programs can read.
@Suite struct WellFormednessTests {
  @Test(
    .enabled(
      if: Command.path(of: "xmllint") != nil || Environment.isCI,
      "xmllint is not installed; make test does so with apt-get"),
    arguments: Gallery.pictures)
  func xmllintReads(_ picture: URL) throws {
    let folder = try TemporaryFolder()
    let result = try #require(
      try Command.tool("xmllint", ["--noout", picture.path], in: folder),
      "xmllint is not installed")
    #expect(result.code == 0)
    #expect(result.errors == "")
  }

  @Test(arguments: Gallery.pictures)
  func idsAreUnique(_ picture: URL) throws {
    let elements = try #require(SVGStructure(try Data(contentsOf: picture))).elements
    let ids = elements.compactMap { $0.attributes["id"] }
    let repeated = Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys
    #expect(repeated.isEmpty)
  }
}
