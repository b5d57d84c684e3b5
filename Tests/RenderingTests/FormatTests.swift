import Diagrams
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct FormatTests {
  /// The rows of the table in docs/pictures.md are those of the list.
  @Test func thePageListsAllFormats() throws {
    let page = Page.repository.appendingPathComponent("docs/pictures.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let section = try #require(text.split(separator: "## Where it goes\n").last)
    let rows = section.split(separator: "\n").drop { !$0.hasPrefix("|") }
      .prefix { $0.hasPrefix("|") }.dropFirst(2)
    let listed = PictureFormat.all.map {
      "| `\($0.name)` | `.\($0.fileExtension)` | \($0.summary) |"
    }
    #expect(rows.map(String.init) == listed)
  }

  @Test func namesAndExtensionsAreUnique() {
    let formats = PictureFormat.all
    #expect(Set(formats.map(\.name)).count == formats.count)
    #expect(Set(formats.map(\.fileExtension)).count == formats.count)
    // What moves is named in the command's help.
    #expect(formats.filter { $0.animation != nil } == [.svg, .png, .gif])
  }

  /// A stage is made when its file is, and not kept: a thousand steps would be too much at once.
  @Test func stagesMayBeLazy() throws {
    let diagrams = SVGTests.diagrams()
    var made: [Int] = []
    let picture = Picture(
      of: diagrams.indices.lazy.map { index in
        made.append(index)
        return diagrams[index]
      })
    let texts = picture.text()
    #expect(made == [0, 1])
    #expect(try picture.svg() == Picture(of: diagrams).svg())
    #expect(made == [0, 1, 0, 1])
    #expect(texts == Picture(of: diagrams).text())
  }
}
