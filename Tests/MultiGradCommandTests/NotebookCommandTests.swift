import Foundation
import TestSupport
import Testing

/// Notebooks on the command line: one cell, all of them, and the list of what they draw.
@Suite struct NotebookCommandTests {
  private func folder(_ cells: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let cells = cells.map { ["cell_type": "code", "source": [$0]] as [String: Any] }
    let data = try JSONSerialization.data(withJSONObject: ["nbformat": 4, "cells": cells])
    try folder.write("nb.ipynb", String(decoding: data, as: UTF8.self))
    return folder
  }

  private static let cells = [
    "x = Value(2.0)\nprint('one')", "import torch\nt = torch.ones(1)", "y = x * 3", "z = y * t",
    "print('five')",
  ]

  @Test func aCellIsDrawn() throws {
    let folder = try folder(NotebookCommandTests.cells)
    let result = try Command.shell("multigrad render nb.ipynb --cell 3", in: folder)
    #expect(result.code == 0)
    #expect(result.text == "one\n")
    #expect(result.errors.hasPrefix("skipped: cell 2 (it cannot be run)"))
    let paths = result.errors.split(separator: "\n").dropFirst()
    #expect(paths == ["output/nb-cell-3-before.svg", "output/nb-cell-3-after.svg"])
    let json = try Command.shell(
      "multigrad render nb.ipynb --cell 3 -f json --stage after -o -", in: folder)
    #expect(try RenderTests.node("y", in: json.output)["data"] as? Double == 6)
    #expect(json.errors.contains("one\n"))
  }

  @Test func aListNeedsANotebook() throws {
    let folder = try folder(NotebookCommandTests.cells)
    let result = try Command.shell("multigrad render --cells < nb.ipynb", in: folder)
    #expect(result.code == 64)
    #expect(result.errors.hasPrefix("Error: There is nothing to draw."))
  }

  @Test func errorsNameTheCell() throws {
    let folder = try folder(NotebookCommandTests.cells)
    let needed = try Command.shell("multigrad render nb.ipynb --cell 4", in: folder)
    #expect(needed.code == 65)
    #expect(needed.errors.hasPrefix("Error: nb.ipynb, cell 2:2:5: "), "\(needed.errors)")
    #expect(needed.errors.contains("cell 4 needs 't'"))
    let nothing = try Command.shell("multigrad render nb.ipynb --cell 5", in: folder)
    #expect(nothing.code == 65)
    #expect(nothing.errors.contains("makes no Value"), "\(nothing.errors)")
    let missing = try Command.shell("multigrad render nb.ipynb --cell 6", in: folder)
    #expect(missing.errors.contains("there is no code cell 6: the notebook has 5 code cells"))
  }

  /// Where the whole cannot run, the error lists the cells that can be drawn.
  @Test func theWholeListsWhatCanBeDrawn() throws {
    let folder = try folder(NotebookCommandTests.cells)
    let whole = try Command.shell("multigrad render nb.ipynb", in: folder)
    #expect(whole.code == 65)
    #expect(whole.errors.contains("nb.ipynb, cell 2:2:5: "), "\(whole.errors)")
    #expect(whole.errors.contains("\nnb.ipynb: these cells can be drawn alone: 1, 3\n"))
    let none = try self.folder(["import torch\nt = torch.ones(1)", "u = t"])
    let result = try Command.shell("multigrad render nb.ipynb", in: none)
    #expect(result.errors.contains("\nnb.ipynb: no cell can be drawn alone\n"), "\(result.errors)")
    // A fault that shows only when it runs.
    let running = try self.folder(["x = Value(2.0)", "y = [x][3]", "z = x * 2"])
    let late = try Command.shell("multigrad render nb.ipynb", in: running)
    #expect(late.code == 65)
    #expect(late.errors.contains("nb.ipynb, cell 2:1:5: "), "\(late.errors)")
    #expect(late.errors.hasSuffix("these cells can be drawn alone: 1, 3\n"))
  }

  @Test func theWholeIsOneProgram() throws {
    let folder = try folder(["x = Value(2.0)", "y = x * 3\nprint('two')", "z = y + x"])
    let result = try Command.shell("multigrad render nb.ipynb", in: folder)
    #expect(result.code == 0)
    #expect(result.text == "two\n")
    #expect(result.errors == "output/nb-before.svg\noutput/nb-after.svg\n")
    let checked = try Command.shell("multigrad check nb.ipynb --json", in: folder)
    let leaves = try CheckCommandTests.rows("leaves", checked.output)
    #expect(leaves.map { $0["analytic"] as? Double } == [4])
    let cell = try Command.shell("multigrad check nb.ipynb --cell 2 --json", in: folder)
    #expect(
      try CheckCommandTests.rows("leaves", cell.output).map { $0["analytic"] as? Double } == [3])
  }

  /// A line each on standard output: number, first line, what it draws or why not.
  @Test func cellsAreListed() throws {
    let folder = try folder(NotebookCommandTests.cells)
    let result = try Command.shell("multigrad render nb.ipynb --cells", in: folder)
    #expect(result.code == 0)
    #expect(result.errors == "")
    let lines = result.text.split(separator: "\n").map(String.init)
    try #require(lines.count == 5)
    let expected = [
      ("x = Value(2.0)", "draws 1 value"), ("import torch", "cannot be drawn: "),
      ("y = x * 3", "draws 2 values"), ("z = y * t", "cannot be drawn: cell 2: "),
      ("print('five')", "makes no Value"),
    ]
    for (index, (line, (first, end))) in zip(lines, expected).enumerated() {
      #expect(line.hasPrefix("\(index + 1)  \(first)"), "\(line)")
      #expect(line.contains(end), "\(line)")
    }
    let limited = try Command.shell("multigrad render nb.ipynb --cells --limit 1", in: folder)
    #expect(limited.text.contains("the program has run 1 statement"), "\(limited.text)")
  }

  /// From standard input, a document with cells is a notebook.
  @Test func standardInput() throws {
    let folder = try folder(["x = Value(2.0)", "y = x * 3"])
    let script = "multigrad render - --cell 2 -f json --stage after -o - < nb.ipynb"
    let result = try Command.shell(script, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try RenderTests.node("y", in: result.output)["grad"] as? Double == 1)
    let listed = try Command.shell("multigrad render - --cells < nb.ipynb", in: folder)
    #expect(listed.text.split(separator: "\n").count == 2)
  }

  /// First lines and faults of cells cannot control a terminal.
  @Test func cellsAreListedEscaped() throws {
    let folder = try folder(["x = '\u{1B}[31m\u{7}'", "y = \u{202E}$ + \u{9B}"])
    for words in ["--cells", "--cell 2", ""] {
      let result = try Command.shell("multigrad render nb.ipynb \(words)", in: folder)
      let text = result.text + result.errors
      #expect(!text.unicodeScalars.contains { [0x1B, 0x07, 0x202E, 0x9B].contains($0.value) })
      #expect(text.contains("\\u{"), "\(text)")
    }
  }
}
