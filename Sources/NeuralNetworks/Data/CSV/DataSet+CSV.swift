extension DataSet {
  /// Whether the first line of a file names the columns.
  public enum CSVHeader: Sendable {
    /// It does where, of its fields in columns of numbers, at least half are text.
    case detected
    /// It does.
    case present
    /// It does not; the features are called x1, x2, ….
    case absent
  }

  /// A data set of a file of comma-separated values, as RFC 4180 describes them, in UTF-8, or in a
  /// dialect of it.
  ///
  /// All columns but the target hold numbers. A target of numbers stays; text becomes classes, in
  /// the order of their first appearance. A target column in which at least half of the fields are
  /// numbers is one of numbers. Blanks round numbers and unquoted names, and empty lines, are
  /// skipped. O(bytes).
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - name: What to call it in reports and errors.
  ///   - target: The name of a column in the header, or its number counted from 1; where `nil`, the
  ///     last column. A name wins over a number.
  ///   - header: Whether the first line names the columns.
  ///   - dialect: How fields are separated and numbers written; recognised where it is not given.
  ///   - needsClasses: Whether it is an error that all rows have the same target, as it is for a
  ///     loss on classes.
  /// - Throws: ``CSVError``, with line and column.
  public init(
    csv bytes: [UInt8], name: String, target: String? = nil, header: CSVHeader = .detected,
    dialect: CSVDialect? = nil, needsClasses: Bool = false
  ) throws(CSVError) {
    do throws(CSVFault) {
      let document = try CSVDocument(
        bytes, dialect: dialect ?? CSVDialect(recognisedIn: bytes))
      let table = try CSVTable(document, target: target, header: header)
      let (inputs, targets) = try table.read(needsClasses: needsClasses)
      self.init(
        checkedName: name, featureNames: table.featureNames, inputs: inputs, targets: targets)
    } catch {
      throw CSVError(error, in: bytes, file: name)
    }
  }
}
