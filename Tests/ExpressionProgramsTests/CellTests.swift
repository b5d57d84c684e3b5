import Autograd
import Foundation
import Testing

@testable import ExpressionPrograms

/// Notebooks: what a cell depends on, what is left out, and what is reported of the whole.
@Suite struct CellTests {
  /// A notebook of code cells; of those that begin with "md:", the rest is Markdown.
  static func notebook(_ cells: [String], format: Int = 4) throws -> Notebook {
    let cells = cells.map { text -> [String: Any] in
      if text.hasPrefix("md:") {
        return ["cell_type": "markdown", "source": String(text.dropFirst(3))]
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0 + "\n" }
      return ["cell_type": "code", format == 3 ? "input" : "source": lines]
    }
    let document: [String: Any] =
      format == 3
      ? ["nbformat": 3, "worksheets": [["cells": cells]]] : ["nbformat": 4, "cells": cells]
    let bytes = Array(try JSONSerialization.data(withJSONObject: document))
    return try Notebook(parsing: bytes, name: "nb.ipynb")
  }

  private func run(_ cells: [String], cell: Int) throws -> LanguageRun {
    try LanguageRun(CellTests.notebook(cells).program(cell: cell).program)
  }

  /// The root of a cell, and the data of all leaves that ran.
  @Test(
    arguments: [
      // What a cell reads, an earlier one binds.
      (["x = Value(2.0)", "y = x * 3"], 2, "y", 6.0, [2.0]),
      // Of two that bind a name, the later counts, and the earlier does not run.
      (["x = Value(2.0)", "x = Value(5.0)", "y = x * 3"], 3, "y", 15, [5]),
      // A cell that is not needed does not run.
      (["x = Value(2.0)", "z = Value(9.0)", "y = x * 3"], 3, "y", 6, [2]),
      // What a cell binds before it reads it, it does not need.
      (["x = Value(2.0)", "x = Value(4.0)\ny = x * 3"], 2, "y", 12, [4]),
      // Through a third.
      (["x = Value(2.0)", "def f(t): return t * x", "y = f(Value(3.0))"], 3, "y", 6, [2, 3]),
      // A cell that changes what a name stands for is needed too.
      (["x = Value(2.0)", "x.data = 7.0", "y = x * 3"], 3, "y", 21, [7]),
      (["xs = [Value(2.0)]", "xs.append(Value(5.0))", "y = sum(xs)"], 3, "y", 7, [2, 5]),
      (["d = {}", "d['a'] = Value(2.0)", "y = d['a'] * 2"], 3, "y", 4, [2]),
      (["x = Value(2.0)", "x.data += 1.0", "x = Value(1.0)", "y = x * 3"], 4, "y", 3, [1]),
      // One that only prints it is not.
      (["x = Value(2.0)", "q = Value(8.0)\nprint(x)", "y = x * 3"], 3, "y", 6, [2]),
      // In a cell alone, its own statements choose the root.
      (["x = Value(2.0)\nz = x * 5\nz.backward()", "y = x * 3"], 2, "y", 6, [2]),
      (["x = Value(2.0)", "y = x * 3\ny", "z = y + 1"], 2, "y", 6, [2]),
      // Markdown does not count.
      (["md:# One", "x = Value(2.0)", "md:two", "y = x * 3"], 2, "y", 6, [2]),
      // One that makes leaves alone draws the last.
      (["a = Value(2.0)", "b = Value(3.0)\nc = Value(4.0)"], 2, "c", 4, [3, 4]),
      // A loop over what an earlier cell made.
      (
        ["ws = [Value(1.0), Value(2.0)]", "for w in ws: w.data *= 10", "y = sum(ws)"], 3, "y", 30,
        [10, 20]
      ),
    ] as [([String], Int, String, Double, [Double])])
  func whatACellDependsOn(
    _ cells: [String], _ number: Int, _ label: String, _ data: Double, _ leaves: [Double]
  ) throws {
    let run = try run(cells, cell: number)
    #expect(run.root.label == label)
    #expect(run.root.data == data)
    #expect(run.entries.filter { $0.operation == .leaf }.map(\.data) == leaves)
    #expect(run.root.gradient == 1)
  }

  /// `random` is a name: a cell that draws numbers depends on those that drew before it.
  @Test func randomIsAName() throws {
    let cells = [
      "import random\nrandom.seed(5)", "a = random.random()", "b = Value(random.random())",
      "c = b * 2",
    ]
    // CPython: random.seed(5), then the second number.
    #expect(try run(cells, cell: 3).root.data == 0.7417869892607294)
    #expect(try run(cells, cell: 4).root.data == 2 * 0.7417869892607294)
    let network = ["random.seed(5)", "n = Neuron(1)", "m = Neuron(1)\ny = m([1.0])"]
    let drawn = try run(network, cell: 3).entries.filter { $0.operation == .leaf }.map(\.data)
    #expect(drawn.count == 4)
    #expect(drawn[0] == 2 * 0.6229016948897019 - 1)
  }

  /// A pass in an earlier cell is not the cell's own, but what it leaves is there.
  @Test func onlyTheCellIsJudged() throws {
    let cells = ["x = Value(2.0)", "y = x * 3\ny.backward()", "z = y * y"]
    #expect(try run(cells, cell: 2).result.hasOwnGradients)
    let last = try run(cells, cell: 3)
    #expect(last.root.label == "z")
    #expect(last.root.gradient == 1)
    #expect(last.result.nodeCount == 1)
    #expect(try run(["x = Value(2.0)\ny = x * 3", "y.backward()"], cell: 2).result.nodeCount == 0)
  }

  /// A cell that cannot run is skipped where no name of it is needed, and else named.
  @Test func faultyCells() throws {
    let notebook = try CellTests.notebook([
      "x = Value(2.0)", "import torch\nt = torch.tensor(1.0)", "class Own:\n    pass\nOwn()",
      "y = x * 3", "z = y * t", "w = q + 1",
    ])
    let (program, skipped) = try notebook.program(cell: 4)
    #expect(skipped == [2, 3])
    #expect(try LanguageRun(program).root.data == 6)
    let needed = #expect(throws: ProgramError.self) { try notebook.program(cell: 5) }
    #expect(needed?.neededBy == .init(cell: 5, name: "t"))
    #expect(needed?.first.location?.cell == 2)
    #expect(needed?.first.location?.line == 2)
    let own = #expect(throws: ProgramError.self) { try notebook.program(cell: 6) }
    #expect(own?.first.location?.cell == 6)
    #expect(own?.neededBy == nil)
  }

  @Test func theListing() throws {
    let notebook = try CellTests.notebook([
      "md:text", "import math", "\n\nx = Value(2.0)\ny = x * 3", "print(1)", "", "z = y + x",
      "t = np.array([1])", "k = t + 1", "q = 1 / 0", "f = lambda n: n",
    ])
    let lines = notebook.listing(limits: ProgramLimits(1000))
    let words = lines.map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(words.map { String($0[0]) } == ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    let ends = ["makes no Value", "draws 3 values", "makes no Value", "makes no Value"]
    for (line, end) in zip(lines, ends) { #expect(line.hasSuffix(end), "\(line)") }
    #expect(lines[1].contains("x = Value(2.0)"))
    #expect(lines[3].contains("–"))
    #expect(lines[4].hasSuffix("draws 1 value"))
    #expect(lines[5].contains("cannot be drawn: ") && !lines[5].contains("cell 6"))
    #expect(lines[6].contains("cannot be drawn: cell 6: "))
    #expect(lines[7].contains("cannot be drawn: "))
    #expect(lines[8].hasSuffix("makes no Value"))
  }

  @Test func theWholeNotebook() throws {
    let notebook = try CellTests.notebook(["x = Value(2.0)", "md:text", "y = x * 3", "z = y + x"])
    let run = try LanguageRun(notebook.program())
    #expect(run.root.label == "z")
    #expect(run.root.data == 8)
    #expect(run.tape.count == 4)
    let broken = try CellTests.notebook(["x = Value(2.0)", "y = x.foo()", "z = (", "w = x * 3"])
    let error = #expect(throws: ProgramError.self) { try broken.program() }
    #expect(error?.first.location?.cell == 3)
    let told = error.map { broken.error(of: $0, limits: ProgramLimits(1000)) }
    #expect(told?.drawableCells == [1, 4])
  }

  /// Shorthand is judged over the cells that run.
  @Test func shorthand() throws {
    let cells = ["a = 3.0", "v = Value(1.0)", "y = a * 2"]
    let alone = try run(cells, cell: 3)
    #expect(alone.entries.map(\.operationName) == ["leaf", "constant", "*"])
    let mixed = try run(cells + ["z = v * a\nprint(a, z)"], cell: 4)
    #expect(mixed.entries.map(\.label) == ["v", nil, "z"])
    #expect(mixed.printed == "3.0 Value(data=3.0)\n")
    let plain = try run(["a = 3.0", "v = Value(1.0)", "y = a * v"], cell: 3)
    #expect(plain.entries.map(\.operationName) == ["leaf", "constant", "*"])
    #expect(plain.entries.map(\.label) == ["v", nil, "y"])
  }

  @Test func format3() throws {
    let notebook = try CellTests.notebook(["x = Value(2.0)", "md:t", "y = x * 3"], format: 3)
    #expect(notebook.cellCount == 2)
    #expect(try LanguageRun(notebook.program(cell: 2).program).root.data == 6)
  }

  @Test(arguments: [0, 3, -1, Int.max]) func thereIsNoSuchCell(_ number: Int) throws {
    let notebook = try CellTests.notebook(["x = Value(2.0)", "y = x * 3"])
    let error = #expect(throws: ProgramError.self) { try notebook.program(cell: number) }
    #expect(error?.first.kind == .noSuchCell(number, count: 2))
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "null", #"{"cells": 5}"#, #"{"worksheets": []}"#, #"{"cells": [}"#,
  ])
  func whatIsNoNotebook(_ text: String) {
    let error = #expect(throws: ProgramError.self) {
      try Notebook(parsing: Array(text.utf8), name: "nb.ipynb")
    }
    guard case .malformedNotebook? = error?.first.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Odd documents: cells without a type or a source, and sources that are one text.
  @Test func oddCells() throws {
    let text = """
      {"cells": [{"cell_type": "code"}, {"source": "x"}, 5,
        {"cell_type": "code", "source": "x = Value(2.0)\\ny = x * 3"},
        {"cell_type": "raw", "source": "nonsense ("}]}
      """
    let notebook = try Notebook(parsing: Array(text.utf8), name: "nb.ipynb")
    #expect(notebook.cellCount == 2)
    #expect(try LanguageRun(notebook.program(cell: 2).program).root.data == 6)
    #expect(notebook.firstLine(ofCell: 1) == "")
  }
}
