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
    /// Something between the closing quote of a field and the next comma.
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
