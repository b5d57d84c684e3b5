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
    bytes.withUnsafeBufferPointer { CSVNumber($0[field.start..<field.end]) }
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

  /// What seems to stand between the fields of a line that has no commas.
  func likelySeparator(of record: Int) -> String? {
    let text = text(of: self[record].first!)
    return text.contains(";") ? ";" : text.contains("\t") ? "tab" : nil
  }
}
