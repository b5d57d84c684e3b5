import Foundation
import TestSupport
import Testing

/// The pages of the documentation, followed as a reader follows them: in an empty folder, from the first line to
/// the last, with no file but those that the page gives.
@Suite struct PageTests {
  static let catalogue = "Sources/MultiGrad/MultiGrad.docc"

  /// All pages that have lines for the shell, but for those of the gallery, which `GalleryTests` runs.
  static let pages: [String] = {
    let files = FileManager.default
    func names(in folder: String) -> [String] {
      let path = Page.repository.appendingPathComponent(folder).path
      return ((try? files.contentsOfDirectory(atPath: path)) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    }
    return ["README.md"] + names(in: "docs") + names(in: catalogue)
  }()

  @Test(arguments: pages) func everyLineRuns(_ name: String) throws {
    let folder = try TemporaryFolder()
    let page = try Page(name)
    var written: [String: String] = [:]
    for line in try page.follow(in: folder) {
      #expect(
        line.result.code == line.expected,
        "\(name):\(line.line): \(line.words)\n\(line.result.text)\n\(line.result.errors)")
      if let printed = line.printed {
        #expect(line.result.text == printed, "\(name):\(line.line): \(line.words)")
      }
      // No line of a page replaces what another one drew, but where a document is drawn again.
      if line.words.hasPrefix("multigrad docs") { continue }
      for path in line.result.errors.split(separator: "\n").map(String.init)
      where folder.files.contains(path) {
        let content = try folder.data(path).base64EncodedString()
        #expect(
          written.updateValue(content, forKey: path).map { $0 == content } ?? true,
          "\(name):\(line.line): \(line.words) draws \(path) anew")
      }
    }
  }

  /// `ProgramsPageTests` runs those of the page on programs one by one.
  @Test(arguments: pages.filter { $0 != "docs/programs.md" })
  func everyProgramIsAFileThatALineReads(_ name: String) throws {
    let page = try Page(name)
    let lines = page.blocks.filter { $0.language == "sh" }.map(\.text).joined()
    for block in page.blocks where block.language == "python" {
      let file = try #require(block.file, "\(name):\(block.line) has a program without a file")
      #expect(lines.contains(file), "\(name):\(block.line): \(file) is not used")
    }
  }

  @Test func thePagesHaveLinesAtAll() throws {
    let folder = try TemporaryFolder()
    #expect(try Page("README.md").follow(in: folder).count > 3)
    #expect(folder.files.contains("output/neuron-after.svg"))
  }
}
