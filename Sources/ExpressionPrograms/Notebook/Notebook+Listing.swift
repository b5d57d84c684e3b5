internal import Autograd
internal import Text

extension Notebook {
  /// What each code cell draws, or why it does not, a line each: number, first line, result.
  ///
  /// Every cell is run, after those that it depends on, on a tape of its own.
  ///
  /// - Parameter limits: How much each cell may do.
  public func listing(limits: ProgramLimits = ProgramLimits()) -> [String] {
    var table = TextTable([.right, .left])
    for number in cells.indices.map({ $0 + 1 }) {
      let line = firstLine(ofCell: number).quotable
      table.append([String(number), line.isEmpty ? "–" : line, result(ofCell: number, limits)])
    }
    return table.lines()
  }

  private func result(ofCell number: Int, _ limits: ProgramLimits) -> String {
    do throws(ProgramError) {
      let count = try count(ofCell: number, limits)
      return count == 0 ? "makes no Value" : "draws \(count.counted("value"))"
    } catch {
      let fault = error.first
      let isOther = fault.location?.cell.map { $0 != number } ?? false
      if case .makesNoNode = fault.kind { return "makes no Value" }
      let place = isOther ? "cell \(fault.location?.cell ?? 0): " : ""
      return "cannot be drawn: \(place)\(fault.fact)"
    }
  }

  /// How many values a cell makes.
  private func count(ofCell number: Int, _ limits: ProgramLimits) throws(ProgramError) -> Int {
    let tape = Tape()
    return try program(cell: number).program.run(on: tape, limits: limits).nodeCount
  }

  /// An error of the whole, with the cells that can be drawn alone.
  ///
  /// - Parameters:
  ///   - error: What went wrong.
  ///   - limits: How much each cell may do.
  public func error(of error: ProgramError, limits: ProgramLimits) -> ProgramError {
    var result = error
    result.drawableCells = cells.indices.map { $0 + 1 }.filter { number in
      (try? count(ofCell: number, limits)).map { $0 > 0 } ?? false
    }
    return result
  }

  /// The error of a cell that was to be drawn, and has nothing to draw.
  public func makesNoValue(cell number: Int) -> ProgramError {
    source.error(.cellMakesNoValue(number))
  }
}
