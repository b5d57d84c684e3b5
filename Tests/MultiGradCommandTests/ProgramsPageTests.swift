import Foundation
import TestSupport
import Testing

/// The page on programs, which people copy from.
@Suite struct ProgramsPageTests {
  private static let name = "docs/programs.md"

  /// The Python blocks of the page, each with the text block behind it that says what it prints.
  private static func blocks() throws -> [(program: String, printed: String?)] {
    var blocks: [(program: String, printed: String?)] = []
    for block in try Page(name).blocks {
      if block.language == "python" { blocks.append((block.text, nil)) }
      if block.language == "text" { blocks[blocks.count - 1].printed = block.text }
    }
    return blocks
  }

  @Test func everyProgramRunsAndPrintsWhatThePageSays() throws {
    let blocks = try ProgramsPageTests.blocks()
    #expect(blocks.count >= 3)
    #expect(blocks.contains { $0.printed != nil })
    for block in blocks {
      let folder = try TemporaryFolder()
      try folder.write("p.py", block.program)
      let result = try Command.multigrad("render", "p.py", "-f", "text", in: folder)
      #expect(result.code == 0, "\(block.program)\n\(result.errors)")
      if let printed = block.printed { #expect(result.text == printed) }
    }
  }

  /// Every function of the page is one, by its name.
  @Test func theListedFunctionsAreKnown() throws {
    let page = try String(
      contentsOf: Page.repository.appendingPathComponent(ProgramsPageTests.name), encoding: .utf8)
    let folder = try TemporaryFolder()
    for list in ["Functions of Values and numbers", "Functions of lists"] {
      let start = try #require(page.range(of: "**\(list)**: `"))
      let names = page[start.upperBound...].prefix { $0 != "`" }.split(
        whereSeparator: \.isWhitespace)
      #expect(names.count > 10)
      for name in names {
        let result = try Command.multigrad(
          "render", "-e", "f = \(name); x = Value(2.0); y = x * x", "-f", "text", "-q", in: folder)
        #expect(result.code == 0, "\(name)")
      }
    }
  }

  @Test func errorsOfTheLanguageNameThePage() throws {
    let folder = try TemporaryFolder()
    let refused = try Command.multigrad(
      "render", "-e", "import torch\nx = Value(1.0)\ny = torch.tensor(x)", in: folder)
    #expect(refused.code == 65)
    #expect(refused.errors.hasSuffix("\nWhat runs, and what to write instead: docs/programs.md\n"))
    let other = try Command.multigrad("render", "-e", "x = Value(1.0); y = 1 / 0", in: folder)
    #expect(!other.errors.contains("programs.md"))
  }
}
