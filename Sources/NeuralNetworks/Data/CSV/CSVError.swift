internal import Text

/// What is wrong with a file of comma-separated values, and where.
///
///     flowers.csv:7:5: column 2 ('width') is empty here; fill it in, or leave the row out
///
/// The facts are typed; ``description`` turns them into sentences.
public struct CSVError: Error, Equatable, Sendable {
  /// The name of the file, as it was given.
  public let file: String
  /// The line of the file, counted from 1.
  public let line: Int
  /// The first character in the line, counted from 1; a tab is one.
  public let column: Int
  /// What is wrong.
  public let kind: Kind

  /// A column of a file of comma-separated values.
  public struct Column: Equatable, Sendable {
    /// Its number, counted from 1.
    public let number: Int
    /// Its name; `nil` where the file has no header, or the header does not name it.
    public let name: String?
  }

  /// The facts of an error.
  public enum Kind: Equatable, Sendable {
    /// The bytes are not UTF-8 from here on.
    case notUTF8
    /// A quote that no other closes.
    case unterminatedQuote
    /// A quote within a field that does not begin with one.
    case strayQuote
    /// Something between the closing quote of a field and the next separator.
    case textAfterQuote

    /// The file has no line with anything in it.
    case empty
    /// The file has a header and nothing else.
    case headerOnly
    /// There is one column, which leaves no feature beside the target; a character that seems to
    /// stand between the fields, where there is one.
    case oneColumn(separator: String?)
    /// A line with another number of fields than the first.
    case ragged(expected: Int, found: Int)

    /// Text in a column of numbers.
    case notANumber(String, Column)
    /// An infinite number, one that is too large, or none (NaN).
    case notFinite(String, Column)
    /// Nothing where something must be.
    case emptyCell(Column)

    /// No column has the name or number asked for as the target.
    case unknownTarget(String, suggestion: String?, columns: [String])
    /// Several columns have the name asked for as the target; their numbers.
    case ambiguousTarget(String, columns: [Int])
    /// All rows have the same target.
    case oneClass(String, Column)
  }
}

extension CSVError: CustomStringConvertible {
  /// File, line and column, then one sentence: what is wrong and what to do.
  public var description: String { "\(file):\(line):\(column): \(sentence)" }

  /// What is wrong and what to do, without file, line and column.
  public var sentence: String {
    switch kind {
    case .notUTF8: "the text is not UTF-8 from here on; save the file as UTF-8"
    case .unterminatedQuote: "the quote that begins here is never closed; close it, or remove it"
    case .strayQuote:
      "a quote within a field that does not begin with one; put the whole field in quotes, and "
        + "double those within it"
    case .textAfterQuote:
      "a field goes on after its closing quote; put a separator between, or double the quotes within "
        + "the field"
    case .empty: "the file is empty; write one row a line, with commas between the fields"
    case .headerOnly: "there is a header but no row below it; add rows"
    case .oneColumn(let separator?):
      "there are no commas but '\(separator)'; put commas between the fields, and write numbers "
        + "with a point"
    case .oneColumn(nil):
      "there is only one column; a data set needs at least one feature beside the target"
    case .ragged(let expected, let found):
      "the line has \(found.counted("field")) where the first has \(expected); "
        + "\(found < expected ? "add what is missing" : "remove what is too much"), or quote fields "
        + "that hold a separator"
    case .notANumber(let text, let column):
      "\(column) must hold numbers, but here it has '\(text.shortened)'; write a number, or "
        + (line == 1 ? "only names if this is to be a header" : "leave the row or the column out")
    case .notFinite(let text, let column):
      "\(column) has '\(text.shortened)' here, which is not a finite number; correct it, or leave "
        + "the row out"
    case .emptyCell(let column):
      "\(column) is empty here; fill it in, or leave the row out"
    case .unknownTarget(let name, let suggestion?, _):
      "there is no column '\(name.shortened)'; did you mean '\(suggestion.shortened)'?"
    case .unknownTarget(let name, nil, let columns):
      "there is no column '\(name.shortened)'; use a number from 1 to \(columns.count)"
        + (columns.contains { !$0.isEmpty } ? ", or one of the names \(Self.list(columns))" : "")
    case .ambiguousTarget(let name, let columns):
      "the columns \(columns.prefix(8).map(String.init).joined(separator: ", "))"
        + "\(columns.count > 8 ? ", …" : "") are all called '\(name.shortened)'; "
        + "give the number of the one that is meant"
    case .oneClass(let name, let column):
      "\(column) has '\(name.shortened)' in all rows; a loss on classes needs rows of two classes "
        + "at least"
    }
  }

  /// The first names, quoted.
  private static func list(_ names: [String]) -> String {
    let known = names.filter { !$0.isEmpty }
    let shown = known.prefix(8).map { "'\($0.shortened)'" }.joined(separator: ", ")
    return known.count > 8 ? shown + ", …" : shown
  }
}

extension CSVError.Column: CustomStringConvertible {
  /// The number and, where there is one, the name.
  public var description: String {
    name.map { "column \(number) ('\($0.shortened)')" } ?? "column \(number)"
  }
}

extension String {
  /// The text on one line, cut where it is long.
  fileprivate var shortened: String {
    let line = String(prefix(40).map { $0.isNewline ? " " : $0 }).shown
    return count > 40 ? line + "…" : line
  }
}

extension CSVError {
  /// The error of a fault in a file.
  ///
  /// O(bytes before the fault).
  init(_ fault: CSVFault, in bytes: [UInt8], file: String) {
    let position = SourcePosition(of: fault.offset, in: bytes)
    self.init(file: file, line: position.line, column: position.column, kind: fault.kind)
  }
}
