internal import Text

/// The text of a program, or the cells of a notebook one behind another.
struct ProgramSource: Sendable {
  let name: String
  let bytes: [UInt8]
  /// The bytes of each code cell; `nil` for a program in a file of its own.
  let cells: [Range<Int>]?
  /// Where the text begins in its file.
  var start = SourcePosition(line: 1, column: 1)

  /// A fault with where it is for a reader.
  func located(_ fault: Fault) -> ProgramFault {
    ProgramFault(
      location: fault.range == ProgramSource.nowhere ? nil : location(of: fault.range),
      kind: fault.kind, suggestion: fault.suggestion)
  }

  /// The range of faults that are in no line.
  static let nowhere = Int.max - 1..<Int.max

  func error(_ faults: Faults, neededBy: ProgramError.NeededCell? = nil) -> ProgramError {
    // To find a line takes time, and nobody reads a thousand of them.
    ProgramError(
      file: name, faults: faults.all.prefix(ProgramError.mostFaults).map(located),
      count: faults.all.count, neededBy: neededBy)
  }

  func error(_ kind: ProgramError.Kind, suggestion: String? = nil) -> ProgramError {
    ProgramError(
      file: name, faults: [ProgramFault(location: nil, kind: kind, suggestion: suggestion)],
      count: 1)
  }

  /// The number of the cell that a byte is in, from 1; `nil` outside of notebooks.
  func cell(of offset: Int) -> Int? {
    cells?.lastIndex { $0.lowerBound <= offset }.map { $0 + 1 }
  }

  private func location(of range: Range<Int>) -> ProgramLocation {
    guard let cells, let cell = cell(of: range.lowerBound) else {
      return ProgramLocation(range, in: bytes, cell: nil).moved(to: start)
    }
    let own = cells[cell - 1]
    let shifted =
      range.lowerBound - own.lowerBound..<max(range.lowerBound, range.upperBound) - own.lowerBound
    return ProgramLocation(shifted, in: Array(bytes[own]), cell: cell)
  }
}
