internal import Text

/// A document seen as a table: which line is the header, which column the target.
struct CSVTable {
  private let document: CSVDocument
  /// The records that hold data.
  private let rows: [Int]
  /// The names in the header, empty where a column has none; empty without a header.
  private let names: [String]
  private let columnCount: Int
  /// The index of the target column.
  private let target: Int

  init(
    _ document: CSVDocument, target: String?, header: DataSet.CSVHeader
  ) throws(CSVFault) {
    let records = (0..<document.count).filter { !document.isEmptyLine($0) }
    guard let first = records.first else { throw CSVFault(.empty, at: 0) }
    let columnCount = document[first].count
    if columnCount == 1 {
      let kind = CSVError.Kind.oneColumn(separator: document.likelySeparator(of: first))
      throw CSVFault(kind, at: document.start(of: first))
    }
    for record in records where document[record].count != columnCount {
      let kind = CSVError.Kind.ragged(expected: columnCount, found: document[record].count)
      throw CSVFault(kind, at: document.start(of: record))
    }
    self.document = document
    self.columnCount = columnCount
    let texts = document[first].map(document.name)
    let hasHeader =
      switch header {
      case .present: true
      case .absent: false
      case .detected:
        document.seemsHeader(records, target: Self.likelyColumn(target, texts: texts))
          || target.map { Int($0) == nil && texts.contains($0) } ?? false
      }
    names = hasHeader ? texts : []
    rows = hasHeader ? Array(records.dropFirst()) : records
    self.target = try Self.column(
      target, names: names, count: columnCount, offset: document.start(of: first))
    if rows.isEmpty { throw CSVFault(.headerOnly, at: document.start(of: first)) }
  }

  /// The names of the columns that are features; x1, x2, … where they have none.
  var featureNames: [String] {
    let features = (0..<columnCount).filter { $0 != target }
    return features.enumerated().map { index, column in
      names.isEmpty || names[column].isEmpty ? "x\(index + 1)" : names[column]
    }
  }

  /// The rows as numbers, and their targets.
  func read(needsClasses: Bool) throws(CSVFault) -> ([[Double]], DataSet.Targets) {
    var inputs: [[Double]] = []
    inputs.reserveCapacity(rows.count)
    for row in rows {
      var numbers: [Double] = []
      numbers.reserveCapacity(columnCount - 1)
      for (column, field) in document[row].enumerated() where column != target {
        numbers.append(try number(field, column: column))
      }
      inputs.append(numbers)
    }
    let targets = try readTargets()
    if needsClasses { try requireTwoClasses(targets) }
    return (inputs, targets)
  }

  private func readTargets() throws(CSVFault) -> DataSet.Targets {
    if document.isNumeric(column: target, of: rows) {
      var numbers: [Double] = []
      for row in rows { numbers.append(try number(targetField(of: row), column: target)) }
      return .numbers(numbers)
    }
    var names: [String] = []
    var indices: [String: Int] = [:]
    var classes: [Int] = []
    for row in rows {
      let field = targetField(of: row)
      let name = document.name(of: field)
      switch document.value(of: field) {
      case .empty: throw CSVFault(.emptyCell(self[target]), at: field.offset)
      case .notFinite: throw CSVFault(.notFinite(name, self[target]), at: field.offset)
      case .number, .text: break
      }
      if let index = indices[name] {
        classes.append(index)
      } else {
        indices[name] = names.count
        classes.append(names.count)
        names.append(name)
      }
    }
    return .classes(classes, names: names)
  }

  private func requireTwoClasses(_ targets: DataSet.Targets) throws(CSVFault) {
    let isOne =
      switch targets {
      case .numbers(let numbers): numbers.allSatisfy { $0 == numbers[0] }
      case .classes(_, let names): names.count == 1
      }
    guard isOne else { return }
    let field = targetField(of: rows[0])
    throw CSVFault(.oneClass(document.name(of: field), self[target]), at: field.offset)
  }

  private func number(_ field: CSVDocument.Field, column: Int) throws(CSVFault) -> Double {
    let kind: CSVError.Kind
    switch document.value(of: field) {
    case .number(let number): return number
    case .notFinite: kind = .notFinite(document.name(of: field), self[column])
    case .empty: kind = .emptyCell(self[column])
    case .text: kind = .notANumber(document.name(of: field), self[column])
    }
    throw CSVFault(kind, at: field.offset)
  }

  private func targetField(of row: Int) -> CSVDocument.Field {
    let fields = document[row]
    return fields[fields.startIndex + target]
  }

  /// How errors name a column.
  private subscript(column: Int) -> CSVError.Column {
    let name = names.isEmpty || names[column].isEmpty ? nil : names[column]
    return CSVError.Column(number: column + 1, name: name)
  }

  /// The target column, as well as it can be guessed before it is known whether there are names.
  private static func likelyColumn(_ target: String?, texts: [String]) -> Int {
    let last = texts.count - 1
    guard let target else { return last }
    if let number = Int(target), (1...texts.count).contains(number) { return number - 1 }
    return texts.firstIndex(of: target) ?? last
  }

  /// The index of the column that is asked for.
  private static func column(
    _ target: String?, names: [String], count: Int, offset: Int
  ) throws(CSVFault) -> Int {
    guard let target else { return count - 1 }
    let matches = names.indices.filter { names[$0] == target && !target.isEmpty }
    if matches.count > 1 {
      throw CSVFault(.ambiguousTarget(target, columns: matches.map { $0 + 1 }), at: offset)
    }
    if let match = matches.first { return match }
    if let number = Int(target), (1...count).contains(number) { return number - 1 }
    let columns = names.isEmpty ? Array(repeating: "", count: count) : names
    let suggestion = NearestWord.to(target, among: columns)
    throw CSVFault(.unknownTarget(target, suggestion: suggestion, columns: columns), at: offset)
  }
}

// MARK: - What the document shows of its columns

extension CSVDocument {
  /// Whether the first record names columns.
  ///
  /// It does where, of its fields that stand in columns of numbers, at least half are text; where
  /// fewer are, they are taken for slips among numbers.
  /// All columns but the target are of numbers; the target is where the records below say so.
  func seemsHeader(_ records: [Int], target: Int) -> Bool {
    guard let first = records.first else { return false }
    var numbers = 0
    var texts = 0
    for (column, field) in self[first].enumerated() {
      if column == target, !isNumeric(column: column, of: records.dropFirst()) { continue }
      switch value(of: field) {
      case .number: numbers += 1
      case .text: texts += 1
      case .empty, .notFinite: break
      }
    }
    return texts > 0 && texts >= numbers
  }

  /// Whether at least half of a column's fields, without empty ones and NaNs, are numbers.
  func isNumeric(column: Int, of records: some Sequence<Int>) -> Bool {
    var numbers = 0
    var texts = 0
    for record in records {
      let fields = self[record]
      switch value(of: fields[fields.startIndex + column]) {
      case .number: numbers += 1
      case .text: texts += 1
      case .empty, .notFinite: break
      }
    }
    return numbers > 0 && numbers >= texts
  }

  /// What a field holds, seen as a number.
  func value(of field: Field) -> CSVNumber {
    value(of: field, decimalCommas: dialect.hasDecimalCommas)
  }

  /// The same with numbers that have a comma, or a point.
  func value(of field: Field, decimalCommas: Bool) -> CSVNumber {
    bytes.withUnsafeBufferPointer {
      CSVNumber($0[field.start..<field.end], point: decimalCommas ? .comma : UInt8(ascii: "."))
    }
  }

  /// What a field holds as a name: without the blanks round it, unless it is quoted.
  func name(of field: Field) -> String {
    field.isQuoted
      ? text(of: field)
      : String(decoding: bytes[field.start..<field.end].trimmingBlanks(), as: UTF8.self)
  }

  /// Where a record begins.
  func start(of record: Int) -> Int { self[record].first!.offset }

  /// Whether a record is a line with nothing in it.
  func isEmptyLine(_ record: Int) -> Bool {
    let fields = self[record]
    return fields.count == 1 && !fields.first!.isQuoted && fields.first!.start == fields.first!.end
  }

  /// What seems to stand between the fields of a line that has none of the known separators.
  func likelySeparator(of record: Int) -> String? {
    let text = text(of: self[record].first!)
    return [";", "|", ":"].first { text.contains($0) } ?? (text.contains("\t") ? "tab" : nil)
  }
}
