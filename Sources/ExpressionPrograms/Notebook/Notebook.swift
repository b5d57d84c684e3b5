internal import JSON
internal import Text

/// A Jupyter notebook: its code cells, one program or each alone.
public struct Notebook: Sendable {
  /// The name of the file, for errors.
  public var name: String { source.name }
  /// The number of code cells.
  public var cellCount: Int { cells.count }

  let source: ProgramSource
  let cells: [NotebookCell]

  /// Reads a notebook of format 3 or 4.
  ///
  /// - Parameters:
  ///   - bytes: The file, in JSON.
  ///   - name: The name of the file, for errors.
  /// - Throws: Where the file is no notebook. What is wrong with a cell is said when it is drawn.
  public init(parsing bytes: [UInt8], name: String) throws(ProgramError) {
    let file = ProgramSource(name: name, bytes: bytes, cells: nil)
    let document: JSONValue
    do throws(JSONParser.Failure) {
      document = try JSONParser.parse(bytes)
    } catch {
      throw file.error(
        Faults([
          Fault(kind: .malformedNotebook(error.message), range: error.offset..<error.offset + 1)
        ]))
    }
    guard let texts = Notebook.codeCells(of: document) else {
      throw file.error(.malformedNotebook("it has no list of cells"))
    }
    var joined: [UInt8] = []
    var ranges: [Range<Int>] = []
    for text in texts {
      ranges.append(joined.count..<joined.count + text.utf8.count)
      joined += Array(text.utf8)
      joined.append(UInt8(ascii: "\n"))
    }
    source = ProgramSource(name: name, bytes: joined, cells: ranges)
    cells = DeepStack.run { ranges.map { NotebookCell(parsing: joined, in: $0) } }
  }

  /// The texts of the code cells; `nil` where the document is no notebook.
  private static func codeCells(of document: JSONValue) -> [String]? {
    // Format 3 has its cells in sheets, and calls their text the input.
    let sheet = document["worksheets"]?.array?.first
    guard let cells = (document["cells"] ?? sheet?["cells"])?.array else { return nil }
    return cells.filter { $0["cell_type"]?.string == "code" }.map { cell in
      let text = cell["source"] ?? cell["input"]
      return text?.string ?? text?.array?.compactMap(\.string).joined() ?? ""
    }
  }

  /// The first line of a cell that says something; empty where none does.
  public func firstLine(ofCell number: Int) -> String {
    guard let range = source.cells?[number - 1] else { return "" }
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    return String(lines.first { !$0.allSatisfy(\.isWhitespace) } ?? "")
  }
}

extension Notebook {
  /// All cells in their order, as one program.
  ///
  /// - Throws: All that is wrong with the cells, and which of them can be drawn.
  public func program() throws(ProgramError) -> ExpressionProgram {
    do throws(Faults) {
      return try compiled(Array(cells.indices), cellStart: nil)
    } catch {
      throw source.error(error)
    }
  }

  /// A cell, after the earlier ones that it depends on.
  ///
  /// - Parameter number: Which code cell, from 1.
  /// - Returns: The program, and the cells before that cannot run and are not needed.
  /// - Throws: What is wrong with the cell or with one that it needs, or that there is no such cell.
  public func program(
    cell number: Int
  ) throws(ProgramError) -> (program: ExpressionProgram, skippedCells: [Int]) {
    guard cells.indices.contains(number - 1) else {
      throw source.error(.noSuchCell(number, count: cells.count))
    }
    let last = number - 1
    let faulty = faultyCells(upTo: last)
    if let faults = faulty[last] { throw source.error(faults) }
    let needed = CellDependencies(cells, of: last)
    for (index, faults) in faulty.sorted(by: { $0.key > $1.key }) {
      guard let name = needed.name(mentionedBy: index, in: cells) else { continue }
      throw source.error(faults, neededBy: .init(cell: number, name: name))
    }
    do throws(Faults) {
      return (
        try compiled(needed.cells + [last], cellStart: last), faulty.keys.map { $0 + 1 }.sorted()
      )
    } catch {
      throw source.error(error)
    }
  }

  /// Which cells up to one cannot run, and why: all of them are looked at together, since a later one
  /// uses names of the earlier.
  private func faultyCells(upTo last: Int) -> [Int: Faults] {
    do throws(Faults) {
      _ = try compiled(Array(0...last), cellStart: nil)
      return [:]
    } catch {
      let byCell = Dictionary(grouping: error.all) {
        (source.cell(of: $0.range.lowerBound) ?? 1) - 1
      }
      return byCell.mapValues(Faults.init)
    }
  }

  private func compiled(
    _ indices: [Int], cellStart: Int?
  ) throws(Faults) -> ExpressionProgram {
    var statements: [Statement] = []
    var faults: [Fault] = []
    var skipped: [Lexer.Skipped] = []
    var start: Int?
    // Imports count in all cells: they bind modules, which is known before anything runs.
    for index in 0..<(indices.last ?? 0) where !indices.contains(index) {
      statements += cells[index].imports
    }
    for index in indices {
      if index == cellStart { start = statements.count }
      statements += cells[index].statements
      faults += cells[index].faults
      skipped += cells[index].skipped
    }
    let output = try DeepStack.run { () throws(Faults) -> Compiler.Output in
      var compiler = Compiler(statements, faults: faults, skipped: skipped, cellStart: start)
      return try compiler.compile()
    }
    return ExpressionProgram(source, output)
  }
}

/// A code cell as it was read.
struct NotebookCell: Sendable {
  let statements: [Statement]
  let faults: [Fault]
  let skipped: [Lexer.Skipped]
  let use: CellUse

  init(parsing bytes: [UInt8], in range: Range<Int>) {
    var parser = Parser(bytes, in: range)
    statements = parser.parseProgram()
    faults = parser.faults
    skipped = parser.skipped
    use = CellUse(of: statements)
  }

  var imports: [Statement] {
    statements.filter { if case .importing = $0.kind { true } else { false } }
  }
}
