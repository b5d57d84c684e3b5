internal import Text

/// The records and fields of a text of comma-separated values, as RFC 4180 describes them, or in a
/// dialect of it.
///
/// A quoted field may hold separators, line breaks, and quotes that are doubled. Lines end with LF,
/// CRLF or CR, the last one with or without; a byte-order mark is skipped. Blanks belong to
/// their field. An empty line is a record of one empty field, except at the end.
struct CSVDocument {
  /// A field: a range of the bytes, without the quotes round it.
  struct Field {
    let start: Int
    let end: Int
    let isQuoted: Bool
    /// Whether the range holds doubled quotes.
    let hasQuotes: Bool

    /// Where the field begins, with its quote.
    var offset: Int { isQuoted ? start - 1 : start }
  }

  let bytes: [UInt8]
  /// How fields are separated and numbers written.
  private(set) var dialect: CSVDialect
  /// All fields, record after record.
  private(set) var fields: [Field] = []
  /// Where each record ends in `fields`.
  private(set) var ends: [Int] = []

  /// Parses UTF-8.
  ///
  /// O(bytes).
  init(_ bytes: [UInt8], dialect: CSVDialect = CSVDialect()) throws(CSVFault) {
    self.bytes = bytes
    self.dialect = dialect
    if let offset = bytes.firstInvalidUTF8 { throw CSVFault(.notUTF8, at: offset) }
    (fields, ends) = try bytes.withUnsafeBufferPointer { buffer throws(CSVFault) in
      var scanner = CSVScanner(buffer, dialect)
      try scanner.scan()
      return (scanner.fields, scanner.ends)
    }
  }

  /// The same document with numbers that have a comma, or a point.
  func reading(decimalCommas: Bool) -> CSVDocument {
    var result = self
    result.dialect.hasDecimalCommas = decimalCommas
    return result
  }

  /// How many records there are.
  var count: Int { ends.count }

  /// The fields of a record.
  subscript(record: Int) -> ArraySlice<Field> {
    fields[(record == 0 ? 0 : ends[record - 1])..<ends[record]]
  }

  /// What a field holds, with doubled quotes made single.
  func text(of field: Field) -> String {
    let slice = bytes[field.start..<field.end]
    guard field.hasQuotes else { return String(decoding: slice, as: UTF8.self) }
    var result: [UInt8] = []
    var isSecond = false
    for byte in slice {
      isSecond = byte == .quote && !isSecond
      // The first of two quotes is left out.
      if !isSecond { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// All fields as text.
  var texts: [[String]] { (0..<count).map { self[$0].map(text) } }
}

/// What is wrong with a text, and at which byte of it.
struct CSVFault: Error {
  let kind: CSVError.Kind
  let offset: Int

  init(_ kind: CSVError.Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// Splits bytes into records and fields.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private var position: Int
  private(set) var fields: [CSVDocument.Field] = []
  private(set) var ends: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) {
    self.bytes = bytes
    separator = dialect.separator.byte
    position = CSVScanner.start(of: bytes)
    for _ in 0..<dialect.commentLines {
      position = CSVScanner.end(ofLineAt: position, in: bytes)
    }
  }

  /// Where the text begins, behind a byte-order mark.
  static func start(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: SourceLine.byteOrderMark) ? SourceLine.byteOrderMark.count : 0
  }

  /// Where the next line begins, whatever is in this one.
  static func end(ofLineAt position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var end = position
    while end < bytes.count, !bytes[end].endsLine { end += 1 }
    if end + 1 < bytes.count, bytes[end] == .carriageReturn, bytes[end + 1] == .lineFeed {
      end += 1
    }
    return min(end + 1, bytes.count)
  }

  /// Goes through all records.
  mutating func scan() throws(CSVFault) {
    while position < bytes.count {
      fields.append(try field())
      while position < bytes.count, bytes[position] == separator {
        position += 1
        fields.append(try field())
      }
      ends.append(fields.count)
      passLineEnd()
    }
  }

  /// The field that begins here; afterwards a separator, the end of the line or of the text follows.
  private mutating func field() throws(CSVFault) -> CSVDocument.Field {
    if position < bytes.count, bytes[position] == .quote { return try quotedField() }
    let start = position
    while position < bytes.count, !endsField(bytes[position]) {
      if bytes[position] == .quote { throw CSVFault(.strayQuote, at: position) }
      position += 1
    }
    return .init(start: start, end: position, isQuoted: false, hasQuotes: false)
  }

  private mutating func quotedField() throws(CSVFault) -> CSVDocument.Field {
    let quote = position
    var hasQuotes = false
    position += 1
    while position < bytes.count {
      guard bytes[position] == .quote else {
        position += 1
        continue
      }
      let next = position + 1
      if next < bytes.count, bytes[next] == .quote {
        hasQuotes = true
        position += 2
        continue
      }
      if next < bytes.count, !endsField(bytes[next]) {
        throw CSVFault(.textAfterQuote, at: next)
      }
      position = next
      return .init(start: quote + 1, end: next - 1, isQuoted: true, hasQuotes: hasQuotes)
    }
    throw CSVFault(.unterminatedQuote, at: quote)
  }

  /// Whether a field without quotes ends before a byte.
  private func endsField(_ byte: UInt8) -> Bool { byte == separator || byte.endsLine }

  private mutating func passLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == .carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == .lineFeed { position += 1 }
  }
}

extension UInt8 {
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
